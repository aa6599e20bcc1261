"""A mistyping gets what was meant, or a question; a word that is right is left alone."""

import pytest

from nszm_portal.publishing.visibility import Phase
from nszm_portal.search.models import Word
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db


def asked(client, text, **others):
    return client.get("/hledat/", {"q": text, **others})


def said(page):
    return page.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "mistyped",
    [
        "perlorotka",
        "perlorodkka",
        "perlroodka",
        "prlorodka",
        "pperlorodka",
        "Perlorodkx",
        "perlrotka",
    ],
)
def test_nothing_found_shows_what_was_meant_and_says_so(client, mistyped):
    published(title="V řece žije perlorodka", lead="", body="")
    page = asked(client, mistyped)
    assert [item["entry"].title for item in page.context["items"]] == ["V řece žije perlorodka"]
    assert (
        f"Pro „{mistyped}“ jsme nic nenašli. Tady je, co jsme našli pro "
        '„<a href="/hledat/?q=perlorodka">perlorodka</a>“.'
    ) in said(page)
    assert "<mark>perlorodka</mark>" in page.text


def test_the_rest_of_the_query_stays_as_it_was_typed(client):
    published(title="V parku je knihovna", lead="Čtení pro děti.", body="")
    published(title="V sadu je knihovna v parku", lead="", body="")
    page = asked(client, 'knihowna "v parku" -sad')
    assert page.context["found"].instead.text == 'knihovna "v parku" -sad'
    assert [item["entry"].title for item in page.context["items"]] == ["V parku je knihovna"]


def test_what_was_meant_is_narrowed_too(client):
    published(title="Perlorodka", undated=True)
    assert asked(client, "perlorotka", rok="bez-data").context["found"].instead
    assert not asked(client, "perlorotka", rok="2001").context["found"].instead


def test_where_little_is_found_it_is_asked(client):
    for number in range(10):
        published(title=f"Naše strategie {number}", lead="", body="")
    published(title="Stretegie", lead="", body="")
    page = asked(client, "stretegie")
    assert [item["entry"].title for item in page.context["items"]] == ["Stretegie"]
    assert 'Nemysleli jste „<a href="/hledat/?q=strategie">strategie</a>“?' in said(page)


def test_where_enough_is_found_nothing_is_asked(client):
    for number in range(30):
        published(title=f"Naše strategie {number}", lead="", body="")
    for number in range(3):
        published(title=f"Stretegie {number}", lead="", body="")
    assert "Nemysleli jste" not in said(asked(client, "stretegie"))


def test_a_word_that_is_right_is_never_put_in_doubt(client):
    for number in range(30):
        published(title=f"Stromy kolem nás {number}", lead="", body="")
    published(title="Stroje", lead="", body="")
    for text in ("stromům", "strom", "STROMECH"):
        page = asked(client, text)
        assert not page.context["found"].instead and not page.context["found"].meant


@pytest.mark.parametrize("text", ["sat", "2016", "„perlorotka v řece“", "zcelajineslovo", "MPZV"])
def test_short_words_numbers_phrases_and_distant_words_are_left_alone(client, text):
    published(title="Perlorodka v řece", lead="Sad roku 2015.", body="")
    page = asked(client, text)
    assert not page.context["found"].instead and not page.context["found"].meant
    assert "Nic jsme nenašli." in page.text


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN])
def test_a_word_of_what_is_not_public_is_never_meant(client, phase):
    bring_to(ArticleFactory(title="V řece žije perlorodka", lead="", body=""), phase)
    published(title="Stretegie", lead="", body="")
    for number in range(12):
        bring_to(ArticleFactory(title=f"Naše strategie {number}", lead="", body=""), phase)
    assert "perlorodka" not in asked(client, "perlorotka").text
    assert "strategie" not in asked(client, "stretegie").text


def test_a_word_that_only_a_hidden_text_has_does_not_stand_in_the_way(client):
    for number in range(5):
        bring_to(ArticleFactory(title=f"Perlorotka {number}"), Phase.EXPIRED)
    published(title="Perlorodka v řece", lead="", body="")
    page = asked(client, "perlorotka")
    assert [item["entry"].title for item in page.context["items"]] == ["Perlorodka v řece"]


def test_a_word_is_offered_as_readers_write_it(client):
    published(title="Třeboň", lead="", body="")
    published(title="ŘÍČANY a Říčany", lead="Řeka a řeka.", body="")
    assert asked(client, "Trebonn").context["found"].instead.text == "Třeboň"
    assert Word.objects.get(folded="reka").written == "řeka"


def test_of_equally_near_ones_the_commonest_is_meant(client):
    published(title="Sazenice", lead="", body="")
    for number in range(3):
        published(title=f"Razenice {number}", lead="", body="")
    assert asked(client, "zazenice").context["found"].instead.text == "Razenice"
