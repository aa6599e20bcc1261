"""Articles by OFN Aktuality (https://ofn.gov.cz/aktuality/2020-07-01/)."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone

from news.models import Article
from nszm_portal.opendata import things
from nszm_portal.opendata.datatypes import Json, day, iri, one_line, text
from nszm_portal.opendata.plaintext import plain
from nszm_portal.opendata.publisher import Publisher
from nszm_portal.publishing.models import Role, Use
from nszm_portal.richtext import references

NORM = "https://ofn.gov.cz/aktuality/2020-07-01/"
CONTEXT = f"{NORM}kontexty/aktualita.jsonld"
SCHEMA = f"{NORM}schémata/aktuality.json"


def public():
    """What the public may see, the newest first."""
    return Article.objects.visible()


def records(articles: list[Article], publisher: Publisher) -> Iterator[Json]:
    """The records of some articles; by five queries, however many they are."""
    around = _Around(articles)
    for article in articles:
        yield _record(article, publisher, around)


class _Around:
    """What a batch of articles is joined with, by the articles' primary keys."""

    def __init__(self, articles: list[Article]):
        keys = [article.pk for article in articles]
        self.documents = things.documents_of(Article.kind, keys)
        self.meetings = _meetings_of(keys)
        self.regions = _joined(Article.regions.through, "region_id", keys)
        self.topics = _joined(Article.topics.through, "topic_id", keys)


def _joined(through, name, keys) -> dict[int, set[int]]:
    """Of a many-to-many relation the keys alone: rows of a hundred thousand articles cost time."""
    found = defaultdict(set)
    rows = through.objects.filter(article_id__in=keys).values_list("article_id", name)
    for pk, other in rows:
        found[pk].add(other)
    return found


def _record(article, publisher, around) -> Json:
    told = things.thing(article, CONTEXT, "Aktualita")
    words = "\n".join(filter(None, [one_line(article.lead), plain(article.body)]))
    if words:
        told["popis"] = text(words)
    told |= things.times(article, _created(article))
    if meeting := around.meetings.get(article.pk):
        told["informuje_o"] = iri(meeting)
    regions, topics = around.regions[article.pk], around.topics[article.pk]
    lists = {
        "geografické_území": _those(regions, publisher.places),
        "téma": list(dict.fromkeys(_those(topics, publisher.themes))),
        "schema:keywords": _those(topics, publisher.topics),
    }
    told |= {name: rows for name, rows in lists.items() if rows}
    told["oznamovatel"] = publisher.person
    return told | things.attachments(around.documents[article.pk])


def _those(keys, told):
    return [told[pk] for pk in told if pk in keys] if keys else []


def _created(article):
    """The day that readers see, where it is another than that of the first publication here."""
    first = article.first_published_at
    if article.shown_on and (first is None or article.shown_on != timezone.localdate(first)):
        return day(article.shown_on)
    return None


def _meetings_of(keys) -> dict[int, str]:
    """The addresses of the meetings that articles are about: the only one to which a text leads.

    The norm has room for one; where a text leads to several, which it is about is not known.
    """
    rows = Use.objects.filter(kind=Article.kind, object_id__in=keys, role=Role.LINK)
    rows = rows.filter(target__startswith="meeting:").values_list("object_id", "target")
    led = defaultdict(set)
    for pk, target in rows:
        led[pk].add(target)
    public = references.resolve_pages(set().union(*led.values()))
    found = {pk: targets & public.keys() for pk, targets in led.items()}
    return {pk: public[min(here)].url for pk, here in found.items() if len(here) == 1}
