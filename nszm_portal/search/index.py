"""Keeps the index in step with what is published, in the same transaction.

Whoever counts words holds the generation's lock before, as every publication does: so two of them
wait for each other in one order only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import F

from nszm_portal.czech import words
from nszm_portal.pagecache.generation import hold
from nszm_portal.publishing import entries, kinds
from nszm_portal.publishing.models import Entry, Use
from nszm_portal.search import backends, content
from nszm_portal.search.models import ENDS, Document, Word

# Shorter ones nobody mistypes, and numbers have no neighbours that would mean the same.
WORTH_KNOWING = re.compile(r"(?<![^\W_])[^\W\d_]{3,40}(?![^\W_])")
AT_ONCE = 400  # words in one statement


def on_change(sender, publication, **kwargs) -> None:
    """Receiver of `published` and `changed`."""
    entry = Entry.objects.get(kind=publication.kind, object_id=publication.pk)
    former = Document.objects.filter(pk=entry.pk).values_list("text", flat=True).first()
    before = spellings(former or "")
    now = spellings(write([(publication, entry)])[0])
    count({word: (now[word], 1) for word in now.keys() - before.keys()})
    _count_less(before.keys() - now.keys())


def on_library_document(sender, instance, created, **kwargs) -> None:
    """Receiver of a library document's post_save: its name is found as long as it is public."""
    uses = Use.objects.none() if created else Use.objects.filter(document=instance)
    for kind, pk in uses.values_list("kind", "object_id").distinct():
        publication = kinds.get(kind).objects.filter(pk=pk).first()
        if publication and entries.exists(publication):
            with transaction.atomic():
                hold()
                on_change(type(publication), publication)


def before_document_goes(sender, instance, **kwargs) -> None:
    """Receiver of a document's pre_delete: its words are counted no more."""
    hold()
    _count_less(spellings(instance.text))


def write(pairs: Iterable[tuple]) -> list[str]:
    """Publications with their entries take the place of what the index knew of them.

    Gives back what is kept of each as text. The words are counted by who calls this.
    """
    pairs = list(pairs)
    inside = _inside_documents(publication for publication, _ in pairs)
    indexed = [
        (entry.pk, content.of(publication, entry, inside.get((entry.kind, publication.pk), ())))
        for publication, entry in pairs
    ]
    documents = [
        Document(
            entry_id=pk,
            text=one.text,
            regions=" ".join(map(str, one.regions)),
            topics=" ".join(map(str, one.topics)),
        )
        for pk, one in indexed
    ]
    with transaction.atomic():
        Document.objects.bulk_create(
            documents,
            update_conflicts=True,
            unique_fields=["entry"],
            update_fields=["text", "regions", "topics"],
        )
        backends.current().write(indexed)
    return [one.text for _, one in indexed]


def _inside_documents(publications) -> dict[tuple[str, int], content.Inside]:
    keys: dict[str, list[int]] = defaultdict(list)
    for publication in publications:
        keys[publication.kind].append(publication.pk)
    return {
        (kind, pk): inside
        for kind, some in keys.items()
        for pk, inside in content.inside_documents(kind, some).items()
    }


def spellings(text: str) -> dict[str, str]:
    """The words of a text worth suggesting, folded, each as it is written there.

    Where it is written in more than one way, in small letters: most begin a sentence once.
    """
    found: dict[str, str] = {}
    for written in WORTH_KNOWING.findall(text):
        parts = words.folded_parts(written)
        if len(parts) == 1 and (written.islower() or parts[0] not in found):
            found[parts[0]] = written
    return found


def count(came: dict[str, tuple[str, int]], *, anew: bool = False) -> None:
    """Adds to the number of documents with a word: folded word → (as written, how many more).

    `anew` puts both in the place of what was known.
    """
    table = connection.ops.quote_name(Word._meta.db_table)
    change = "documents = excluded.documents, written = excluded.written"
    if not anew:
        change = f"documents = {table}.documents + excluded.documents"
    for some in _portions(came):
        rows = [(word, came[word][0], word[:ENDS], word[-ENDS:], came[word][1]) for word in some]
        values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
        with transaction.atomic(), connection.cursor() as cursor:
            if anew:
                hold()
            cursor.execute(
                f"INSERT INTO {table} (folded, written, first_letters, last_letters, documents)"
                f" VALUES {values} ON CONFLICT (folded) DO UPDATE SET {change}",
                [value for row in rows for value in row],
            )


def forget_words(words_gone: Iterable[str]) -> None:
    """Words that no document has any more."""
    for some in _portions(words_gone):
        with transaction.atomic():
            hold()
            Word.objects.filter(folded__in=some).delete()


def _count_less(went: Iterable[str]) -> None:
    for some in _portions(went):
        known = Word.objects.filter(folded__in=some, documents__gt=0)
        known.update(documents=F("documents") - 1)


def _portions(several: Iterable[str]) -> Iterator[list[str]]:
    """In one order for all, so that two that count at once do not wait for each other."""
    ordered = sorted(several)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
