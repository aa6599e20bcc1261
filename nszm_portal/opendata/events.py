"""Meetings by OFN Události (https://ofn.gov.cz/události/2020-07-01/).

The norm has no word for a meeting that is cancelled or moved. Its title says it, as everywhere in
the portal, its description begins with why, and for machines there is schema.org's eventStatus:
the norm's context knows the prefix and its schema allows more properties than it names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import prefetch_related_objects

from meetings.models import Meeting, Status
from nszm_portal.opendata import things
from nszm_portal.opendata.datatypes import (
    UNKNOWN,
    Json,
    at_unknown_time,
    day_or_moment,
    in_region,
    lasting,
    mailbox,
    one_line,
    text,
)
from nszm_portal.opendata.plaintext import plain
from nszm_portal.opendata.publisher import Publisher, people_in

NORM = "https://ofn.gov.cz/události/2020-07-01/"
CONTEXT = f"{NORM}kontexty/událost.jsonld"
SCHEMA = f"{NORM}schémata/události.json"
STATUS = {
    Status.CANCELLED: "schema:EventCancelled",
    Status.MOVED: "schema:EventRescheduled",
}
PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00)420\s?)?(\d{3}\s?\d{3}\s?\d{3})(?!\d)")
MOBILE = re.compile(r"[67]")


def public():
    """What the public may see, the newest first."""
    return Meeting.objects.visible().select_related("host_region")


def records(meetings: list[Meeting], publisher: Publisher) -> Iterator[Json]:
    """The records of some meetings; by a dozen queries, however many they are."""
    prefetch_related_objects(
        meetings,
        "host_region",
        "programmes",
        "presenting_regions",
        "speakers__region",
        "items",
        "materials__document",
    )
    documents = things.documents_of(Meeting.kind, [meeting.pk for meeting in meetings])
    for meeting in meetings:
        yield _record(meeting, publisher, documents[meeting.pk])


def _record(meeting, publisher, documents) -> Json:
    of_items = _of_items(meeting, documents)
    told = things.thing(meeting, CONTEXT, "Událost")
    for name, words in {"popis": _short(meeting), "dlouhý_popis": _long(meeting)}.items():
        if words:
            told[name] = text(words)
    told |= things.times(meeting)
    if meeting.registration_url and meeting.is_coming() and not meeting.is_cancelled:
        told["registrace"] = text(meeting.registration_url)
    patrons = people_in(meeting.auspices) or publisher.organisations_in(meeting.auspices)
    lists = {
        "pořadatel": publisher.organisations_in(meeting.organiser),
        "záštita": patrons,
        "umístění": _place(meeting),
        "doba_trvání": [_duration(meeting)],
        "kontakt": _contact(meeting),
        "dílčí_událost": [_item(item, meeting, of_items[item.pk]) for item in meeting.items.all()],
        "schema:keywords": [programme.name for programme in meeting.programmes.all()],
    }
    told |= {name: rows for name, rows in lists.items() if rows}
    return told | things.attachments(documents) | _status(meeting)


def _short(meeting) -> str:
    return "\n".join(filter(None, map(one_line, [meeting.explanation(), meeting.lead])))


def _long(meeting) -> str:
    """The text, and what the norm cannot name or only by an IČO that nobody knows."""
    lines = [plain(meeting.body)]
    facts = {
        "Pořadatel": [meeting.organiser],
        "Záštita": [meeting.auspices],
        "Prezentující": [region.name for region in meeting.presenting_regions.all()],
        "Řečníci": [", ".join(filter(None, [s.name, s.about()])) for s in meeting.speakers.all()],
    }
    facts["Prezentující"] += meeting.city_list()
    for name, words in facts.items():
        if said := "; ".join(filter(None, map(one_line, words))):
            lines.append(f"{name}: {said}")
    return "\n".join(filter(None, lines))


def _place(meeting) -> list[Json]:
    address = in_region(meeting.host_region) if meeting.host_region else {"typ": "Adresa"}
    if meeting.address:
        address["text"] = text(one_line(meeting.address))
    place = {"typ": "Umístění"}
    if meeting.venue:
        place["název"] = text(one_line(meeting.venue))
    if len(address) > 1:
        place["adresa"] = address
    return [place] if len(place) > 1 else []


def _duration(meeting) -> Json:
    if meeting.starts_on is None:
        return at_unknown_time()
    begins = day_or_moment(meeting.starts_on, meeting.starts_time)
    return lasting(begins, _end(meeting.starts_on, meeting.last_on, meeting))


def _end(first, last, timed) -> Json:
    """The end of what has `starts_time` and `ends_time`; of one day without it, unknown."""
    if timed.ends_time or not timed.starts_time or last > first:
        return day_or_moment(last, timed.ends_time)
    return UNKNOWN


def _item(item, meeting, documents) -> Json:
    told = {"typ": "Událost", "název": text(one_line(item.title))}
    if item.note:
        told["popis"] = text(one_line(item.note))
    if meeting.starts_on is None:
        told["doba_trvání"] = [at_unknown_time()]
    else:
        on = meeting.starts_on + timedelta(days=item.day - 1)
        begins = day_or_moment(on, item.starts_time)
        told["doba_trvání"] = [lasting(begins, _end(on, on, item))]
    return told | things.attachments(documents)


def _of_items(meeting, documents) -> dict[int, things.Titles]:
    """Moves the documents of the programme's items from a meeting's own to these.

    What is of the whole keeps its place there, under the title that it has as a material.
    """
    found = defaultdict(dict)
    public = [material for material in meeting.materials.all() if material.document.is_public]
    for material in public:
        documents.pop(material.document_id, None)
    for material in public:
        where = found[material.item_id] if material.item_id else documents
        where.setdefault(material.document_id, (str(material), material.document))
    return found


def _contact(meeting) -> list[Json]:
    told = {"typ": "Kontakt"}
    if meeting.contact:
        told["název"] = text(one_line(meeting.contact))
    if meeting.contact_email:
        told["email"] = mailbox(meeting.contact_email)
    for number in PHONE.findall(one_line(meeting.contact)):
        kind = "mobil" if MOBILE.match(number) else "telefon"
        told.setdefault(kind, f"tel:+420{number.replace(' ', '')}")
    return [told] if len(told) > 1 else []


def _status(meeting) -> Json:
    if meeting.status not in STATUS:
        return {}
    told = {"schema:eventStatus": {"iri": STATUS[meeting.status]}}
    if meeting.former_on:
        told["schema:previousStartDate"] = meeting.former_on.isoformat()
    return told
