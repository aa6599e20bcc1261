"""What a reader finds under /partneri/: lists, the table, a partner, an agreement, on paper too."""

import re
from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from nszm_portal.paper import codes
from nszm_portal.publishing.visibility import Phase
from partners.models import Partner, PartnerType
from tests.factories.library import DocumentFactory, PictureFactory, photo
from tests.factories.partners import AgreementFactory, partner_type
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return html.document_fromstring(answer.text)


def text(element):
    return re.sub(r"\s+", " ", element.text_content().replace("\u00a0", " ")).strip()


def said(element, xpath):
    return [text(found) for found in element.xpath(xpath)]


def partner(title, slug="ministerstva", **fields):
    return published(Partner, title=title, type=partner_type(slug), **fields)


def agreement(*partners, **fields):
    return bring_to(AgreementFactory(partners=partners, **fields), Phase.VISIBLE)


@pytest.fixture
def four():
    """Four partners of two types and both levels."""
    return [
        partner("Žatecký ústav", "univerzity"),
        partner("Český ústav", "univerzity"),
        partner("Centrum WHO", "univerzity", level="international"),
        partner("Ministerstvo zdravotnictví", abbreviation="MZd"),
    ]


# --- the list ----------------------------------------------------------------------------------


def test_partners_stand_under_their_types_in_czech_order_the_national_first(client, four):
    found = page(client, "/partneri/")
    assert said(found, "//main//h2") == ["Ministerstva a jejich odborné organizace", "Univerzity"]
    names = "//section[.//h2[.='Univerzity']]//*[@class='logos__name']"
    assert said(found, names) == ["Český ústav", "Žatecký ústav", "Centrum WHO"]
    assert said(found, "//*[@class='logos__level']") == ["mezinárodní"]


def test_types_stand_in_the_order_that_editors_gave_them(client, four):
    PartnerType.objects.filter(slug="univerzity").update(position=1)
    assert said(page(client, "/partneri/"), "//main//h2")[0] == "Univerzity"


def test_a_logo_is_whole_and_its_name_is_read_once(client):
    partner("Úzký ústav", cover=PictureFactory(upload=photo(900, 90), description="Logo"))
    found = page(client, "/partneri/")
    assert found.xpath("//*[@class='logos__link']//img/@alt") == [""]
    assert text(found.xpath("//*[@class='logos__link']")[0]) == "Úzký ústav"


@pytest.mark.parametrize(
    "query,expected",
    [
        ("typ=univerzity", {"Český ústav", "Žatecký ústav", "Centrum WHO"}),
        ("uroven=mezinarodni", {"Centrum WHO"}),
        ("uroven=narodni&typ=univerzity", {"Český ústav", "Žatecký ústav"}),
        ("typ=ministerstva&uroven=mezinarodni", set()),
        (
            "neznamy=x",
            {"Český ústav", "Žatecký ústav", "Centrum WHO", "Ministerstvo zdravotnictví"},
        ),
    ],
)
def test_it_narrows_by_type_and_level(client, four, query, expected):
    found = page(client, f"/partneri/?{query}")
    assert set(said(found, "//*[@class='logos__name']")) == expected
    if not expected:
        assert "nemáme" in text(found.xpath("//*[@class='notice']")[0])


@pytest.mark.parametrize("view", ["", "tisk/"])
@pytest.mark.parametrize(
    "query",
    [
        "typ=x",
        "typ=",
        "typ=%00",
        "typ=%ED%A0%80",
        "uroven=national",
        "uroven=",
        "razeni=x",
        "razeni=--nazev",
        "razeni=",
        f"typ={'x' * 4000}",
    ],
)
def test_a_value_that_means_nothing_is_not_found(client, four, view, query):
    assert client.get(f"/partneri/{view}?{query}").status_code == 404


def test_the_index_tells_how_many_each_choice_would_show(client, four):
    found = page(client, "/partneri/?uroven=narodni")
    links = found.xpath("//nav[@id='rejstrik']//a")
    assert {text(link): link.get("href") for link in links} == {
        "všechny (3)": "/partneri/?uroven=narodni",
        f"{partner_type().name} (1)": "/partneri/?typ=ministerstva&uroven=narodni",
        "Univerzity (2)": "/partneri/?typ=univerzity&uroven=narodni",
        "všechny (4)": "/partneri/",
        "národní (3)": "/partneri/?uroven=narodni",
        "mezinárodní (1)": "/partneri/?uroven=mezinarodni",
    }
    current = found.xpath("//nav[@id='rejstrik']//a[@aria-current='page']")
    assert [text(link) for link in current] == ["všechny (3)", "národní (3)"]


def test_the_heading_and_the_canonical_address_say_what_was_chosen(client, four):
    found = page(client, "/partneri/?uroven=narodni&typ=univerzity")
    assert said(found, "//h1") == ["Partneři – Univerzity, národní"]
    (canonical,) = found.xpath("//link[@rel='canonical']/@href")
    assert canonical.endswith("/partneri/?typ=univerzity&uroven=narodni")


def test_an_empty_list_says_so(client):
    assert "Zatím tu žádný partner není." in client.get("/partneri/").text
    assert "Zatím tu žádný partner není." in client.get("/partneri/tisk/").text
    assert "Zatím tu žádná dohoda není." in client.get("/partneri/dohody/").text
    assert "Zatím tu žádná dohoda není." in client.get("/partneri/dohody/tisk/").text


# --- the table ---------------------------------------------------------------------------------

ROWS = "//table/tbody/tr/th/a"


@pytest.mark.parametrize(
    "order,expected",
    [
        ("nazev", "Centrum Český Ministerstvo Žatecký"),
        ("-nazev", "Žatecký Ministerstvo Český Centrum"),
        ("typ", "Ministerstvo Centrum Český Žatecký"),
        ("-typ", "Centrum Český Žatecký Ministerstvo"),
        ("uroven", "Český Ministerstvo Žatecký Centrum"),
        ("-uroven", "Centrum Český Ministerstvo Žatecký"),
        ("dohody", "Český Žatecký Centrum Ministerstvo"),
        ("-dohody", "Ministerstvo Centrum Český Žatecký"),
    ],
)
def test_it_sorts_by_every_column_both_ways(client, four, order, expected):
    _, _, center, ministry = four
    agreement(center, ministry)
    agreement(ministry)
    found = page(client, f"/partneri/?razeni={order}")
    assert [name.split()[0] for name in said(found, ROWS)] == expected.split()


def test_the_headings_tell_the_order_and_lead_to_the_other(client, four):
    headings = page(client, "/partneri/?typ=univerzity&razeni=-nazev").xpath("//thead//th[a]")
    assert [heading.get("aria-sort") for heading in headings] == ["descending", None, None, None]
    assert [heading.find("a").get("href") for heading in headings] == [
        "/partneri/?typ=univerzity&razeni=nazev",
        "/partneri/?typ=univerzity&razeni=typ",
        "/partneri/?typ=univerzity&razeni=uroven",
        "/partneri/?typ=univerzity&razeni=-dohody",
    ]


def test_the_table_and_the_logos_lead_to_each_other(client, four):
    links = "//*[@class='options__link']/@href"
    assert page(client, "/partneri/?typ=univerzity").xpath(links)[0] == (
        "/partneri/?typ=univerzity&razeni=nazev"
    )
    assert page(client, "/partneri/?typ=univerzity&razeni=typ").xpath(links)[0] == (
        "/partneri/?typ=univerzity"
    )


def test_only_agreements_in_force_are_counted(client):
    today = timezone.localdate()
    row = partner("Ústav")
    agreement(row)
    agreement(row, valid_until=today)
    agreement(row, signed_on=None)
    agreement(row, signed_on=today - timedelta(2), valid_until=today - timedelta(1))
    found = page(client, "/partneri/?razeni=nazev")
    assert said(found, "//td[@data-label='Platné dohody']") == ["2"]


def test_what_was_chosen_prints_as_a_table(client, four):
    address = "/partneri/?typ=univerzity&razeni=-nazev"
    (printing,) = page(client, address).xpath("//a[.='TISK']/@href")
    paper = page(client, printing)
    assert said(paper, ROWS) == ["Žatecký ústav", "Český ústav", "Centrum WHO"]
    assert paper.xpath("//a[@class='printbar__back']/@href") == [address] * 2
    assert paper.xpath("//thead//a") == []
    assert "noindex" in client.get(printing)["X-Robots-Tag"]


# --- a partner ---------------------------------------------------------------------------------


def facts(found):
    rows = found.xpath("//dl[@class='facts']/div")
    return {text(row.find("dt")): said(row, "dd//li | dd[not(.//li)]") for row in rows}


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_a_partners_page_says_who_they_are(client, suffix):
    row = partner(
        "Ministerstvo práce",
        abbreviation="MPSV",
        website="https://www.example.org/mpsv/",
        postal_address="Na Poříčním právu 1, Praha",
        ico="551023",
        cover=PictureFactory(description="Logo ministerstva"),
        body="<p>Řídí sociální politiku.</p>",
    )
    found = page(client, f"{row.get_absolute_url()}{suffix}")
    assert facts(found) == {
        "Zkratka": ["MPSV"],
        "Web": ["www.example.org/mpsv"],
        "Adresa": ["Na Poříčním právu 1, Praha"],
        "IČO": ["00551023"],
    }
    assert found.xpath("//div[@class='logo']//img/@alt") == ["Logo ministerstva"]
    assert "Řídí sociální politiku." in text(found)
    if not suffix:
        labels = found.xpath("//*[@class='dateline__label']")
        assert [(text(label), label.get("href")) for label in labels] == [
            ("Ministerstva a jejich odborné organizace", "/partneri/?typ=ministerstva"),
            ("národní", "/partneri/?uroven=narodni"),
        ]
        assert found.xpath("//a[.='zpět na přehled partnerů']/@href") == ["/partneri/"]


def test_a_partner_with_a_name_alone_has_a_page(client):
    row = partner("Jen název", lead="", body="")
    found = page(client, row.get_absolute_url())
    assert found.xpath("//dl | //table | //*[@class='logo'] | //section") == []


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_its_agreements_stand_in_a_table_with_their_state_in_words(client, suffix):
    today, row = timezone.localdate(), partner("Ústav")
    agreement(row, title="Trvalá")
    agreement(row, title="Končící", valid_until=today + timedelta(90))
    agreement(row, title="Chystaná", signed_on=None)
    agreement(row, title="Budoucí", signed_on=today + timedelta(1))
    agreement(row, title="Minulá", signed_on=date(2012, 2, 1), valid_until=date(2015, 12, 31))
    agreement(partner("Jiný ústav"), title="Cizí")
    found = page(client, f"{row.get_absolute_url()}{suffix}")
    table = {text(line.find("th/a")): said(line, "td") for line in found.xpath("//tbody/tr[td]")}
    assert {name: cells[2] for name, cells in table.items()} == {
        "Trvalá": "platí",
        "Končící": "brzy skončí",
        "Chystaná": "připravuje se",
        "Budoucí": "připravuje se",
        "Minulá": "už neplatí",
    }
    assert table["Chystaná"][:2] == ["–", "–"]
    assert table["Trvalá"][:2] == ["3. 5. 2017", "na dobu neurčitou"]
    assert table["Minulá"][:2] == ["1. 2. 2012", "do 31. 12. 2015"]
    assert said(found, "//th[@scope='rowgroup']") == ["Platné", "Připravované", "Ukončené"]


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_one_timeline_holds_what_they_share_the_newest_first(client, suffix):
    row = partner("Ústav")
    shared = published(title="Společná konference", shown_on=date(2020, 1, 1))
    announcing = published(title="Podepsali jsme", shown_on=date(2018, 1, 1))
    undated = published(title="Ze starého portálu", undated=True)
    row.articles.add(shared, undated)
    agreement(row, title="Dohoda", signed_on=date(2019, 1, 1), announced_by=announcing)
    agreement(row, title="Chystaná", signed_on=None)
    agreement(row, title="Budoucí", signed_on=timezone.localdate() + timedelta(1))
    published(title="Cizí zpráva")
    found = page(client, f"{row.get_absolute_url()}{suffix}")
    items = found.xpath("//*[@class='timeline__item']")
    assert [(said(item, "p")[0], said(item, "a")[0]) for item in items] == [
        ("1. ledna 2020 aktualita", "Společná konference"),
        ("1. ledna 2019 dohoda", "Dohoda"),
        ("1. ledna 2018 aktualita", "Podepsali jsme"),
        ("bez data aktualita", "Ze starého portálu"),
    ]


def test_an_article_that_is_shared_and_announced_the_agreement_stands_there_once(client):
    row, article = partner("Ústav"), published(title="Podepsali jsme")
    row.articles.add(article)
    agreement(row, announced_by=article)
    agreement(row, announced_by=article)
    assert client.get(row.get_absolute_url()).text.count("Podepsali") == 1


# --- agreements --------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_agreements_stand_under_their_state_with_their_partners(client, suffix):
    rows = [partner("Žatecký ústav"), partner("Český ústav")]
    agreement(*rows, title="Trojstranná")
    agreement(rows[0], title="Minulá", valid_until=date(2020, 1, 1))
    found = page(client, f"/partneri/dohody/{suffix}")
    assert said(found, "//th[@scope='rowgroup']") == ["Platné", "Ukončené"]
    assert said(found, "//td[@data-label='Partneři']") == [
        "Český ústav, Žatecký ústav",
        "Žatecký ústav",
    ]


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_an_agreements_page_says_all_its_facts(client, suffix):
    first = agreement(title="První dohoda")
    row = agreement(
        partner("Žatecký ústav"),
        partner("Český ústav"),
        valid_until=date(2199, 1, 1),
        areas="zdraví\ndoprava",
        financial=False,
        document=DocumentFactory(title="Podepsaná dohoda"),
        announced_by=published(title="Podepsali jsme"),
        renews=first,
        amends=agreement(title="Rámcová dohoda"),
    )
    agreement(title="Dodatek č. 1", amends=row)
    agreement(title="Pokračování", renews=row)
    found = page(client, f"{row.get_absolute_url()}{suffix}")
    document = f"Podepsaná dohoda ({row.document.facts})".replace("\u00a0", " ")
    if suffix:
        document += f" 127.0.0.1:8000/p/{codes.code_of('document', row.document.pk)}"
    assert facts(found) == {
        "Partneři": ["Český ústav", "Žatecký ústav"],
        "Stav": ["platí"],
        "Den podpisu": ["3. května 2017"],
        "Platnost": ["do 1. ledna 2199"],
        "Finanční plnění": ["bez finančního plnění"],
        "Oblasti spolupráce": ["zdraví", "doprava"],
        "Podepsaný dokument": [document],
        "Oznámení": ["Podepsali jsme"],
        "Je dodatkem k": ["Rámcová dohoda"],
        "Dodatky": ["Dodatek č. 1"],
        "Obnovuje": ["První dohoda"],
        "Obnovena": ["Pokračování"],
    }
    assert client.get(row.document.get_absolute_url()).status_code == 200


def test_what_is_not_known_is_not_said(client):
    row = agreement(signed_on=None, financial=None)
    assert facts(page(client, row.get_absolute_url())) == {
        "Stav": ["připravuje se"],
    }


def test_one_that_is_being_prepared_may_know_its_end_already(client):
    row = agreement(signed_on=None, financial=None, valid_until=date(2199, 1, 1))
    assert facts(page(client, row.get_absolute_url()))["Platnost"] == ["do 1. ledna 2199"]


def test_links_lead_both_ways(client):
    first = agreement(title="První")
    second = agreement(title="Druhá", renews=first)
    addresses = "//dl//a/@href"
    assert page(client, first.get_absolute_url()).xpath(addresses) == [second.get_absolute_url()]
    assert page(client, second.get_absolute_url()).xpath(addresses) == [first.get_absolute_url()]


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_a_document_that_is_not_public_is_neither_offered_nor_given(client, suffix):
    document = DocumentFactory(title="Neveřejná smlouva", is_public=False)
    row = agreement(document=document)
    found = client.get(f"{row.get_absolute_url()}{suffix}").text
    assert "smlouva" not in found and "/soubory/" not in found
    assert client.get(document.get_absolute_url()).status_code == 404


def test_it_leads_back_to_the_agreements_and_to_paper(client):
    row = agreement()
    found = page(client, row.get_absolute_url())
    assert found.xpath("//a[.='zpět na přehled dohod']/@href") == ["/partneri/dohody/"]
    assert found.xpath("//a[.='TISK']/@href") == [f"{row.get_absolute_url()}tisk/"]


# --- what a page costs -------------------------------------------------------------------------


def grow(row, center):
    """One more of everything that the pages show."""
    article, announcing = published(), published()
    row.articles.add(article)
    other = partner(f"Ústav {Partner.objects.count()}", cover=PictureFactory())
    agreement(row, other, announced_by=announcing, document=DocumentFactory())
    agreement(row, valid_until=date(2018, 1, 1))
    center.partners.add(other)
    agreement(other, amends=center)
    agreement(other, renews=center)
    ArticleFactory()


@pytest.mark.parametrize("suffix", ["", "tisk/"])
@pytest.mark.parametrize(
    "address,most",
    [
        ("/partneri/", 6),
        ("/partneri/?typ=ministerstva&razeni=-dohody", 6),
        ("/partneri/dohody/", 6),
        ("partner", 6),
        ("agreement", 6),
    ],
)
def test_a_page_asks_the_database_little_and_never_more(
    client, transactional_db, address, most, suffix
):
    """Counted as a running portal asks: what all pages share was asked for by an earlier one."""
    from django.db import connection

    row = partner("Ústav", cover=PictureFactory())
    center = agreement(
        row,
        announced_by=published(),
        document=DocumentFactory(),
        renews=agreement(),
        amends=agreement(),
    )
    addresses = {"partner": row.get_absolute_url(), "agreement": center.get_absolute_url()}
    path, _, query = addresses.get(address, address).partition("?")
    counts = []
    for _ in range(2):
        grow(row, center)
        center.sync()
        client.get("/neni/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{path}{suffix}?{query}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most, [query["sql"] for query in asked]
