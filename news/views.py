"""Lists that only articles have: by year, month and topic, and those whose date is unknown."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Article, Topic
from nszm_portal.pagecache.memory import remember
from nszm_portal.publishing import lists
from nszm_portal.publishing.printing import print_list
from nszm_portal.publishing.views import list_context, list_page, visible_entries

NEWS = {"label": "Aktuality", "url": "/aktuality/"}


@require_safe
def listing(request):
    return list_page(request, visible_entries(Article), _context())


@require_safe
def listing_print(request):
    return print_list(request, visible_entries(Article), _context())


@require_safe
def year(request, year):
    return list_page(request, *_of_year(year))


@require_safe
def year_print(request, year):
    return print_list(request, *_of_year(year))


@require_safe
def month(request, year, month):
    return list_page(request, *_of_month(year, month))


@require_safe
def month_print(request, year, month):
    return print_list(request, *_of_month(year, month))


@require_safe
def topic(request, slug):
    return list_page(request, *_of_topic(slug))


@require_safe
def topic_print(request, slug):
    return print_list(request, *_of_topic(slug))


@require_safe
def undated(request):
    return list_page(request, *_without_date())


@require_safe
def undated_print(request):
    return print_list(request, *_without_date())


def _of_year(year):
    if year not in lists.months_with_counts(Article.kind):
        raise Http404("Z tohoto roku tu nic není.")
    context = _context(
        heading=f"Aktuality z\u00a0roku {year}",
        address=_year_url(year),
        year=year,
        months=lists.months(Article.kind, year, lambda month: _month_url(year, month)),
    )
    return visible_entries(Article).filter(year=year), context


def _of_month(year, month):
    if month not in lists.months_with_counts(Article.kind).get(year, {}):
        raise Http404("Z tohoto měsíce tu nic není.")
    context = _context(
        heading=f"Aktuality – {lists.MONTHS[month - 1]} {year}",
        address=_month_url(year, month),
        year=year,
        months=lists.months(Article.kind, year, lambda number: _month_url(year, number), month),
        crumbs=[NEWS, {"label": str(year), "url": _year_url(year)}],
    )
    return visible_entries(Article).filter(year=year, month=month), context


def _of_topic(slug):
    topic = get_object_or_404(Topic, slug=slug)
    rows = Article.topics.through.objects.filter(topic=topic)
    context = _context(
        heading=f"Aktuality na téma {topic.name}", address=topic.get_absolute_url(), topic=topic
    )
    count = next((row["count"] for row in topics() if row["url"] == context["back_url"]), 0)
    return lists.named(visible_entries(Article), rows, "article", count), context


def _without_date():
    context = _context(
        heading="Aktuality bez data",
        intro="Texty ze starého portálu, u\u00a0kterých neznáme den zveřejnění.",
        address=reverse("news:undated"),
        year=lists.UNDATED,
    )
    return visible_entries(Article).filter(undated=True), context


def _context(*, address=None, crumbs=None, year=None, months=(), topic=None, **said):
    """What a list of articles says: its heading and, beside it, the index of all the others."""
    address = address or NEWS["url"]
    index = {
        "years": lists.years(Article.kind, _year_url, reverse("news:undated"), year),
        "months": list(months),
        "topics": [row | {"current": row["url"] == address} for row in topics()],
        "crumbs": crumbs if crumbs is not None else [NEWS] if address != NEWS["url"] else [],
        "print_url": f"{address}tisk/",
        "back_url": address,
        "empty_text": "Zatím jsme nic nezveřejnili. Vraťte se prosím později.",
    }
    return list_context(Article) | index | said


def topics():
    return remember("topics with counts", _count_topics)


def _count_topics():
    """Topics that have something to read, each with how much."""
    visible = visible_entries(Article).order_by().values("object_id")
    topics = Topic.objects.filter(articles__in=visible).annotate(count=Count("articles"))
    return [
        {"label": topic.name, "count": topic.count, "url": topic.get_absolute_url()}
        for topic in topics
    ]


def _year_url(year):
    return reverse("news:year", args=[year])


def _month_url(year, month):
    return reverse("news:month", args=[year, month])
