import pytest

from nszm_portal.library.references import document_from_url, picture_from_url
from tests.factories.library import DocumentFactory, PictureFactory, encoded, quadrants, upload

pytestmark = pytest.mark.django_db


def test_an_original_and_its_renditions_lead_to_the_picture():
    PictureFactory()
    picture = PictureFactory(width=1000)
    addresses = {picture.url, picture.editor_url, picture.thumbnail_url}
    addresses |= {rendition.url for _, rendition in picture.renditions("WEBP")}
    assert len(addresses) == 6
    assert {picture_from_url(address) for address in addresses} == {picture.pk}


def test_a_transparent_picture_is_found_as_well():
    image = encoded(quadrants(640, 480, "RGBA").resize((640, 480)), "PNG")
    picture = PictureFactory(upload=upload(image, "znak.png"))
    assert picture_from_url(picture.thumbnail_url) == picture.pk


def test_a_document_is_found_whatever_its_name():
    document = DocumentFactory()
    assert document_from_url(document.get_absolute_url()) == document.pk
    assert document_from_url(f"/soubory/{document.pk}/jiny%20n%C3%A1zev.pdf#page=2") == document.pk


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/media/",
        "/media/pictures/00/0.jpg",
        "/media/pictures/aa/" + "a" * 32 + ".jpg",
        "/media/pictures/aa/" + "a" * 32 + "/640w.webp",
        "/media/../media/pictures/x",
        "/media/pictures/a/b/c/d/e/f.jpg",
        "/media/pictures/%00",
        "/soubory/",
        "/soubory/999999/a.pdf",
        "/soubory/99999999999999999999999999/a.pdf",
        "/soubory/" + "9" * 5000 + "/a.pdf",
        "/soubory/x/a.pdf",
        "/admin/",
        "https://[neni-host",
        "javascript:alert(1)",
    ],
)
def test_any_other_address_leads_nowhere(path):
    assert picture_from_url(path) is None
    assert document_from_url(path) is None


def test_each_kind_of_address_leads_to_its_own_kind():
    picture, document = PictureFactory(), DocumentFactory()
    assert document_from_url(picture.url) is None
    assert picture_from_url(document.get_absolute_url()) is None
