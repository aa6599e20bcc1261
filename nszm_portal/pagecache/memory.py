"""Values that many pages share, kept by this process for one generation and until the next moment.

Not for what belongs to one page or one visitor: only a handful of keys may ever exist.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from nszm_portal.pagecache import generation, moments

NEXT = "next moment"


class _Value(NamedTuple):
    token: str
    since: datetime
    until: datetime | None
    value: Any


_values: dict[str, _Value] = {}


def remember(key: str, build: Callable[[], Any]) -> Any:
    """The value that `build()` gives, built anew when anything public changed.

    Without a known generation (inside a transaction) it is always built and never kept.
    """
    token, now = generation.current(), timezone.now()
    if token is None:
        return build()
    if kept := _kept(key, token, now):
        return kept.value
    value = build()
    _values[key] = _Value(token, now, next_moment(now), value)
    return value


def next_moment(now: datetime) -> datetime | None:
    """`moments.next_moment`, asked once a generation."""
    token = generation.current()
    if token is None:
        return moments.next_moment(now)
    if kept := _kept(NEXT, token, now):
        return kept.until
    moment = moments.next_moment(now)
    _values[NEXT] = _Value(token, now, moment, None)
    return moment


def _kept(key: str, token: str, now: datetime) -> _Value | None:
    """What is kept of this generation and of this time: a clock may have been put back."""
    kept = _values.get(key)
    if kept and kept.token == token and kept.since <= now and (not kept.until or now < kept.until):
        return kept
    return None


def forget() -> None:
    """Everything kept; for tests, whose databases come and go."""
    _values.clear()
