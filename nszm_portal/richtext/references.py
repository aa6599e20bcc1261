"""Bodies hold references, editors see addresses.

In the database a picture is `<img data-picture="12">` and a link `<a data-page="article:12">` or
`<a data-document="7">`, with what followed the address ("#program") in `data-suffix`. In the
editor the address stands beside the reference and is what counts when the two disagree: an editor
who changes an address changes what it leads to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings

from nszm_portal.library.models import Document, Picture
from nszm_portal.library.references import document_from_url, picture_from_url
from nszm_portal.richtext import cleaning, dom
from nszm_portal.richtext.canonical import canonical
from nszm_portal.richtext.cleaning import is_page
from nszm_portal.richtext.dom import Element

__all__ = [
    "Mentions",
    "Target",
    "identify",
    "is_page",
    "mentions",
    "own_path",
    "read",
    "register_pages",
    "resolve_pages",
    "to_addresses",
    "to_references",
]

# What the editor shows for a picture that is no longer in the library; an image without an
# address would be thrown away by CKEditor, and the reference with it.
MISSING_PICTURE = "data:image/svg+xml;charset=utf-8," + quote(
    "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='64'>"
    "<text x='8' y='38' font-size='16'>Obrázek už není v knihovně.</text></svg>"
)
# What it shows for a picture that somebody put there from elsewhere and that is yet to be refused:
# loading it would tell the other site who is reading the draft. The address stands behind the #.
FOREIGN_PICTURE = "data:image/svg+xml;charset=utf-8," + quote(
    "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='64'>"
    "<text x='8' y='38' font-size='16'>Obrázek z jiného webu.</text></svg>"
)


@dataclass(frozen=True)
class Target:
    """Where a reference leads now: `url` is a path on this site."""

    url: str
    title: str


@dataclass(frozen=True)
class Mentions:
    """What a body refers to, each thing once, in the order of the body."""

    pictures: list[int]
    documents: list[int]
    pages: list[str]


Resolve = Callable[[set[str], bool], dict[str, Target]]
Identify = Callable[[str], str | None]


class _Pages(NamedTuple):
    resolve: Resolve
    identify: Identify


_registered: list[_Pages] = []


def register_pages(resolve: Resolve, identify: Identify) -> None:
    """What publications' references lead to; to be called in `AppConfig.ready()`.

    `resolve(references, for_editor)` gives a Target for each reference that may be shown: to a
    reader only what is visible now, to an editor whatever exists. `identify(path)` gives the
    reference of the publication whose page has that address, or None.
    """
    _registered[:] = [_Pages(resolve, identify)]


def resolve_pages(references: set[str], for_editor: bool = False) -> dict[str, Target]:
    """A Target for each of `references` ("article:12") that leads somewhere now."""
    found: dict[str, Target] = {}
    for pages in _registered if references else ():
        found |= pages.resolve(references, for_editor)
    return found


def identify(path: str) -> str | None:
    """The reference of the publication at `path`; None with a query or a fragment behind it."""
    if "?" in path or "#" in path:
        return None
    return next((found for pages in _registered if (found := pages.identify(path))), None)


def own_path(address: str) -> str | None:
    """`address` without the origin when it is one of this site's, else None."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # what looks like a broken host
        return None
    if parts.scheme in {"http", "https"} and parts.netloc.lower() == _own_host():
        address = parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    # A control behind a percent sign would reach the database, and PostgreSQL refuses a NUL.
    return address if is_path and unquote(address).isprintable() else None


def _own_host() -> str:
    return urlsplit(settings.SITE_URL).netloc.lower()


def to_references(html: str) -> str:
    """`html` as it is stored: cleaned, with references in place of this site's addresses.

    Pictures from elsewhere are left out; `read` tells which they were.
    """
    return read(html)[0]


def read(html: str) -> tuple[str, list[str]]:
    """`to_references(html)` and the addresses of the pictures that are not the library's.

    The address is "" for a picture that came without one a reader could load (from Word).
    """
    root = cleaning.read(html)
    elements = list(root.elements())
    foreign = _refer_to_pictures([e for e in elements if e.name == "img"])
    _refer_to_targets([e for e in elements if e.name == "a" and "href" in e.attributes])
    return dom.serialise(cleaning.settled(root)), foreign


def to_addresses(html: str) -> str:
    """Stored `html` for the editor: with the present address beside each reference.

    A reference that leads nowhere stays as it is; a picture from elsewhere is not loaded.
    `to_references(to_addresses(x)) == x` for
    every x that is stored.
    """
    root = canonical(cleaning.read(html))
    elements = list(root.elements())
    images = [e for e in elements if e.name == "img"]
    for element in images:
        if _is_elsewhere(src := element.attributes.get("src", "")):
            element.attributes["src"] = f"{FOREIGN_PICTURE}#{quote(src, safe='')}"
    pictures = [e for e in images if "src" not in e.attributes]
    found = _pictures(pictures)
    for element in pictures:
        picture = found.get(int(element.attributes["data-picture"]))
        element.attributes["src"] = picture.editor_url if picture else MISSING_PICTURE
    links = [e for e in elements if e.name == "a" and "href" not in e.attributes]
    addresses = _addresses(links)
    for element in links:
        if address := addresses.get(_reference(element)):
            element.attributes["href"] = address + element.attributes.pop("data-suffix", "")
    return dom.serialise(root)


def mentions(html: str) -> Mentions:
    """The pictures, documents and publications that stored `html` refers to."""
    attributes = [element.attributes for element in cleaning.body(html).elements()]

    def named(attribute: str) -> list[str]:
        return list(dict.fromkeys(a[attribute] for a in attributes if attribute in a))

    return Mentions(
        pictures=[int(pk) for pk in named("data-picture")],
        documents=[int(pk) for pk in named("data-document")],
        pages=named("data-page"),
    )


def _refer_to_pictures(elements: list[Element]) -> list[str]:
    shown = [e for e in elements if "src" in e.attributes]
    foreign = ["" for e in elements if not e.attributes.keys() & {"src", "data-picture"}]
    known = _pictures(shown)
    for element in shown:
        src = element.attributes["src"]
        picture = known.get(int(element.attributes.get("data-picture", 0)))
        is_same = src == (picture.editor_url if picture else MISSING_PICTURE)
        if is_same and "data-picture" in element.attributes:
            continue
        path = own_path(src)
        pk = picture_from_url(path) if path else None
        if pk:
            element.attributes["data-picture"] = str(pk)
        else:
            element.attributes.pop("data-picture", None)
            address = src.removeprefix(f"{FOREIGN_PICTURE}#")
            foreign.append(src if address == src else unquote(address))
    return foreign


def _is_elsewhere(src: str) -> bool:
    return bool(src) and not src.lower().startswith("data:") and own_path(src) is None


def _refer_to_targets(elements: list[Element]) -> None:
    known = _addresses([e for e in elements if _reference(e)])
    for element in elements:
        path = own_path(element.attributes["href"])
        if path is None:
            _set_reference(element, None)
            continue
        page, suffix = _split(path)
        if unquote(known.get(_reference(element), "")) != page:
            _set_reference(element, _identified(page))
        if _reference(element):
            del element.attributes["href"]
            element.attributes.pop("data-suffix", None)
            if len(suffix) > 1:
                element.attributes["data-suffix"] = suffix


def _identified(path: str) -> tuple[str, str] | None:
    if page := identify(path):
        return "data-page", page
    document = document_from_url(path)
    return ("data-document", str(document)) if document else None


def _split(path: str) -> tuple[str, str]:
    """The path itself, decoded, and what follows it ("?strana=2#program")."""
    parts = urlsplit(path)
    return unquote(parts.path), path[len(parts.path) :]


def _reference(element: Element) -> tuple[str, str] | None:
    for name in ("data-page", "data-document"):
        if name in element.attributes:
            return name, element.attributes[name]
    return None


def _set_reference(element: Element, reference: tuple[str, str] | None) -> None:
    for name in ("data-page", "data-document", "data-suffix"):
        element.attributes.pop(name, None)
    if reference:
        element.attributes[reference[0]] = reference[1]


def _pictures(elements: Iterable[Element]) -> dict[int, Picture]:
    keys = {int(e.attributes["data-picture"]) for e in elements if "data-picture" in e.attributes}
    return Picture.objects.in_bulk(keys) if keys else {}


def _addresses(links: Iterable[Element]) -> dict[tuple[str, str] | None, str]:
    """The present path of each reference in `links`, for an editor; one query for each kind."""
    references = {reference for element in links if (reference := _reference(element))}
    pages = {value for name, value in references if name == "data-page"}
    documents = {int(value) for name, value in references if name == "data-document"}
    found = {
        ("data-page", page): target.url
        for page, target in resolve_pages(pages, for_editor=True).items()
    }
    for pk, document in (Document.objects.in_bulk(documents) if documents else {}).items():
        found["data-document", str(pk)] = document.get_absolute_url()
    return found
