"""What to find, in terms that both databases understand: tokens joined by and, or, not."""

from collections.abc import Iterable
from dataclasses import dataclass

from nszm_portal.czech import words

IN_TITLE = "^"  # before a token: it stands in the title
KEY = "~"  # before a key, so that it is no word
GAP = "|"  # in the sequence of words, between stretches that are not read as one


@dataclass(frozen=True)
class Token:
    token: str


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another in the text."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class All:
    parts: tuple


@dataclass(frozen=True)
class Any:
    parts: tuple


@dataclass(frozen=True)
class Without:
    """What `part` finds and `excluded` does not."""

    part: object
    excluded: object


Expression = Token | Phrase | All | Any | Without


def all_of(parts: Iterable[Expression]) -> Expression:
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(parts: Iterable[Expression]) -> Expression:
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else Any(parts)


def form(word: str, *, title: bool = False) -> Expression:
    """A folded word in just this form."""
    return Token(IN_TITLE + word if title else word)


def any_form(word: str, *, title: bool = False) -> Expression:
    """A folded word in any of its forms."""
    if word in words.JOINING:
        return form(word, title=title)
    prefix = IN_TITLE + KEY if title else KEY
    return any_of(Token(prefix + key) for key in words.keys(word))


def of_kind(kind: str) -> Expression:
    return Token(f"kind:{kind}")


def of_year(year: int | None) -> Expression:
    """Of a year; None: of those whose date is unknown."""
    return Token(f"year:{year or 0}")


def of_month(year: int | None, month: int | None, undated: bool) -> Token:
    """Of a month; without a year: of those that never have a date, or whose date is unknown."""
    return Token(f"month:{year}-{month}" if year else f"month:{'unknown' if undated else 'none'}")


def in_region(pk: int) -> Expression:
    return Token(f"region:{pk}")


def on_topic(pk: int) -> Expression:
    return Token(f"topic:{pk}")
