import pytest
from django.db.models import ProtectedError
from lxml import html

from nszm_portal.library.models import Picture
from tests.factories.library import PictureFactory
from tests.factories.publishing import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = ArticleFactory(slug="trh")
    described = PictureFactory(description="Stánky na náměstí", caption="Sobota", credit="Jan Nový")
    article.photographs.create(picture=described, caption="Trh v květnu", position=2)
    article.photographs.create(picture=PictureFactory(decorative=True), position=3)
    article.photographs.create(
        picture=PictureFactory(description="Starosta u mikrofonu"),
        video_url="https://www.videa.example/proslov?v=1",
        position=1,
    )
    article.publish()
    return article


def figures(client, address):
    page = html.fromstring(client.get(address).text)
    (gallery,) = page.xpath("//section[contains(@class, 'gallery')]")
    assert len(gallery.xpath(".//ul/li/figure")) == len(gallery.xpath(".//figure"))
    return gallery.xpath(".//figure")


def test_it_is_a_list_of_figures_that_open_large_without_script(client, article):
    video, described, ornament = figures(client, article.get_absolute_url())
    picture = article.photographs.get(position=2).picture
    assert described.find("a").get("href") == picture.url
    assert described.find(".//img").get("alt") == "Stánky na náměstí"
    assert described.findtext("figcaption").strip() == "Trh v\N{NO-BREAK SPACE}květnu"
    assert "Autor: Jan Nový" in described.find("figcaption").text_content()
    # A link is never without a name, not even around an ornament.
    assert ornament.find(".//img").get("alt") == "Zvětšit fotografii"
    assert ornament.find("figcaption") is None
    assert video.find("a").get("href") == "https://www.videa.example/proslov?v=1"


def test_a_video_is_a_still_with_a_link_and_nothing_from_elsewhere(client, article):
    video = figures(client, article.get_absolute_url())[0]
    assert video.find(".//img").get("alt") == "Přehrát video: Starosta u mikrofonu"
    assert video.find(".//img").get("src").startswith("/media/")
    assert "Video na videa.example" in video.find("figcaption").text_content()
    assert not video.xpath(".//iframe | .//video | .//script")


def test_on_paper_all_are_loaded_and_a_videos_address_is_in_words(client, article):
    shown = figures(client, f"{article.get_absolute_url()}tisk/")
    assert len(shown) == 3
    assert all(figure.find(".//img").get("loading") is None for figure in shown)
    assert "https://www.videa.example/proslov?v=1" in shown[0].find("figcaption").text_content()


def test_an_article_without_pictures_has_no_gallery(client):
    assert "gallery" not in client.get(ArticleFactory().get_absolute_url()).text


def test_its_pictures_are_used_and_its_captions_found(client, article):
    picture = Picture.objects.get(description="Stánky na náměstí")
    with pytest.raises(ProtectedError):
        picture.delete()
    assert article.title in client.get("/hledat/?q=květen").text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://videa.example/a", "nesmysl x"])
def test_an_address_that_is_not_one_of_a_page_is_refused(chief_editor_client, address):
    picture = PictureFactory()
    sent = {
        "title": "Trh",
        "body": "<p>Text.</p>",
        "photographs-TOTAL_FORMS": "1",
        "photographs-INITIAL_FORMS": "0",
        "photographs-0-picture": picture.pk,
        "photographs-0-video_url": address,
        "photographs-0-position": "1",
        "publishing-attachment-content_type-object_id-TOTAL_FORMS": "0",
        "publishing-attachment-content_type-object_id-INITIAL_FORMS": "0",
        "_publish": "1",
    }
    answer = chief_editor_client.post("/admin/news/article/add/", sent)
    assert answer.status_code == 200
    assert address in answer.text.replace("&#x27;", "'")
    assert "platnou adresu URL" in answer.text
