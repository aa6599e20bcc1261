"""The lists of both kinds: partners by type and level or as a table, agreements by validity."""

from itertools import groupby

from django.conf import settings
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nszm_portal.publishing.printing import printed
from nszm_portal.publishing.views import list_context
from partners.models import Agreement, Level, Partner, PartnerType, by_validity
from partners.selection import BY_NAME, Selection


@require_safe
def listing(request):
    selection, context = _partners(request)
    if not selection.order:
        context["groups"] = _by_type(context["partners"])
    return render(request, "partners/list.html", context)


@require_safe
def listing_print(request):
    _, context = _partners(request)
    return printed(request, "partners/print_list.html", context)


@require_safe
def agreements(request):
    return render(request, "agreements/list.html", _agreements())


@require_safe
def agreements_print(request):
    return printed(request, "agreements/print_list.html", _agreements())


def _partners(request):
    """What is asked for, and what the list of it says."""
    types, everyone = list(PartnerType.objects.all()), list(_with_counts())
    selection = Selection.asked(request.GET, types)
    address = reverse("partners:list")
    context = list_context(Partner) | {
        "partners": selection.of(everyone),
        "columns": selection.columns(),
        "parts": selection.narrowing(everyone, types) if everyone else [],
        "links": _ways(selection) if everyone else [],
        "empty_text": "Takové partnery tu nemáme." if everyone else "Zatím tu žádný partner není.",
    }
    if narrowed := str(selection):
        context["heading"] += f" – {narrowed}"
    return selection, context | _addresses(address, selection.query)


def _with_counts():
    """Visible partners, each with how many of its agreements are in force today."""
    in_force = (
        Agreement.objects.visible()
        .in_force(timezone.localdate())
        .filter(partners=OuterRef("pk"))
        .order_by()
        .values("partners")
        .annotate(count=Count("pk"))
    )
    partners = Partner.objects.visible().select_related("type", "cover").defer("body")
    return partners.annotate(agreements_in_force=Coalesce(Subquery(in_force.values("count")), 0))


def _by_type(partners):
    """Groups under their types in the types' order; national ones before the international."""
    rows = sorted(
        partners,
        key=lambda row: (row.type.position, row.type_id, row.level != Level.NATIONAL, row.sort_key),
    )
    groups = groupby(rows, key=lambda row: row.type)
    return [{"title": kind.name, "partners": list(members)} for kind, members in groups]


def _ways(selection):
    table = selection.but(order="" if selection.order else BY_NAME)
    label = "zobrazit podle typu" if selection.order else "zobrazit jako tabulku"
    return [
        {"label": label, "url": table.url},
        {"label": "přehled dohod", "url": reverse("agreements:list")},
    ]


def _agreements():
    rows = Agreement.objects.visible().select_related("instrument").defer("body")
    partners = Partner.objects.visible().only("title", "slug").order_by("sort_key")
    context = list_context(Agreement) | {
        "groups": by_validity(rows.prefetch_related(Prefetch("partners", partners))),
        "empty_text": "Zatím tu žádná dohoda není.",
        "links": [{"label": "přehled partnerů", "url": reverse("partners:list")}],
        "with_partners": True,
    }
    return context | _addresses(reverse("agreements:list"))


def _addresses(address, query=""):
    return {
        "print_url": f"{address}tisk/{query}",
        "back_url": address + query,
        "page_url": settings.SITE_URL + address + query,
        "canonical": settings.SITE_URL + address + query,
    }
