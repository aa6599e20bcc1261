"""Finds publications for editors, in any state, by any form of the words that they remember.

A publication keeps the words of its short fields, since a draft stands in no index; rooms on the
right may find more by what is published. What is typed may be the beginning of a word.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from nszm_portal.czech import words

MOST_WORDS = 8
COLUMN = "found_by"

Find = Callable[[str, str], Iterable[int]]  # kind, text → primary keys
_finders: list[Find] = []


def register(find: Find) -> None:
    """Adds a way to find published ones; to be called in `AppConfig.ready()`."""
    _finders.append(find)


def words_of(*texts: str) -> str:
    """What is kept of texts to find them by: folded words and their keys between spaces."""
    folded = dict.fromkeys(word for text in texts for word in words.words(text))
    kept = dict.fromkeys(token for word in folded for token in (word, *words.keys(word)))
    return f" {' '.join(kept)} " if kept else ""


def found(rows: QuerySet, text: str, columns: tuple[str, ...] = (COLUMN,)) -> QuerySet:
    """Those of the rows in which all the words of a text stand."""
    asked = _asked(text)
    if not asked:
        return rows.filter(title__icontains=text.strip()) if text.strip() else rows
    kept = _kept(asked, columns)
    elsewhere = {pk for find in _finders for pk in find(rows.model.kind, text)}
    rows = rows.filter(kept | Q(pk__in=elsewhere))
    return rows.distinct() if columns != (COLUMN,) else rows


def remembered(model, text: str) -> QuerySet:
    """Of a kind those in whose short fields all the words of a text stand; none without a word."""
    asked = _asked(text)
    return model.objects.filter(_kept(asked, (COLUMN,))) if asked else model.objects.none()


def _asked(text: str) -> list[str]:
    asked = words.words(text)
    return [word for word in asked if word not in words.JOINING] or asked


def _kept(asked: list[str], columns) -> Q:
    kept = Q()
    for word in asked[:MOST_WORDS]:
        kept &= Q(*_conditions(word, columns), _connector=Q.OR)
    return kept


def _conditions(word: str, columns):
    for column in columns:
        yield Q(**{f"{column}__contains": f" {word}"})
        for key in words.keys(word):
            yield Q(**{f"{column}__contains": f" {key} "})


def fill(model, fields: tuple[str, ...]) -> None:
    """Puts the words of all rows of a kind anew; also for a migration's model."""
    rows = []
    for row in model._base_manager.only("pk", COLUMN, *fields).iterator(chunk_size=500):
        row.found_by = words_of(*(getattr(row, name) for name in fields))
        rows.append(row)
        if len(rows) == 500:
            model._base_manager.bulk_update(rows, [COLUMN])
            rows = []
    model._base_manager.bulk_update(rows, [COLUMN])
