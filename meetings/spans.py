"""How long a meeting lasts, in words; and the moment at which it is over."""

from datetime import date, datetime, time, timedelta

from nszm_portal.czech.dates import PRAGUE, clock, date_range, long_date


def in_words(starts_on: date, starts_time: time | None, ends_on: date | None, ends_time) -> str:
    """As "12. února 2015 10:00–14:30", "16.–17. května 2017, od 9:00"."""
    last_on = ends_on or starts_on
    days = date_range(starts_on, last_on)
    if starts_time is None:
        return days
    if ends_time is None:
        return f"{days}{',' if last_on > starts_on else ''} od\u00a0{clock(starts_time)}"
    if last_on == starts_on:
        return f"{days} {hours(starts_time, ends_time)}"
    first, last = (
        f"{long_date(day)} {clock(at)}"
        for day, at in ((starts_on, starts_time), (last_on, ends_time))
    )
    return f"{first}\u00a0– {last}"


def hours(starts_time: time | None, ends_time: time | None) -> str:
    """As "10:00–14:30", or "10:00" where the end is not known; empty where nothing is."""
    return "–".join(clock(at) for at in (starts_time, ends_time) if at)


def end(last_on: date, ends_time: time | None) -> datetime:
    """The moment at which it is over: the midnight after its last day where no time is told."""
    if ends_time:
        return datetime.combine(last_on, ends_time, PRAGUE)
    return datetime.combine(last_on + timedelta(days=1), time(), PRAGUE)
