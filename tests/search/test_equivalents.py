"""An abbreviation finds the full name and the name finds the abbreviation, as editors say."""

import pytest

from nszm_portal.search.models import Equivalents
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
ADD = "/admin/search/equivalents/add/"
LIST = "/admin/search/equivalents/"


def found(client, text):
    items = client.get("/hledat/", {"q": text}).context.get("items", [])
    return {item["entry"].title for item in items}


@pytest.mark.parametrize(
    "text",
    [
        "MPSV",
        "mpsv",
        "ministerstvo práce a sociálních věcí",
        "ministerstva prace a socialnich veci",
        "od Ministerstva práce a sociálních věcí",
        "ministerstvem práce",
    ],
)
def test_a_name_in_any_form_finds_the_abbreviation_and_the_other_way_round(client, text):
    published(title="Dotace od MPSV")
    published(title="Jednali jsme s Ministerstvem práce a sociálních věcí")
    published(title="Práce na zahradě", lead="Věcí bylo dost.")
    assert found(client, text) == {
        "Dotace od MPSV",
        "Jednali jsme s Ministerstvem práce a sociálních věcí",
    }


@pytest.mark.parametrize("text", ["MA21", "MA 21", "ma21", "místní agenda 21", "místní Agendy 21"])
def test_three_ways_to_write_one_thing_find_one_another(client, text):
    for title in ("Kritéria MA21", "Kritéria MA 21", "Kritéria místní Agendy 21"):
        published(title=title)
    published(title="Místní poplatky")
    assert found(client, f"{text} kritéria") == {
        "Kritéria MA21",
        "Kritéria MA 21",
        "Kritéria místní Agendy 21",
    }


def test_the_found_name_is_marked_whichever_was_typed(client):
    published(title="Jednání", lead="Byli jsme na Ministerstvu práce a sociálních věcí.", body="")
    text = client.get("/hledat/?q=MPSV").text
    for word in ("Ministerstvu", "práce", "sociálních", "věcí"):
        assert f"<mark>{word}</mark>" in text


def test_one_word_of_a_name_is_not_the_name(client):
    published(title="Jednání", lead="Každá práce se počítá.", body="<p>Přispělo MPSV.</p>")
    assert "Přispělo <mark>MPSV</mark>." in client.get("/hledat/?q=MPSV").text


def test_a_name_inside_a_phrase_stays_as_it_is_typed(client):
    published(title="Dotace od MPSV")
    published(title="Dotace od Ministerstva práce a sociálních věcí")
    assert found(client, "„dotace od MPSV“") == {"Dotace od MPSV"}


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_adds_changes_and_deletes_holds_at_once(client, chief_editor_client):
    published(title="Dopis z krajské hygienické stanice")
    assert found(client, "KHS") == set()
    chief_editor_client.post(ADD, {"names": "KHS\r\nkrajská hygienická stanice"})
    assert found(client, "KHS") == {"Dopis z krajské hygienické stanice"}
    row = Equivalents.objects.get(names__startswith="KHS")
    chief_editor_client.post(f"{LIST}{row.pk}/change/", {"names": "HS\nkrajská hygienická stanice"})
    assert found(client, "KHS") == set()
    assert found(client, "HS") == {"Dopis z krajské hygienické stanice"}
    chief_editor_client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})
    assert found(client, "HS") == set()


@pytest.mark.django_db(transaction=True)
def test_several_deleted_in_the_list_hold_at_once(client, chief_editor_client):
    published(title="Dopis z krajské hygienické stanice")
    rows = [
        Equivalents.objects.create(names=f"{short}\nkrajská hygienická stanice").pk
        for short in ("KHS", "HSK")
    ]
    assert found(client, "HSK") == {"Dopis z krajské hygienické stanice"}
    action = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}
    chief_editor_client.post(LIST, action)
    assert found(client, "KHS") == found(client, "HSK") == set()


def test_two_rows_about_one_name_both_hold(client):
    Equivalents.objects.create(names="KHS\nhygiena")
    Equivalents.objects.create(names="KHS\nkrajská hygienická stanice")
    published(title="Dopis z krajské hygienické stanice")
    published(title="Hygiena ve školách")
    assert found(client, "KHS") == {"Dopis z krajské hygienické stanice", "Hygiena ve školách"}


@pytest.mark.parametrize("names", ["KHS\n–", "KHS\n***\nhygiena", "KHS\nza a na"])
def test_a_line_without_a_word_to_look_for_breaks_nothing(client, chief_editor_client, names):
    chief_editor_client.post(ADD, {"names": names})
    published(title="Dopis od KHS")
    for address in ("/hledat/", "/hledat/naseptavac/"):
        assert client.get(address, {"q": "dopis KHS"}).status_code == 200
    assert found(client, "KHS") == {"Dopis od KHS"}


@pytest.mark.parametrize("names", ["KHS", "KHS\n\n   \n", "\n"])
def test_one_name_alone_gets_a_sentence(chief_editor_client, names):
    before = Equivalents.objects.count()
    page = chief_editor_client.post(ADD, {"names": names})
    assert "Napište aspoň dva názvy téhož, každý na vlastní řádek." in page.text
    assert Equivalents.objects.count() == before
