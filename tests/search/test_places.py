"""Who names a region is led to its page before anything else."""

import re

import pytest

from tests.factories.publishing import published

pytestmark = pytest.mark.django_db


def named(client, text, **others):
    """The regions whose pages an answer leads to by itself."""
    page = client.get("/hledat/", {"q": text, **others}).text
    places = re.search(r'<ul class="findings__places">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r'href="/kraje/([^"]+)/"', places[1]) if places else []


@pytest.mark.parametrize(
    "text,region",
    [
        ("Liberecký kraj", "liberecky-kraj"),
        ("liberecky kraj", "liberecky-kraj"),
        ("v Libereckém kraji", "liberecky-kraj"),
        ("krajem Libereckým", "liberecky-kraj"),
        ("liberecký", "liberecky-kraj"),
        ("Vysočina", "kraj-vysocina"),
        ("na Vysočině", "kraj-vysocina"),
        ("Praha", "hlavni-mesto-praha"),
        ("v Praze", "hlavni-mesto-praha"),
        ("hlavní město Praha", "hlavni-mesto-praha"),
        ("Moravskoslezský", "moravskoslezsky-kraj"),
    ],
)
def test_a_region_in_any_form_leads_to_its_page(client, text, region):
    assert named(client, text) == [region]


@pytest.mark.parametrize(
    "text",
    ["kraj", "kraje", "hlavní město", "město", "libereckého parku", "-Praha sad", "Praha Vysočina"],
)
def test_what_names_no_region_alone_leads_to_none(client, text):
    published(title="Sad v libereckém parku")
    assert named(client, text) == []


def test_it_is_said_beside_what_was_found_on_the_first_page_alone(client):
    for number in range(12):
        published(title=f"Praha {number}")
    assert named(client, "Praha") == ["hlavni-mesto-praha"]
    assert named(client, "Praha", strana=2) == named(client, "Praha", druh="article") == []
    page = client.get("/hledat/?q=Praha").text
    assert "vše, co k" in page and client.get("/kraje/hlavni-mesto-praha/").status_code == 200
