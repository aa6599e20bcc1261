"""The views that every kind has: its list, a publication, their print views."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nszm_portal.pagecache.middleware import expire
from nszm_portal.publishing import lists, uses
from nszm_portal.publishing.gone import Gone
from nszm_portal.publishing.models import Entry
from nszm_portal.richtext import output

RELATED = 3


def fetch(model, slug: str):
    """The publication that the public may see under a slug.

    Raises Gone (410) when it could once see it, Http404 when it never could.
    """
    publication = model.objects.filter(slug=slug).select_related("cover").first()
    if publication is None:
        raise Http404("Taková stránka tu není.")
    if not publication.is_visible():
        if publication.is_gone():
            raise Gone(publication)
        raise Http404("Taková stránka tu není.")
    return publication


@require_safe
def detail(request, slug, *, model):
    publication = fetch(model, slug)
    shown = uses.Shown(publication)
    context = (
        _content(publication, shown)
        | _around(publication)
        | {
            "body": output.render(
                publication.body, pictures=shown.pictures, documents=shown.documents
            ),
            "print_url": reverse(f"{model.namespace()}:print", args=[slug]),
        }
    )
    return render(request, f"{model._meta.app_label}/detail.html", context)


@require_safe
def print_view(request, slug, *, model):
    publication = fetch(model, slug)
    shown, links = uses.Shown(publication), []
    body = output.render(
        publication.body, pictures=shown.pictures, documents=shown.documents, link_list=links
    )
    context = _content(publication, shown) | {
        "body": body,
        "links": links,
        "labels": publication.labels(),
        "body_template": f"{model._meta.app_label}/_body.html",
        "page_url": settings.SITE_URL + publication.get_absolute_url(),
        "canonical": settings.SITE_URL + publication.get_absolute_url(),
        "back_url": publication.get_absolute_url(),
    }
    return printed(request, "publishing/print.html", context)


def _content(publication, shown) -> dict:
    return {
        "publication": publication,
        "attachments": shown.attachments,
        "list_url": publication.list_url(),
        "list_label": publication.list_label,
    }


def _around(publication) -> dict:
    """The entry itself with its labels, its neighbours in the list, and related ones."""
    own = Q(kind=publication.kind, object_id=publication.pk)
    related_pks = list(publication.related().visible().values_list("pk", flat=True)[:RELATED])
    asked = own | Q(pk__in=related_pks)
    if publication.has_list and not publication.undated:
        place = publication.sort_at, publication.pk
        newer = Q(sort_at__gt=place[0]) | Q(sort_at=place[0], object_id__gt=place[1])
        older = Q(sort_at__lt=place[0]) | Q(sort_at=place[0], object_id__lt=place[1])
        dated = Entry.objects.visible().filter(kind=publication.kind).dated()
        asked |= Q(pk__in=dated.filter(newer).order_by("sort_at", "object_id").values("pk")[:1])
        asked |= Q(pk__in=dated.filter(older).newest_first().values("pk")[:1])
    entries = list(Entry.objects.filter(asked).newest_first().select_related("cover"))
    found = {"previous": None, "next": None, "labels": [], "related": []}
    for entry in entries:
        if entry.object_id == publication.pk:
            found["labels"] = entry.labels
        elif entry.pk in related_pks:
            found["related"].append(entry)
        elif (entry.sort_at, entry.object_id) > (publication.sort_at, publication.pk):
            found["next"] = entry
        else:
            found["previous"] = entry
    return found


@require_safe
def listing(request, *, model):
    return list_page(request, visible_entries(model), list_context(model))


@require_safe
def listing_print(request, *, model):
    context = list_context(model) | {"back_url": model.list_url()}
    return print_list(request, visible_entries(model), context)


def visible_entries(model):
    """What the public may see of a kind, in the order of lists."""
    return Entry.objects.visible().filter(kind=model.kind).newest_first()


def list_context(model) -> dict:
    """What the list of a kind says of itself; a kind's own views add to it."""
    heading = str(model._meta.verbose_name_plural)
    return {
        "heading": heading[:1].upper() + heading[1:],
        "empty_text": "Zatím tu nic není.",
        "print_url": reverse(f"{model.namespace()}:list_print"),
    }


def list_page(request, entries, context):
    """A page of a list; each page is itself for search engines, not a copy of the first."""
    page = lists.page(request, entries)
    context |= {"page": page, "canonical": page.canonical}
    return render(request, "publishing/list.html", context)


def print_list(request, entries, context):
    """The print view of a list: its newest, at most PER_PRINT, with a word when there are more."""
    context |= {
        "page": lists.printed(entries),
        "page_url": settings.SITE_URL + context["back_url"],
        "canonical": settings.SITE_URL + context["back_url"],
    }
    return printed(request, "publishing/print_list.html", context)


def printed(request, template, context):
    """A print view: carries today's date, is old at midnight, and is nothing for search engines."""
    today = timezone.localdate()
    midnight = datetime.combine(today + timedelta(days=1), time(), timezone.get_default_timezone())
    expire(request, midnight)
    response = render(request, template, context | {"printed_on": today})
    response["X-Robots-Tag"] = "noindex"
    return response
