"""What a page says of itself to search engines and to who shares it: title, words, picture."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import Resolver404, resolve

from nszm_portal.czech.typography import typeset
from nszm_portal.library.renditions import LEADING
from nszm_portal.publishing import card_drawing, cards, depictions, feed_formats
from nszm_portal.richtext import output

LONGEST = 160  # letters of a description; search engines show no more


@dataclass(frozen=True)
class Image:
    url: str
    media_type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Shared:
    """A page as others show it; `kind` is a word of Open Graph."""

    title: str
    description: str
    image: Image
    kind: str


def of_publication(publication) -> Shared:
    notice = publication.notice()
    title = typeset(f"{notice.capitalize()}: {publication.title}" if notice else publication.title)
    words = publication.lead or output.plain_text(publication.body) or publication.title
    return Shared(title, cut(typeset(_line(words))), image_of(publication), "article")


def of_list(heading: str, intro: str, site) -> Shared:
    """Of a page that is no publication; one without a heading is called as the portal."""
    words = f"{heading} – {site.name}. {intro or site.description}" if heading else site.description
    image = _card(cards.portal_url(), site.name)
    return Shared(typeset(heading or site.name), cut(typeset(_line(words))), image, "website")


def image_of(publication) -> Image:
    """Its cover as layouts crop it; its title drawn where there is none, or none large enough."""
    cover = publication.cover if publication.cover_id and publication.cover_crops else None
    if found := cover and depictions.of(cover, LEADING):
        alt = found.alt or publication.title
        return Image(found.url, found.media_type, found.width, found.height, typeset(alt))
    return _card(cards.url(publication), publication.title)


def _card(path: str, title: str) -> Image:
    sides = card_drawing.WIDTH, card_drawing.HEIGHT
    return Image(settings.SITE_URL + path, "image/png", *sides, typeset(title))


def cut(text: str) -> str:
    """The text itself, or its beginning up to a word, with an ellipsis: at most LONGEST letters."""
    if len(text) <= LONGEST:
        return text
    beginning, space, _ = text[:LONGEST].rpartition(" ")
    return (beginning if space else text[: LONGEST - 1]).rstrip(" ,;:–-") + "…"


def _line(text: str) -> str:
    return " ".join(text.split())


def feeds_of(path: str) -> tuple[str, list[dict]]:
    """The feeds of a page: those under its address, else under the nearest one above it.

    With the address that they are of.
    """
    parts = path.strip("/").split("/")
    above = ["/".join(["", *parts[:number], ""]) for number in range(len(parts), 0, -1)]
    nearest = next((each for each in above if _has_feed(each)), "/")
    return nearest, [
        {"url": nearest + form.file, "media_type": form.media_type, "label": form.label}
        for form in feed_formats.ALL
    ]


def _has_feed(path: str) -> bool:
    try:
        return resolve(path + feed_formats.RSS.file).kwargs.get("form") is feed_formats.RSS
    except (Resolver404, ValueError):
        return False
