"""A page of a list, and the index of years and months beside it. All rows are entries."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef
from django.http import Http404

from nszm_portal.pagecache.memory import remember
from nszm_portal.publishing.models import Entry

PER_PAGE = 20
MANY = 1000  # rows for which a list is walked rather than they are found and sorted
LAST_PAGE = 50  # further back the years lead; a page costs the same wherever it is
PER_PRINT = 100
UNDATED = "bez data"
MONTHS = (
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"
).split()


@dataclass(frozen=True)
class Page:
    items: list
    number: int
    previous_url: str
    next_url: str
    canonical: str
    ended: bool


def page(request, entries) -> Page:
    """The page that the address asks for by `strana`; raises Http404 when there is none.

    One row more than a page is read instead of counting all.
    """
    asked = request.GET.get("strana", "1")
    if not re.fullmatch(r"[1-9][0-9]?", asked) or int(asked) > LAST_PAGE:
        raise Http404("Tolik stránek přehled nemá.")
    number = int(asked)
    first = (number - 1) * PER_PAGE
    rows = list(entries.select_related("cover")[first : first + PER_PAGE + 1])
    if not rows and number > 1:
        raise Http404("Tolik stránek přehled nemá.")
    more = len(rows) > PER_PAGE
    return Page(
        items=rows[:PER_PAGE],
        number=number,
        previous_url=_address(request, number - 1) if number > 1 else "",
        next_url=_address(request, number + 1) if more and number < LAST_PAGE else "",
        canonical=settings.SITE_URL + _address(request, number),
        ended=more and number == LAST_PAGE,
    )


def named(entries, rows, field: str, count: int, key: str = "object_id"):
    """Those of `entries` whose `key` stands in the `field` of some `rows`, of which are `count`.

    Few are found and sorted. For many the list is walked, which is in order already, until a page
    is full: neither way is bearable for the other's amount.
    """
    if count < MANY:
        return entries.filter(**{f"{key}__in": rows.values(field)})
    return entries.filter(Exists(rows.filter(**{field: OuterRef(key)})))


def printed(entries) -> Page:
    """The newest PER_PRINT of a list on one page; `ended` when there are more."""
    rows = list(entries.select_related("cover")[: PER_PRINT + 1])
    return Page(rows[:PER_PRINT], 1, "", "", "", ended=len(rows) > PER_PRINT)


def _address(request, number):
    return request.path if number == 1 else f"{request.path}?strana={number}"


def months_with_counts(kind: str) -> dict[int | None, dict[int | None, int]]:
    """How many visible entries of a kind each month of each year has; year None is "no date"."""
    return remember(f"months of {kind}", lambda: _count(kind))


def _count(kind):
    counts: dict = {}
    rows = Entry.objects.visible().filter(kind=kind).order_by()
    for row in rows.values("year", "month").annotate(count=Count("pk")):
        counts.setdefault(row["year"], {})[row["month"]] = row["count"]
    return counts


def years(kind: str, address, undated: str, current: int | str | None = None) -> list[dict]:
    """The index of years, newest first, and after them what has no date, where there is any.

    `address(year)` gives each year's address, `undated` is the last one's; `current` is a year or
    UNDATED.
    """
    counts = months_with_counts(kind)
    rows = [(year, address(year)) for year in sorted(filter(None, counts), reverse=True)]
    if None in counts:
        rows.append((None, undated))
    return [
        {
            "label": str(year or UNDATED),
            "count": sum(counts[year].values()),
            "url": url,
            "current": (year or UNDATED) == current,
        }
        for year, url in rows
    ]


def months(kind: str, year: int, address, current: int | None = None) -> list[dict]:
    """The index of a year's months, from January; `address(month)` gives each one's address."""
    counts = months_with_counts(kind).get(year, {})
    return [
        {
            "label": MONTHS[month - 1],
            "count": counts[month],
            "url": address(month),
            "current": month == current,
        }
        for month in sorted(counts)
    ]
