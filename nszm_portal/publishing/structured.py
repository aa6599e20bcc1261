"""What a page is in the words of schema.org, as JSON-LD in its head.

Each kind hands in how it is told; here is what is told of all, and the way to a page.
"""

import json
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.czech.typography import typeset

Told = dict[str, object]
_builders: dict[str, Callable[..., Told | None]] = {}
# So that no text can end the element which it stands in.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def register(kind: str, builder: Callable[..., Told | None]) -> None:
    """`builder(publication, association)` tells what one of a kind is; None where too little is
    known of it.

    To be called in `AppConfig.ready()`. What it says is added to what is told of all.
    """
    _builders[kind] = builder


def of_publication(publication, shared, site) -> Told | None:
    """What it is, with the words and the picture that others show of it."""
    builder = _builders.get(publication.kind)
    told = builder(publication, publisher(site)) if builder else None
    if told is None:
        return None
    url = settings.SITE_URL + publication.get_absolute_url()
    common = {
        "@type": told["@type"],
        "@id": f"{url}#text",
        "url": url,
        "mainEntityOfPage": url,
        "name": shared.title,
        "description": shared.description,
        "image": [shared.image.url],
        "inLanguage": "cs",
    }
    return common | told


def association(site) -> Told:
    """The association itself; other things point to it by its @id."""
    home = f"{settings.SITE_URL}/"
    logo = settings.SITE_URL + static("img/touch-icon.png")
    return {
        "@type": "Organization",
        "@id": f"{home}#organizace",
        "name": site.name,
        "url": home,
        "logo": {"@type": "ImageObject", "url": logo},
        "description": site.description,
        "email": site.footer.email,
    }


def publisher(site) -> Told:
    """As much of it as a page of something else says."""
    return {name: association(site)[name] for name in ("@type", "@id", "name", "url", "logo")}


def website(site) -> Told:
    home = f"{settings.SITE_URL}/"
    return {
        "@type": "WebSite",
        "@id": f"{home}#web",
        "url": home,
        "name": site.name,
        "inLanguage": "cs",
        "publisher": {"@id": f"{home}#organizace"},
    }


def way(steps: list[tuple[str, str]]) -> Told | None:
    """The way from home to a page, (name, path) each; none to home itself."""
    if len(steps) < 2:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": typeset(name),
            "item": settings.SITE_URL + path,
        }
        for number, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def moment(at: date | datetime) -> str:
    """A day, or a moment in Prague with its offset."""
    if isinstance(at, datetime):
        return timezone.localtime(at).replace(microsecond=0).isoformat()
    return at.isoformat()


def as_script(things: list[Told | None]) -> SafeString:
    """The content of a script element of the type application/ld+json; empty without a thing."""
    found = [thing for thing in things if thing]
    if not found:
        return mark_safe("")
    graph = {"@context": "https://schema.org", "@graph": found}
    return mark_safe(json.dumps(graph, ensure_ascii=False).translate(_ESCAPED))
