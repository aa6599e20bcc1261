"""A feed as a reader's programme understands it, whichever of the three formats it has."""

import json
from dataclasses import dataclass, field

import feedparser

FILES = ("rss.xml", "atom.xml", "feed.json")


@dataclass
class Read:
    title: str
    home: str
    items: list


@dataclass
class ReadItem:
    identifier: str
    url: str
    title: str
    content: str
    published: str
    updated: str
    author: str = ""
    tags: list = field(default_factory=list)
    enclosures: list = field(default_factory=list)  # (address, type, length) each


def read(content: bytes, file: str) -> Read:
    """Raises AssertionError where a parser finds anything to complain of."""
    return _json(json.loads(content)) if file.endswith("json") else _xml(content)


def _xml(content):
    feed = feedparser.parse(content, sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    items = [
        ReadItem(
            identifier=entry.id,
            url=entry.link,
            title=entry.title,
            content=entry.content[0].value,
            published=_moment(entry.published_parsed),
            updated=_moment(entry.updated_parsed),
            author=entry.get("author", ""),
            tags=[tag.term for tag in entry.get("tags", [])],
            enclosures=[(e.href, e.type, int(e.length)) for e in entry.get("enclosures", [])],
        )
        for entry in feed.entries
    ]
    return Read(feed.feed.title, feed.feed.link, items)


def _moment(parsed) -> str:
    return "{}-{:02}-{:02}T{:02}:{:02}".format(*parsed[:5])  # UTC


def _json(feed):
    from datetime import UTC, datetime

    def moment(text):
        return _moment(datetime.fromisoformat(text).astimezone(UTC).timetuple())

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    items = [
        ReadItem(
            identifier=item["id"],
            url=item["url"],
            title=item["title"],
            content=item["content_html"],
            published=moment(item["date_published"]),
            updated=moment(item["date_modified"]),
            author=item.get("authors", [{"name": ""}])[0]["name"],
            tags=item.get("tags", []),
            enclosures=[
                (each["url"], each["mime_type"], each["size_in_bytes"])
                for each in item.get("attachments", [])
            ],
        )
        for item in feed["items"]
    ]
    return Read(feed["title"], feed["home_page_url"], items)
