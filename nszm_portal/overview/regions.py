"""The regions: all of them, and what happened in each: meetings, articles, agreements."""

from collections import Counter

from django.conf import settings
from django.db.models import Count, F, Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import calendars
from meetings.models import Meeting
from news.models import Article
from nszm_portal.pagecache.memory import remember
from nszm_portal.publishing import lists
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.printing import printed
from nszm_portal.publishing.views import visible_entries
from nszm_portal.regions.models import Membership, Region
from partners.models import Agreement, by_validity

REGIONS = {"label": "Kraje", "url": "/kraje/"}
MOST = 100  # of one region's meetings or agreements on its page


@require_safe
def listing(request):
    return render(request, "overview/regions.html", _all())


@require_safe
def listing_print(request):
    return printed(request, "overview/print_regions.html", _all())


@require_safe
def detail(request, slug):
    region = _found(slug)
    page = lists.page(request, _articles(region))
    context = _around(region) | {"page": page, "canonical": page.canonical}
    if page.number == 1:
        context |= _on_first_page(region)
    return render(request, "overview/region.html", context)


@require_safe
def detail_print(request, slug):
    region = _found(slug)
    page = lists.printed(_articles(region))
    context = _around(region) | _on_first_page(region) | {"page": page}
    return printed(request, "overview/print_region.html", context)


@require_safe
def calendar(request, slug):
    region = get_object_or_404(Region, slug=slug)
    meetings = Meeting.objects.visible().filter(regions=region)
    return calendars.answer(
        request, meetings, name=f"Setkání NSZM: {region.name}", file=region.slug
    )


def _all():
    members = Prefetch("memberships", Membership.objects.order_by("starts_on"))
    regions = Region.objects.prefetch_related(members)
    counts = remember("entries of regions", _count)
    today = timezone.localdate()
    return {
        "heading": "Kraje",
        "rows": [
            {
                "region": region,
                "memberships": periods(region, today),
                "meetings": counts[region.pk, Meeting.kind],
                "articles": counts[region.pk, Article.kind],
            }
            for region in regions
        ],
        "print_url": reverse("regions:list_print"),
        "back_url": reverse("regions:list"),
        "page_url": settings.SITE_URL + reverse("regions:list"),
        "canonical": settings.SITE_URL + reverse("regions:list"),
    }


def _count() -> Counter:
    """How many visible entries of each kind each region has."""
    rows = Entry.objects.visible().filter(regions__isnull=False).order_by()
    counted = rows.values_list("regions", "kind").annotate(Count("pk"))
    return Counter({(region, kind): count for region, kind, count in counted})


def _found(slug):
    members = Prefetch("memberships", Membership.objects.order_by("starts_on"))
    return get_object_or_404(Region.objects.prefetch_related(members), slug=slug)


def periods(region, today) -> list[dict]:
    """Its memberships: from, until (None while it lasts) and whether it lasts today."""
    return [
        {
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
            "lasts": each.starts_on <= today and (each.ends_on is None or each.ends_on >= today),
        }
        for each in region.memberships.all()
    ]


def _articles(region):
    rows = Entry.regions.through.objects.filter(region=region)
    count = remember("entries of regions", _count)[region.pk, Article.kind]
    return lists.named(visible_entries(Article), rows, "entry", count, key="pk")


def _around(region) -> dict:
    address = region.get_absolute_url()
    return {
        "region": region,
        "heading": region.name,
        "memberships": periods(region, timezone.localdate()),
        "crumbs": [REGIONS],
        "print_url": reverse("regions:print", args=[region.slug]),
        "back_url": address,
        "page_url": settings.SITE_URL + address,
        "canonical": settings.SITE_URL + address,
    }


def _on_first_page(region) -> dict:
    """Its meetings and agreements; the pages that follow are of articles alone."""
    agreements = Agreement.objects.visible().filter(regions=region).select_related("instrument")
    return {
        "by_months": _meetings(region),
        "calendar_url": reverse("regions:calendar", args=[region.slug]),
        "groups": by_validity(agreements.order_by(F("signed_on").desc(nulls_last=True))[:MOST]),
    }


def _meetings(region) -> list[tuple[str, list]]:
    """Coming ones from the nearest, those that it hosted, then those at which it was a guest."""
    now = timezone.now()
    meetings = Meeting.objects.visible().filter(regions=region).select_related("host_region")
    rows = list(meetings.newest_first()[:MOST])
    past = [row for row in rows if not row.is_coming(now)]
    hosted = [row for row in past if row.host_region_id == region.pk]
    groups = {
        "Nadcházející setkání": [row for row in reversed(rows) if row.is_coming(now)],
        "Setkání, která hostil": hosted,
        "Setkání, na kterých se představil": [row for row in past if row not in hosted],
    }
    return [(title, found) for title, found in groups.items() if found]
