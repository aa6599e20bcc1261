"""The doors that only a meeting has, tried in the same way as those of an article."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from nszm_portal.library.models import Document
from nszm_portal.publishing import cards
from tests.factories.library import DocumentFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, MeetingFactory, held
from tests.factories.publishing import published, region
from tests.publishing import doors

ROOM = "meetings"
YEAR = doors.YEAR


@dataclass
class Case:
    """A past meeting and a coming one in the same phase, and visible ones beside them."""

    past: Meeting
    coming: Meeting
    documents: list[Document]
    neighbours: list[Meeting]
    reader: Client

    def leads(self, address: str, meeting: Meeting) -> bool:
        return f'href="{meeting.get_absolute_url()}"' in self.reader.get(address).text

    def told(self, feed: str, meeting: Meeting) -> bool:
        return meeting.get_absolute_url() in self.reader.get(feed).text

    def opens(self, address: str) -> bool:
        return self.reader.get(address).status_code == 200


def make(phase, *, editor: Client, undated: bool = False) -> Case:
    """Two meetings in a phase, among visible ones that have the same host."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    past = _meeting("minule", {"undated": True} if undated else {"starts_on": date(YEAR, 3, 5)})
    coming = _meeting(
        "pristi", {"starts_on": tomorrow, "registration_url": "https://jinde.example/"}
    )
    item = ItemFactory(meeting=past)
    documents = [DocumentFactory(), DocumentFactory()]
    MaterialFactory(meeting=past, document=documents[0])
    MaterialFactory(meeting=past, document=documents[1], item=item)
    neighbours = [
        held(starts_on=date(YEAR - 1, 1, 1), host_region=region()),
        held(starts_on=tomorrow + timedelta(days=9)),
    ]
    # Undated, so that no feed tells of the meeting by its link.
    published(body=f'<p>Viz <a data-page="{past.reference}">zápis</a>.</p>', undated=True)
    for meeting in (past, coming):
        doors.bring(meeting, phase)
    return Case(past, coming, documents, neighbours, Client())


def _meeting(slug, fields):
    return MeetingFactory(
        title=f"{doors.MARK} {slug}", slug=f"tajuplny-{slug}", host_region=region(), **fields
    )


DATED = {
    "links that are checked": lambda case: doors.is_checked(case.coming),
    "past in the list": lambda case: case.leads("/setkani/", case.past),
    "past in the list, print": lambda case: case.leads("/setkani/tisk/", case.past),
    "coming in the list": lambda case: case.leads("/setkani/", case.coming),
    "coming in the list, print": lambda case: case.leads("/setkani/tisk/", case.coming),
    "year": lambda case: case.leads(f"/setkani/{YEAR}/", case.past),
    "year, print": lambda case: case.leads(f"/setkani/{YEAR}/tisk/", case.past),
    "year exists": lambda case: case.opens(f"/setkani/{YEAR}/"),
    "year in the index": lambda case: f"/setkani/{YEAR}/" in case.reader.get("/setkani/").text,
    "detail": lambda case: case.opens(case.past.get_absolute_url()),
    "print": lambda case: case.opens(f"{case.past.get_absolute_url()}tisk/"),
    "related or next of another": lambda case: case.leads(
        case.neighbours[0].get_absolute_url(), case.past
    ),
    "previous of another": lambda case: case.leads(
        case.neighbours[1].get_absolute_url(), case.coming
    ),
    "home": lambda case: case.leads("/", case.coming),
    "region": lambda case: case.leads(region().get_absolute_url(), case.past),
    "region, coming": lambda case: case.leads(region().get_absolute_url(), case.coming),
    "region, print": lambda case: case.leads(f"{region().get_absolute_url()}tisk/", case.past),
    "calendar of a region": lambda case: (
        doors.MARK in case.reader.get(f"{region().get_absolute_url()}kalendar.ics").text
    ),
    "counted in its region": lambda case: (
        '<td data-label="Setkání">3</td>' in case.reader.get("/kraje/").text
    ),
    "material": lambda case: case.opens(case.documents[0].get_absolute_url()),
    "material of an item": lambda case: case.opens(case.documents[1].get_absolute_url()),
    "calendar": lambda case: case.opens(f"{case.past.get_absolute_url()}kalendar.ics"),
    "calendar of all": lambda case: (
        f"meeting-{case.past.pk}@" in case.reader.get("/setkani/kalendar.ics").text
    ),
    "open data": lambda case: case.told("/opendata/udalosti.json", case.past),
    "its own record": lambda case: case.opens(f"{case.past.get_absolute_url()}ofn.json"),
    "what an article is about": lambda case: case.told("/opendata/aktuality.json", case.past),
    "feed of all": lambda case: case.told("/atom.xml", case.past),
    "feed of all, coming": lambda case: case.told("/feed.json", case.coming),
    "feed of the list": lambda case: case.told("/setkani/rss.xml", case.past),
    "feed of the region": lambda case: case.told(
        f"{region().get_absolute_url()}rss.xml", case.past
    ),
    "bundle": lambda case: case.told(f"/tisk/?id={case.past.reference}", case.past),
    "bundle of a year": lambda case: case.told(f"/tisk/?druh=meeting&rok={YEAR}", case.past),
    "sitemap": lambda case: doors.in_sitemap(case.past, case.reader),
    "card": lambda case: case.opens(cards.url(case.past)),
    "short address": lambda case: doors.opens_by_code(case.reader, case.past),
    "short address of a material": lambda case: doors.opens_by_code(
        case.reader, case.documents[1], "document"
    ),
}

UNDATED = {
    "undated": lambda case: case.leads("/setkani/bez-data/", case.past),
    "undated, print": lambda case: case.leads("/setkani/bez-data/tisk/", case.past),
    "undated in the index": lambda case: "/setkani/bez-data/" in case.reader.get("/setkani/").text,
}

FORMER = {
    "former address": lambda case: case.reader.get("/setkani/tajuplny-minule/").status_code == 301,
    "former address of the calendar": lambda case: (
        case.reader.get("/setkani/tajuplny-minule/kalendar.ics").status_code == 301
    ),
}


def move(case: Case) -> None:
    """Gives it another address, so that the former one leads to it."""
    case.past.slug = "tajuplny-novy"
    case.past.save()
