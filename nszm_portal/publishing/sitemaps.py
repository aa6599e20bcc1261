"""What sitemaps of all rooms share (sitemaps.org, with Google's extension for pictures).

Each room hands in the lists that it has; publications are told here, for every kind alike. The
files themselves, which cross kinds, are overview's. Nothing is told that is not for search engines.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Max
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from nszm_portal.publishing import depictions, wordings
from nszm_portal.publishing.models import Entry, Use

PER_FILE = 2000  # keys of publications in a file; the limit of the standard is 50,000 addresses
PICTURES = 1000  # of one page, by the extension
STANDARD = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"


class Place(NamedTuple):
    """One address for search engines: its path, its last change if known, its pictures."""

    path: str
    changed_at: datetime | None = None
    pictures: tuple[str, ...] = ()


_lists: list[Callable[[], Iterable[Place]]] = []


def register(lists: Callable[[], Iterable[Place]]) -> None:
    """`lists()` gives the pages of a room that are no publications; to be called in `ready()`."""
    if lists not in _lists:
        _lists.append(lists)


def places_of_lists() -> list[Place]:
    return [place for lists in _lists for place in lists()]


def files() -> list[tuple[str, int, datetime]]:
    """Of each file with something visible its kind, its number from 1 and its last change.

    A kind is divided by the keys of its publications, so that a new one changes the last file
    alone, and no file costs more than another.
    """
    rows = Entry.objects.visible().order_by().annotate(file=F("object_id") / PER_FILE + 1)
    changed_at = Greatest(Max("changed_at"), Max("publish_at"))
    rows = rows.values("kind", "file").annotate(changed_at=changed_at).order_by("kind", "file")
    return list(rows.values_list("kind", "file", "changed_at"))


def places(kind: str, number: int) -> Iterator[Place]:
    """The visible publications of one file; in three queries."""
    keys = (number - 1) * PER_FILE, number * PER_FILE - 1
    told = wordings.told_between(kind, *keys)
    pictures = defaultdict(dict)
    uses = Use.objects.filter(kind=kind, object_id__range=keys, picture__isnull=False)
    for use in uses.select_related("picture"):
        pictures[use.object_id].setdefault(use.picture_id, use.picture)
    entries = Entry.objects.visible().filter(kind=kind, object_id__range=keys)
    for entry in entries.order_by("object_id"):
        shown = list(pictures[entry.object_id].values())[:PICTURES]
        yield Place(
            entry.get_absolute_url(),
            max(entry.publish_at, told.get(entry.object_id, entry.changed_at)),
            tuple(depictions.of(picture).url for picture in shown),
        )


def index(found: Iterable[Place]) -> bytes:
    """The XML of the file that leads to the others."""
    return _xml("sitemapindex", "sitemap", {"xmlns": STANDARD}, found)


def pages(found: Iterable[Place]) -> bytes:
    """The XML of a file that leads to pages."""
    return _xml("urlset", "url", {"xmlns": STANDARD, "xmlns:image": IMAGES}, found)


def _xml(root: str, element: str, spaces: dict[str, str], found: Iterable[Place]) -> bytes:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement(root, spaces)
    for place in found:
        xml.startElement(element, {})
        xml.addQuickElement("loc", settings.SITE_URL + place.path)
        if place.changed_at:
            moment = timezone.localtime(place.changed_at).replace(microsecond=0)
            xml.addQuickElement("lastmod", moment.isoformat())
        for url in place.pictures:
            xml.startElement("image:image", {})
            xml.addQuickElement("image:loc", url)
            xml.endElement("image:image")
        xml.endElement(element)
    xml.endElement(root)
    return text.getvalue().encode()
