"""The three formats of feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape

from nszm_portal.czech.dates import PRAGUE
from nszm_portal.czech.typography import typeset
from nszm_portal.publishing.elsewhere import possible

LANGUAGE = "cs"
JSON_FEED = "https://jsonfeed.org/version/1.1"
# Of a feed in which nothing has ever been: Atom wants a moment, and a kept page a constant one.
NEVER = datetime(1994, 11, 14, tzinfo=UTC)


@dataclass(frozen=True)
class Form:
    """One format: the name of its addresses, the last part of them, and how it is written."""

    name: str
    file: str
    media_type: str
    label: str
    write: Callable

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


def write(form: Form, channel, site, items, path: str) -> bytes:
    """The feed of a channel at `path`; `site` is what navigation knows of the portal."""
    return form.write(channel, site, items, settings.SITE_URL + path)


class _Rss(Rss201rev2Feed):
    def rss_attributes(self):
        spaces = {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}
        return super().rss_attributes() | spaces

    def add_item_elements(self, handler, item):
        # RSS knows no more than one enclosure; the other pictures stand in the text.
        super().add_item_elements(handler, item | {"enclosures": item["enclosures"][:1]})
        handler.addQuickElement("content:encoded", item["content"])
        # RSS has no element for it; Atom's is what readers of feeds understand.
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))

    def latest_post_date(self):
        return _latest(self.items)


class _Atom(Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self):
        return _latest(self.items)


def _latest(items: list[dict]) -> datetime:
    return max((item["updateddate"] for item in items), default=NEVER)


def _by(generator) -> Callable:
    """Writes by one of Django's generators."""

    def written(channel, site, items, feed_url):
        feed = generator(
            title=_title(channel, site),
            link=settings.SITE_URL + channel.page,
            description=possible(site.description),
            subtitle=possible(site.description),
            language=LANGUAGE,
            author_name=possible(site.name),
            feed_url=feed_url,
            feed_guid=channel.identifier,
        )
        for item in items:
            _add(feed, item)
        return feed.writeString("utf-8").encode()

    return written


def _add(feed, item) -> None:
    feed.add_item(
        title=item.title,
        link=item.url,
        description=escape(item.lead),
        unique_id=item.identifier,
        unique_id_is_permalink=False,
        pubdate=_shown(item.published),
        updateddate=_shown(item.updated),
        author_name=item.author or None,
        categories=item.categories,
        enclosures=[
            Enclosure(picture.url, str(picture.length), picture.media_type)
            for picture in item.pictures
        ],
        content=item.content,
    )


def _json(channel, site, items, feed_url):
    feed = {
        "version": JSON_FEED,
        "title": _title(channel, site),
        "home_page_url": settings.SITE_URL + channel.page,
        "feed_url": feed_url,
        "description": site.description,
        "icon": settings.SITE_URL + static("img/touch-icon.png"),
        "language": LANGUAGE,
        "authors": [{"name": site.name, "url": f"{settings.SITE_URL}/"}],
        "items": [_json_item(item) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _json_item(item) -> dict:
    told = {
        "id": item.identifier,
        "url": item.url,
        "title": item.title,
        "summary": item.lead,
        "content_html": item.content,
        "image": item.pictures[0].url if item.pictures else "",
        "date_published": rfc3339_date(_shown(item.published)),
        "date_modified": rfc3339_date(_shown(item.updated)),
        "authors": [{"name": item.author}] if item.author else [],
        "tags": item.categories,
        "attachments": [
            {
                "url": picture.url,
                "mime_type": picture.media_type,
                "size_in_bytes": picture.length,
            }
            for picture in item.pictures
        ],
    }
    # The text must be there, be it empty; of the rest what is empty is left out.
    return {name: value for name, value in told.items() if value or name == "content_html"}


def _title(channel, site) -> str:
    title = f"{channel.title} – {site.name}" if channel.title else site.name
    return typeset(possible(title))


def _shown(moment: datetime) -> datetime:
    return moment.astimezone(PRAGUE).replace(microsecond=0)


RSS = Form("rss", "rss.xml", "application/rss+xml", "RSS", _by(_Rss))
ATOM = Form("atom", "atom.xml", "application/atom+xml", "Atom", _by(_Atom))
JSON = Form("json", "feed.json", "application/feed+json", "JSON Feed", _json)
ALL = (RSS, ATOM, JSON)
