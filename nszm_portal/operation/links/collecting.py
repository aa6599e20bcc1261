"""Which links stand in public texts, and in which."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from django.db.models import URLField
from django.urls import Resolver404, resolve, reverse

from nszm_portal.library.models import Document
from nszm_portal.navigation.models import PortalLink
from nszm_portal.publishing import kinds
from nszm_portal.richtext import cleaning, references

LONGEST = 2000
UNPUBLISHED = "text „{}“ teď není zveřejněný; čtenáři místo odkazu vidí jen slova"
DELETED = "vede na text, který už není; čtenáři místo odkazu vidí jen slova"
NOTHING_THERE = "takovou stránku tento web nemá"


@dataclass(frozen=True)
class Place:
    """What holds a link: its title, and its form in the admin."""

    title: str
    url: str


@dataclass
class Links:
    """Addresses elsewhere, and addresses or references of ours that lead nowhere, with places."""

    outside: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    broken: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    said: dict[str, str] = field(default_factory=dict)


def collect() -> Links:
    """Of all publications that are visible now, and of the lists of portals."""
    links = Links()
    pages, documents = defaultdict(set), defaultdict(set)
    for place, attributes in _anchors():
        if "data-page" in attributes:
            pages[attributes["data-page"]].add(place)
        elif "data-document" in attributes:
            documents[attributes["data-document"]].add(place)
        else:
            _sort(links, attributes.get("href", ""), place)
    for place, url in _fields():
        _sort(links, url, place)
    _note_broken(links, pages, documents)
    return links


def _anchors() -> Iterator[tuple[Place, dict[str, str]]]:
    for model in kinds.all():
        rows = model.objects.visible().filter(body__contains="<a ").order_by()
        for pk, title, body in rows.values_list("pk", "title", "body").iterator(chunk_size=200):
            place = _place(model, pk, title)
            for element in cleaning.body(body).elements():
                if element.name == "a":
                    yield place, element.attributes


def _fields() -> Iterator[tuple[Place, str]]:
    for model in kinds.all():
        names = [each.name for each in model._meta.fields if isinstance(each, URLField)]
        rows = model.objects.visible().order_by().values_list("pk", "title", *names)
        for pk, title, *urls in rows.iterator() if names else ():
            yield from ((_place(model, pk, title), url) for url in urls if url)
    for link in PortalLink.objects.select_related("group"):
        form = reverse("admin:navigation_portalgroup_change", args=[link.group_id])
        yield Place(f"{link.group}: {link}", form), link.url


def _place(model, pk, title) -> Place:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return Place(title, reverse(name, args=[pk]))


def _sort(links: Links, address: str, place: Place) -> None:
    address = urldefrag(address.strip()).url
    path = references.own_path(address)
    if path is not None:
        if not _leads_somewhere(path):
            links.broken[path[:LONGEST]].add(place)
            links.said[path[:LONGEST]] = NOTHING_THERE
    elif address.startswith(("http://", "https://")) and len(address) <= LONGEST:
        links.outside[address].add(place)


def _leads_somewhere(path: str) -> bool:
    """Whether the URL map has it; of a publication its reference would stand in the text."""
    try:
        match = resolve(urlsplit(path).path)
    except (Resolver404, ValueError):
        return False
    return match.url_name != "detail" or references.identify(urlsplit(path).path) is not None


def _note_broken(links: Links, pages, documents) -> None:
    visible = references.resolve_pages(set(pages))
    hidden = pages.keys() - visible.keys()
    existing = references.resolve_pages(set(hidden), for_editor=True)
    for reference in hidden:
        target = existing.get(reference)
        links.broken[reference] |= pages[reference]
        links.said[reference] = UNPUBLISHED.format(target.title[:100]) if target else DELETED
    numbers = {int(number) for number in documents if number.isdecimal()}
    there = set(Document.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    for number in documents:
        if not number.isdecimal() or int(number) not in there:
            address = f"/soubory/{number}/"
            links.broken[address] |= documents[number]
            links.said[address] = NOTHING_THERE
