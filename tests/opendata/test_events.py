"""A meeting in the words of OFN Události, and what the norm has no words for."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories.library import DocumentFactory
from tests.factories.meetings import (
    ItemFactory,
    MaterialFactory,
    SpeakerFactory,
    coming,
    held,
    programme,
)
from tests.factories.publishing import region
from tests.opendata.asking import UNKNOWN, record, span

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2015, 2, 12), date(2015, 2, 13)


def test_it_says_what_it_is_and_has_a_short_and_a_long_description():
    told = record(held(title="Setkání v\u00a0Plzni", lead="Krátce.", body="<p>Dlouze.</p>"))
    assert told["@context"] == "https://ofn.gov.cz/události/2020-07-01/kontexty/událost.jsonld"
    assert told["typ"] == "Událost"
    assert told["název"] == {"cs": "Setkání v Plzni"}
    assert (told["popis"], told["dlouhý_popis"]) == ({"cs": "Krátce."}, {"cs": "Dlouze."})


@pytest.mark.parametrize(
    "fields,expected",
    [
        ({}, ("2015-02-12", "2015-02-12")),
        ({"ends_on": NEXT}, ("2015-02-12", "2015-02-13")),
        ({"starts_time": time(10)}, ("2015-02-12T10:00:00+01:00", "neznámý")),
        (
            {"starts_time": time(10), "ends_time": time(14, 30)},
            ("2015-02-12T10:00:00+01:00", "2015-02-12T14:30:00+01:00"),
        ),
        (
            {"starts_time": time(10), "ends_on": NEXT},
            ("2015-02-12T10:00:00+01:00", "2015-02-13"),
        ),
        (
            {"starts_time": time(10), "ends_on": NEXT, "ends_time": time(9)},
            ("2015-02-12T10:00:00+01:00", "2015-02-13T09:00:00+01:00"),
        ),
        (
            {"starts_on": date(2015, 7, 1), "starts_time": time(9), "ends_time": time(9, 30)},
            ("2015-07-01T09:00:00+02:00", "2015-07-01T09:30:00+02:00"),
        ),
    ],
)
def test_how_long_it_lasts(fields, expected):
    assert span(record(held(**{"starts_on": DAY} | fields))) == expected


def test_of_one_whose_date_is_not_known_neither_it_nor_its_programme_has_one():
    meeting = held(undated=True)
    ItemFactory(meeting=meeting, starts_time=time(10))
    told = record(meeting)
    for each in (told, *told["dílčí_událost"]):
        assert each["doba_trvání"] == [{"typ": "Časová specifikace", "časový_okamžik": UNKNOWN}]
    assert told["vytvořeno"] == UNKNOWN


def test_its_place_has_a_name_an_address_and_the_code_of_the_host():
    meeting = held(
        host_region=region("Plzeňský kraj"), venue="Krajský úřad", address="Škroupova 18, Plzeň"
    )
    assert record(meeting)["umístění"] == [
        {
            "typ": "Umístění",
            "název": {"cs": "Krajský úřad"},
            "adresa": {
                "typ": "Adresa",
                "vúsc": "https://linked.cuzk.cz/resource/ruian/vusc/43",
                "text": {"cs": "Škroupova 18, Plzeň"},
            },
        }
    ]


def test_without_a_place_it_invents_none():
    assert "umístění" not in record(held())


def test_the_programme_is_its_parts_with_their_own_days_and_documents():
    meeting = held(starts_on=DAY, ends_on=NEXT)
    first = ItemFactory(
        meeting=meeting, title="Přivítání", starts_time=time(10), ends_time=time(10, 20)
    )
    ItemFactory(meeting=meeting, title="Exkurze", day=2, note="Vede starosta")
    MaterialFactory(meeting=meeting, item=first, title="Prezentace")
    MaterialFactory(meeting=meeting, title="Program")
    MaterialFactory(meeting=meeting, document=DocumentFactory(is_public=False))
    meeting.sync()
    told = record(meeting)
    welcome, trip = told["dílčí_událost"]
    assert welcome["název"]["cs"] == "Přivítání"
    assert span(welcome) == ("2015-02-12T10:00:00+01:00", "2015-02-12T10:20:00+01:00")
    assert [each["název"]["cs"] for each in welcome["příloha"]] == ["Prezentace"]
    assert (span(trip)[0], trip["popis"]["cs"]) == ("2015-02-13", "Vede starosta")
    assert [each["název"]["cs"] for each in told["příloha"]] == ["Program"]


def test_who_organises_it_is_named_by_ico_where_that_is_known():
    told = record(held(organiser="NSZM ČR, Liberecký kraj a spolek Přátelé"))
    named = {who["ičo"]: who["název"]["cs"] for who in told["pořadatel"]}
    assert named == {
        "61385247": "Národní síť Zdravých měst České republiky",
        "70891508": "Liberecký kraj",
    }
    assert "Pořadatel: NSZM ČR, Liberecký kraj a spolek Přátelé" in told["dlouhý_popis"]["cs"]


def test_a_patron_who_is_surely_a_person_is_one():
    told = record(held(auspices="Mgr. Jana Nováková, hejtmanka Zlínského kraje"))
    (patron,) = told["záštita"]
    assert (patron["jméno"]["cs"], patron["příjmení"]["cs"]) == ("Jana", "Nováková")


def test_a_patron_of_whom_only_the_office_is_known_stays_in_the_text():
    told = record(held(auspices="hejtman Jihomoravského kraje"))
    assert "záštita" not in told
    assert "Záštita: hejtman Jihomoravského kraje" in told["dlouhý_popis"]["cs"]


def test_nothing_of_its_page_is_lost():
    meeting = held(
        presenting=[region("Zlínský kraj")],
        presenting_cities="Přerov\nVsetín",
        programmes=[programme()],
    )
    SpeakerFactory(meeting=meeting, name="Ing. Petr Malý", function="náměstek")
    told = record(meeting)
    assert "Prezentující: Zlínský kraj; Přerov; Vsetín" in told["dlouhý_popis"]["cs"]
    assert "Řečníci: Ing. Petr Malý, náměstek" in told["dlouhý_popis"]["cs"]
    assert told["schema:keywords"] == ["Zdravý kraj"]


def test_its_contact_has_addresses_that_a_machine_can_use():
    meeting = held(
        contact="Jana Malá, 602 123 456, 541\u00a0651\u00a0111", contact_email="a b@x.cz"
    )
    (contact,) = record(meeting)["kontakt"]
    assert contact["mobil"] == "tel:+420602123456"
    assert contact["telefon"] == "tel:+420541651111"
    assert contact["email"] == "mailto:a%20b@x.cz"
    assert contact["název"]["cs"] == "Jana Malá, 602 123 456, 541 651 111"


def test_one_may_register_until_it_is_over():
    address = "https://example.org/prihlaska"
    meeting = coming(3, registration_url=address)
    assert record(meeting)["registrace"] == {"cs": address}
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        assert "registrace" not in record(meeting)


def test_a_cancelled_one_says_so_to_people_and_to_machines():
    meeting = coming(
        status="cancelled", status_note="Sál vytopila voda.", registration_url="https://x.cz/"
    )
    told = record(meeting)
    assert told["název"]["cs"] == f"Zrušeno: {meeting.title}"
    assert told["popis"]["cs"].startswith("Sál vytopila voda.\n")
    assert told["schema:eventStatus"] == {"iri": "schema:EventCancelled"}
    assert "registrace" not in told


def test_a_moved_one_says_when_it_should_have_been():
    told = record(held(status="moved", starts_on=NEXT, former_on=DAY))
    assert told["název"]["cs"].startswith("Přesunuto: ")
    assert told["schema:eventStatus"] == {"iri": "schema:EventRescheduled"}
    assert told["schema:previousStartDate"] == "2015-02-12"
    assert span(told) == ("2015-02-13", "2015-02-13")


def test_one_held_as_announced_has_no_status():
    assert "schema:eventStatus" not in record(held())
