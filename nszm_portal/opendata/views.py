"""The files with all records, the record of one publication, and the page that explains them."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from news.models import Article
from nszm_portal.opendata import answers, articles, catalogue, events, publisher
from nszm_portal.publishing import gone
from nszm_portal.publishing.views import fetch

FILE = "ofn.json"
SOURCES = {Article.kind: articles, Meeting.kind: events}
SHOWN = 200  # letters of a long text in the example on the page


@require_safe
def all_articles(request):
    return answers.listing(request, articles)


@require_safe
def all_events(request):
    return answers.listing(request, events)


@require_safe
def one(request, slug, *, model):
    """The record of one publication; of the kinds for which there is no norm there is none."""
    if model.kind not in SOURCES:
        raise Http404("Pro tento druh textu otevřená data nezveřejňujeme.")
    try:
        publication = fetch(model, slug)
    except gone.Gone as error:
        return _gone(request, error.publication)
    return answers.whole(request, f"{answers.as_json(_record(publication), 2)}\n".encode())


@require_safe
def page(request):
    newest = articles.public().first()
    context = {
        "provider": publisher.provider(),
        "publisher": publisher.current().person,
        "sets": [
            {"set": each, "count": SOURCES[each.kind].public().count()} for each in catalogue.SETS
        ],
        "example": answers.as_json(_shortened(_record(newest)), 2) if newest else "",
        "example_url": reverse("news:ofn", args=[newest.slug]) if newest else "",
        "site_url": settings.SITE_URL,
        "catalogue": catalogue.script(publisher.provider(), publisher.current()),
    }
    return render(request, "opendata/page.html", context)


def _record(publication):
    return next(SOURCES[publication.kind].records([publication], publisher.current()))


def _gone(request, publication):
    """410, or the record of what replaced it."""
    response = gone.page(request, publication)
    is_moved = isinstance(response, HttpResponsePermanentRedirect)
    if is_moved and publication.replaced_by.partition(":")[0] in SOURCES:
        return gone.moved(response.url + FILE)
    return response


def _shortened(record):
    words = record.get("popis", {}).get("cs", "")
    if len(words) > SHOWN:
        record["popis"]["cs"] = f"{words[:SHOWN].rsplit(' ', 1)[0]} …"
    return record
