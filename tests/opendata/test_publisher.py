"""Organisations and people as they are told from what editors write freely."""

import pytest

from nszm_portal.opendata.models import Organisation
from nszm_portal.opendata.publisher import current, people_in

NSZM, LIBEREC, VYSOCINA = "61385247", "70891508", "70890749"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words,expected",
    [
        ("", []),
        ("Národní síť Zdravých měst ČR a Liberecký kraj", [NSZM, LIBEREC]),
        ("narodni sit zdravych mest", [NSZM]),
        ("Kraj\u00a0Vysočina; NSZM", [NSZM, VYSOCINA]),
        ("Ministerstvo zdravotnictví", ["00024341"]),
        ("Liberecký krajský spolek", []),  # no whole word of the name
        ("město Liberec", []),
    ],
)
def test_organisations_are_found_by_whole_names(words, expected):
    Organisation.objects.create(name="Ministerstvo zdravotnictví", ico="00024341")
    assert [who["ičo"] for who in current().organisations_in(words)] == expected


@pytest.mark.parametrize(
    "words,expected",
    [
        ("Mgr. Jana Nováková", ("Jana", "Nováková", "Mgr.", None)),
        ("prof. MUDr. Jan Malý-Šíp, Ph.D.", ("Jan", "Malý-Šíp", "prof. MUDr.", "Ph.D.")),
        ("Martin Půta, hejtman Libereckého kraje", ("Martin", "Půta", None, None)),
        ("paní Eva Černá, starostka", ("Eva", "Černá", None, None)),
    ],
)
def test_a_person_is_told_from_titles_or_an_office(words, expected):
    (person,) = people_in(words)
    names = ("jméno", "příjmení", "tituly_před", "tituly_za")
    assert tuple(person.get(name, {}).get("cs") for name in names) == expected
    assert person["text"]["cs"] == words


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hejtman Jihomoravského kraje",
        "Ministerstvo zdravotnictví",
        "Karel Novák",  # may be a company as well
        "Jan Karel Novák, hejtman",  # which of them is the surname is not known
        "Mgr. Jana Nováková a Ing. Petr Malý",
    ],
)
def test_who_is_not_surely_one_person_is_none(words):
    assert people_in(words) == []


def test_several_people_are_told_apart_by_semicolons():
    found = people_in("Mgr. Jana Nováková, hejtmanka; Ing. Petr Malý")
    assert [person["příjmení"]["cs"] for person in found] == ["Nováková", "Malý"]
