"""When time alone will change a page. The rooms on the right hand in what they know."""

from collections.abc import Callable
from datetime import datetime

_sources: list[Callable[[datetime], datetime | None]] = []


def register(source: Callable[[datetime], datetime | None]) -> None:
    """`source(now)` answers with the first moment after `now` at which something starts or ends."""
    if source not in _sources:
        _sources.append(source)


def next_moment(now: datetime) -> datetime | None:
    """The first moment after `now` at which any public page may change by itself."""
    known = [moment for source in _sources if (moment := source(now)) is not None]
    return min(known, default=None)
