"""Lists: pages, their ends, years and months, and print."""

import re
from datetime import date

import pytest

from nszm_portal.publishing import lists
from tests.factories.publishing import ArticleFactory, TopicFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def many():
    for number in range(45):
        published(title=f"Zpráva {number:02}", shown_on=date(2020, 1, 1 + number % 28))


def test_pages_hold_twenty_and_lead_on(client, many):
    first = client.get("/aktuality/")
    assert len(first.context["page"].items) == 20
    assert "/aktuality/?strana=2" in first.text
    last = client.get("/aktuality/?strana=3")
    assert len(last.context["page"].items) == 5
    assert "strana=4" not in last.text
    assert "?strana=2" in last.text


def test_the_second_page_leads_back_to_the_address_without_a_query(client, many):
    assert client.get("/aktuality/?strana=2").context["page"].previous_url == "/aktuality/"


@pytest.mark.parametrize("asked", ["0", "4", "51", "99", "-1", "x", "1.5", "", "1e3", "²", "%00"])
def test_a_page_that_is_not_there_is_a_404_that_leads_back(client, many, asked):
    answer = client.get(f"/aktuality/?strana={asked}")
    assert answer.status_code == 404
    assert 'href="/aktuality/"' in answer.text


def test_listing_ends_after_fifty_pages_and_leads_to_the_years(client, monkeypatch):
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    monkeypatch.setattr(lists, "LAST_PAGE", 3)
    for number in range(5):
        published(shown_on=date(2019, 1, number + 1))
    page = client.get("/aktuality/?strana=3")
    assert page.context["page"].ended
    assert "strana=4" not in page.text
    assert "/aktuality/2019/" in page.text
    assert '<a href="#rejstrik">podle roku</a>' in page.text
    assert client.get("/aktuality/?strana=4").status_code == 404


def test_years_and_months_have_counts(client, many):
    published(shown_on=date(2018, 7, 1))
    text = client.get("/aktuality/2020/").text
    assert "/aktuality/2020/01/" in text
    context = client.get("/aktuality/2020/01/").context
    assert [(row["label"], row["count"]) for row in context["years"]] == [("2020", 45), ("2018", 1)]
    assert context["months"] == [
        {"label": "leden", "count": 45, "url": "/aktuality/2020/01/", "current": True}
    ]


@pytest.mark.parametrize(
    "address", ["/aktuality/1999/", "/aktuality/2020/02/", "/aktuality/2020/13/", "/aktuality/20/"]
)
def test_a_time_without_articles_is_not_found(client, many, address):
    assert client.get(address).status_code == 404


def test_an_empty_list_says_something_useful(client):
    assert "Vraťte se" in client.get("/aktuality/").text
    assert client.get("/aktuality/tisk/").status_code == 200


def test_an_empty_part_of_a_list_leads_to_the_whole(client, many):
    text = client.get(TopicFactory().get_absolute_url()).text
    notice = text.split('<p class="notice">')[1].split("</p>")[0]
    assert 'href="/aktuality/"' in notice


def test_a_topic_lists_its_articles_alone(client):
    topic = TopicFactory(name="Doprava")
    article = published(title="Nová cyklostezka")
    article.topics.add(topic)
    article.sync()
    published(title="Něco jiného")
    text = client.get("/aktuality/tema/doprava/").text
    assert ">vybrat podle roku nebo tématu</a>" in text
    assert "Nová cyklostezka" in text
    assert "Něco jiného" not in text


def test_undated_ones_have_their_own_place_and_are_not_on_home(client):
    published(title="Starý text", undated=True)
    assert "Starý text" in client.get("/aktuality/bez-data/").text
    assert "Starý text" in client.get("/aktuality/").text
    assert "Starý text" not in client.get("/").text


def test_the_print_view_lists_more_than_a_page(client, many):
    answer = client.get("/aktuality/tisk/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert all(
        f"Zpráva\u00a0{number:02}" in answer.text or f"Zpráva {number:02}" in answer.text
        for number in range(45)
    )


def test_neighbours_are_the_older_and_the_newer(client):
    rows = [published(title=f"Den {day}", shown_on=date(2020, 1, day)) for day in (1, 2, 3)]
    ArticleFactory(title="Rozepsaný", shown_on=date(2020, 1, 2))
    context = client.get(rows[1].get_absolute_url()).context
    assert context["previous"].object_id == rows[0].pk
    assert context["next"].object_id == rows[2].pk


def test_a_neighbour_that_is_related_too_is_still_a_neighbour(client):
    topic = TopicFactory()
    rows = [published(shown_on=date(2020, 1, day)) for day in (1, 2, 3)]
    for row in rows:
        row.topics.add(topic)
        row.sync()
    context = client.get(rows[1].get_absolute_url()).context
    assert (context["previous"].object_id, context["next"].object_id) == (rows[0].pk, rows[2].pk)
    assert {entry.object_id for entry in context["related"]} == {rows[0].pk, rows[2].pk}


def test_the_newest_and_the_oldest_have_one_neighbour(client):
    rows = [published(shown_on=date(2020, 1, day)) for day in (1, 2)]
    assert client.get(rows[1].get_absolute_url()).context["next"] is None
    assert client.get(rows[0].get_absolute_url()).context["previous"] is None


def test_what_has_no_date_has_no_neighbours(client):
    published()
    context = client.get(published(undated=True).get_absolute_url()).context
    assert context["previous"] is None and context["next"] is None


def test_each_page_is_itself_for_search_engines(client, many):
    link = '<link rel="canonical" href="http://127.0.0.1:8000/aktuality/{}">'
    assert link.format("") in client.get("/aktuality/").text
    assert link.format("?strana=2") in client.get("/aktuality/?strana=2").text


@pytest.mark.parametrize("many", [1, 1000], ids=["walked", "found and sorted"])
def test_a_topic_has_the_same_list_whether_its_articles_are_few_or_many(client, monkeypatch, many):
    monkeypatch.setattr(lists, "MANY", many)
    topic = TopicFactory(name="Zdraví")
    for day in (3, 9, 6):
        published(title=f"Den {day}", shown_on=date(2015, 5, day)).topics.add(topic)
    published(title="Jiné téma", shown_on=date(2015, 5, 7))
    text = client.get(topic.get_absolute_url()).text.replace("\u00a0", " ")
    assert re.findall(r"(Den \d|Jiné téma)</a>", text) == ["Den 9", "Den 6", "Den 3"]
