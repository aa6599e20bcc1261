"""Which visible publications an expression finds, the newest first, without reading all of them.

Where a word stands in half of a big archive, putting all that it finds in order would take long.
So the archive is asked by months, the newest first, until enough is found; by what the first ones
gave it is judged whether the rest may be asked at once.
"""

from django.db.models import Count
from django.db.models.expressions import RawSQL

from nszm_portal.pagecache.memory import remember
from nszm_portal.publishing.models import Entry
from nszm_portal.search import backends, query
from nszm_portal.search.expressions import (
    All,
    Expression,
    Token,
    all_of,
    any_of,
    of_kind,
    of_month,
)

AT_ONCE = 4000  # documents that one question may have to put in order
FOR_EDITORS = 500  # publications found by their text in a list of the admin
FEWEST = 2000  # entries that are worth a question of their own


def newest(expression: Expression, most: int, fields: tuple[str, ...]) -> list[tuple]:
    """`fields` of the entries of at most `most` visible publications, in the order of lists."""
    months = remember("entries of months", _entries_of_months)
    with backends.current().by_index():
        return _newest(expression, most, fields, months)


def _newest(expression, most, fields, months) -> list[tuple]:
    total, passed, share = sum(months.values()), 0, 1.0
    found: list[tuple] = []
    while share * total > AT_ONCE:
        some, count = _next_months(months, passed, max(FEWEST, 2 * (most - len(found)) / share))
        if passed + count > total / 2:
            break  # then the rest comes with it
        within = All((expression, any_of(some)))
        found += entries(within).values_list(*fields)[: most - len(found)]
        if len(found) >= most:
            return found
        passed += count
        share = len(found) / passed
    return list(entries(expression).values_list(*fields)[:most])


def entries(expression: Expression):
    """The visible entries that an expression finds, in the order of lists."""
    sql, parameters = backends.current().matching(expression)
    return Entry.objects.visible().filter(pk__in=RawSQL(sql, parameters)).newest_first()


def published_of(kind: str, text: str) -> list[int]:
    """Primary keys of an editor's newest publications of a kind, visible or not, by their text."""
    asked = query.read(text)
    if not asked:
        return []
    sql, parameters = backends.current().matching(all_of((asked.find(), of_kind(kind))))
    entries = Entry.objects.filter(pk__in=RawSQL(sql, parameters)).newest_first()
    return list(entries.values_list("object_id", flat=True)[:FOR_EDITORS])


def _next_months(months: dict[Token, int], passed: int, wanted: float) -> tuple[list[Token], int]:
    """Months after the first `passed` entries with `wanted` of them or more, and how many."""
    some, count, before = [], 0, 0
    for month, size in months.items():
        if before >= passed and count < wanted:
            some.append(month)
            count += size
        before += size
    return some, count


def _entries_of_months() -> dict[Token, int]:
    """How many entries each month has, visible or not, the newest first, the undated last.

    What never has a date is asked with the newest: it stands among them by its publication.
    """
    rows = Entry.objects.order_by().values_list("year", "month", "undated")
    rows = sorted(
        rows.annotate(Count("pk")),
        key=lambda row: (row[2], row[0] is not None, -(row[0] or 0), -(row[1] or 0)),
    )
    return {of_month(*month): count for *month, count in rows}
