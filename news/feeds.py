"""The feeds of articles: all of them, and those of a topic."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Article, Topic
from nszm_portal.publishing import feeds
from nszm_portal.publishing.feeds import Channel


@require_safe
def all_articles(request, form):
    channel = Channel("article", "Aktuality", reverse("news:list"))
    return feeds.answer(request, form, channel, feeds.newest([Article]))


@require_safe
def of_topic(request, slug, form):
    topic = get_object_or_404(Topic, slug=slug)
    page = topic.get_absolute_url()
    channel = Channel(f"topic:{topic.pk}", f"Aktuality na téma {topic.name}", page)
    articles = Article.objects.filter(topics=topic)
    entries = feeds.newest([Article], object_id__in=articles.values("pk"))
    return feeds.answer(request, form, channel, entries)
