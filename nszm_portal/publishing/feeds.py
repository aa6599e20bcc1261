"""What feeds of all kinds share: which publications a feed has, and what it says of each.

Each kind's feeds are in its own application, those across kinds in overview; how they are written
is in feed_formats. A feed costs the same number of queries however long its texts are. What has no
known date is in none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.cache import get_conditional_response

from nszm_portal.czech.typography import typeset
from nszm_portal.library.models import Document, Picture
from nszm_portal.navigation.context import build as build_site
from nszm_portal.pagecache.memory import remember
from nszm_portal.pagecache.middleware import etag_of
from nszm_portal.publishing import depictions, feed_formats, kinds, wordings
from nszm_portal.publishing.depictions import Depiction
from nszm_portal.publishing.elsewhere import portable, possible
from nszm_portal.publishing.models import Entry, Role, Use
from nszm_portal.publishing.publication import Publication
from nszm_portal.publishing.views import visible_entries
from nszm_portal.richtext import output, references

NEWEST = 30
# Identifiers must outlive the portal's addresses, its domain too (RFC 4151).
AUTHORITY = "tag:nszm.cz,2026"


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself; `name` tells it from the others for ever, `page` is its path."""

    name: str
    title: str
    page: str

    @property
    def identifier(self) -> str:
        return f"{AUTHORITY}:feed:{self.name}"


@dataclass(frozen=True)
class Item:
    """One publication as a feed tells it: set by the typographer, with whole addresses."""

    identifier: str
    url: str
    title: str
    lead: str
    content: str
    author: str
    published: datetime
    updated: datetime
    categories: list[str]
    pictures: list[Depiction]


@dataclass
class _Shown:
    """What one publication shows besides its words."""

    pictures: dict[int, Picture] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    attachments: list[dict] = field(default_factory=list)
    enclosed: list[Picture] = field(default_factory=list)
    gallery: list[Picture] = field(default_factory=list)


def patterns(view, before: str = "", name: str = "") -> list:
    """The three addresses of a feed; `view(request, …, form)` answers each of them.

    `name` stands before the formats in the names of the addresses: "topic_rss".
    """
    return [
        path(f"{before}{form.file}", view, {"form": form}, name=f"{name}{form.name}")
        for form in feed_formats.ALL
    ]


def newest(models: Sequence[type[Publication]], **conditions) -> list[Entry]:
    """The newest visible entries of some kinds, each kind in the order of its list."""
    entries = [
        entry
        for model in models
        for entry in visible_entries(model).dated().filter(**conditions)[:NEWEST]
    ]
    prefetch_related_objects(entries, "regions")
    return entries


def answer(request, form, channel: Channel, entries: Iterable[Entry]) -> HttpResponse:
    """The feed in one of the formats, or 304 for who has it already.

    There is no moment of the last change that would also tell of one that disappeared, so only
    the content is compared.
    """
    site = remember("navigation", build_site)
    content = feed_formats.write(form, channel, site, items(entries), request.path)
    response = HttpResponse(content, content_type=form.content_type)
    response["ETag"] = etag_of(content)
    response["Access-Control-Allow-Origin"] = "*"
    # The same texts stand on pages of their own.
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, response["ETag"], None, response)


def items(entries: Iterable[Entry]) -> list[Item]:
    """The newest of the entries as items, from the newest."""
    by_kind = defaultdict(dict)
    for entry in entries:
        by_kind[entry.kind][entry.object_id] = entry
    shown, targets = _shown(by_kind)
    found = []
    for kind, of_kind in by_kind.items():
        told = wordings.told_at(kind, of_kind)
        model = kinds.get(kind)
        for row in model.objects.filter(pk__in=of_kind).select_related(*model.shown_with):
            entry = of_kind[row.pk]
            published = _published(row, entry)
            updated = max(published, told.get(row.pk, entry.changed_at))
            found.append((published, entry, row, updated))
    found.sort(key=lambda each: (each[0], each[1].pk), reverse=True)
    found = found[:NEWEST]
    wanted = {p.pk: p for _, entry, *_ in found for p in shown[_key(entry)].enclosed}
    measured = depictions.measured(wanted.values())
    return [
        _item(row, entry, shown[_key(entry)], targets, measured, published, updated)
        for published, entry, row, updated in found
    ]


def _published(row: Publication, entry: Entry) -> datetime:
    """The moment that stands for the date which readers see, but none that is yet to come: a
    meeting is news when it is announced."""
    return min(entry.sort_at, row.first_published_at or entry.publish_at)


def _item(row, entry, shown, targets, measured, published, updated) -> Item:
    page_url = settings.SITE_URL + row.get_absolute_url()
    body = output.render(
        row.body, pictures=shown.pictures, documents=shown.documents, pages=targets
    )
    context = {
        "publication": row,
        "body": body,
        "attachments": shown.attachments,
        "gallery": shown.gallery,
    }
    templates = [f"{row.namespace()}/feed.html", "publishing/feed.html"]
    labels = [label["text"] for label in entry.labels]
    names = dict.fromkeys([*labels, *(region.name for region in entry.regions.all())])
    return Item(
        identifier=f"{AUTHORITY}:{row.kind}:{row.pk}",
        url=page_url,
        title=_set(f"{row.notice().capitalize()}: {row.title}" if row.notice() else row.title),
        lead=_set(row.lead),
        content=portable(render_to_string(templates, context), page_url),
        author=_set(row.byline),
        published=published,
        updated=updated,
        categories=[_set(name) for name in names],
        pictures=[measured[picture.pk] for picture in shown.enclosed],
    )


def _set(text: str) -> str:
    """A line of text as it is printed."""
    return typeset(" ".join(possible(text).split()))


def _key(entry: Entry) -> tuple[str, int]:
    return entry.kind, entry.object_id


def _shown(by_kind) -> tuple[dict[tuple[str, int], _Shown], dict[str, references.Target]]:
    """What all of them show, and where the links in their bodies lead; two queries."""
    asked = Q(pk__in=[])
    for kind, of_kind in by_kind.items():
        asked |= Q(kind=kind, object_id__in=of_kind)
    found, links = defaultdict(_Shown), set()
    for use in Use.objects.filter(asked).select_related("picture", "document"):
        if use.role == Role.LINK:
            links.add(use.target)
        else:
            _add(found[use.kind, use.object_id], use)
    return found, references.resolve_pages(links)


def _add(shown: _Shown, use: Use) -> None:
    if use.document_id:
        shown.documents[use.document_id] = use.document
        if use.role == Role.ATTACHMENT and use.document.is_public:
            title = use.label or use.document.title
            shown.attachments.append({"title": title, "document": use.document})
        return
    shown.pictures[use.picture_id] = use.picture
    if use.role == Role.PART:
        shown.gallery.append(use.picture)
    if use.role == Role.COVER:
        shown.enclosed.insert(0, use.picture)
    elif use.picture not in shown.enclosed:
        shown.enclosed.append(use.picture)
