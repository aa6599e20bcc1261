"""Meetings as iCalendar (RFC 5545): one, all, or those that another room chose.

Which of them the public may see is for the caller to ask, by `visible()` or `views.fetch`.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, Timezone

from meetings import spans
from meetings.models import Meeting
from nszm_portal.czech.dates import PRAGUE
from nszm_portal.czech.typography import typeset
from nszm_portal.pagecache.middleware import etag_of
from nszm_portal.publishing.views import fetch

FILE = "kalendar.ics"
# The rules of summer time as they stand, for all years that a meeting may have. icalendar's own
# table of dates ends in 2037, is ten times longer and begins summer time an hour late.
TIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Prague
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19810927T030000
RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950924T010000Z
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


@require_safe
def one(request, slug, *, model):
    """The calendar of one meeting; one whose date is unknown is in no calendar."""
    meeting = fetch(model, slug)
    if meeting.date is None:
        raise Http404("Datum tohoto setkání není známo.")
    return answer(request, [meeting], file=meeting.slug, changed_at=meeting.told_at)


@require_safe
def of_all(request):
    return answer(request, Meeting.objects.visible(), name="Setkání NSZM")


def answer(
    request,
    meetings: Iterable[Meeting],
    *,
    name: str = "",
    file: str = "setkani",
    changed_at: datetime | None = None,
) -> HttpResponse:
    """The calendar of some meetings, or 304 for who has it already.

    `name` is what a calendar to be subscribed to is called. Of several there is no moment of the
    last change that would also tell of one that disappeared, so only the content is compared.
    """
    content = calendar(meetings, name).to_ical()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}.ics"'
    response["ETag"] = etag_of(content)
    seconds = int(changed_at.timestamp()) if changed_at else None
    if seconds:
        response["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, response["ETag"], seconds, response)


def calendar(meetings: Iterable[Meeting], name: str = "") -> Calendar:
    """All of them that have a date, from the oldest."""
    found = Calendar()
    found.add("prodid", "-//Národní síť Zdravých měst ČR//portál//CS")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    if name:
        found.add("name", name)
        found.add("x-wr-calname", name)
        found.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    found.add_component(Timezone.from_ical(TIMEZONE))
    dated = [meeting for meeting in meetings if meeting.date]
    for meeting in sorted(dated, key=lambda meeting: (meeting.sort_at, meeting.pk)):
        found.add_component(event(meeting))
    return found


def event(meeting: Meeting) -> Event:
    told = Event()
    told.add("uid", f"meeting-{meeting.pk}@{settings.SITE_HOST}")
    # In a calendar that nobody sends (no METHOD) both are the moment of the last change.
    told.add("dtstamp", meeting.told_at.astimezone(UTC))
    told.add("last-modified", meeting.told_at.astimezone(UTC))
    told.add("sequence", meeting.sequence)
    told.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    for name, moment in _span(meeting).items():
        told.add(name, moment)
    told.add("summary", _plain(f"{meeting.notice().capitalize()}: {meeting.title}".lstrip(": ")))
    told.add("url", settings.SITE_URL + meeting.get_absolute_url())
    texts = {
        "location": ", ".join(filter(None, [meeting.venue, meeting.address])),
        "description": "\n\n".join(filter(None, _description(meeting))),
        "contact": ", ".join(filter(None, [meeting.contact, meeting.contact_email])),
    }
    for name, text in texts.items():
        if text:
            told.add(name, _plain(text))
    return told


def _span(meeting):
    """Days alone when no hour is known, the last one excluded; else moments in Prague."""
    if meeting.starts_time is None:
        return {"dtstart": meeting.starts_on, "dtend": meeting.last_on + timedelta(days=1)}
    span = {"dtstart": datetime.combine(meeting.starts_on, meeting.starts_time, PRAGUE)}
    # Without an hour of its end a single day's meeting has none: midnight would be invented.
    if meeting.ends_time or meeting.last_on > meeting.starts_on:
        span["dtend"] = spans.end(meeting.last_on, meeting.ends_time)
    return span


def _description(meeting):
    yield meeting.explanation()
    yield meeting.lead
    yield f"Pořádá {meeting.organiser}" if meeting.organiser else ""


def _plain(text):
    """Set by the typographer, but with plain spaces and without what no line may hold."""
    text = typeset(text).replace("\r\n", "\n").replace("\u00a0", " ")
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable())
