"""What a query means: any form of a word, phrases as they stand, what is left out, any text."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nszm_portal.search import query
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
ONLY_EXCLUDED = "Napište aspoň jedno slovo, které se má najít."


def found(client, text):
    items = client.get("/hledat/", {"q": text}).context.get("items", [])
    return {item["entry"].title for item in items}


@pytest.mark.parametrize(
    "text",
    [
        "Zdravá města",
        "zdravych mest",
        "ZDRAVÝM MĚSTŮM",
        "zdravé město",
        "městy zdravými",
        "zdravá a města",
        "  zdravá\tměsta ",
        "zdravá/města",
        "„Zdravá města“",
        '"zdrava mesta"',
        "»zdravá města«",
        '"zdravá města',
        "„zdravá města",
        "zdravá +města?",
    ],
)
def test_it_is_found_however_it_is_typed(client, text):
    published(title="Zdravá města se sešla", lead="", body="")
    published(title="Město se sešlo", lead="", body="")
    published(title="Zdravá výživa", lead="", body="")
    assert found(client, text) == {"Zdravá města se sešla"}


@pytest.mark.parametrize("text", ["obcí", "obci", "OBCEMI", "obec"])
def test_a_word_that_changes_within_is_found(client, text):
    published(title="Každá obec má svůj plán")
    published(title="Obal na knihu", lead="", body="")
    assert found(client, text) == {"Každá obec má svůj plán"}


@pytest.mark.parametrize(
    "text",
    ["„zdravé město“", '"zdravá mesta v Čechách"', "„města zdravá“", "„Zdravá města” „nic tu“"],
)
def test_a_phrase_is_found_only_as_it_stands(client, text):
    published(title="Zdravá města v Česku")
    assert found(client, text) == set()


def test_words_of_a_phrase_that_stand_apart_in_a_title_are_not_a_phrase(client):
    published(title="Zdravá města v Česku")
    published(title="Zdravá výživa a města")
    assert found(client, "„zdravá města“") == {"Zdravá města v Česku"}


def test_a_phrase_does_not_reach_from_one_line_to_the_next(client):
    published(title="Sad", lead="Přišla paní Zdravá", body="<p>Města</p><p>Zdravá</p><p>Města</p>")
    assert found(client, "„zdravá města“") == set()


def test_joining_words_count_in_a_phrase_and_nowhere_else(client):
    published(title="Cesta do školy")
    published(title="Cesta ze školy")
    assert found(client, "cesta do školy") == {"Cesta do školy", "Cesta ze školy"}
    assert found(client, "„cesta do školy“") == {"Cesta do školy"}


@pytest.mark.parametrize(
    "text,left",
    [
        ("sad -hruška", {"Sad jabloní", "Sad třešní"}),
        ("sad -HRUŠKAMI -jablon", {"Sad třešní"}),
        ("sad -„sad jabloní“", {"Sad hrušní a hrušek", "Sad třešní"}),
        ('sad -"jabloní sad"', {"Sad jabloní", "Sad hrušní a hrušek", "Sad třešní"}),
        ("-sad jabloň", set()),
        ("sad - hruška", {"Sad hrušní a hrušek"}),
    ],
)
def test_what_stands_after_a_minus_is_left_out(client, text, left):
    for title in ("Sad jabloní", "Sad hrušní a hrušek", "Sad třešní"):
        published(title=title)
    assert found(client, text) == left


def test_a_word_with_a_hyphen_is_left_out_as_a_whole(client):
    published(title="Sad ve Frýdku-Místku")
    published(title="Sad v obci Místek")
    assert found(client, "sad frýdek-místek") == {"Sad ve Frýdku-Místku"}
    assert found(client, "sad -Frýdek-Místek") == {"Sad v obci Místek"}


@pytest.mark.parametrize("text", ["-sad", "-„nový sad“ -park", "-„“ -sad"])
def test_who_only_leaves_out_is_told_to_say_what_to_find(client, text):
    published(title="Nový park")
    page = client.get("/hledat/", {"q": text})
    assert ONLY_EXCLUDED in page.text.replace("\u00a0", " ")
    assert "Nový park" not in page.text


@pytest.mark.parametrize("text", ["", "   ", "–", "!!!", "„“", "-", "()"])
def test_a_query_without_a_word_finds_nothing(client, text):
    published(title="Nový park")
    page = client.get("/hledat/", {"q": text})
    assert page.status_code == 200
    assert "Nový park" not in page.text
    assert ("není žádné slovo ani číslo" in page.text) == bool(text.strip())


def test_a_number_and_a_code_are_words(client):
    published(title="Programy na rok 2015 a CO2", lead="", body="")
    for text in ("2015", "co2", "CO2 2015"):
        assert found(client, text) == {"Programy na rok 2015 a CO2"}
    assert found(client, "201") == found(client, "20155") == set()


def test_only_so_many_words_are_read():
    many = query.read(" ".join(f"slovo{number}" for number in range(300)))
    assert len(many.sought) == query.MOST
    assert query.read("sad " * 300) == query.read("sad " * 100)
    assert len(query.read("a" * 4000).text) == query.LONGEST


@pytest.fixture
def park():
    return published(title="Sad a park", body="<p>Starosta zasadil strom.</p>")


PIECES = (
    "sad -sad „ “ \" ” « » NEAR( AND OR NOT * ^ : ( ) ' \\ ; & | ! <-> - – ~ ^~sad sequence:sad "
    "sad* {sad} sad:* 'sad' MA 21 MPSV kind:article region:1 \0 \x1f"
).split(" ")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
@example("NEAR(sad park, 5)")
@example("sad AND NOT park OR (strom")
@example("'sad' & !park | <-> \\")
@example('"sad" "park')
@example("a" * 4000)
@example("-" * 4000)
@example("„" * 200 + "sad")
@example("\0sad\0")
@example("مدينة صحية")
@example("健康城市")
@example("🌳 sad 🏳️‍🌈")
@example("ﷺ ½ ² ǅ ſ")
@example("e\u0301" * 300)
def test_any_text_at_all_is_answered(client, park, text):
    for address in ("/hledat/", "/hledat/naseptavac/"):
        assert client.get(address, {"q": text}).status_code == 200
