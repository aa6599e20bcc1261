"""Who has had enough of searches, suggestions, bundles or PDFs is told how long to wait."""

import pytest
import time_machine
from lxml import html

from nszm_portal.limits.counting import Limit
from nszm_portal.limits.refusing import waiting
from nszm_portal.paper import making, pdf
from nszm_portal.search import views
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-05-04 09:00:20", tick=False) as clock:
        yield clock


@pytest.fixture
def few(monkeypatch):
    """few(limit): two of it are enough; hundreds would take the tests long."""

    def few(limit: Limit):
        monkeypatch.setitem(limit.__dict__, "most", 2)

    return few


def refused(answer, sentence):
    assert answer.status_code == 429
    assert answer["Retry-After"] == "40"
    assert answer["Cache-Control"] == "no-store"
    page = html.document_fromstring(answer.text)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert sentence in page.text_content().replace("\u00a0", " ")


def test_a_search(client, editor_client, outsider_client, few):
    few(views.SEARCHES)
    for _ in range(2):
        assert client.get("/hledat/?q=sad").status_code == 200
    refused(client.get("/hledat/?q=sad"), "Zkuste to prosím znovu za 40 sekund.")
    # The empty form is a page like any other; editors work on, strangers with an account do not.
    assert client.get("/hledat/").status_code == 200
    assert client.get("/hledat/?q=sad", REMOTE_ADDR="192.0.2.1").status_code == 200
    assert editor_client.get("/hledat/?q=sad").status_code == 200
    assert outsider_client.get("/hledat/?q=sad").status_code == 429


def test_suggestions_are_answered_as_their_script_expects(client, few):
    few(views.SUGGESTIONS)
    answers = [client.get("/hledat/naseptavac/?q=sa") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json() == {"titles": []}
    assert answers[-1]["Retry-After"] == "40"


def test_a_bundle(client):
    article = published()
    address = f"/tisk/?id={article.reference}"
    for _ in range(60):
        assert client.get(address).status_code == 200
    refused(client.get(address), "za 40 sekund")
    refused(client.get(address.replace("/tisk/", "/tisk.pdf")), "za 40 sekund")
    assert client.get("/tisk/").status_code == 200


def test_a_pdf_that_has_to_be_made(client, few, monkeypatch, tmp_path):
    monkeypatch.setattr(making, "FOLDER", tmp_path)
    monkeypatch.setattr(making, "_made", lambda page: b"%PDF-1.7")
    few(pdf.MADE)
    addresses = [f"{published().get_absolute_url()}tisk.pdf" for _ in range(3)]
    for address in addresses[:2]:
        assert client.get(address).status_code == 200
    answer = client.get(addresses[2])
    assert answer.status_code == 429
    assert answer["Retry-After"] == "580"
    assert "za 10 minut" in answer.text.replace("\u00a0", " ")
    # One that is kept costs nothing.
    assert client.get(addresses[0]).status_code == 200


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 sekundu"),
        (3, "3 sekundy"),
        (119, "119 sekund"),
        (120, "2 minuty"),
        (121, "3 minuty"),
        (3600, "60 minut"),
    ],
)
def test_the_time_to_wait_is_said_in_czech(seconds, words):
    assert waiting(seconds) == words


def test_a_hundred_people_of_one_town_hall_are_readers_still():
    """Each searches twice a minute, typing eight letters before each."""
    assert views.SEARCHES.most >= 100 * 2
    assert views.SUGGESTIONS.most >= 100 * 8
