"""What stands on a page: anchors of its headings, and a list of them where they are many."""

import pytest

from nszm_portal.pages import contents
from nszm_portal.pages.models import Page
from tests.factories.publishing import published

FOUR = "".join(f"<h2>{word}</h2><p>Text.</p>" for word in ("Úvod", "Kdo", "Kdy", "Úvod"))


def test_of_two_headings_alike_each_has_an_anchor():
    found = contents.of(FOUR)
    assert [heading.anchor for heading in found.headings] == [
        "cast-uvod",
        "cast-kdo",
        "cast-kdy",
        "cast-uvod-2",
    ]
    assert '<h2 id="cast-uvod-2">Úvod</h2>' in found.body


def test_an_anchor_does_not_depend_on_how_many_there_are_or_on_their_order():
    found = contents.of("<h2>Kdy</h2><h2>Úvod</h2>")
    assert found.body == '<h2 id="cast-kdy">Kdy</h2><h2 id="cast-uvod">Úvod</h2>'
    assert found.headings == []


def test_a_heading_is_its_words():
    body = '<h2>K &lt;b&gt; &amp; <a href="/">dál</a><sup class="link-number">[1]</sup></h2>'
    assert contents.of(body * 4).headings[0] == contents.Heading("K <b> & dál", "cast-k-b-dal")


def test_a_heading_without_words_is_not_listed():
    found = contents.of("<h2></h2>" + FOUR)
    assert len(found.headings) == 4
    assert '<h2 id="cast"></h2>' in found.body


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_a_long_page_begins_with_them_on_the_screen_and_on_paper(client, suffix):
    page = published(Page, body=FOUR)
    text = client.get(page.get_absolute_url() + suffix).text
    assert '<a class="contents__link" href="#cast-kdo">Kdo</a>' in text
    assert text.index("contents__link") < text.index('<h2 id="cast-uvod">')


@pytest.mark.django_db
def test_a_short_page_does_not(client):
    page = published(Page, body="<h2>Kdo</h2><h2>Kdy</h2><h2>Kde</h2>")
    assert "contents__link" not in client.get(page.get_absolute_url()).text
