"""Print views: one publication or a list as a page that is to be printed.

A publication on paper is a sheet, the same in its print view and among others in a bundle; the
template is the kind's own `_sheet.html` or the shared one.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render
from django.template.loader import select_template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from nszm_portal.pagecache.middleware import expire
from nszm_portal.publishing import lists, uses
from nszm_portal.publishing.views import content_of, fetch, list_context, visible_entries
from nszm_portal.richtext import output

PICTURES, LETTERS, ADDRESSES = "obrazky", "pismo", "adresy"


@dataclass(frozen=True)
class Control:
    """A box to tick in the print view's form: what it is called and sends, and whether it is."""

    name: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """What whoever prints has chosen; without any choice paper gets everything."""

    pictures: bool = True
    larger: bool = False
    addresses: bool = True

    @classmethod
    def of(cls, query: QueryDict) -> "Choices":
        return cls(
            pictures=query.get(PICTURES) != "ne",
            larger=query.get(LETTERS) == "vetsi",
            addresses=query.get(ADDRESSES) != "ne",
        )

    @property
    def controls(self) -> list[Control]:
        return [
            Control(PICTURES, "ne", "bez obrázků", not self.pictures),
            Control(LETTERS, "vetsi", "větší písmo", self.larger),
            Control(ADDRESSES, "ne", "bez adres odkazů", not self.addresses),
        ]

    @property
    def query(self) -> str:
        """The same as a part of an address, from its question mark on; "" without any choice."""
        query = QueryDict(mutable=True)
        query.update({each.name: each.value for each in self.controls if each.chosen})
        return f"?{query.urlencode()}" if query else ""

    def as_context(self) -> dict:
        """What templates ask; both false where nothing is printed and nobody chooses."""
        return {
            "choices": self,
            "without_pictures": not self.pictures,
            "without_addresses": not self.addresses,
        }


@require_safe
def print_view(request, slug, *, model):
    publication = fetch(model, slug)
    choices = Choices.of(request.GET)
    context = {
        "publication": publication,
        "sheet": sheet(request, publication, choices),
        "canonical": settings.SITE_URL + publication.get_absolute_url(),
        "back_url": publication.get_absolute_url(),
        "pdf_url": _pdf_url(publication, choices),
        "has_pictures": True,
    }
    return printed(request, "publishing/print.html", context)


def sheet(request, publication, choices: Choices) -> SafeString:
    """A publication on paper: its headline, its body, the addresses of its links, its origin."""
    shown, links, namespace = uses.Shown(publication), [], publication.namespace()
    body = output.render(
        publication.body,
        pictures=shown.pictures if choices.pictures else {},
        documents=shown.documents,
        link_list=links if choices.addresses else None,
        eager=True,
    )
    content = content_of(publication, shown)
    if not choices.pictures:
        content.pop("photographs", None)
    context = content | choices.as_context()
    context |= {
        "body": body,
        "links": links,
        "labels": content["labels"] if "labels" in content else publication.labels(),
        "body_template": f"{namespace}/_body.html",
        "page_url": settings.SITE_URL + publication.get_absolute_url(),
        "changed_on": timezone.localdate(_told_at(publication)),
        "printed_on": timezone.localdate(),
    }
    names = [f"{namespace}/_sheet.html", "publishing/_sheet.html"]
    return select_template(names).render(context, request)


def _told_at(publication) -> datetime:
    """Since when it tells what it tells, where that was asked for along with it."""
    return getattr(publication, "wording_at", None) or publication.changed_at


def _pdf_url(publication, choices) -> str:
    """Where a room to the right makes PDFs."""
    try:
        address = reverse(f"{publication.namespace()}:pdf", args=[publication.slug])
    except NoReverseMatch:
        return ""
    return address + choices.query


@require_safe
def listing_print(request, *, model):
    context = list_context(model) | {"back_url": model.list_url()}
    return print_list(request, visible_entries(model), context)


def print_list(request, entries, context, template="publishing/print_list.html"):
    """The print view of a list: its newest, at most PER_PRINT, with a word when there are more."""
    context |= {
        "page": lists.printed(entries),
        "page_url": settings.SITE_URL + context["back_url"],
        "canonical": settings.SITE_URL + context["back_url"],
    }
    return printed(request, template, context)


def printed(request, template, context):
    """A print view: carries today's date, is old at midnight, and is nothing for search engines.

    It begins with a form of what one may choose: pictures where the context says `has_pictures`.
    """
    today = timezone.localdate()
    midnight = datetime.combine(today + timedelta(days=1), time(), timezone.get_default_timezone())
    expire(request, midnight)
    form = _form(request, has_pictures=context.get("has_pictures", False))
    response = render(request, template, form | context | {"printed_on": today})
    response["X-Robots-Tag"] = "noindex"
    return response


def _form(request, *, has_pictures: bool) -> dict:
    """Its boxes, and the rest of the query, which it keeps."""
    choices = Choices.of(request.GET)
    controls = [each for each in choices.controls if has_pictures or each.name != PICTURES]
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in (PICTURES, LETTERS, ADDRESSES)
        for value in values
    ]
    return choices.as_context() | {"controls": controls, "kept": kept}
