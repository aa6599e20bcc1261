"""Puts what was found in order, alike for both databases, whose own measures do not agree.

First counts where a thing stands and in which form, then how close together, then how new it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from nszm_portal.czech import words
from nszm_portal.search.query import Query, Sought

# What one thing sought is worth by its place; the exact form, then any form.
TITLE, LEAD, BODY = (1.0, 0.9), (0.6, 0.5), (0.3, 0.2)
WHOLE_IN_TITLE = 0.25  # nothing is missing there
SIDE_BY_SIDE = 0.2  # and it stands there in the order in which it was typed
FOCUS = 0.15  # of a title in which there is nothing else
WITH_MARKS = 0.1  # what was typed with diacritics stands in the title with the same ones
NEWNESS = 0.12  # of one of today; half of it after HALF_LIFE years
HALF_LIFE = 3.0


@dataclass(frozen=True)
class Candidate:
    """What ranking needs to know of a publication that was found."""

    pk: int
    title: str
    lead: str
    sort_at: datetime
    undated: bool
    has_exact_forms: bool  # all that is sought stands in it just as it was typed


def ordered(query: Query, candidates: Iterable[Candidate], now: datetime) -> list[int]:
    """Primary keys, the best first; equal ones stay in the order in which they came."""
    scored = [(score(query, each, now), each.pk) for each in candidates]
    return [pk for _, pk in sorted(scored, key=lambda pair: -pair[0])]


def score(query: Query, candidate: Candidate, now: datetime) -> float:
    title, lead = _words_of(candidate.title), _words_of(candidate.lead)
    in_title = [_worth(sought, title, TITLE) for sought in query.sought]
    places = [
        worth or _worth(sought, lead, LEAD) or BODY[0 if candidate.has_exact_forms else 1]
        for sought, worth in zip(query.sought, in_title, strict=True)
    ]
    points = sum(places) / len(places)
    if all(in_title):
        points += WHOLE_IN_TITLE + FOCUS * min(1, len(in_title) / max(1, title.sought_count))
        points += SIDE_BY_SIDE * _follow(query, title)
        points += WITH_MARKS * _has_marks(query, candidate.title)
    if not candidate.undated:
        years = max(0.0, (now - candidate.sort_at).days / 365.25)
        points += NEWNESS * 0.5 ** (years / HALF_LIFE)
    return points


@dataclass(frozen=True)
class _Words:
    forms: tuple[str, ...]
    keys: tuple[frozenset[str], ...]
    all_forms: frozenset[str]
    all_keys: frozenset[str]

    @property
    def sought_count(self) -> int:
        return sum(form not in words.JOINING for form in self.forms)


@lru_cache(maxsize=1000)
def _words_of(text: str) -> _Words:
    forms = tuple(words.words(text))
    keys = tuple(frozenset(words.keys(form)) for form in forms)
    return _Words(forms, keys, frozenset(forms), frozenset().union(*keys))


def _worth(sought: Sought, text: _Words, worth: tuple[float, float]) -> float:
    """What the thing is worth if it stands in the text; 0 where it does not."""
    if sought.is_phrase:
        return worth[0] if _contains(text.forms, sought.names[0]) else 0
    found = 0.0
    for name in sought.names:
        if text.all_forms.issuperset(name):
            return worth[0]
        if all(text.all_keys.intersection(words.keys(word)) for word in name):
            found = worth[1]
    return found


def _contains(forms: tuple[str, ...], some: tuple[str, ...]) -> bool:
    return any(forms[at : at + len(some)] == some for at in range(len(forms) - len(some) + 1))


def _follow(query: Query, title: _Words) -> bool:
    """Whether several words sought follow one another in the title, joining ones aside."""
    asked = [word for sought in query.sought for word in sought.names[0]]
    if len(asked) < 2:
        return False
    wanted = [frozenset(words.keys(word)) for word in asked]
    there = [
        keys
        for form, keys in zip(title.forms, title.keys, strict=True)
        if form not in words.JOINING
    ]
    return any(
        all(mine & theirs for mine, theirs in zip(wanted, there[at:], strict=False))
        for at in range(len(there) - len(wanted) + 1)
    )


def _has_marks(query: Query, title: str) -> bool:
    """Whether what was typed with diacritics stands in the title with just those."""
    typed = [each.written.lower() for each in query.sought if not each.written.isascii()]
    return bool(typed) and all(word in title.lower() for word in typed)
