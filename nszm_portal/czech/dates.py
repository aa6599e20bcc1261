"""Dates and moments in Czech, with the no-break spaces that the typographer would put in.

Rule: Internetová jazyková příručka, Kalendářní datum: a line may end before the year, never
between day and month. Moments are shown in the time of Prague whatever zone they come in.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from .nobreak import NO_BREAK

PRAGUE = ZoneInfo("Europe/Prague")
_MONTHS = (
    "ledna února března dubna května června července srpna září října listopadu prosince"
).split()


def long_date(day: date) -> str:
    """As "12. února 2015"; of an aware datetime the day in Prague."""
    day = _day(day)
    return f"{_day_and_month(day)} {day.year}"


def short_date(day: date) -> str:
    """As "12. 2. 2015"; of an aware datetime the day in Prague."""
    day = _day(day)
    return f"{day.day}.{NO_BREAK}{day.month}. {day.year}"


def moment(at: datetime) -> str:
    """As "12. 2. 2015 v 10:00" in Prague. A datetime without a zone is refused by a ValueError."""
    at = _in_prague(at)
    return f"{short_date(at)} v{NO_BREAK}{clock(at)}"


def clock(at: time | datetime) -> str:
    """As "9:05"; of a datetime as it stands, without a change of zone."""
    return f"{at.hour}:{at.minute:02d}"


def date_range(first: date, last: date | None) -> str:
    """As "12.–13. února 2015", "30. dubna – 2. května 2015"; one day alone when there is no other.

    A range that ends before it begins is refused by a ValueError.
    """
    first = _day(first)
    last = _day(last) if last else first
    if last < first:
        raise ValueError(f"The range ends on {last}, before it begins on {first}.")
    if first == last:
        return long_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{long_date(last)}"
    beginning = _day_and_month(first) if first.year == last.year else long_date(first)
    return f"{beginning}{NO_BREAK}– {long_date(last)}"


def _day_and_month(day: date) -> str:
    return f"{day.day}.{NO_BREAK}{_MONTHS[day.month - 1]}"


def _day(day: date) -> date:
    return _in_prague(day).date() if isinstance(day, datetime) else day


def _in_prague(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return at.astimezone(PRAGUE)
