"""The record of one publication, and the page that explains the data to people."""

import json
import re

import pytest
from django.test import Client
from lxml import html

from nszm_portal.opendata.models import Provider
from nszm_portal.publishing.visibility import Phase
from tests.factories.meetings import MeetingFactory, held
from tests.factories.partners import PartnerFactory
from tests.factories.publishing import ArticleFactory, PageFactory, bring_to, published
from tests.opendata.asking import ARTICLES, EVENTS, fetch, record, records

pytestmark = pytest.mark.django_db
each_kind = pytest.mark.parametrize("make", [ArticleFactory, MeetingFactory])


@each_kind
@pytest.mark.parametrize(
    "phase,status",
    [
        (Phase.VISIBLE, 200),
        (Phase.DRAFT, 404),
        (Phase.SCHEDULED, 404),
        (Phase.EXPIRED, 410),
        (Phase.WITHDRAWN, 410),
    ],
)
def test_it_answers_as_the_page_does(make, phase, status):
    address = bring_to(make(), phase).get_absolute_url()
    for path in (address, f"{address}ofn.json"):
        assert fetch(path).status_code == status


@each_kind
def test_it_is_the_same_record_as_in_the_list(make):
    publication = bring_to(make(), Phase.VISIBLE)
    assert record(publication) in records(ARTICLES) + records(EVENTS)


def test_it_is_linked_data_for_any_script():
    address = f"{published().get_absolute_url()}ofn.json"
    answer = fetch(address)
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert fetch(address, if_none_match=answer["ETag"]).status_code == 304


@pytest.mark.parametrize(
    "make,status,leads_to", [(ArticleFactory, 301, "ofn.json"), (PageFactory, 301, "")]
)
def test_of_a_replaced_one_it_leads_to_the_record_of_what_replaced_it(make, status, leads_to):
    article, replacement = published(), bring_to(make(), Phase.VISIBLE)
    article.withdraw("replaced", "Je nový.", replacement.reference)
    answer = fetch(f"{article.get_absolute_url()}ofn.json")
    assert answer.status_code == status
    assert answer["Location"] == f"{replacement.get_absolute_url()}{leads_to}"


def test_a_former_address_leads_to_it():
    article = published(slug="puvodni")
    article.slug = "novy"
    article.save()
    answer = fetch("/aktuality/puvodni/ofn.json")
    assert (answer.status_code, answer["Location"]) == (301, "/aktuality/novy/ofn.json")


@pytest.mark.parametrize("make", [PartnerFactory, PageFactory])
def test_kinds_for_which_there_is_no_norm_have_none(make):
    publication = bring_to(make(), Phase.VISIBLE)
    assert fetch(f"{publication.get_absolute_url()}ofn.json").status_code == 404


@pytest.mark.parametrize("make", [published, held])
def test_its_page_names_it(make):
    page = html.document_fromstring(fetch(make().get_absolute_url()).text)
    (address,) = page.xpath("//link[@rel='alternate'][@type='application/ld+json']/@href")
    assert fetch(address).status_code == 200


# --- the page ----------------------------------------------------------------------------------


@pytest.fixture
def page():
    """page(): the page for people, parsed."""
    return lambda: html.document_fromstring(fetch("/opendata/").text)


def words(page) -> str:
    return " ".join(page.text_content().split())


def test_the_page_leads_to_both_files_and_to_the_norms(page):
    published(), published(), held()
    shown = page()
    links = set(shown.xpath("//main//a/@href"))
    assert {ARTICLES, EVENTS} <= links
    assert {f"https://ofn.gov.cz/{n}/2020-07-01/" for n in ("aktuality", "události")} <= links
    assert len(shown.xpath("//h1")) == 1
    assert "Právě tu jsou 2 aktuality." in words(shown)
    assert "Právě tu je 1 setkání." in words(shown)


def test_the_page_is_found_from_every_other(page):
    shown = html.document_fromstring(fetch("/").text)
    assert "/opendata/" in shown.xpath("//footer//a/@href")


def test_the_page_says_the_licence_as_editors_have_it(page):
    provider, _ = Provider.objects.get_or_create(pk=1)
    provider.licence_name, provider.licence_url = "Volné dílo", "https://example.org/cc0"
    provider.save()
    shown = page()
    assert "Volné dílo" in shown.xpath("//main//a[@href='https://example.org/cc0']/text()")
    assert "IČO 61385247" in words(shown)


def test_the_example_is_a_real_record_with_a_long_text_cut(page):
    article = published(body=f"<p>{'Dlouhý text. ' * 60}</p>")
    shown = page()
    example = json.loads(shown.xpath("//main//pre")[0].text_content())
    whole = record(article)
    assert len(example.pop("popis")["cs"]) < 220 < len(whole.pop("popis")["cs"])
    assert example == whole
    assert f"{article.get_absolute_url()}ofn.json" in shown.xpath("//main//a/@href")


def test_the_page_stands_with_nothing_published(page):
    shown = page()
    assert "Právě tu je 0 aktualit." in words(shown)
    assert not shown.xpath("//pre")


def test_a_catalogue_reads_both_sets_from_the_page(page):
    Provider.objects.update_or_create(
        pk=1, defaults={"licence_url": "https://x.cz/?a=1&b=</script>"}
    )
    (script,) = page().xpath("//script[@type='application/ld+json']/text()")
    sets = json.loads(script)["@graph"]
    files = [each["dcat:distribution"]["dcat:downloadURL"]["@id"] for each in sets]
    assert [re.sub("^http://[^/]+", "", file) for file in files] == [ARTICLES, EVENTS]
    licence = sets[0]["dcat:distribution"]["dcterms:license"]["@id"]
    assert licence == "https://x.cz/?a=1&b=</script>"


def test_somebody_signed_in_gets_the_same(editor):
    published()
    client = Client()
    client.force_login(editor)
    assert client.get(ARTICLES).content == fetch(ARTICLES).content
