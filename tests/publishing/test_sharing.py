"""What a page says of itself in its head: to search engines, to who shares it, to programmes."""

from datetime import date, time

import extruct
import pytest
from lxml import html

from meetings.models import Status
from nszm_portal.pages.models import Page
from nszm_portal.publishing import cards, sharing
from partners.models import Partner
from tests.factories.library import PictureFactory
from tests.factories.meetings import held
from tests.factories.publishing import ArticleFactory, TopicFactory, published, region

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


class Head:
    def __init__(self, client, path):
        text = client.get(path).text
        self.page = html.document_fromstring(text)
        self.found = extruct.extract(text, SITE, syntaxes=["json-ld", "opengraph"])
        self.graph = (
            dict(self.found["opengraph"][0]["properties"]) if self.found["opengraph"] else {}
        )

    def things(self, kind):
        graphs = (thing.get("@graph", []) for thing in self.found["json-ld"])
        return [thing for graph in graphs for thing in graph if thing["@type"] == kind]

    @property
    def description(self):
        (said,) = self.page.xpath("//meta[@name='description']/@content")
        return said

    @property
    def feeds(self):
        return self.page.xpath("//link[@rel='alternate'][contains(@title, '(')]/@href")


def of(client, publication):
    return Head(client, publication.get_absolute_url())


# --- words ---------------------------------------------------------------------------------------


def test_a_lead_is_its_description_set_in_czech(client):
    head = of(client, published(title="Sad v Plzni", lead='Přišli  k "nám"\ni s dětmi.'))
    assert head.description == "Přišli k\u00a0„nám“ i\u00a0s\u00a0dětmi."
    assert head.graph["og:description"] == head.description
    assert head.graph["og:title"] == "Sad v\u00a0Plzni"
    assert head.graph["og:type"] == "article"


def test_without_a_lead_its_text_begins_it_and_a_word_ends_it(client):
    body = "<h2>Úvod</h2><p>" + "Lípy kvetly u silnice celé léto. " * 20 + "</p>"
    said = of(client, published(lead="", body=body)).description
    assert said.startswith("Úvod Lípy kvetly u\u00a0silnice")
    assert len(said) <= 160
    assert said.endswith("…") and said[-2].isalpha()
    assert said[:-1].split(" ")[-1] in body.replace(" u ", " u\u00a0").split(" ") + ["léto"]


@pytest.mark.parametrize("length", [159, 160, 161, 400])
def test_a_description_of_any_length_fits(length):
    for text in ("a" * length, "slovo " * (length // 6)):
        assert len(sharing.cut(text)) <= 160


def test_every_page_has_a_description_a_picture_and_a_title_of_its_own(client):
    topic = TopicFactory(name="Zdraví")
    published(shown_on=date(2020, 3, 5)).topics.add(topic)
    paths = ["/", "/aktuality/", "/aktuality/2020/", "/aktuality/2020/03/", "/setkani/"]
    paths += [topic.get_absolute_url(), "/partneri/", "/partneri/dohody/", "/kraje/"]
    paths += [region().get_absolute_url(), published(Page).get_absolute_url()]
    heads = [Head(client, path) for path in paths]
    assert len({head.description for head in heads}) == len(paths)
    assert len({head.graph["og:title"] for head in heads}) == len(paths)
    assert all(head.graph["og:image"].startswith(f"{SITE}/karta/") for head in heads)
    assert [head.graph["og:url"] for head in heads] == [SITE + path for path in paths]


@pytest.mark.parametrize("path", ["/neni/", "/aktuality/neni/"])
def test_what_is_not_there_says_nothing(client, path):
    head = Head(client, path)
    assert head.graph == {} and head.found["json-ld"] == [] and head.feeds == []


# --- picture -------------------------------------------------------------------------------------


def test_a_cover_is_shown_as_layouts_crop_it(client):
    picture = PictureFactory(width=1300, height=900, description="Sad na jaře")
    graph = of(client, published(cover=picture)).graph
    assert graph["og:image"].endswith("/16_9/960w.jpeg")
    assert client.get(graph["og:image"].removeprefix(SITE)).status_code == 200
    assert (graph["og:image:width"], graph["og:image:height"]) == ("960", "540")
    assert graph["og:image:alt"] == "Sad na\u00a0jaře" or graph["og:image:alt"] == "Sad na jaře"


@pytest.mark.parametrize("size", [None, (320, 240)])
def test_without_a_cover_large_enough_its_title_is_drawn(client, size):
    cover = PictureFactory(width=size[0], height=size[1]) if size else None
    article = published(cover=cover)
    graph = of(client, article).graph
    assert graph["og:image"] == SITE + cards.url(article)
    assert client.get(cards.url(article)).status_code == 200


def test_a_logo_is_not_cropped(client):
    partner = published(Partner, cover=PictureFactory(width=1300, height=900))
    assert of(client, partner).graph["og:image"] == SITE + cards.url(partner)


# --- feeds ---------------------------------------------------------------------------------------


def test_a_page_leads_to_the_nearest_feeds(client):
    topic = TopicFactory(name="Zdraví")
    nearest = {
        "/": "/",
        "/aktuality/": "/aktuality/",
        published().get_absolute_url(): "/aktuality/",
        topic.get_absolute_url(): topic.get_absolute_url(),
        held().get_absolute_url(): "/setkani/",
        "/partneri/dohody/": "/partneri/",
        region().get_absolute_url(): region().get_absolute_url(),
        "/kraje/": "/",
        published(Page).get_absolute_url(): "/",
    }
    for path, address in nearest.items():
        feeds = Head(client, path).feeds
        assert feeds == [f"{address}{file}" for file in ("rss.xml", "atom.xml", "feed.json")], path
        assert {client.get(feed).status_code for feed in feeds} == {200}


# --- schema.org ----------------------------------------------------------------------------------


def test_an_article_is_a_news_article(client):
    article = published(title="Sad v Plzni", byline="Jana Nováková", shown_on=date(2020, 3, 5))
    (told,) = of(client, article).things("NewsArticle")
    assert told["headline"] == "Sad v\u00a0Plzni"
    assert told["datePublished"] == "2020-03-05"
    assert told["author"] == {"name": "Jana Nováková"}
    assert told["publisher"]["name"] == "Národní síť Zdravých měst ČR"
    assert told["url"] == SITE + article.get_absolute_url()
    assert "datePublished" not in of(client, published(undated=True)).things("NewsArticle")[0]


def test_no_title_can_end_the_script(client):
    title = "</script><script>alert(1)</script> <!-- \u2028"
    head = of(client, published(title=title))
    (told,) = head.things("NewsArticle")
    assert told["headline"].startswith("</script><script>alert(1)</script>")
    assert not [script for script in head.page.xpath("//script") if script.text == "alert(1)"]


def test_a_meeting_is_an_event(client):
    meeting = held(
        starts_on=date(2027, 3, 26),
        starts_time=time(9),
        ends_on=date(2027, 3, 28),
        ends_time=time(12, 30),
        venue="Krajský úřad",
        address="Škroupova 18, Plzeň",
        organiser="Plzeňský kraj",
        host_region=region(),
    )
    (event,) = of(client, meeting).things("Event")
    # Summer time begins between them.
    assert event["startDate"] == "2027-03-26T09:00:00+01:00"
    assert event["endDate"] == "2027-03-28T12:30:00+02:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["name"] == "Krajský úřad"
    assert event["location"]["address"]["streetAddress"] == "Škroupova 18, Plzeň"
    assert event["organizer"]["name"] == "Plzeňský kraj"


def test_a_cancelled_and_a_moved_one_say_so(client):
    cancelled = held(status=Status.CANCELLED, status_note="Povodeň.")
    (event,) = of(client, cancelled).things("Event")
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert of(client, cancelled).graph["og:title"].startswith("Zrušeno: ")
    moved = held(status=Status.MOVED, former_on=date(2015, 2, 10))
    (event,) = of(client, moved).things("Event")
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (event["previousStartDate"], event["startDate"]) == ("2015-02-10", "2015-02-12")
    assert "Zdravých měst" in event["organizer"]["name"]


def test_a_meeting_without_a_date_is_no_event(client):
    assert of(client, held(undated=True)).things("Event") == []


def test_home_is_the_associations(client):
    head = Head(client, "/")
    (association,) = head.things("Organization")
    assert association["email"] == "nszm@nszm.cz"
    assert association["logo"]["url"].startswith(f"{SITE}/static/img/touch-icon")
    assert head.things("BreadcrumbList") == []


def test_the_way_to_a_page_is_told(client):
    article = published(title="Sad")
    (way,) = of(client, article).things("BreadcrumbList")
    assert [(step["position"], step["name"], step["item"]) for step in way["itemListElement"]] == [
        (1, "Národní síť Zdravých měst ČR", f"{SITE}/"),
        (2, "Aktuality", f"{SITE}/aktuality/"),
        (3, "Sad", f"{SITE}{article.get_absolute_url()}"),
    ]


def test_a_preview_says_nothing(chief_editor_client):
    article = ArticleFactory(title="Rozepsaný")
    address = f"/admin/news/article/{article.pk}/nahled/"
    head = Head(chief_editor_client, address)
    assert "Rozepsaný" in html.tostring(head.page, encoding="unicode")
    assert head.graph == {} and head.found["json-ld"] == []
