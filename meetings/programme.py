"""A meeting's programme as its page shows it: by days, each item with its materials."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from nszm_portal.czech.dates import long_date


@dataclass
class Line:
    """An item and the documents that belong to it."""

    item: object
    materials: list = field(default_factory=list)


@dataclass
class Day:
    """A day's items; `label` is empty where the meeting has no other day."""

    label: str
    lines: list[Line]


def days(meeting, items, materials) -> list[Day]:
    """The programme of a meeting; `materials` are those of the items."""
    of_item = defaultdict(list)
    for material in materials:
        of_item[material.item_id].append(material)
    lines = defaultdict(list)
    for item in items:
        lines[item.day].append(Line(item, of_item[item.pk]))
    several = len(lines) > 1 or (meeting.starts_on and meeting.last_on > meeting.starts_on)
    return [Day(_label(meeting, day) if several else "", lines[day]) for day in sorted(lines)]


def _label(meeting, day):
    if meeting.starts_on is None:
        return f"{day}.\u00a0den"
    return long_date(meeting.starts_on + timedelta(days=day - 1))
