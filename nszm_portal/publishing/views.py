"""The views that every kind has: its list and a publication; on paper they are in printing."""

from django.db.models import Q, Subquery
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nszm_portal.publishing import lists, uses, wordings
from nszm_portal.publishing.gone import Gone
from nszm_portal.publishing.models import Entry
from nszm_portal.richtext import output

RELATED = 3


def fetch(model, slug: str):
    """The publication that the public may see under a slug, with its `wording_at`.

    Raises Gone (410) when it could once see it, Http404 when it never could.
    """
    rows = model.objects.filter(slug=slug).select_related(*model.shown_with)
    publication = rows.annotate(wording_at=wordings.moment_of(model)).first()
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
    content = content_of(publication, shown)
    body = output.render(publication.body, pictures=shown.pictures, documents=shown.documents)
    context = content | _around(publication, content.get("labels"))
    context |= {"body": body, "print_url": reverse(f"{model.namespace()}:print", args=[slug])}
    return render(request, f"{model.namespace()}/detail.html", context)


def content_of(publication, shown) -> dict:
    context = publication.page_context()
    if not shown.has_gallery:
        context.pop("photographs", None)  # it would be asked for, only to be empty
    return context | {
        "publication": publication,
        "attachments": shown.attachments,
        "list_url": publication.list_url(),
        "list_label": publication.list_label,
    }


def _around(publication, labels) -> dict:
    """Its labels, unless they are known, from its entry; its neighbours in the list; related ones.

    All of them by one query, and by none when there is nothing to ask for.
    """
    related_pks = list(publication.related().visible().values_list("pk", flat=True)[:RELATED])
    has_neighbours = publication.has_neighbours and publication.has_list
    has_neighbours = has_neighbours and not publication.undated
    if labels is not None and not related_pks and not has_neighbours:
        return {"labels": labels}
    asked = Q(kind=publication.kind, object_id=publication.pk) | Q(pk__in=related_pks)
    if has_neighbours:
        asked |= _nearest(publication)
    entries = list(Entry.objects.filter(asked).newest_first().select_related("cover"))
    same = [entry for entry in entries if entry.kind == publication.kind and not entry.undated]
    place = publication.sort_at, publication.pk
    # The nearest of those asked for is the neighbour, also when it is a related one as well.
    newer = [entry for entry in same if (entry.sort_at, entry.object_id) > place]
    older = [entry for entry in same if (entry.sort_at, entry.object_id) < place]
    return {
        "labels": next((entry.labels for entry in entries if _is_of(entry, publication)), []),
        "related": [entry for entry in entries if entry.pk in related_pks],
        "previous": older[0] if has_neighbours and older else None,
        "next": newer[-1] if has_neighbours and newer else None,
    }


def _is_of(entry, publication) -> bool:
    return (entry.kind, entry.object_id) == (publication.kind, publication.pk)


def _nearest(publication) -> Q:
    """The next older and the next newer visible entry of the same kind."""
    at, pk = publication.sort_at, publication.pk
    newer = Q(sort_at__gt=at) | Q(sort_at=at, object_id__gt=pk)
    older = Q(sort_at__lt=at) | Q(sort_at=at, object_id__lt=pk)
    dated = Entry.objects.visible().dated().filter(kind=publication.kind)
    # The range says nothing new, but lets both databases begin in their index at the place.
    oldest_first = dated.filter(newer, sort_at__gte=at).order_by("sort_at", "object_id")
    newest_first = dated.filter(older, sort_at__lte=at).newest_first()
    # `=` and not `IN`, beside which PostgreSQL would read all entries.
    nearest = [Subquery(each.values("pk")[:1]) for each in (oldest_first, newest_first)]
    return Q(pk=nearest[0]) | Q(pk=nearest[1])


@require_safe
def listing(request, *, model):
    return list_page(request, visible_entries(model), list_context(model))


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


def list_page(request, entries, context, template="publishing/list.html"):
    """A page of a list; each page is itself for search engines, not a copy of the first."""
    page = lists.page(request, entries)
    context |= {"page": page, "canonical": page.canonical}
    return render(request, template, context)
