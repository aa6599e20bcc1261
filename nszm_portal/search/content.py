"""What of a publication is indexed: what its readers see, and nothing else."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from nszm_portal.czech import words
from nszm_portal.czech.dates import long_date
from nszm_portal.publishing.models import Entry, Use
from nszm_portal.richtext.output import plain_text
from nszm_portal.search import expressions

LONGEST = 100_000  # letters of one publication; a longer one is found by what it begins with
# Before the title of a document, on the line above what stands inside it. No text has it itself:
# it counts as a blank, and blanks are joined.
INSIDE = "\x1f"

Inside = list[tuple[str, str]]  # a document's title and the text inside it


@dataclass
class Indexed:
    """One publication as the index takes it."""

    text: str
    regions: list[int]
    topics: list[int]
    sequence: list[str] = field(default_factory=list)  # folded words in order, GAP between lines
    tokens: list[str] = field(default_factory=list)  # keys, the title's words, what narrows


def inside_documents(kind: str, keys: Iterable[int]) -> dict[int, Inside]:
    """By one query, what stands inside the public documents that publications of a kind show."""
    rows = Use.objects.filter(
        kind=kind, object_id__in=keys, document__is_public=True, document__inside__text__gt=""
    )
    fields = "object_id", "document", "label", "document__title", "document__inside__text"
    found: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for pk, document, label, title, text in rows.values_list(*fields):
        found[pk].setdefault(document, (label or title, text))
    return {pk: list(documents.values()) for pk, documents in found.items()}


def of(publication, entry: Entry, inside: Inside = ()) -> Indexed:
    """A published publication with its entry, and `inside_documents` of it."""
    regions = [region.pk for region in publication.regions.all()]
    topics = [topic.pk for topic in publication.topics.all()] if entry.kind == "article" else []
    text = unicodedata.normalize("NFC", "\n".join(_lines(publication, entry, inside))[:LONGEST])
    found = Indexed(text=text, regions=regions, topics=topics)
    for line in text.split("\n"):
        found.sequence += [*words.words(line), expressions.GAP]
    found.tokens = _tokens(found, entry)
    return found


def _lines(publication, entry, inside):
    """The title, the lead, then everything else; each a line that is read without a break."""
    yield _one_line(entry.title)
    yield _one_line(entry.lead)
    others = [entry.when, entry.notice, *(label["text"] for label in entry.labels)]
    if entry.shown_on:
        others.append(long_date(entry.shown_on))
    others += publication.particulars()
    others += [publication.byline, publication.cover_caption, publication.change_note]
    others += [str(row) for row in publication.attachments.all() if row.document.is_public]
    yield from (_one_line(line) for line in others if line)
    yield from plain_text(publication.body).replace(INSIDE, " ").split("\n")
    for title, text in inside:
        yield INSIDE + _one_line(title)
        yield from (_one_line(line) for line in text.split("\n"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tokens(found: Indexed, entry: Entry) -> list[str]:
    narrowing = [expressions.of_kind(entry.kind), expressions.of_year(entry.year)]
    narrowing.append(expressions.of_month(entry.year, entry.month, entry.undated))
    narrowing += map(expressions.in_region, found.regions)
    narrowing += map(expressions.on_topic, found.topics)
    tokens = dict.fromkeys(each.token for each in narrowing)
    title = found.sequence[: found.sequence.index(expressions.GAP)]
    for word in title:
        tokens[expressions.IN_TITLE + word] = None
        if word not in words.JOINING:
            for key in words.keys(word):
                tokens[expressions.IN_TITLE + expressions.KEY + key] = None
    for word in dict.fromkeys(found.sequence):
        if word not in words.JOINING and word != expressions.GAP:
            for key in words.keys(word):
                tokens[expressions.KEY + key] = None
    return list(tokens)
