"""What a reader gets for a query: what has all of it, else what was meant, and a bit more."""

from dataclasses import dataclass

from nszm_portal.search import results, spelling
from nszm_portal.search.query import Query
from nszm_portal.search.results import NOT_NARROWED, Answer, Narrowing

LITTLE = 5  # found; with fewer, those follow in which something is missing
HARDLY_ANY = 3  # found; with fewer, a reader is asked about mistypings


@dataclass
class Reply:
    """An answer; `instead` where it is one to a corrected query, `meant` where it may be."""

    answer: Answer
    instead: Query | None = None
    meant: Query | None = None


def reply(query: Query, narrowing: Narrowing = NOT_NARROWED) -> Reply:
    answer = results.search(query, narrowing)
    found = Reply(answer)
    if query and answer.total < HARDLY_ANY:
        found = _corrected(query, narrowing, answer)
    if query and found.answer.total < LITTLE and len(found.answer.query.sought) > 1:
        _widen(found.answer, narrowing)
    return found


def _corrected(query, narrowing, answer) -> Reply:
    meant = spelling.corrected(query)
    if meant is None:
        return Reply(answer)
    if answer.total:
        seen = results.search(meant, narrowing, most=1).total
        return Reply(answer, meant=meant if seen else None)
    corrected = results.search(meant, narrowing)
    if corrected.total:
        return Reply(corrected, instead=meant)
    return Reply(answer)


def _widen(answer: Answer, narrowing: Narrowing) -> None:
    """Of two words one alone says little: then only where nothing else is found."""
    if answer.total == 0 or len(answer.query.sought) > 2:
        results.widen(answer, narrowing)
