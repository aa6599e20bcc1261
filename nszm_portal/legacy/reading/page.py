"""What was found on an old page."""

from dataclasses import dataclass
from datetime import date, time

ARTICLE, MEETING = "article", "meeting"


class Refused(Exception):
    """A file that brings nothing; its text is a sentence for who runs the import."""


@dataclass(frozen=True)
class Doubt:
    """What is not sure about a field, as a sentence for the editor."""

    field: str
    note: str


@dataclass(frozen=True)
class Speaker:
    """A person named with an office, in the words of the page."""

    name: str
    function: str


@dataclass(frozen=True)
class OldPage:
    """The content of one page, without the template around it.

    Empty is what was not there, or not surely. `is_dateless` tells a page that carries no date from
    one whose date has to be decided by a person. `host` and `presenting` are names of regions,
    `programmes` of what a meeting was held for.
    """

    kind: str
    encoding: str
    title: str
    body_html: str
    starts_on: date | None = None
    ends_on: date | None = None
    starts_time: time | None = None
    ends_time: time | None = None
    is_dateless: bool = False
    host: str = ""
    venue: str = ""
    presenting: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    materials: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
