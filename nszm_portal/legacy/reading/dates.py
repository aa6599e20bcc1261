"""Days and hours as the old pages wrote them: "12.2.2013 10:00 - 14:30", "12. února 2015"."""

import re
from dataclasses import dataclass
from datetime import date, time

MONTHS = (
    "ledna února března dubna května června července srpna září října listopadu prosince"
).split()
YEARS = range(1990, 2100)
_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b(\d{{1,2}})\.\s*(?:(\d{{1,2}})\.|({_MONTH}))\s*(\d{{4}})\b", re.IGNORECASE)
# The first day of several, without what it shares with the last: "12. - 13. 5. 2016".
_FIRST = re.compile(rf"\b(\d{{1,2}})\.\s*(?:(\d{{1,2}})\.|({_MONTH}))?\s*[-–—]\s*$", re.IGNORECASE)
_HOUR = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")
_BETWEEN = re.compile(
    r"(?:[-–—,;:()\s.]|\b(?:od|do|až|a|v|ve|hod|hodin|h|dne|datum|termín|kdy|pondělí|úterý|středa"
    r"|středu|čtvrtek|pátek|sobota|sobotu|neděle|neděli)\b)*",
    re.IGNORECASE,
)
_LONGEST_LINE = 80


@dataclass(frozen=True)
class Line:
    """A line that says when: the days in it and the hours, as far as they are possible."""

    text: str
    days: tuple[date, ...]
    hours: tuple[time, ...]
    is_possible: bool


def line(text: str) -> Line | None:
    """What a line that holds nothing but a date says; None when it is another line."""
    text = text.strip()
    if len(text) > _LONGEST_LINE or not _DAY.search(text):
        return None
    days, rest = [], ""
    end = 0
    for found in _DAY.finditer(text):
        before = text[end : found.start()]
        if first := _FIRST.search(before):
            days.append(_day(first[1], first[2] or found[2], first[3] or found[3], found[4]))
            before = before[: first.start()]
        days.append(_day(*found.groups()))
        rest += before + " "
        end = found.end()
    rest += text[end:]
    hours = [_hour(*found) for found in _HOUR.findall(rest)]
    if not _BETWEEN.fullmatch(_HOUR.sub(" ", rest)):
        return None
    is_possible = None not in days and None not in hours and len(days) <= 2 and len(hours) <= 2
    is_possible = is_possible and days == sorted(days) and (len(days) == 2 or _in_order(hours))
    return Line(text, tuple(filter(None, days)), tuple(h for h in hours if h), is_possible)


def mentioned(text: str) -> list[date]:
    """The possible days that a text names in full, each once."""
    days = (_day(*found) for found in _DAY.findall(text))
    return list(dict.fromkeys(day for day in days if day))


def _in_order(hours) -> bool:
    return len(hours) < 2 or hours[0] < hours[1]


def _day(day, month, word, year) -> date | None:
    number = MONTHS.index(word.lower()) + 1 if word else int(month)
    try:
        return date(int(year), number, int(day)) if int(year) in YEARS else None
    except ValueError:
        return None


def _hour(hour, minute) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
