"""A publication on paper: what is on it, what one may leave out, and where it says it is from."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from lxml import html

from nszm_portal.publishing import kinds
from nszm_portal.publishing.models import Wording
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, held
from tests.factories.partners import PartnerFactory
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
ORIGIN = "https://www.nszm.example"


@pytest.fixture(autouse=True)
def origin(settings):
    settings.SITE_URL = ORIGIN


@pytest.fixture
def article():
    """One that has everything: pictures of all sorts, links of all sorts, a document."""
    linked = published(title="Jak jsme sázeli", slug="jak-jsme-sazeli")
    inside, document = PictureFactory(description="Plán"), DocumentFactory(title="Osazovací plán")
    article = ArticleFactory(
        title="Otevřeli jsme sad",
        slug="sad",
        cover=PictureFactory(description="Lípa"),
        body=(
            f'<p>Viz <a data-page="{linked.reference}">dřívější zprávu</a>, '
            f'<a data-page="{linked.reference}">tutéž zprávu</a>, '
            f'<a data-page="{linked.reference}" data-suffix="#cena">cenu</a>, '
            f'<a data-document="{document.pk}">plán</a>, '
            '<a href="https://strom.example/navod/?a=1">návod</a> '
            'a <a href="mailto:strom@strom.example">napište</a>.</p>'
            f'<figure class="image"><img data-picture="{inside.pk}">'
            "<figcaption>Plán sadu</figcaption></figure>"
        ),
    )
    article.attachments.create(document=document)
    article.photographs.create(
        picture=PictureFactory(description="Stánky"), caption="Trh", position=1
    )
    article.publish()
    return article


def paper(client, publication, query=""):
    answer = client.get(f"{publication.get_absolute_url()}tisk/{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def words(element) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


def short_of(page) -> str:
    return page.xpath("string(//a[@class='origin__short']/@href)")


def leads(client, short: str) -> str:
    """Where a short address as it stands on paper leads to."""
    return client.get(f"/{short.partition('/')[2]}/")["Location"]


# --- where it is from --------------------------------------------------------------------------


@pytest.mark.parametrize("model", kinds.all(), ids=lambda model: model.kind)
def test_every_kind_says_where_it_is_from(client, model):
    publication = published(model, title="Cokoli")
    page = paper(client, publication)
    (where,) = page.xpath("//main//div[@class='origin']")
    assert f"{ORIGIN}{publication.get_absolute_url()}" in words(where)
    assert where.xpath(".//*[name()='svg']")


def test_it_ends_with_its_address_its_code_and_its_last_change(client, article):
    moment = timezone.now() - timedelta(days=400)
    page = paper(client, article)
    assert client.get(short_of(page).removeprefix(ORIGIN))["Location"] == "/aktuality/sad/"
    (where,) = page.xpath("//main//div[@class='origin']")
    in_words = short_of(page).removeprefix("https://").rstrip("/")
    assert f"krátká adresa {in_words}" in words(where)
    assert where.xpath("string(.//title)") == f"QR kód: {in_words}"
    assert where.xpath(".//time/@datetime") == [str(timezone.localdate())]
    Wording.objects.update(told_at=moment)
    page = paper(client, article)
    assert page.xpath("//div[@class='origin']//time/@datetime") == [str(timezone.localdate(moment))]


def test_the_page_ends_with_the_day_and_the_contact(client, article):
    (foot,) = paper(client, article).xpath("//footer/div[@class='provenance']")
    assert words(foot).startswith("vytištěno ")
    assert "nszm@nszm.cz" in words(foot)


def test_a_preview_has_no_address_yet(chief_editor_client):
    article = bring_to(ArticleFactory(), Phase.DRAFT)
    page = html.fromstring(
        chief_editor_client.get(f"/admin/news/article/{article.pk}/nahled/tisk/").text
    )
    assert page.xpath("//div[@class='origin']")
    assert not page.xpath("//*[name()='svg'] | //a[@class='origin__short']")
    assert not page.xpath("//form | //a[.='PDF']")  # they would lead to what is not there


# --- links -------------------------------------------------------------------------------------


def test_addresses_stand_once_each_ours_by_title_and_short(client, article):
    page = paper(client, article)
    rows = [words(row) for row in page.xpath("//li[@class='linklist__item']")]
    assert [row.partition(": ")[0] for row in rows] == [
        "[1] Jak jsme sázeli",
        "[2] Jak jsme sázeli",
        "[3] Osazovací plán",
        "[4] návod",
        "[5] napište",
    ]
    addresses = [row.partition(": ")[2] for row in rows]
    assert leads(client, addresses[0]) == "/aktuality/jak-jsme-sazeli/"
    assert addresses[1] == f"{addresses[0]}#cena"
    assert leads(client, addresses[2]).startswith("/soubory/")
    assert addresses[3:] == ["https://strom.example/navod/?a=1", "strom@strom.example"]
    numbers = page.xpath("//sup[@class='link-number']/text()")
    assert numbers == ["[1]", "[1]", "[2]", "[3]", "[4]", "[5]"]


def test_a_title_of_what_is_not_public_is_not_told(client):
    hidden = bring_to(ArticleFactory(title="Tajuplný text"), Phase.SCHEDULED)
    article = published(body=f'<p>Viz <a data-page="{hidden.reference}">koncept</a>.</p>')
    page = paper(client, article)
    assert "Tajuplný" not in words(page) and not page.xpath("//section[@class='linklist']")


def test_a_document_stands_with_its_short_address(client, article):
    page = paper(client, article)
    (attached,) = page.xpath("//*[@class='attachments__address']")
    assert words(attached).startswith("www.nszm.example/p/")
    assert leads(client, words(attached)).startswith("/soubory/")
    ordinary = html.fromstring(client.get(article.get_absolute_url()).text)
    assert ordinary.xpath("//@data-address") == [words(attached)]  # for who prints that page


def test_materials_of_a_meeting_stand_with_short_addresses(client):
    meeting = held()
    item = ItemFactory(meeting=meeting, title="Úvod")
    MaterialFactory(meeting=meeting, document=DocumentFactory())
    MaterialFactory(meeting=meeting, document=DocumentFactory(), item=item)
    meeting.sync()
    addresses = paper(client, meeting).xpath("//*[@class='document__address']")
    assert len(addresses) == 2
    assert all(leads(client, words(each)).startswith("/soubory/") for each in addresses)
    assert not paper(client, meeting, "?adresy=ne").xpath("//*[@class='document__address']")


# --- pictures and tables -----------------------------------------------------------------------


def test_a_gallery_is_a_contact_sheet(client, article):
    page = paper(client, article)
    (gallery,) = page.xpath("//section[contains(@class, 'gallery--contact')]")
    assert words(gallery.find(".//figcaption")) == "Trh"
    assert "gallery--contact" not in client.get(article.get_absolute_url()).text


def test_the_head_of_a_programme_is_there_to_be_repeated(client):
    meeting = held()
    ItemFactory(meeting=meeting)
    page = paper(client, meeting)
    assert [words(cell) for cell in page.xpath("//thead[@class='timetable__head']//th")] == [
        "Čas",
        "Bod programu",
    ]


def test_a_table_of_many_columns_gets_smaller_letters(client):
    def table(columns):
        return f"<table><tbody><tr>{'<td>a</td>' * columns}</tr></tbody></table>"

    page = paper(client, published(body=table(6) + table(7)))
    assert [each.get("class") for each in page.xpath("//table")] == [None, "wide"]


# --- choices -----------------------------------------------------------------------------------


def test_without_pictures_there_is_none(client, article):
    page = paper(client, article, "?obrazky=ne")
    assert not page.xpath("//main//img | //main//figure | //section[contains(@class, 'gallery')]")
    assert "Plán sadu" not in words(page)
    assert "dřívější zprávu" in words(page)
    assert len(page.xpath("//li[@class='linklist__item']")) == 5


def test_without_pictures_a_partner_has_no_logo(client):
    partner = bring_to(PartnerFactory(cover=PictureFactory()), Phase.VISIBLE)
    assert paper(client, partner).xpath("//main//img")
    assert not paper(client, partner, "?obrazky=ne").xpath("//main//img")


def test_without_addresses_there_are_neither_numbers_nor_the_list(client, article):
    page = paper(client, article, "?adresy=ne")
    assert not page.xpath("//sup | //*[contains(@class, 'linklist')]")
    assert not page.xpath("//*[@class='attachments__address']")
    assert "Osazovací plán" in words(page)
    # Where the sheet itself is from, it says always; and no picture waits for scrolling.
    assert short_of(page)
    assert not page.xpath("//img[@loading]")


def test_larger_letters_are_a_matter_of_style(client, article):
    assert paper(client, article).xpath("//body/@class") == ["paper"]
    assert paper(client, article, "?pismo=vetsi").xpath("//body/@class") == ["paper paper--larger"]


def chosen(page) -> dict:
    boxes = page.xpath("//form//input[@type='checkbox']")
    return {(box.get("name"), box.get("value")): box.get("checked") is not None for box in boxes}


def test_what_was_chosen_stays_and_goes_along_to_the_pdf(client, article):
    page = paper(client, article)
    assert list(chosen(page).values()) == [False] * 3
    assert set(page.xpath("//a[.='PDF']/@href")) == {"/aktuality/sad/tisk.pdf"}
    page = paper(client, article, "?obrazky=ne&adresy=ne&cizi=%3Cb%3E")
    assert chosen(page) == {
        ("obrazky", "ne"): True,
        ("pismo", "vetsi"): False,
        ("adresy", "ne"): True,
    }
    assert set(page.xpath("//a[.='PDF']/@href")) == {"/aktuality/sad/tisk.pdf?obrazky=ne&adresy=ne"}


@pytest.mark.parametrize("query", ["?obrazky=", "?obrazky=ano", "?pismo=malé", "?adresy=0"])
def test_an_unknown_choice_changes_nothing(client, article, query):
    page = paper(client, article, query)
    assert page.xpath("//main//img") and page.xpath("//sup")
    assert page.xpath("//body/@class") == ["paper"]


def test_controls_stand_above_and_below(client, article):
    page = paper(client, article)
    assert len(page.xpath("//button[@data-print][@hidden]")) == 2
    assert len(page.xpath("//form")) == 1
    assert page.xpath("//form[@method='get'][not(@action)]//button[@type='submit']")


# --- lists -------------------------------------------------------------------------------------


def test_a_list_has_short_addresses_and_the_choices_that_apply(client, article):
    page = html.fromstring(client.get("/aktuality/tisk/").text)
    addresses = [words(each) for each in page.xpath("//p[@class='entry__address']")]
    assert {leads(client, each) for each in addresses} == {
        "/aktuality/sad/",
        "/aktuality/jak-jsme-sazeli/",
    }
    assert [name for name, _ in chosen(page)] == ["pismo", "adresy"]
    assert not page.xpath("//a[.='PDF'] | //main//img")
    (where,) = page.xpath("//footer//div[@class='origin']")
    assert words(where) == f"QR kód: www.nszm.example/aktuality {ORIGIN}/aktuality/"
    page = html.fromstring(client.get("/aktuality/tisk/?adresy=ne&pismo=vetsi").text)
    assert not page.xpath("//p[@class='entry__address']")
    assert page.xpath("//body/@class") == ["paper paper--larger"]


def test_a_year_of_meetings_has_short_addresses(client):
    meeting = held(starts_on=date(2015, 2, 12))
    page = html.fromstring(client.get("/setkani/2015/tisk/").text)
    (address,) = page.xpath("//p[@class='occasions__address']")
    assert leads(client, words(address)) == meeting.get_absolute_url()
    page = html.fromstring(client.get("/setkani/2015/tisk/?adresy=ne").text)
    assert not page.xpath("//p[@class='occasions__address']")


def test_a_choice_keeps_what_a_list_was_narrowed_to(client):
    published(kinds.get("partner"))
    page = html.fromstring(client.get('/partneri/tisk/?razeni=typ&x="%3E').text)
    assert [name for name, _ in chosen(page)] == ["pismo"]
    kept = {each.get("name"): each.get("value") for each in page.xpath("//input[@type='hidden']")}
    assert kept == {"razeni": "typ", "x": '">'}
