"""What editors see of searching: names that mean the same, and what readers did not find."""

import re
from datetime import date, timedelta
from urllib.parse import quote_plus

import pytest
from django.utils import timezone

from nszm_portal.search.models import Equivalents, Missed
from tests.conftest import signed_in
from tests.publishing.doors import part

pytestmark = pytest.mark.django_db
EQUIVALENTS = "/admin/search/equivalents/"
MISSED = "/admin/search/missed/"


def missed(words, count, on=None):
    return Missed.objects.create(words=words, count=count, last_on=on or timezone.localdate())


def rows(page):
    return [str(row) for row in page.context["cl"].result_list]


# --- names that mean the same ------------------------------------------------------------------


def test_the_abbreviations_people_know_are_there_from_the_start(chief_editor_client):
    page = chief_editor_client.get(EQUIVALENTS)
    assert "Hledání: stejné významy" in page.text
    for row in ("MA21 = MA 21 = místní Agenda 21", "OSN = Organizace spojených národů"):
        assert row in rows(page)


def test_a_row_is_found_by_any_of_its_names(chief_editor_client):
    Equivalents.objects.create(names="KHS\nkrajská hygienická stanice")
    page = chief_editor_client.get(f"{EQUIVALENTS}?q=hygienick")
    assert rows(page) == ["KHS = krajská hygienická stanice"]


def test_it_is_added_changed_and_deleted(chief_editor_client):
    before = Equivalents.objects.count()
    add = chief_editor_client.post(f"{EQUIVALENTS}add/", {"names": " KHS \r\n\r\n hygiena "})
    assert add["Location"] == EQUIVALENTS
    row = Equivalents.objects.get(names__contains="KHS")
    assert row.lines() == ["KHS", "hygiena"]
    chief_editor_client.post(f"{EQUIVALENTS}{row.pk}/change/", {"names": "KHS\nstanice"})
    assert "KHS = stanice" in rows(chief_editor_client.get(EQUIVALENTS))
    chief_editor_client.post(f"{EQUIVALENTS}{row.pk}/delete/", {"post": "yes"})
    assert Equivalents.objects.count() == before


@pytest.mark.parametrize("names", ["OSN\nOrganizace spojených národů", "a\n" * 300, "", "KHS\0\nA"])
def test_what_cannot_be_stored_gets_a_sentence(chief_editor_client, names):
    before = Equivalents.objects.count()
    page = chief_editor_client.post(f"{EQUIVALENTS}add/", {"names": names})
    assert page.status_code == 200 and 'class="errorlist"' in page.text
    assert Equivalents.objects.count() == before


# --- what was not found ------------------------------------------------------------------------


def test_the_most_wanted_is_first(chief_editor_client):
    missed("mlok", 2)
    missed("perlorodka", 40, date(2026, 3, 5))
    missed("čolek", 2, timezone.localdate() - timedelta(days=3))
    page = chief_editor_client.get(MISSED)
    assert rows(page) == ["perlorodka", "mlok", "čolek"]
    text = page.text.replace("\u00a0", " ")
    assert "Co čtenáři hledali a nenašli" in text and "40×" in text and "5. 3. 2026" in text
    assert rows(chief_editor_client.get(f"{MISSED}?q=perlo")) == ["perlorodka"]


def test_nobody_writes_it_by_hand_and_it_can_be_deleted(chief_editor_client):
    row = missed("perlorodka", 4)
    values = {"words": "jinak", "count": 9, "last_on": "5. 3. 2026"}
    assert chief_editor_client.post(f"{MISSED}add/", values).status_code == 403
    assert chief_editor_client.post(f"{MISSED}{row.pk}/change/", values).status_code == 403
    assert str(Missed.objects.get()) == "perlorodka"
    chief_editor_client.post(f"{MISSED}{row.pk}/delete/", {"post": "yes"})
    assert not Missed.objects.exists()


@pytest.mark.parametrize("address", [EQUIVALENTS, f"{EQUIVALENTS}add/", MISSED])
def test_it_is_for_who_may_mend_it(
    address, editor_client, outsider_client, chief_editor_client, administrator_client, client
):
    assert editor_client.get(address).status_code == 403
    for stranger in (outsider_client, client):
        assert "/admin/login/" in stranger.get(address)["Location"]
    for keeper in (chief_editor_client, administrator_client):
        assert keeper.get(address).status_code == 200


# --- the desk ----------------------------------------------------------------------------------


def problems(client):
    return part(client.get("/admin/").text, "problems")


def test_the_desk_tells_what_was_missed_more_than_once(chief_editor_client):
    for words, count in {"perlorodka": 9, "mlok": 7, "čolek": 5, "škeble": 3, "rak": 1}.items():
        missed(words, count)
    text = problems(chief_editor_client)
    assert "Čtenáři opakovaně hledali a nenašli" in text and f'href="{MISSED}"' in text
    assert text.index("perlorodka") < text.index("mlok") < text.index("čolek")
    assert "9×" in text and "škeble" not in text and "rak" not in text


def test_a_row_of_the_desk_leads_to_the_same_question(chief_editor_client):
    missed("říční rak", 2)
    addresses = re.findall(r'href="/hledat/\?q=([^"]*)"', problems(chief_editor_client))
    assert addresses == [quote_plus("říční rak")]


def test_what_was_missed_once_is_no_problem(chief_editor_client):
    missed("perlorodka", 1)
    assert "hledali a" not in problems(chief_editor_client)


def test_who_cannot_mend_it_is_not_told(editor_client, meetings_editor, administrator_client):
    missed("perlorodka", 9)
    assert "perlorodka" not in problems(editor_client)
    assert "perlorodka" not in problems(signed_in(meetings_editor))
    assert "perlorodka" in problems(administrator_client)
