"""Which partners a reader asks for by the address, and in what order: `?typ=…&uroven=…&razeni=…`.

A value that means nothing is a 404, as a page of a list that is not there; other names in the
address are ignored.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from partners.models import LEVEL_WORDS, Level, Partner, PartnerType

# A column of the table under its word in the address; "-" before the word turns the order round.
ORDERS: dict[str, Callable[[Partner], tuple]] = {
    "nazev": lambda partner: (partner.sort_key,),
    "typ": lambda partner: (partner.type.position, partner.type_id),
    "uroven": lambda partner: (partner.level == Level.INTERNATIONAL,),
    "dohody": lambda partner: (partner.agreements_in_force,),
}
BY_NAME = "nazev"
MOST_FIRST = {"dohody"}


@dataclass(frozen=True)
class Selection:
    type: PartnerType | None = None
    level: Level | None = None
    order: str = ""

    @classmethod
    def asked(cls, query, types) -> "Selection":
        """What the address asks for; raises Http404 for a value that is none."""
        return cls(
            type=_one(query, "typ", {kind.slug: kind for kind in types}),
            level=_one(query, "uroven", {word: level for level, word in LEVEL_WORDS.items()}),
            order=_one(
                query,
                "razeni",
                {f"{sign}{word}": f"{sign}{word}" for word in ORDERS for sign in ("", "-")},
            )
            or "",
        )

    def __str__(self):
        """How it goes on after a heading: "Univerzity, mezinárodní"."""
        parts = [self.type and self.type.name, self.level and self.level.label]
        return ", ".join(str(part) for part in parts if part)

    @property
    def query(self) -> str:
        """The address's part for it, always in the same order; empty when it asks for nothing."""
        parts = {
            "typ": self.type and self.type.slug,
            "uroven": self.level and LEVEL_WORDS[self.level],
            "razeni": self.order,
        }
        given = urlencode({name: value for name, value in parts.items() if value})
        return f"?{given}" if given else ""

    @property
    def url(self) -> str:
        return reverse("partners:list") + self.query

    def but(self, **changes) -> "Selection":
        return replace(self, **changes)

    def has(self, partner: Partner) -> bool:
        return self.type in (None, partner.type) and self.level in (None, partner.level)

    def of(self, partners) -> list[Partner]:
        """Those of `partners` that it asks for, in its order; ties in the order of names."""
        found = sorted((row for row in partners if self.has(row)), key=ORDERS[BY_NAME])
        word = self.order.removeprefix("-") or BY_NAME
        return sorted(found, key=ORDERS[word], reverse=self.order.startswith("-"))

    def columns(self) -> dict[str, dict]:
        """For each column of the table how it is ordered, and the address that orders by it."""
        return {word: self._column(word) for word in ORDERS}

    def _column(self, word):
        up, down = word, f"-{word}"
        first, second = (down, up) if word in MOST_FIRST else (up, down)
        following = second if self.order == first else first
        directions = {up: "ascending", down: "descending"}
        return {"url": self.but(order=following).url, "sorted": directions.get(self.order, "")}

    def narrowing(self, partners, types) -> list[dict]:
        """The index beside the list: levels and types, each with how many it would show."""
        by_type = Counter(row.type_id for row in partners if self.but(type=None).has(row))
        by_level = Counter(row.level for row in partners if self.but(level=None).has(row))
        type_links = [self._link(kind.name, by_type[kind.pk], type=kind) for kind in types]
        level_links = [self._link(level.label, by_level[level], level=level) for level in Level]
        return [
            _part("Typ", self._link("všechny", by_type.total(), type=None), type_links),
            _part("Úroveň", self._link("všechny", by_level.total(), level=None), level_links),
        ]

    def _link(self, label, count, **change):
        ((name, value),) = change.items()
        return {
            "label": label,
            "count": count,
            "url": self.but(**change).url,
            "current": getattr(self, name) == value,
        }


def _one(query, name, values):
    if name not in query:
        return None
    try:
        return values[query[name]]
    except KeyError:
        raise Http404("Takový přehled partnerů tu není.") from None


def _part(title, everything, links):
    shown = [link for link in links if link["count"] or link["current"]]
    return {"title": title, "links": [everything, *shown]}
