"""The lists of articles for search engines."""

from collections.abc import Iterator

from django.urls import reverse

from news import views
from news.models import Article
from nszm_portal.publishing import lists as publishing_lists
from nszm_portal.publishing.sitemaps import Place


def lists() -> Iterator[Place]:
    """All articles, their years and months, topics, and those without a date; none of it empty."""
    yield Place(reverse("news:list"))
    for year, months in publishing_lists.months_with_counts(Article.kind).items():
        if year is None:
            yield Place(reverse("news:undated"))
            continue
        yield Place(reverse("news:year", args=[year]))
        for month in months:
            yield Place(reverse("news:month", args=[year, month]))
    for topic in views.topics():
        yield Place(topic["url"])
