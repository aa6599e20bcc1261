"""Pages for what cannot be answered: each complete, also when what makes pages is broken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.template import engines
from django.template.base import TemplateSyntaxError
from django.test import Client
from lxml import html

from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import nearest
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def complete(answer, status):
    """The page of an answer in its parts; none of them is for search engines."""
    assert answer.status_code == status
    page = html.document_fromstring(answer.content.decode())
    assert page.get("lang") == "cs"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//main//a")
    return page


def test_each_is_complete_and_not_for_search_engines(client):
    complete(client.get("/neni/"), 404)
    complete(client.get("/", headers={"host": "www.example.org"}), 400)
    complete(Client(enforce_csrf_checks=True).post("/admin/login/"), 403)
    gone = bring_to(ArticleFactory(title="Stažený"), Phase.WITHDRAWN)
    page = complete(client.get(gone.get_absolute_url()), 410)
    assert "Text obsahoval chybné datum." in page.text_content().replace("\u00a0", " ")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", ["/", "/aktuality/", "/o-webu/", "/neni/neco/", "/hledat/?q=sad"])
def test_without_a_database_a_page_says_so(client, monkeypatch, path, error):
    def away(*args):
        raise error("away")

    for name in ("execute", "executemany"):
        monkeypatch.setattr(f"django.db.backends.utils.CursorWrapper.{name}", away)
    answer = client.get(path)
    complete(answer, 503)
    assert answer["Retry-After"] == "30"


# --- What was sent while nothing could be stored -------------------------------------------------

LOGIN, HOSTILE = "/admin/login/", '"><script>alert(1)</script>\n„řádek“ & <b>'


@pytest.fixture
def away(monkeypatch):
    def away(*args):
        raise OperationalError("away")

    for name in ("execute", "executemany"):
        monkeypatch.setattr(f"django.db.backends.utils.CursorWrapper.{name}", away)


@pytest.fixture
def somebody(client):
    client.cookies["sessionid"] = "k" * 32  # so that the database is asked who it is
    return client


def sent(client, path="/admin/news/topic/add/", **fields):
    return client.post(path, fields)


def test_what_was_sent_comes_back_to_be_sent_again(somebody, away):
    answer = sent(somebody, title=HOSTILE, csrfmiddlewaretoken="abc", topics=["3", "1"])
    page = complete(answer, 503)
    (form,) = page.xpath("//form")
    assert form.get("action") is None and form.get("method") == "post"
    told = [(each.get("name"), each.get("value")) for each in form.xpath(".//input")]
    assert told == [
        ("title", HOSTILE),
        ("csrfmiddlewaretoken", "abc"),
        ("topics", "3"),
        ("topics", "1"),
    ]
    assert page.xpath("//script") == []
    assert "Uložit se to teď nepodařilo" in page.xpath("//h1")[0].text
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("30", "private, no-store")
    assert "Soubory" not in answer.text


def test_a_file_has_to_be_chosen_again_and_is_told_so(somebody, away):
    answer = sent(somebody, title="Plán", file=SimpleUploadedFile("a.pdf", b"%PDF"))
    assert "Soubory prohlížeč znovu poslat neumí" in answer.text
    assert "%PDF" not in answer.text


def test_a_password_does_not_come_back_in_a_page(somebody, away):
    answer = sent(somebody, LOGIN, username="jana", password="tajne-heslo")
    assert complete(answer, 503).xpath("//form") == []
    assert "tajne-heslo" not in answer.text and "jana" not in answer.text


def test_who_only_reads_gets_the_plain_page(somebody, away):
    assert complete(somebody.get("/admin/news/topic/add/"), 503).xpath("//form") == []


@pytest.mark.parametrize("path", ["/", "/aktuality/", "/neni/"])
def test_with_broken_templates_a_page_says_so(client, monkeypatch, path):
    def broken(*args, **options):
        raise TemplateSyntaxError("broken")

    monkeypatch.setattr(engines["django"].engine, "get_template", broken)
    complete(client.get(path), 500)


# --- Words of the address ------------------------------------------------------------------------


def suggested(client, path):
    main = complete(client.get(path), 404).xpath("//main")[0]
    return main.xpath(".//*[contains(@class, 'finding__link')]/@href"), main


def test_a_missing_page_suggests_what_has_the_words_of_its_address(client):
    sad = published(title="Město otevřelo nový sad")
    published(title="Kurz pro úředníky")
    links, main = suggested(client, "/cz/aktuality/mesto-otevrelo-novy-sad.html")
    assert links == [sad.get_absolute_url()]
    assert main.xpath(".//input[@name='q']/@value") == ["mesto otevrelo novy sad"]
    assert suggested(client, "/aktuality/sady/")[0] == [sad.get_absolute_url()]
    assert suggested(client, "/aktuality/uredniky-kurz/tisk/")[0] == [
        "/aktuality/kurz-pro-uredniky/"
    ]


def test_a_mistyped_address_suggests_what_was_meant(client):
    sad = published(title="Stromořadí u nádraží")
    assert suggested(client, "/aktuality/stromoradi-u-nardazi/")[0] == [sad.get_absolute_url()]


def test_five_are_enough(client):
    for number in range(8):
        published(title=f"Sad číslo {number}")
    assert len(suggested(client, "/sad/")[0]) == 5


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase != Phase.VISIBLE])
def test_nothing_that_is_not_public_is_suggested(client, phase):
    bring_to(ArticleFactory(title="Utajený sad", slug="utajeny"), phase)
    assert suggested(client, "/utajeny-sad/")[0] == []


@pytest.mark.parametrize(
    "path", ["/2015/", "/aktuality/9999/", "/a/b/", "/%00/", f"/{'x' * 3000}/"]
)
def test_an_address_without_words_only_leads_back(client, path):
    links, main = suggested(client, path)
    assert links == []
    assert "/aktuality/" in main.xpath(".//a/@href")


def test_a_search_that_fails_takes_nothing_but_itself(client, monkeypatch):
    published(title="Sad")

    def fails(*args, **options):
        raise OperationalError("too slow")

    monkeypatch.setattr("nszm_portal.search.nearest.results.search", fails)
    assert suggested(client, "/sad/")[0] == []


def test_robots_cost_no_search_and_nobody_costs_more_than_a_share(client, monkeypatch):
    published(title="Sad")
    robot = client.get("/sad/", headers={"user-agent": "Mozilla/5.0 (compatible; SomeBot/1.0)"})
    assert "finding__link" not in robot.text
    nearest._Budget.left = -1  # second
    links, main = suggested(client, "/sad/")
    assert links == []
    assert main.xpath(".//input[@name='q']/@value") == ["sad"]
