"""The database holds references, the editor sees addresses."""

import html as markup

import pytest
from hypothesis import HealthCheck, given, settings

from nszm_portal.richtext import references
from nszm_portal.richtext.references import (
    FOREIGN_PICTURE,
    MISSING_PICTURE,
    to_addresses,
    to_references,
)
from tests.factories.library import DocumentFactory, PictureFactory
from tests.richtext.conftest import ORIGIN
from tests.richtext.markup import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return PictureFactory(width=1200)


@pytest.fixture
def document():
    return DocumentFactory()


@pytest.fixture(autouse=True)
def pages_are_known(pages):
    pass


@pytest.mark.parametrize("origin", ["", ORIGIN, "https://127.0.0.1:8000"])
def test_an_address_of_a_picture_becomes_a_reference(picture, origin):
    for address in (picture.editor_url, picture.url, picture.thumbnail_url):
        html = f'<p><img src="{origin}{address}" alt="Náměstí"></p>'
        assert to_references(html) == f'<p><img alt="Náměstí" data-picture="{picture.pk}"></p>'


@pytest.mark.parametrize("origin", ["", ORIGIN])
def test_an_address_of_a_document_becomes_a_reference(document, origin):
    html = f'<p><a href="{origin}{document.get_absolute_url()}">program</a></p>'
    assert to_references(html) == f'<p><a data-document="{document.pk}">program</a></p>'


@pytest.mark.parametrize("origin", ["", ORIGIN])
def test_an_address_of_a_publication_becomes_a_reference(origin):
    html = f'<p><a href="{origin}/aktuality/setkani/">setkání</a></p>'
    assert to_references(html) == '<p><a data-page="article:12">setkání</a></p>'


@pytest.mark.parametrize("suffix", ["#program", "?tisk=1", "?a=1&amp;b=2#c", "#se dvěma slovy"])
def test_what_follows_the_address_is_kept(suffix):
    stored = to_references(f'<p><a href="/kontakty/{suffix}">a</a></p>')
    assert stored == f'<p><a data-page="page:3" data-suffix="{suffix}">a</a></p>'
    assert f'href="/kontakty/{suffix}"' in to_addresses(stored)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nszm.cz/aktuality/setkani/",
        "http://127.0.0.1/aktuality/setkani/",
        "//127.0.0.1:8000/aktuality/setkani/",
        "/aktuality/neni/",
        "/hledat/?q=voda",
        "/soubory/999999/neni.pdf",
        "/media/pictures/aa/neni.jpg",
        "aktuality/setkani/",
        "#program",
        "mailto:nszm@nszm.cz",
        "/kontakty/%00",
        "http://[",
    ],
)
def test_another_address_stays_as_it_is(address):
    stored = to_references(f'<p><a href="{address}">a</a></p>')
    assert stored in (f'<p><a href="{address}">a</a></p>', "<p>a</p>")
    assert "data-" not in stored


def test_the_editor_sees_addresses_beside_references(picture, document):
    stored = (
        f'<p><img data-picture="{picture.pk}"><a data-document="{document.pk}">b</a>'
        '<a data-page="page:3">c</a></p>'
    )
    shown = to_addresses(stored)
    assert f'<img data-picture="{picture.pk}" src="{picture.editor_url}">' in shown
    assert f'<a data-document="{document.pk}" href="{document.get_absolute_url()}">' in shown
    assert '<a data-page="page:3" href="/kontakty/">' in shown
    assert to_references(shown) == stored


def test_an_editor_sees_the_address_of_what_is_not_public_yet():
    assert 'href="/aktuality/koncept/"' in to_addresses('<p><a data-page="article:40">a</a></p>')


def test_a_reference_that_leads_nowhere_survives_the_editor():
    stored = (
        '<p><img alt="x" data-picture="987654"> <a data-document="987654">a</a> '
        '<a data-page="article:987654" data-suffix="#b">c</a></p>'
    )
    shown = to_addresses(stored)
    assert MISSING_PICTURE in shown
    assert shown.count("href") == 0
    assert to_references(shown) == stored


def test_the_address_that_an_editor_changed_counts(picture, document):
    other = PictureFactory(width=1300)
    html = (
        f'<p><img data-picture="{picture.pk}" src="{other.editor_url}">'
        '<a data-page="article:12" data-suffix="#x" href="/kontakty/">a</a> '
        f'<a data-page="article:12" href="{document.get_absolute_url()}">b</a> '
        '<a data-page="article:12" href="https://x.cz/">c</a> '
        '<a data-page="article:12" href="#nize">d</a></p>'
    )
    assert to_references(html) == (
        f'<p><img data-picture="{other.pk}"><a data-page="page:3">a</a> '
        f'<a data-document="{document.pk}">b</a> <a href="https://x.cz/">c</a> '
        '<a href="#nize">d</a></p>'
    )


def test_a_link_whose_address_only_its_kind_can_make_keeps_its_reference(pages, monkeypatch):
    monkeypatch.setattr(pages, "identify", lambda path: None)
    references.register_pages(pages.resolve, pages.identify)
    stored = '<p><a data-page="article:12" data-suffix="#b">a</a></p>'
    assert to_references(to_addresses(stored)) == stored


def test_a_text_as_an_editor_left_it_is_shown_again_as_it_was():
    typed = f'<p><img src="{FOREIGN_PICTURE}#a"><img src="data:image/png;base64,AAAA">a</p>'
    assert to_addresses(typed) == typed


@given(html=soup())
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_opening_and_saving_changes_no_byte(html):
    stored = to_references(html)
    assert to_references(to_addresses(stored)) == stored
    assert to_references(stored) == stored


def test_mentions_name_each_thing_once_in_order():
    mentioned = references.mentions(
        '<p><img data-picture="9"><img data-picture="4"><a data-page="page:3">a</a>'
        '<img data-picture="9"><a data-document="7">b</a><a data-page="article:12">c</a></p>'
    )
    assert mentioned.pictures == [9, 4]
    assert mentioned.documents == [7]
    assert mentioned.pages == ["page:3", "article:12"]


def test_however_many_references_there_are_each_kind_is_asked_once(
    pages, django_assert_num_queries
):
    pictures = [PictureFactory(width=640 + n) for n in range(3)]
    documents = [DocumentFactory() for _ in range(3)]
    stored = "".join(f'<p><img data-picture="{picture.pk}"></p>' for picture in pictures)
    stored += "".join(f'<p><a data-document="{d.pk}">a</a></p>' for d in documents)
    stored += '<p><a data-page="article:12">a</a> <a data-page="page:3">b</a></p>'
    with django_assert_num_queries(2):
        shown = to_addresses(stored)
    with django_assert_num_queries(2):
        to_references(shown)
    with django_assert_num_queries(0):
        to_references(stored)
    assert pages.asked == [["article:12", "page:3"]] * 2


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/kontakty/", "/kontakty/"),
        (" /kontakty/?a=1#b ", "/kontakty/?a=1#b"),
        (ORIGIN, "/"),
        (ORIGIN + "/kontakty/?a=1#b", "/kontakty/?a=1#b"),
        ("HTTPS://127.0.0.1:8000/x", "/x"),
        (ORIGIN + "//evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example/", None),
        ("https://evil.example/kontakty/", None),
        ("http://127.0.0.1:8000@evil.example/", None),
        ("kontakty/", None),
        ("/a%00b", None),
        ("/a%0Ab", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_path_of_ours(address, path):
    assert references.own_path(address) == path


def test_a_reference_is_known_by_its_look():
    assert references.is_page("article:12")
    for wrong in ("article:", "12", "article:12 ", "Article:12", "article:0", "a:-1", "a:1:2"):
        assert not references.is_page(wrong)


def test_what_has_something_behind_it_is_no_publications_address():
    assert references.identify("/kontakty/") == "page:3"
    assert references.identify("/kontakty/#x") is None
    assert references.identify("/kontakty/?x=1") is None


@pytest.mark.parametrize("address", ["https://x.cz/a.png?b=1&c#d", "//x.cz/ž.png"])
def test_the_editor_does_not_load_a_picture_from_elsewhere_and_still_names_it(address):
    typed = f'<p><img src="{markup.escape(address)}" alt="x"></p>'
    shown = to_addresses(typed)
    assert address not in markup.unescape(shown) and FOREIGN_PICTURE in markup.unescape(shown)
    assert references.read(shown) == references.read(typed) == ("", [address])
