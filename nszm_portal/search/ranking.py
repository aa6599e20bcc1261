"""Puts what was found in order, alike for both databases, whose own measures do not agree.

First counts where a thing stands and in which form, then how close together, then how new it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nszm_portal.czech import words
from nszm_portal.search.matching import Matcher, contains, has_all
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
    matcher = Matcher(query)
    scored = [(score(matcher, each, now), each.pk) for each in candidates]
    return [pk for _, pk in sorted(scored, key=lambda pair: -pair[0])]


def score(matcher: Matcher, candidate: Candidate, now: datetime) -> float:
    title, lead = _Text(matcher, candidate.title), _Text(matcher, candidate.lead)
    in_title = [title.worth(number, TITLE) for number in range(matcher.count)]
    places = [
        worth or lead.worth(number, LEAD) or BODY[0 if candidate.has_exact_forms else 1]
        for number, worth in enumerate(in_title)
    ]
    points = sum(places) / len(places)
    if all(in_title):
        points += WHOLE_IN_TITLE + FOCUS * min(1, len(in_title) / max(1, len(title.sayings)))
        points += SIDE_BY_SIDE * title.has_in_order()
        points += WITH_MARKS * _has_marks(matcher.sought, candidate.title)
    if not candidate.undated:
        years = max(0.0, (now - candidate.sort_at).days / 365.25)
        points += NEWNESS * 0.5 ** (years / HALF_LIFE)
    return points


class _Text:
    """A short text as a query sees it."""

    def __init__(self, matcher: Matcher, text: str):
        self.matcher = matcher
        self.forms = words.words(text)
        # Of what each word is a form, those that only join others aside.
        self.sayings = [matcher.meant(form) for form in self.forms if form not in words.JOINING]
        self.pairs = set().union(*self.sayings)

    def worth(self, number: int, worth: tuple[float, float]) -> float:
        """What a thing sought is worth if it stands here; 0 where it does not."""
        sought = self.matcher.sought[number]
        if sought.is_phrase:
            return worth[0] if contains(self.forms, sought.names[0]) else 0
        if any(all(word in self.forms for word in name) for name in sought.names):
            return worth[0]
        return worth[1] if has_all(sought, number, self.pairs) else 0

    def has_in_order(self) -> bool:
        """Whether several words sought follow one another here."""
        asked = [(n, word) for n, one in enumerate(self.matcher.sought) for word in one.names[0]]
        return len(asked) > 1 and any(
            all(pair in said for pair, said in zip(asked, self.sayings[at:], strict=False))
            for at in range(len(self.sayings) - len(asked) + 1)
        )


def _has_marks(sought: tuple[Sought, ...], title: str) -> bool:
    """Whether what was typed with diacritics stands in the title with just those."""
    typed = [each.written.lower() for each in sought if not each.written.isascii()]
    return bool(typed) and all(word in title.lower() for word in typed)
