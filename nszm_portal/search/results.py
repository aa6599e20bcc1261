"""The answer to a query: a page of publications in order, and by what it may be narrowed."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone

from nszm_portal.publishing.models import Entry
from nszm_portal.search import finding, ranking
from nszm_portal.search.expressions import (
    Expression,
    all_of,
    in_region,
    of_kind,
    of_year,
    on_topic,
)
from nszm_portal.search.query import Query

COUNTED = 1000  # what is found is counted up to this many
RANKED = 120  # the best of them by a rough measure, which are put in order with care
LOOSE = 50  # of those in which something is missing
PER_PAGE = 10


@dataclass(frozen=True)
class Narrowing:
    """To what the answer is confined; a year of 0 stands for "date unknown"."""

    kind: str = ""
    region: int | None = None
    year: int | None = None
    topic: int | None = None

    def __bool__(self):
        return self != Narrowing()

    def of(self, expression: Expression) -> Expression:
        parts = [expression]
        if self.kind:
            parts.append(of_kind(self.kind))
        if self.region is not None:
            parts.append(in_region(self.region))
        if self.year is not None:
            parts.append(of_year(self.year))
        if self.topic is not None:
            parts.append(on_topic(self.topic))
        return all_of(parts)


NOT_NARROWED = Narrowing()


@dataclass
class Counts:
    """How many of the newest COUNTED found have what the answer may be narrowed by."""

    kinds: Counter = field(default_factory=Counter)
    regions: Counter = field(default_factory=Counter)
    years: Counter = field(default_factory=Counter)
    topics: Counter = field(default_factory=Counter)


@dataclass
class Answer:
    """Primary keys of the entries found, the best first.

    `total` is counted up to COUNTED; then `more` says that there are others still.
    """

    query: Query
    order: list[int] = field(default_factory=list)
    total: int = 0
    more: bool = False
    counts: Counts = field(default_factory=Counts)
    loose: int = 0  # how many at the end have not all that was sought

    def page(self, number: int) -> list[Entry]:
        """The entries of a page with their documents, best first."""
        keys = self.order[(number - 1) * PER_PAGE : number * PER_PAGE]
        rows = Entry.objects.select_related("search_document").in_bulk(keys)
        return [rows[key] for key in keys if key in rows]


_FIELDS = "pk", "kind", "year", "search_document__regions", "search_document__topics"


def search(query: Query, narrowing: Narrowing = NOT_NARROWED, *, most: int = 0) -> Answer:
    """What the public may see of what has all that is sought; nothing for an empty query.

    It is counted up to `most`, or else up to COUNTED.
    """
    if not query:
        return Answer(query)
    most = most or COUNTED
    rows = finding.newest(narrowing.of(query.find()), most + 1, _FIELDS)
    order = _ordered(query, narrowing, [row[0] for row in rows])[:most] if rows else []
    counted = rows[:most]
    return Answer(query, order, len(counted), len(rows) > most, _counts(counted))


def widen(answer: Answer, narrowing: Narrowing) -> None:
    """Adds to an answer of a few those in which one of the things sought is missing."""
    rows = finding.newest(narrowing.of(answer.query.find_most()), LOOSE, _FIELDS)
    others = [row[0] for row in rows if row[0] not in answer.order]
    ordered = _ranked(answer.query, others, frozenset())
    answer.order += ordered
    answer.loose = len(ordered)


def _ordered(query, narrowing, newest_first: list[int]) -> list[int]:
    in_title = _keys(narrowing.of(query.find(title=True)))
    exact = _keys(narrowing.of(query.find(exactly=True)))
    rough = list(dict.fromkeys([*in_title, *exact, *newest_first]))
    titled, exact = frozenset(in_title), frozenset(exact)
    # A stable sort: within a class they stay the newest first.
    rough.sort(key=lambda pk: (pk not in titled, pk not in exact))
    return _ranked(query, rough[:RANKED], exact) + rough[RANKED:]


def _ranked(query, keys: list[int], exact: frozenset[int]) -> list[int]:
    fields = "pk", "title", "lead", "sort_at", "undated"
    rows = {row[0]: row for row in Entry.objects.filter(pk__in=keys).values_list(*fields)}
    candidates = [
        ranking.Candidate(*rows[pk], has_exact_forms=pk in exact) for pk in keys if pk in rows
    ]
    return ranking.ordered(query, candidates, timezone.now())


def _keys(expression) -> list[int]:
    return [row[0] for row in finding.newest(expression, RANKED, ("pk",))]


def _counts(rows) -> Counts:
    counts = Counts()
    for _, kind, year, regions, topics in rows:
        counts.kinds[kind] += 1
        counts.years[year] += 1
        counts.regions.update(map(int, regions.split()))
        counts.topics.update(map(int, topics.split()))
    return counts
