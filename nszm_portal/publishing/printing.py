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
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from nszm_portal.pagecache.middleware import expire
from nszm_portal.publishing import lists, uses
from nszm_portal.publishing.views import content_of, fetch, list_context, visible_entries
from nszm_portal.richtext import output


@dataclass(frozen=True)
class Choices:
    """What whoever prints has chosen; without any choice paper gets everything."""

    pictures: bool = True
    larger: bool = False
    addresses: bool = True

    @classmethod
    def of(cls, query: QueryDict) -> "Choices":
        return cls(
            pictures=query.get("obrazky") != "ne",
            larger=query.get("pismo") == "vetsi",
            addresses=query.get("adresy") != "ne",
        )


@require_safe
def print_view(request, slug, *, model):
    publication = fetch(model, slug)
    choices = Choices.of(request.GET)
    context = {
        "publication": publication,
        "sheet": sheet(request, publication, choices),
        "choices": choices,
        "page_url": settings.SITE_URL + publication.get_absolute_url(),
        "canonical": settings.SITE_URL + publication.get_absolute_url(),
        "back_url": publication.get_absolute_url(),
    }
    return printed(request, "publishing/print.html", context)


def sheet(request, publication, choices: Choices) -> SafeString:
    """A publication on paper: its headline, its body, the addresses of its links, its origin."""
    shown, links, namespace = uses.Shown(publication), [], publication.namespace()
    body = output.render(
        publication.body, pictures=shown.pictures, documents=shown.documents, link_list=links
    )
    content = content_of(publication, shown)
    context = content | {
        "body": body,
        "links": links,
        "choices": choices,
        "labels": content["labels"] if "labels" in content else publication.labels(),
        "body_template": f"{namespace}/_body.html",
        "printed_on": timezone.localdate(),
    }
    names = [f"{namespace}/_sheet.html", "publishing/_sheet.html"]
    return select_template(names).render(context, request)


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
    """A print view: carries today's date, is old at midnight, and is nothing for search engines."""
    today = timezone.localdate()
    midnight = datetime.combine(today + timedelta(days=1), time(), timezone.get_default_timezone())
    expire(request, midnight)
    response = render(request, template, context | {"printed_on": today})
    response["X-Robots-Tag"] = "noindex"
    return response
