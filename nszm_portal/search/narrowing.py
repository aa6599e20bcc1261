"""By what an answer may be narrowed: read from an address, and offered as links with counts."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.http import urlencode

from news.models import Topic
from nszm_portal.pagecache.memory import remember
from nszm_portal.publishing import kinds, lists
from nszm_portal.regions.models import Region
from nszm_portal.search.results import Answer, Narrowing

UNDATED = "bez-data"
# The names of what narrows, as they stand in an address.
KIND, REGION, YEAR, TOPIC = "druh", "kraj", "rok", "tema"


@dataclass(frozen=True)
class Link:
    """One way to narrow; `count` is empty where it is not known, `current` where it is taken."""

    label: str
    url: str
    count: str = ""
    current: bool = False


@dataclass(frozen=True)
class Part:
    title: str
    links: list[Link]
    narrow: bool = False


def read(request: HttpRequest) -> tuple[Narrowing, bool]:
    """To what the address confines the answer; False where it names something unknown."""
    narrowing, known = Narrowing(), True
    if kind := request.GET.get(KIND):
        known &= kinds.get(kind) is not None
        narrowing = replace(narrowing, kind=kind if kinds.get(kind) else "")
    for name, model in (("region", Region), ("topic", Topic)):
        if slug := request.GET.get({"region": REGION, "topic": TOPIC}[name]):
            pk = next((pk for known_as, pk, _ in _choices(model) if known_as == slug), None)
            known &= pk is not None
            narrowing = replace(narrowing, **{name: pk})
    if year := request.GET.get(YEAR):
        is_year = re.fullmatch(r"[12][0-9]{3}", year)
        known &= bool(is_year) or year == UNDATED
        if is_year or year == UNDATED:
            narrowing = replace(narrowing, year=int(year) if is_year else 0)
    return narrowing, bool(known)


def parts(request: HttpRequest, answer: Answer) -> list[Part]:
    """The links beside an answer; what is confined already leads back to the wider one."""
    counts, links = answer.counts, _Links(request, answer)
    names = [(model.kind, model.kind, _capital(model)) for model in kinds.all()]
    years = [(str(year), year, str(year)) for year in _visible_years()]
    found = [
        Part("Druh", links.of(KIND, counts.kinds, names)),
        Part("Rok", links.of(YEAR, counts.years, [*years, (UNDATED, None, "bez data")]), True),
        Part("Kraj", links.of(REGION, counts.regions, _choices(Region))),
        Part("Téma", links.of(TOPIC, counts.topics, _choices(Topic))),
    ]
    return [part for part in found if part.links]


class _Links:
    def __init__(self, request, answer: Answer):
        self.answer, self.path = answer, request.path
        names = ("q", KIND, REGION, YEAR, TOPIC)
        self.asked = {name: request.GET[name] for name in names if request.GET.get(name)}

    def of(self, name: str, counts: Counter, choices: list[tuple]) -> list[Link]:
        """`choices` are (value in the address, key of the counts, label), in the order shown."""
        for value, _, label in choices:
            if value == self.asked.get(name):
                return [Link(label, self._url(name, ""), current=True)]
        # What all that was found has in common narrows nothing. Of many nobody knows it.
        return [
            Link(label, self._url(name, value), self._said(counts[key]))
            for value, key, label in choices
            if self.answer.more or 0 < counts[key] < self.answer.total
        ]

    def _said(self, count: int) -> str:
        """Of many only the newest were counted: then there are at least as many."""
        said = localize(count) + ("+" if self.answer.more else "")
        return said if count else ""

    def _url(self, name: str, value: str) -> str:
        asked = {key: said for key, said in (self.asked | {name: value}).items() if said}
        return f"{self.path}?{urlencode(asked)}"


def _choices(model) -> list[tuple]:
    return remember(
        f"choices of {model.__name__}",
        lambda: [(row.slug, row.pk, row.name) for row in model.objects.all()],
    )


def _visible_years() -> list[int]:
    found = {year for model in kinds.all() for year in lists.months_with_counts(model.kind)}
    return sorted(found - {None}, reverse=True)


def _capital(model) -> str:
    name = str(model._meta.verbose_name_plural)
    return name[:1].upper() + name[1:]
