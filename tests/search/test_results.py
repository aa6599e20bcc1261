"""The order of what is found: where it stands, in which form, how new it is; page by page."""

from datetime import date

import pytest
from django.utils import timezone

from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import query, ranking
from nszm_portal.search.matching import Matcher
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
DAY = date(2020, 5, 4)


def asked(client, text, **others):
    return client.get("/hledat/", {"q": text, **others})


def found(client, text, **others):
    return [item["entry"].title for item in asked(client, text, **others).context["items"]]


def text(title, lead="Perex.", body="Text.", **fields):
    return published(title=title, lead=lead, body=f"<p>{body}</p>", **({"shown_on": DAY} | fields))


def test_the_title_comes_before_the_lead_and_the_lead_before_the_body(client):
    text("V textu", body="Perlorodka.", shown_on=timezone.localdate())
    text("V perexu", lead="Perlorodka.")
    text("Perlorodka", shown_on=date(2009, 1, 1))
    text("Nikde", shown_on=timezone.localdate())
    assert found(client, "perlorodka") == ["Perlorodka", "V perexu", "V textu"]


@pytest.mark.parametrize(
    "exact,other",
    [
        ({"title": "Perlorodku našli"}, {"title": "Perlorodky našli"}),
        ({"title": "A", "lead": "Perlorodku."}, {"title": "B", "lead": "Perlorodky."}),
        ({"title": "A", "body": "Perlorodku."}, {"title": "B", "body": "Perlorodky."}),
    ],
)
def test_the_form_that_was_typed_comes_before_another(client, exact, other):
    text(**exact)
    text(**other)
    assert found(client, "perlorodku") == [exact["title"], other["title"]]


def test_of_otherwise_equal_ones_the_newer_comes_first_and_the_undated_last(client):
    for year in (2016, 2019, 2010, 2024):
        text(f"Perlorodka roku {year}", shown_on=date(year, 1, 1))
    text("Perlorodka roku neznámého", shown_on=None, undated=True)
    years = ("2024", "2019", "2016", "2010", "neznámého")
    assert found(client, "perlorodka") == [f"Perlorodka roku {year}" for year in years]


def test_what_is_typed_with_diacritics_comes_first_where_it_stands_with_the_same(client):
    text("Řada domů")
    text("Rada domů")
    assert found(client, "řada")[0] == "Řada domů"
    assert found(client, "Rada")[0] == "Rada domů"


def test_words_side_by_side_come_before_words_apart(client):
    text("Plán zdraví města", shown_on=date(2010, 1, 1))
    text("Zdraví, nebo plán města")
    assert found(client, "plán zdraví") == ["Plán zdraví města", "Zdraví, nebo plán města"]
    assert found(client, "zdraví plán")[0] == "Zdraví, nebo plán města"


def test_a_title_that_says_nothing_else_comes_first(client):
    text("Perlorodka")
    text("Perlorodka v řece Blanici pod horou Boubín")
    assert found(client, "perlorodka")[0] == "Perlorodka"


def test_all_words_in_one_title_come_before_words_in_many_places(client):
    text("Perlorodka", lead="Mlok.", shown_on=timezone.localdate())
    text("Perlorodka a mlok")
    assert found(client, "perlorodka mlok") == ["Perlorodka a mlok", "Perlorodka"]


@pytest.mark.parametrize("count,expected", [(1, "Našli jsme 1 text."), (3, "Našli jsme 3 texty.")])
def test_it_says_how_much_was_found(client, count, expected):
    for number in range(count):
        text(f"Perlorodka {number}")
    page = asked(client, "perlorodka").text.replace("\u00a0", " ")
    assert expected in page and "Nalezené texty" in page


def test_nothing_found_says_so_and_where_to_look(client):
    page = asked(client, "perlorodka").text
    assert "Nic jsme nenašli." in page and 'href="/aktuality/"' in page


def test_pages_hold_ten_and_lead_on_and_back(client):
    for day in range(25):
        text(f"Perlorodka {day}", shown_on=date(2020, 1, 1 + day))
    first, last = asked(client, "perlorodka"), asked(client, "perlorodka", strana=3)
    titles = [f"Perlorodka {day}" for day in reversed(range(25))]
    assert [item["entry"].title for item in first.context["items"]] == titles[:10]
    assert found(client, "perlorodka", strana=2) == titles[10:20]
    assert [item["entry"].title for item in last.context["items"]] == titles[20:]
    assert 'href="/hledat/?q=perlorodka&amp;strana=2" rel="next"' in first.text
    assert 'rel="prev"' not in first.text and 'rel="next"' not in last.text
    second = asked(client, "perlorodka", strana=2).text
    assert 'href="/hledat/?q=perlorodka" rel="prev"' in second
    assert "perlorodka: hledání, strana 2" in second.replace("\u00a0", " ")


@pytest.mark.parametrize("number", ["4", "0", "-1", "abc", "", "1.5", "²", "01", "99999", "\0"])
def test_a_page_that_is_not_there_is_a_404(client, number):
    for day in range(25):
        text(f"Perlorodka {day}")
    assert asked(client, "perlorodka", strana=3).status_code == 200
    assert asked(client, "perlorodka", strana=number).status_code == 404


def test_pages_of_nothing_found_end_with_the_first(client):
    assert asked(client, "perlorodka", strana=1).status_code == 200
    assert asked(client, "perlorodka", strana=2).status_code == 404


def test_every_result_says_its_kind_and_date(client):
    text("Perlorodka")
    page = asked(client, "perlorodka").text.replace("\u00a0", " ")
    assert "aktualita" in page and "4. května 2020" in page


# --- with something missing --------------------------------------------------------------------


def test_texts_with_all_words_but_one_follow_under_their_own_heading(client):
    text("Perlorodka, mlok a čolek")
    text("Perlorodka a mlok")
    text("Čolek a mlok")
    text("Jen čolek")
    page = asked(client, "perlorodka mlok čolek")
    assert [item["entry"].title for item in page.context["items"]] == ["Perlorodka, mlok a čolek"]
    loose = {item["entry"].title for item in page.context["loose_items"]}
    assert loose == {"Perlorodka a mlok", "Čolek a mlok"}
    heading = "Další texty, ve kterých jedno ze slov chybí"
    assert page.text.index("Nalezené texty") < page.text.index(heading)
    assert "Našli jsme 1" in page.text.replace("\u00a0", " ")


def test_where_no_text_has_all_it_is_said(client):
    text("Perlorodka")
    text("Mlok")
    page = asked(client, "perlorodka mlok")
    assert page.context["items"] == []
    assert {item["entry"].title for item in page.context["loose_items"]} == {"Perlorodka", "Mlok"}
    assert "Text, ve kterém by bylo všechno, jsme nenašli." in page.text
    assert "Texty, ve kterých jedno ze slov chybí" in page.text


def test_of_two_words_one_alone_is_not_enough_where_something_is_found(client):
    text("Perlorodka a mlok")
    text("Mlok")
    assert asked(client, "perlorodka mlok").context["loose_items"] == []


@pytest.mark.parametrize("query", ["perlorodka mlok čolek", "perlorodka mlok čolek -škeble"])
def test_where_enough_is_found_nothing_follows(client, query):
    for number in range(5):
        text(f"Perlorodka, mlok a čolek {number}")
    text("Perlorodka a mlok")
    assert asked(client, query).context["loose_items"] == []


def test_what_is_left_out_is_not_among_those_that_follow(client):
    text("Perlorodka a mlok se škeblí")
    text("Čolek a mlok")
    page = asked(client, "perlorodka mlok čolek -škeble")
    assert [item["entry"].title for item in page.context["loose_items"]] == ["Čolek a mlok"]


def test_those_that_follow_go_on_from_page_to_page(client):
    text("Perlorodka, mlok a čolek")
    for number in range(14):
        text(f"Perlorodka a mlok {number}")
    pages = [asked(client, "perlorodka mlok čolek", strana=number) for number in (1, 2)]
    assert [len(page.context["loose_items"]) for page in pages] == [9, 5]
    assert [len(page.context["items"]) for page in pages] == [1, 0]
    assert asked(client, "perlorodka mlok čolek", strana=3).status_code == 404


def test_what_is_not_public_does_not_follow_either(client):
    for phase in (Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN):
        bring_to(ArticleFactory(title="Perlorodka a mlok"), phase)
    assert asked(client, "perlorodka mlok čolek").context["loose_items"] == []


# --- the measure itself ------------------------------------------------------------------------


def test_newness_never_outweighs_the_place():
    now = timezone.now()

    def score(title, lead, sort_at):
        asked = Matcher(query.read("perlorodka"))
        return ranking.score(asked, ranking.Candidate(1, title, lead, sort_at, False, True), now)

    old = now.replace(year=1995)
    assert score("Perlorodka a sto jiných slov", "", old) > score("Jinde", "Perlorodka", now)
    assert score("Jinde", "Perlorodka", old) > score("Jinde", "", now)
    assert score("Jinde", "", now) == score("Jinde", "", now.replace(year=now.year + 1))
