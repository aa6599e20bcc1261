"""What a reader may have wanted who came to an address at which nothing is.

Robots ask for such addresses all day, so only a share of a process's time is spent on answers; past
it a reader gets the words to look for and no titles.
"""

import logging
import re
import time
from dataclasses import dataclass, field

from nszm_portal.publishing.missing import ROBOTS, is_readers
from nszm_portal.publishing.models import Entry
from nszm_portal.search import query, results, spelling

MOST = 5  # publications
WORDS = 6  # of an address that are looked for; the first ones say the most
LONGEST = 200  # letters of them
SHARE = 0.1  # of a process's time that may be spent
SAVED = 2.0  # seconds of it that may be saved up
# Parts of an address that name no text: a variant, a file that servers used to look for.
_NAMELESS = frozenset({"tisk", "index", "default", "home"})
_ENDING = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Nearest:
    """The words of an address, and publications that have them, the best first."""

    words: str = ""
    entries: list[Entry] = field(default_factory=list)


class _Budget:
    left, at = SAVED, time.monotonic()


def nearest(request) -> Nearest:
    """For the page that says so; never raises, whatever the search or the database does."""
    try:
        words = words_of(request.path)
        if not words or not is_readers(request.path):
            return Nearest(words)
        if ROBOTS.search(request.META.get("HTTP_USER_AGENT", "")) or not _may_spend():
            return Nearest(words)
        began = time.monotonic()
        try:
            return Nearest(words, _found(query.read(words)))
        finally:
            _Budget.left -= time.monotonic() - began
    except Exception as error:  # the page has to go out
        logger.warning("Nothing can be suggested for a missing address: %s", error)
        return Nearest()


def words_of(path: str) -> str:
    """The words of the last part of an address that has some; numbers alone are none."""
    for part in reversed(path.split("/")):
        words = _BETWEEN.split(_ENDING.sub("", part))
        words = [word for word in words if word and word.lower() not in _NAMELESS]
        if any(len(word) > 2 and not word.isdigit() for word in words):
            return " ".join(words[:WORDS])[:LONGEST]
    return ""


def forget() -> None:
    """As if nothing had been spent; for tests."""
    _Budget.left, _Budget.at = SAVED, time.monotonic()


def _may_spend() -> bool:
    now = time.monotonic()
    _Budget.left = min(SAVED, _Budget.left + (now - _Budget.at) * SHARE)
    _Budget.at = now
    return _Budget.left > 0


def _found(asked: query.Query) -> list[Entry]:
    answer = results.search(asked, most=MOST)
    if asked and not answer.order and (meant := spelling.corrected(asked)):
        answer = results.search(meant, most=MOST)
    if len(answer.order) < MOST and len(answer.query.sought) > 1:
        results.widen(answer, results.NOT_NARROWED)
    return answer.page(1)[:MOST]
