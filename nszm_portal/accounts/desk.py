"""The first page of the editors' place: what waits for the person who has signed in.

What stands there is known to rooms on the right: they hand in sources of parts and of problems. A
source says only what the person may see, and asks the database a bounded number of times.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One thing to go to: its title, what is said under it, and a word on its state."""

    title: str
    url: str = ""
    about: str = ""
    flag: str = ""
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the page under a heading; `empty` is said when there are no rows."""

    key: str
    heading: str
    rows: Sequence[Row] = ()
    empty: str = ""
    more: str = ""  # what is not shown, in a sentence
    more_url: str = ""
    calendar: Any = None


@dataclass(frozen=True)
class Problem:
    """Something that somebody should look at, and where."""

    text: str
    url: str = ""
    rows: Sequence[Row] = field(default_factory=tuple)


Source = Callable[[Any], Iterable[Part]]
ProblemSource = Callable[[Any], Iterable[Problem]]
_sources: list[Source] = []
_problems: list[ProblemSource] = []


def register(source: Source) -> None:
    """`source(request)` gives parts, in order; to be called in `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)


def register_problems(source: ProblemSource) -> None:
    """`source(request)` gives the problems that the person of the request can mend."""
    if source not in _problems:
        _problems.append(source)


def parts(request) -> list[Part]:
    return [part for source in _sources for part in source(request)]


def problems(request) -> list[Problem]:
    return [problem for source in _problems for problem in source(request)]
