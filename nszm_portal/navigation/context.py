"""What every template knows as `site`."""

from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from nszm_portal.navigation import targets
from nszm_portal.navigation.models import Identity, MenuItem, PortalLink, SideBox
from nszm_portal.pagecache.memory import remember


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Group:
    label: str
    links: list[Link]


@dataclass(frozen=True)
class Box:
    title: str
    text: str
    url: str
    link_label: str
    picture: object


@dataclass(frozen=True)
class Footer:
    name: str
    year: int
    version: str
    contact: str
    email: str


@dataclass(frozen=True)
class Site:
    """Everything around a page; equal on all pages but for which menu item is the current one."""

    name: str
    name_lines: tuple[str, str]
    description: str
    footer: Footer
    about_url: str
    portal_groups: list[Group] = field(default_factory=list)
    menu: list[Link] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    url: str = settings.SITE_URL


def site(request) -> dict:
    """Context processor: `site`, and the page's `canonical` address without any query."""
    if request.path.startswith(reverse("admin:index")):
        return {}
    shared = remember("navigation", build)
    return {
        "site": replace(shared, menu=_with_current(shared.menu, request.path)),
        "canonical": settings.SITE_URL + request.path,
    }


def build() -> Site:
    """Reads everything around the pages; four queries and those for what the items lead to."""
    identity = Identity.objects.filter(pk=1).first() or Identity()
    items = list(MenuItem.objects.all())
    boxes = list(SideBox.objects.filter(is_shown=True).select_related("picture"))
    portals = PortalLink.objects.select_related("group").order_by(
        "group__position", "group_id", "position", "pk"
    )
    wanted = {row.target for row in [*items, *boxes] if row.target}
    urls = targets.present(wanted | {identity.about})
    return Site(
        name=identity.name,
        name_lines=(identity.name_first_line, identity.name_second_line),
        description=identity.description,
        about_url=urls.get(identity.about, ""),
        footer=Footer(
            name=identity.footer_name,
            year=identity.copyright_year or timezone.localdate().year,
            version=identity.version_line,
            contact=identity.contact_line,
            email=identity.contact_email,
        ),
        portal_groups=[
            Group(group.label, [Link(link.label, link.url) for link in links if link.url])
            for group, links in groupby(portals, attrgetter("group"))
        ],
        menu=[Link(item.label, urls[item.target]) for item in items if item.target in urls],
        boxes=[
            Box(box.title, box.text, urls.get(box.target, ""), box.link_label, box.picture)
            for box in boxes
        ],
    )


def _with_current(menu: list[Link], path: str) -> list[Link]:
    """Marks the one item whose address is the longest beginning of `path`."""
    begun = [
        link for link in menu if path.startswith(link.url) and (link.url != "/" or path == "/")
    ]
    nearest = max(begun, key=lambda link: len(link.url), default=None)
    return [replace(link, current=link is nearest) for link in menu]
