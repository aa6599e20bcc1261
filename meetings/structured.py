"""A meeting in the words of schema.org."""

from datetime import datetime

from meetings.models import Meeting, Status
from nszm_portal.czech.dates import PRAGUE
from nszm_portal.czech.typography import typeset
from nszm_portal.publishing.structured import Told, moment

_STATUS = {
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.MOVED: "https://schema.org/EventRescheduled",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}


def event(meeting: Meeting, association: Told) -> Told | None:
    """An Event; one without a date is none. Where it is held stays unsaid when nobody knows."""
    if meeting.starts_on is None:
        return None
    told = {
        "@type": "Event",
        "name": typeset(meeting.title),
        "startDate": _at(meeting.starts_on, meeting.starts_time),
        "endDate": _at(meeting.last_on, meeting.ends_time),
        "eventStatus": _STATUS[Status(meeting.status)],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(meeting),
        "organizer": _organiser(meeting) or association,
        "previousStartDate": meeting.former_on and moment(meeting.former_on),
    }
    return {name: value for name, value in told.items() if value}


def _organiser(meeting) -> Told | None:
    name = typeset(meeting.organiser)
    return {"@type": "Organization", "name": name} if name else None


def _at(day, clock) -> str:
    return moment(datetime.combine(day, clock, PRAGUE) if clock else day)


def _place(meeting) -> Told | None:
    host = meeting.host_region
    names = [meeting.venue, meeting.address, host.name if host else ""]
    name = next(filter(None, names), "")
    if not name:
        return None
    place = {"@type": "Place", "name": typeset(name)}
    address = {
        "@type": "PostalAddress",
        "streetAddress": meeting.address,
        "addressRegion": host.name if host else "",
        "addressCountry": "CZ",
    }
    place["address"] = {key: value for key, value in address.items() if value}
    return place
