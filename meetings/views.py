"""Lists that only meetings have: coming and past ones, a year by months, the undated."""

from itertools import groupby

from django.conf import settings
from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from nszm_portal.publishing import lists
from nszm_portal.publishing.printing import print_list, printed
from nszm_portal.publishing.views import (
    list_context,
    list_page,
    visible_entries,
)

MEETINGS = {"label": "Setkání", "url": "/setkani/"}


@require_safe
def listing(request):
    now = timezone.now()
    return list_page(request, past_entries(now), _both(request, now), "meetings/list.html")


@require_safe
def listing_print(request):
    now = timezone.now()
    return print_list(request, past_entries(now), _both(request, now), "meetings/print_list.html")


@require_safe
def year(request, year):
    return render(request, "meetings/year.html", _of_year(year))


@require_safe
def year_print(request, year):
    return printed(request, "meetings/print_year.html", _of_year(year))


@require_safe
def undated(request):
    return list_page(request, *_without_date())


@require_safe
def undated_print(request):
    return print_list(request, *_without_date())


def coming_entries(now):
    """Entries of the meetings that are not over, from the nearest; for home as well."""
    coming = Meeting.objects.coming(now).values("pk")
    return visible_entries(Meeting).filter(object_id__in=coming).order_by("sort_at", "object_id")


def past_entries(now):
    """Entries of the meetings that are over, from the newest."""
    past = Meeting.objects.past(now).values("pk")
    return visible_entries(Meeting).filter(object_id__in=past)


def _both(request, now):
    """Coming meetings stand on the first page alone; the pages are of the past ones."""
    coming = coming_entries(now).select_related("cover")[: lists.PER_PRINT]
    is_first = request.GET.get("strana", "1") == "1"
    return _context(
        coming=list(coming) if is_first else [],
        calendar_url=reverse("meetings:calendar_of_all"),
    )


def _of_year(year):
    meetings = Meeting.objects.visible().of_year(year).nearest_first()
    counted = meetings.select_related("host_region").annotate(guests=Count("presenting_regions"))
    months = groupby(counted, key=lambda meeting: meeting.starts_on.month)
    months = [(lists.MONTHS[number - 1].capitalize(), list(rows)) for number, rows in months]
    if not months:
        raise Http404("Z tohoto roku tu nic není.")
    address = _year_url(year)
    return _context(
        heading=f"Setkání v\u00a0roce {year}",
        address=address,
        year=year,
        by_months=months,
        page_url=settings.SITE_URL + address,
        canonical=settings.SITE_URL + address,
    )


def _without_date():
    context = _context(
        heading="Setkání bez data",
        intro="Setkání ze starého portálu, u\u00a0kterých neznáme den konání.",
        address=reverse("meetings:undated"),
        year=lists.UNDATED,
    )
    return visible_entries(Meeting).filter(undated=True), context


def _context(*, address=MEETINGS["url"], year=None, **said):
    """What a list of meetings says: its heading and, beside it, the index of years."""
    index = {
        "years": lists.years(Meeting.kind, _year_url, reverse("meetings:undated"), year),
        "crumbs": [MEETINGS] if address != MEETINGS["url"] else [],
        "print_url": f"{address}tisk/",
        "back_url": address,
        "empty_text": "Zatím jsme žádné setkání nezveřejnili. Vraťte se prosím později.",
    }
    return list_context(Meeting) | index | said


def _year_url(year):
    return reverse("meetings:year", args=[year])
