"""Narrowing by kind, region, year and topic: the right counts, and a way back from each."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from news.models import Topic
from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import results
from tests.factories.meetings import held
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region

pytestmark = pytest.mark.django_db
UNKNOWN = "Zúžení, které stojí v adrese, neznáme."


@pytest.fixture
def archive():
    """Five that are found: three articles, one of them undated, and two meetings."""
    liberec, olomouc = region(), region("Olomoucký kraj")
    doprava = TopicFactory(name="Doprava")
    first = published(title="Perlorodka 1", shown_on=date(2020, 1, 1))
    first.regions.add(liberec, olomouc)
    first.topics.add(doprava)
    first.sync()
    second = published(title="Perlorodka 2", shown_on=date(2021, 1, 1))
    second.regions.add(liberec)
    second.sync()
    published(title="Perlorodka 3", undated=True)
    for number in (4, 5):
        held(title=f"Perlorodka {number}", starts_on=date(2021, 3, number), host_region=liberec)
    published(title="Mlok", shown_on=date(2018, 1, 1))
    bring_to(ArticleFactory(title="Perlorodka skrytá", shown_on=date(2020, 1, 1)), Phase.SCHEDULED)


def page(client, **asked):
    return client.get("/hledat/", {"q": "perlorodka", **asked})


def found(client, **asked):
    return {item["entry"].title[-1] for item in page(client, **asked).context["items"]}


def offered(client, **asked):
    """What stands beside the answer: part → label → count."""
    return {
        part.title: {link.label: link.count for link in part.links}
        for part in page(client, **asked).context["parts"]
    }


def test_it_is_offered_with_the_right_counts(client, archive):
    assert offered(client) == {
        "Druh": {"Aktuality": "3", "Setkání": "2"},
        "Rok": {"2021": "3", "2020": "1", "bez data": "1"},
        "Kraj": {"Liberecký kraj": "4", "Olomoucký kraj": "1"},
        "Téma": {"Doprava": "1"},
    }


@pytest.mark.parametrize(
    "asked,expected",
    [
        ({"druh": "article"}, "123"),
        ({"druh": "meeting"}, "45"),
        ({"druh": "partner"}, ""),
        ({"rok": "2021"}, "245"),
        ({"rok": "bez-data"}, "3"),
        ({"rok": "1999"}, ""),
        ({"kraj": "liberecky-kraj"}, "1245"),
        ({"tema": "doprava"}, "1"),
        ({"druh": "article", "rok": "2021", "kraj": "liberecky-kraj"}, "2"),
        ({"druh": "meeting", "tema": "doprava"}, ""),
        ({"druh": "", "rok": "", "kraj": "", "tema": ""}, "12345"),
    ],
)
def test_it_confines_the_answer(client, archive, asked, expected):
    assert found(client, **asked) == set(expected)
    assert UNKNOWN not in page(client, **asked).text.replace("\u00a0", " ")


def test_a_link_leads_to_just_as_many_as_it_says(client, archive):
    for part in page(client).context["parts"]:
        for link in part.links:
            there = client.get(link.url)
            assert len(there.context["items"]) == int(link.count), link


def test_counts_are_of_what_is_narrowed_already(client, archive):
    assert offered(client, druh="meeting") == {"Druh": {"Setkání": ""}}
    assert offered(client, rok="2021")["Druh"] == {"Aktuality": "1", "Setkání": "2"}


def test_the_chosen_one_is_marked_and_leads_back_and_keeps_the_rest(client, archive):
    answer = page(client, druh="article", rok="2021")
    assert 'href="/hledat/?q=perlorodka&amp;rok=2021" rel="nofollow" aria-current="true"' in (
        answer.text
    )
    assert 'href="/hledat/?q=perlorodka&amp;druh=article" rel="nofollow" aria-current="true"' in (
        answer.text
    )
    assert answer.text.count("Zrušit zúžení: ") == 2
    assert "Našli jsme 1 text v tomto zúžení." in answer.text.replace("\u00a0", " ")


def test_narrowing_stays_from_page_to_page_and_leads_to_the_first(client):
    for number in range(12):
        published(title=f"Perlorodka {number}", shown_on=date(2020, 1, 1))
        published(title=f"Perlorodka {number}", shown_on=date(2021, 1, 1))
    first, second = page(client, rok="2020"), page(client, rok="2020", strana=2)
    assert "rok=2020&amp;strana=2" in first.text
    assert len(second.context["items"]) == 2
    assert all("strana" not in link.url for part in second.context["parts"] for link in part.links)


def test_what_narrows_nothing_is_not_offered(client):
    for number in range(3):
        published(title=f"Perlorodka {number}", shown_on=date(2020, 1, 1))
    assert offered(client) == {}
    assert "zúžit výsledky" not in page(client).text


def test_nothing_found_in_it_leads_to_all(client, archive):
    text = page(client, rok="1999").text.replace("\u00a0", " ")
    assert "V tomto zúžení jsme nic nenašli." in text
    assert 'href="/hledat/?q=perlorodka">Hledat v celém webu</a>' in text


@pytest.mark.parametrize(
    "asked",
    [
        {"druh": "neni"},
        {"kraj": "neni"},
        {"rok": "20211"},
        {"rok": "x"},
        {"rok": "٢٠٢١"},
        {"rok": "0000"},
        {"tema": "neni"},
        {"tema": "\0"},
        {"druh": "' OR 1=1 --"},
        {"kraj": "a" * 4000},
    ],
)
def test_one_that_is_unknown_is_said_and_all_is_shown(client, archive, asked):
    answer = page(client, **asked)
    assert UNKNOWN in answer.text.replace("\u00a0", " ")
    assert {item["entry"].title[-1] for item in answer.context["items"]} == set("12345")


def test_an_unknown_one_does_not_take_away_the_choice(client, archive):
    assert offered(client, druh="neni") == offered(client)


def test_a_renamed_or_deleted_topic_is_followed(client, archive):
    topic = Topic.objects.get(slug="doprava")
    topic.name = "Silnice"
    topic.save()
    assert offered(client)["Téma"] == {"Silnice": "1"}
    topic.delete()
    assert "Téma" not in offered(client)
    assert UNKNOWN in page(client, tema="doprava").text.replace("\u00a0", " ")


def test_above_the_limit_counts_are_at_least(client, archive, monkeypatch):
    monkeypatch.setattr(results, "COUNTED", 3)
    answer = page(client)
    text = answer.text.replace("\u00a0", " ")
    assert "Našli jsme víc než 3 textů." in text
    assert len(answer.context["items"]) == 3
    # Counted are the three newest; what none of them has is offered without a number.
    kinds = offered(client)["Druh"]
    assert (kinds["Aktuality"], kinds["Setkání"], kinds["Partneři"]) == ("1+", "2+", "")
    assert offered(client)["Kraj"]["Liberecký kraj"] == "3+"
    assert offered(client)["Rok"]["2021"] == "3+"
    assert "Dál už výsledky nelistují." in text
    assert "Dál už výsledky nelistují." not in page(client, rok="2020").text.replace("\xa0", " ")


def test_a_meeting_whose_date_moves_moves_between_years(client):
    published(title="Perlorodka 0", shown_on=date(2019, 1, 1))
    meeting = held(title="Perlorodka 1", starts_on=date(2020, 3, 1))
    meeting.starts_on = date(2021, 3, 1)
    meeting.save()
    assert set(offered(client)["Rok"]) == {"2019", "2021"}
    assert found(client, rok="2020") == set() and found(client, rok="2021") == {"1"}


def test_without_a_date_shown_the_day_of_publication_counts(client):
    year = timezone.localdate(timezone.now() - timedelta(days=2)).year
    published(title="Perlorodka 1")
    published(title="Perlorodka 2", shown_on=date(2001, 1, 1))
    assert found(client, rok=str(year)) == {"1"}
