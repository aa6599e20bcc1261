"""The library as editors see it in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from nszm_portal.library import uses
from nszm_portal.library.models import Document, Picture
from nszm_portal.navigation.models import SideBox
from tests.conftest import signed_in
from tests.factories.library import (
    DocumentFactory,
    PictureFactory,
    encoded,
    pdf,
    photo,
    quadrants,
    upload,
)

pytestmark = pytest.mark.django_db

ARTICLE = uses.Use("aktualita: Nový sad", "/admin/news/article/1/change/")
MODELS = ["picture", "document"]
FACTORIES = {"picture": PictureFactory, "document": DocumentFactory}


def address(model, page, *args):
    return reverse(f"admin:library_{model}_{page}", args=args)


def text(response) -> str:
    page = html.fromstring(response.content.decode())
    return " ".join(page.text_content().replace("\xa0", " ").split())


def form(**fields):
    focus = {"focus_x": "50", "focus_y": "50"}
    return {"description": "", "caption": "", "credit": "", "taken_on": ""} | focus | fields


# --- lists -------------------------------------------------------------------------------------


def test_the_list_of_pictures_tells_at_a_glance(editor, editor_client, used):
    described = PictureFactory(description="Sad u školy", width=1200, height=800, by=editor)
    PictureFactory(description="")
    PictureFactory(decorative=True)
    used[described] = [ARTICLE, uses.Use("stránka: O webu", "/admin/pages/page/1/change/")]
    response = editor_client.get(address("picture", "changelist"))
    seen = text(response)
    for words in (
        "Sad u školy",
        "Alena Čermáková",
        "1200 × 800",
        "2×",
        "chybí popis",
        "jen ozdobný",
        "nikde",
    ):
        assert words in seen
    images = html.fromstring(response.content.decode()).find_class("library-thumbnail")
    assert described.thumbnail_url in {image.get("src") for image in images}


def test_the_list_of_documents_tells_at_a_glance(editor_client, used):
    DocumentFactory(title="Program", upload=upload(pdf(3), "p.pdf"))
    DocumentFactory(title="Rozpočet", is_public=False)
    seen = text(editor_client.get(address("document", "changelist")))
    for words in ("Program", "PDF, 1 kB, 3 strany", "veřejný", "Rozpočet", "jen redakce"):
        assert words in seen


@pytest.mark.parametrize(("value", "count"), [("chybi", 1), ("je", 2), ("ozdobne", 3), ("x", 6)])
def test_pictures_are_filtered_by_their_description(editor_client, value, count):
    PictureFactory(description="")
    PictureFactory.create_batch(2)
    PictureFactory.create_batch(3, decorative=True)
    response = editor_client.get(address("picture", "changelist"), {"popis": value})
    assert response.context["cl"].result_count == count


@pytest.mark.parametrize("model", MODELS)
def test_a_longer_list_asks_no_more(editor_client, model, used, django_assert_max_num_queries):
    asked = []
    uses.register(lambda files: asked.append(len(files)) or [])
    FACTORIES[model].create_batch(12)
    with django_assert_max_num_queries(14):
        editor_client.get(address(model, "changelist"))
    assert asked == [12]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("query", ["sad", "'", "\0", "%", "ž" * 500])
def test_searching_is_never_an_error(editor_client, model, query):
    FACTORIES[model]()
    assert editor_client.get(address(model, "changelist"), {"q": query}).status_code in {200, 302}


def test_files_are_filtered_by_their_use(editor_client):
    box = SideBox.objects.create(title="Box", picture=PictureFactory())
    idle = PictureFactory()
    for value, found in [("nekde", {box.picture}), ("nikde", {idle}), ("x", {box.picture, idle})]:
        response = editor_client.get(address("picture", "changelist"), {"pouziti": value})
        assert set(response.context["cl"].result_list) == found


@pytest.mark.parametrize("model", MODELS)
def test_what_is_used_is_asked_by_the_database_itself(editor_client, model):
    FACTORIES[model].create_batch(2)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(address(model, "changelist"), {"pouziti": "nikde"})
    FACTORIES[model].create_batch(10)
    with CaptureQueriesContext(connection) as many:
        editor_client.get(address(model, "changelist"), {"pouziti": "nikde"})
    assert len(many) == len(few)


@pytest.mark.parametrize("model", MODELS)
def test_files_are_filtered_by_who_uploaded_them(editor, chief_editor, editor_client, model):
    mine = FACTORIES[model](by=editor)
    FACTORIES[model](by=chief_editor)
    query = {"uploaded_by__id__exact": editor.pk}
    response = editor_client.get(address(model, "changelist"), query)
    assert list(response.context["cl"].result_list) == [mine]
    assert "Radim Žák" in text(response)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "query",
    [
        "pouziti=%00",
        "uploaded_by__id__exact=x",
        "uploaded_by__id__exact=99999999999999999999999",
        "created_at__year=99999999999",
        "created_at__year=0",
        "created_at__day=99&created_at__month=99&created_at__year=2020",
    ],
)
def test_no_filter_is_an_error(editor_client, model, query):
    FACTORIES[model]()
    url = f"{address(model, 'changelist')}?{query}"
    assert editor_client.get(url, follow=True).status_code == 200


# --- adding ------------------------------------------------------------------------------------


def test_an_editor_adds_a_picture(editor, editor_client):
    response = editor_client.post(
        address("picture", "add"),
        form(upload=photo(1000, 600), description="Sad", credit="Jana Nováková"),
    )
    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.description, picture.credit, picture.width) == ("Sad", "Jana Nováková", 1000)
    assert picture.uploaded_by == editor


def test_an_editor_adds_an_ornament(editor_client):
    editor_client.post(address("picture", "add"), form(upload=photo(), decorative="on"))
    assert Picture.objects.get().decorative


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Obrázek popište, nebo zaškrtněte, že je jen ozdobný."),
        ({"description": "Sad", "decorative": "on"}, "buď popsaný, nebo jen ozdobný"),
        ({"description": "a" * 301}, "300"),
    ],
)
def test_a_picture_is_described_or_decorative(editor_client, fields, sentence):
    response = editor_client.post(
        address("picture", "add"), form(upload=photo(), caption="Můj popisek", **fields)
    )
    assert sentence in text(response)
    assert "Můj popisek" in response.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html>", "fotka.jpg"),
        (b"", "prazdna.jpg"),
        (encoded(quadrants())[:700], "useknuta.jpg"),
    ],
)
def test_a_refused_picture_gets_a_sentence_and_the_form_is_kept(editor_client, content, name):
    response = editor_client.post(
        address("picture", "add"), form(upload=upload(content, name), description="Sad u školy")
    )
    assert response.status_code == 200
    (errors,) = response.context["adminform"].form.errors["upload"].data
    assert name in errors.message
    assert "Sad u školy" in response.content.decode()
    assert not Picture.objects.exists()


def test_a_form_without_a_file_asks_for_it(editor_client):
    response = editor_client.post(address("picture", "add"), form(description="Sad"))
    assert set(response.context["adminform"].form.errors) == {"upload"}


@pytest.mark.parametrize("description", ["IMG_0001.JPG", "img 0001", "fotka"])
def test_what_describes_nothing_is_refused(editor_client, description):
    sent = form(upload=photo(), description=description, caption="Můj popisek")
    response = editor_client.post(address("picture", "add"), sent)
    assert "Napište, co člověk na obrázku uvidí" in text(response)
    assert "Můj popisek" in response.text
    assert not Picture.objects.exists()


@pytest.mark.parametrize("model", MODELS)
def test_the_same_file_is_offered_and_stored_only_when_wanted(editor_client, model):
    make = {"picture": photo, "document": lambda: upload(pdf(), "program.pdf")}[model]
    first = FACTORIES[model](upload=make())
    sent = form(upload=make(), title="Podruhé")
    if model == "picture":
        sent["description"] = "Podruhé"
    page = editor_client.post(address(model, "add"), sent)
    assert "už v knihovně je" in text(page)
    assert address(model, "change", first.pk) in page.text
    (box,) = html.fromstring(page.text).xpath("//input[@name='again']")
    assert box.get("type") == "checkbox"
    assert type(first).objects.count() == 1
    editor_client.post(address(model, "add"), sent | {"upload": make(), "again": "on"})
    assert type(first).objects.count() == 2


def test_nobody_is_asked_whether_to_store_again_what_is_new(editor_client):
    (box,) = html.fromstring(editor_client.get(address("picture", "add")).text).xpath(
        "//input[@name='again']"
    )
    assert box.get("type") == "hidden"


@pytest.mark.parametrize(("title", "stored"), [("", "Výroční zpráva"), ("Zpráva", "Zpráva")])
def test_an_editor_adds_a_document(editor, editor_client, title, stored):
    editor_client.post(
        address("document", "add"),
        {"upload": upload(pdf(2), "Výroční zpráva.pdf"), "title": title, "is_public": "on"},
    )
    document = Document.objects.get()
    assert (document.title, document.pages) == (stored, 2)
    assert document.is_public
    assert document.uploaded_by == editor


def test_a_refused_document_gets_a_sentence(editor_client):
    data = {"upload": upload(b"<html>", "a.pdf"), "title": "Můj název"}
    response = editor_client.post(address("document", "add"), data)
    assert "„a.pdf“ není dokument" in text(response)
    assert "Můj název" in response.content.decode()
    assert not Document.objects.exists()


# --- changing ----------------------------------------------------------------------------------


def test_a_waiting_picture_is_described(editor_client):
    picture = PictureFactory(description="")
    page = editor_client.get(address("picture", "change", picture.pk))
    assert html.fromstring(page.content.decode()).find_class("focus__picture")
    editor_client.post(address("picture", "change", picture.pk), form(description="Sad"))
    picture.refresh_from_db()
    assert picture.alt == "Sad"
    assert not picture.is_undescribed


def test_the_file_of_a_picture_is_not_changed(editor_client):
    picture = PictureFactory()
    name = picture.file.name
    editor_client.post(
        address("picture", "change", picture.pk), form(description="Sad", upload=photo(999, 99))
    )
    picture.refresh_from_db()
    assert (picture.file.name, picture.width) == (name, 320)


def test_a_document_is_renamed_under_the_same_address(editor_client):
    document = DocumentFactory(title="Program")
    url = document.get_absolute_url()
    editor_client.post(address("document", "change", document.pk), {"title": "Zápis"})
    document.refresh_from_db()
    assert document.title == "Zápis"
    assert not document.is_public
    assert document.get_absolute_url() == url


@pytest.mark.parametrize("model", MODELS)
def test_a_form_shows_what_uses_the_file(editor_client, model, used):
    file = FACTORIES[model]()
    assert "Zatím nikde." in text(editor_client.get(address(model, "change", file.pk)))
    used[file] = [ARTICLE]
    page = editor_client.get(address(model, "change", file.pk)).content.decode()
    assert f'<a href="{ARTICLE.url}">{ARTICLE.label}</a>' in page


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_a_stranger_is_sent_to_log_in(client, outsider_client, model, page):
    for stranger in (client, outsider_client):
        response = stranger.get(address(model, page))
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"]


@pytest.mark.parametrize("model", MODELS)
def test_staff_without_permission_see_nothing(staff_without_permission, model):
    client = signed_in(staff_without_permission)
    file = FACTORIES[model]()
    for url in (
        address(model, "changelist"),
        address(model, "add"),
        address(model, "change", file.pk),
        address(model, "delete", file.pk),
    ):
        assert client.get(url).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_an_author_adds_and_changes_but_does_not_delete(editor_client, chief_editor_client, model):
    file = FACTORIES[model]()
    assert editor_client.get(address(model, "add")).status_code == 200
    assert editor_client.get(address(model, "change", file.pk)).status_code == 200
    assert editor_client.get(address(model, "delete", file.pk)).status_code == 403
    assert chief_editor_client.get(address(model, "delete", file.pk)).status_code == 200
