"""What a bundle is made of, as its address says it: publications one by one, or a filter.

`?id=article:12&id=meeting:3` names them in their order; `?druh=meeting&rok=2015` and `tema`, `kraj`
ask for all that are visible. Who may see what is named is for `bundles` to judge.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Subquery
from django.http import QueryDict
from django.urls import reverse

from meetings.models import Meeting
from news.models import Article, Topic
from nszm_portal.publishing import kinds
from nszm_portal.publishing.models import Entry
from nszm_portal.regions.models import Region
from partners.models import Partner

ID, KIND, YEAR, TOPIC, REGION, PIECE = "id", "druh", "rok", "tema", "kraj", "texty"
UNDATED = "bez-data"
PLACE, LEFT_OUT = "poradi", "bez"  # what the form that arranges a bundle adds to its ids
MOST_LINKS = 12  # that lead from what is too much to less of it

_SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)
_PIECE = re.compile(r"([1-9][0-9]{0,5})-([1-9][0-9]{0,5})", re.ASCII)
_FEW = ("jednoho", "dvou", "tří", "čtyř", "pěti", "šesti", "sedmi", "osmi", "devíti", "deseti")


class Unknown(ValueError):
    """Raised where an address asks for a kind, year, topic, region or piece that there is not."""


@dataclass(frozen=True)
class Link:
    """A way to less: its label, its address, and how many texts stand behind it."""

    label: str
    url: str
    count: int


def address(selection: "Picked | Filter", **choices: str) -> str:
    """The address of a bundle, with what was chosen for its paper."""
    asked = selection.asked() + list(choices.items())
    # A colon may stand in a query as it is (RFC 3986, 3.4), and people read it.
    return reverse("paper:bundle") + (f"?{urlencode(asked, safe=':')}" if asked else "")


@dataclass(frozen=True)
class Picked:
    """Publications chosen one by one. `unread` counts what stood in the address and is none."""

    references: tuple[str, ...]
    unread: int = 0

    @classmethod
    def of(cls, values: Iterable[str]) -> "Picked":
        """Each reference once, where it stands first."""
        found, unread = {}, 0
        for value in values:
            if place := kinds.find(value):
                model, pk = place
                found[f"{model.kind}:{pk}"] = None
            else:
                unread += 1
        return cls(tuple(found), unread)

    def asked(self) -> list[tuple[str, str]]:
        return [(ID, reference) for reference in self.references]

    def count(self) -> int:
        return len(self.references)

    def first(self, most: int) -> list[str]:
        return list(self.references[:most])

    def heading(self, count: int) -> str:
        """What the document with `count` of them is called: "Výběr tří textů"."""
        if not 1 <= count <= len(_FEW):
            return f"Výběr {count} textů"
        return f"Výběr {_FEW[count - 1]} {'textu' if count == 1 else 'textů'}"

    def pieces(self, size: int, count: int) -> Iterator[Link]:
        """Its parts of a size that may be printed."""
        for start in range(0, min(count, size * MOST_LINKS), size):
            piece = Picked(self.references[start : start + size])
            yield Link(_piece_label(start, piece.count()), address(piece), piece.count())

    def narrower(self) -> list[Link]:
        return []


@dataclass(frozen=True)
class Filter:
    """All visible publications of a kind, a year (0: date unknown), a topic, a region.

    What is not given does not confine. `piece` is the first and the last of them by number, where
    not all are asked for.
    """

    model: type | None = None
    year: int | None = None
    topic: Topic | None = None
    region: Region | None = None
    piece: tuple[int, int] | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter | None":
        """What a query confines to, or None where it confines to nothing; raises Unknown."""
        given = {name: query[name] for name in (KIND, YEAR, TOPIC, REGION) if query.get(name)}
        if not given:
            return None
        return cls(
            model=_known(kinds.get(given[KIND])) if KIND in given else None,
            year=_year(given[YEAR]) if YEAR in given else None,
            topic=_by_slug(Topic, given[TOPIC]) if TOPIC in given else None,
            region=_by_slug(Region, given[REGION]) if REGION in given else None,
            piece=_piece(query[PIECE]) if query.get(PIECE) else None,
        )

    def asked(self) -> list[tuple[str, str]]:
        said = {
            KIND: self.model and self.model.kind,
            YEAR: None if self.year is None else str(self.year or UNDATED),
            TOPIC: self.topic and self.topic.slug,
            REGION: self.region and self.region.slug,
            PIECE: self.piece and "{}-{}".format(*self.piece),
        }
        return [(name, value) for name, value in said.items() if value]

    def count(self) -> int:
        """How many of them there are; of a piece how many are in it."""
        count = self._entries().count()
        if self.piece is None:
            return count
        first, last = self.piece
        return max(0, min(count, last) - first + 1)

    def first(self, most: int) -> list[str]:
        """References to the first of them, in the order in which they are printed."""
        start = self.piece[0] - 1 if self.piece else 0
        most = min(most, self.piece[1] - start) if self.piece else most
        rows = self._in_order().values_list("kind", "object_id")[start : start + max(0, most)]
        return [f"{kind}:{pk}" for kind, pk in rows]

    def heading(self, count: int) -> str:
        """ "Setkání v roce 2015", "Aktuality na téma doprava – Liberecký kraj"."""
        model = self.model or (Article if self.topic else None)
        name = str(model._meta.verbose_name_plural) if model else "texty"
        words = [name[:1].upper() + name[1:]]
        if self.topic:
            words.append(f"na téma {self.topic.name}")
        if self.year:
            words.append(f"{'v roce' if model is Meeting else 'z roku'} {self.year}")
        elif self.year == 0:
            words.append("bez data")
        if self.region:
            words.append(f"– {self.region.name}")
        if self.piece:
            words[-1] += f", texty {_piece_label(self.piece[0] - 1, count)}"
        return " ".join(words)

    def pieces(self, size: int, count: int) -> Iterator[Link]:
        """Its parts of a size that may be printed."""
        begin = self.piece[0] - 1 if self.piece else 0
        for start in range(begin, begin + min(count, size * MOST_LINKS), size):
            number = min(size, begin + count - start)
            piece = replace(self, piece=(start + 1, start + number))
            yield Link(_piece_label(start, number), address(piece), number)

    def narrower(self) -> list[Link]:
        """By the kinds of what there is, else by its years."""
        if self.piece:
            return []
        if self.model is None and self.topic is None:
            return [
                Link(
                    replace(self, model=model).heading(count),
                    address(replace(self, model=model)),
                    count,
                )
                for kind, count in self._counts("kind")
                if (model := kinds.get(kind))
            ]
        if self.year is not None:
            return []
        years = [(year, count) for year, count in self._counts("year") if year]
        return [
            Link(str(year), address(replace(self, year=year)), count)
            for year, count in sorted(years, reverse=True)[: 2 * MOST_LINKS]
        ]

    def _counts(self, field: str):
        counted = self._entries().order_by().values(field).annotate(count=Count("pk"))
        return counted.order_by(field).values_list(field, "count")

    def _entries(self):
        entries = Entry.objects.visible()
        if self.model:
            entries = entries.filter(kind=self.model.kind)
        if self.year is not None:
            # `IN` and not `=`, as in `EntryQuerySet.dated`.
            given = {"year": self.year} if self.year else {"undated__in": [True]}
            entries = entries.filter(**given)
        if self.topic:
            articles = Article.objects.filter(topics=self.topic).values("pk")
            entries = entries.filter(kind=Article.kind, object_id__in=articles)
        if self.region:
            entries = entries.filter(regions=self.region)
        return entries

    def _in_order(self):
        """As the lists have them: partners by name, a year's meetings from January."""
        entries = self._entries()
        if self.model is Partner:
            names = Partner.objects.filter(pk=OuterRef("object_id")).values("sort_key")
            return entries.order_by(Subquery(names), "object_id")
        if self.model is Meeting and self.year:
            return entries.order_by("sort_at", "object_id")
        return entries.newest_first()


Selection = Picked | Filter


def read(query: QueryDict) -> Selection | None:
    """What an address asks for, None where it asks for nothing; raises Unknown.

    Where it names publications, a filter beside them says nothing.
    """
    if values := query.getlist(ID):
        return Picked.of(values)
    return Filter.of(query)


def arranged(
    references: Sequence[str], places: Sequence[str], left_out: Collection[str]
) -> list[str]:
    """References in the order that a form asks for.

    `places` has what was typed as the number of each, `left_out` the numbers (from 1) of those that
    are to go. Who was given another number goes to that place among the others; a number that
    cannot be read changes nothing.
    """
    stay, move = [], []
    for number, reference in enumerate(references, 1):
        if str(number) in left_out:
            continue
        typed = places[number - 1].strip() if number <= len(places) else ""
        place = int(typed) if re.fullmatch("[0-9]{1,4}", typed, re.ASCII) else number
        if place == number:
            stay.append(reference)
        else:
            move.append((place, reference))
    position = -1
    for place, reference in sorted(move, key=lambda moved: moved[0]):
        position = max(place - 1, position + 1)  # of two with one number the former is the first
        stay.insert(position, reference)
    return stay


def _known(found):
    if found is None:
        raise Unknown
    return found


def _by_slug(model, value: str):
    return _known(model.objects.filter(slug=value).first() if _SLUG.fullmatch(value) else None)


def _year(value: str) -> int:
    if value == UNDATED:
        return 0
    return int(_known(re.fullmatch("(?:19|20)[0-9]{2}", value, re.ASCII))[0])


def _piece(value: str) -> tuple[int, int]:
    found = _known(_PIECE.fullmatch(value))
    first, last = int(found[1]), int(found[2])
    if last < first:
        raise Unknown
    return first, last


def _piece_label(start: int, count: int) -> str:
    return f"{start + 1}–{start + count}" if count > 1 else str(start + 1)
