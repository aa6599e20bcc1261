"""Titles are suggested after a few letters, of visible texts alone."""

from datetime import date

import pytest

from nszm_portal.publishing.visibility import Phase
from partners.models import Partner
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
ADDRESS = "/hledat/naseptavac/"


def suggested(client, text):
    rows = client.get(ADDRESS, {"q": text}).json()["titles"]
    return [row["title"].replace("\u00a0", " ") for row in rows]


@pytest.mark.parametrize(
    "text",
    ["pe", "perl", "PERLO", "perlorodka", "perlorodky ", "řece perlo", "rece v perl", "v řeka per"],
)
def test_a_title_is_suggested_from_its_beginnings(client, text):
    published(title="Perlorodka v řece")
    published(title="Jinde", lead="Perlorodka v řece.")
    assert suggested(client, text) == ["Perlorodka v řece"]


@pytest.mark.parametrize("text", ["", " ", "p", "erlorodka", "perlorodkám domů", "–", "perl -řeka"])
def test_what_no_title_has_suggests_nothing(client, text):
    published(title="Perlorodka v řece")
    assert suggested(client, text) == []


def test_each_says_its_address_and_kind(client):
    partner = published(Partner, title="Včelaři")
    assert client.get(ADDRESS, {"q": "včel"}).json() == {
        "titles": [{"title": "Včelaři", "url": partner.get_absolute_url(), "kind": "partner"}]
    }


def test_there_are_eight_at_most_the_newest_first(client):
    for year in range(2001, 2013):
        published(title=f"Perlorodka {year}", shown_on=date(year, 1, 1))
    assert suggested(client, "perlo") == [f"Perlorodka {year}" for year in range(2012, 2004, -1)]


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN])
def test_what_is_not_public_is_never_suggested(client, phase):
    bring_to(ArticleFactory(title="Perlorodka v řece"), phase)
    for text in ("pe", "perlorodka", "perlorodka "):
        assert suggested(client, text) == []


def test_a_common_beginning_in_hidden_texts_does_not_hide_a_visible_title(client):
    for number in range(20):
        letters = "abcdefghijklmnopqrst"[number]
        for _ in range(2):
            bring_to(ArticleFactory(title=f"Perlorod{letters}{letters}"), Phase.EXPIRED)
    published(title="Perlorodka v řece")
    assert suggested(client, "perlo") == ["Perlorodka v řece"]


def test_all_words_of_a_known_name_have_to_stand_in_the_title(client):
    published(title="Ministerstvo práce nás podpořilo")
    published(title="Práce na zahradě")
    published(title="Setkání 21. března")
    published(title="Kritéria MA21")
    assert suggested(client, "ministerstvo práce") == ["Ministerstvo práce nás podpořilo"]
    assert "Setkání 21. března" not in suggested(client, "MA 21")


def test_a_phrase_suggests_titles_in_which_it_stands(client):
    published(title="Zdravá města v Česku")
    published(title="Zdravá výživa a města")
    assert suggested(client, "„zdravá města“") == ["Zdravá města v Česku"]


def test_a_title_comes_as_text(client):
    published(title='<script>alert("a")</script> perlorodka')
    answer = client.get(ADDRESS, {"q": "perlo"})
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["titles"][0]["title"].endswith("</script> perlorodka")
