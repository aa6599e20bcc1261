"""Values that many pages share, kept by this process for one generation and until the next moment.

Not for what belongs to one page or one visitor: only a handful of keys may ever exist.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from nszm_portal.pagecache import generation, moments

_values: dict[str, tuple[str, datetime | None, Any]] = {}


def remember(key: str, build: Callable[[], Any]) -> Any:
    """The value that `build()` gives, built anew when anything public changed.

    Without a known generation (inside a transaction) it is always built and never kept.
    """
    token, now = generation.current(), timezone.now()
    if token is None:
        return build()
    kept = _values.get(key)
    if kept and kept[0] == token and (kept[1] is None or now < kept[1]):
        return kept[2]
    value = build()
    _values[key] = (token, next_moment(now), value)
    return value


def next_moment(now: datetime) -> datetime | None:
    """`moments.next_moment`, asked once a generation."""
    token = generation.current()
    if token is None:
        return moments.next_moment(now)
    kept = _values.get("next moment")
    if kept and kept[0] == token and (kept[1] is None or now < kept[1]):
        return kept[1]
    moment = moments.next_moment(now)
    _values["next moment"] = (token, moment, None)
    return moment


def forget() -> None:
    """Everything kept; for tests, whose databases come and go."""
    _values.clear()
