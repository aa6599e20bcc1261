"""The page of answers and the suggestions as readers' programs get them."""

import pytest
from django.test import Client

from nszm_portal.search import query
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
PAGES = ["/hledat/", "/hledat/?q=park", "/hledat/?q=nic", "/hledat/?q=-park", "/hledat/?q=%00"]
SUGGESTIONS = ["/hledat/naseptavac/", "/hledat/naseptavac/?q=pa"]


@pytest.fixture(autouse=True)
def park():
    return published(title="Nový park")


@pytest.mark.parametrize("address", PAGES + SUGGESTIONS)
def test_no_robot_keeps_it_and_no_cookie_is_set(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies and "Set-Cookie" not in answer


@pytest.mark.parametrize("address", PAGES + SUGGESTIONS)
@pytest.mark.parametrize(
    "method,status",
    [("head", 200), ("post", 405), ("put", 405), ("patch", 405), ("delete", 405), ("options", 405)],
)
def test_it_is_only_read(address, method, status):
    answer = getattr(Client(), method)(address)
    assert answer.status_code == status
    assert status == 405 or answer.content == b""


def test_without_a_question_there_is_a_box_to_ask_in(client):
    text = client.get("/hledat/").text
    assert 'name="q"' in text.partition("<main")[2] and "autofocus" in text
    assert "Našli jsme" not in text and "Nic jsme nenašli" not in text


def test_every_page_has_a_box_in_its_header(client, park):
    for address in ("/", park.get_absolute_url(), "/hledat/?q=park", "/hledat/", "/neni/", "/1/"):
        header = client.get(address).text.partition("<main")[0]
        assert '<form class="searchbox__form" action="/hledat/"' in header


def test_what_was_asked_stays_in_the_box_and_the_title(client):
    text = client.get("/hledat/", {"q": 'nový "park" <b>'}).text
    assert 'value="nový &quot;park&quot; &lt;b&gt;"' in text
    assert "&lt;b&gt;: hledání" in text
    assert "autofocus" not in text
    assert "\0" not in client.get("/hledat/?q=%00park").text


def test_one_page_stands_for_all_questions(client):
    link = '<link rel="canonical" href="http://127.0.0.1:8000/hledat/">'
    assert link in client.get("/hledat/").text
    assert link in client.get("/hledat/?q=park&rok=2001&utm=1").text


def test_the_question_comes_once_in_an_address_the_last_time_counts(client):
    page = client.get("/hledat/?q=nic&q=park")
    assert [item["entry"].title for item in page.context["items"]] == ["Nový park"]


@pytest.mark.parametrize("raw", ["%ff%fe", "%ed%a0%80", "%c0%80", "%f4%90%80%80", "%zz", "%", "+"])
def test_bytes_that_are_no_text_are_answered(client, raw):
    for address in ("/hledat/", "/hledat/naseptavac/"):
        assert client.get(f"{address}?q=park{raw}&strana=1&druh={raw}").status_code in {200, 404}
        assert client.get(f"{address}?q={raw}").status_code == 200


def test_the_text_is_read_only_so_far(client):
    text = client.get("/hledat/", {"q": "a" * 4000}).text
    assert "a" * query.LONGEST in text and "a" * (query.LONGEST + 1) not in text


def test_it_costs_the_same_however_much_is_found(client, django_assert_max_num_queries):
    for number in range(12):
        published(title=f"Sad {number}", body="<p>Park.</p>")
    client.get("/hledat/?q=sad")
    # On PostgreSQL each question of the index has three more around it.
    with django_assert_max_num_queries(36):
        client.get("/hledat/?q=sad")
    with django_assert_max_num_queries(9):
        client.get("/hledat/naseptavac/?q=sa")
