"""What CKEditor asks: who may upload and browse, and what comes back."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from lxml import html

from nszm_portal.library.models import Picture
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory, photo, upload

pytestmark = pytest.mark.django_db

UPLOAD = "admin:library_picture_upload"
BROWSERS = ["picture", "document"]


def send(client, file=None, **headers):
    data = {"upload": file} if file else {}
    return client.post(reverse(UPLOAD), data | {"ckCsrfToken": "x" * 40}, headers=headers)


def browse(client, what, **query):
    address = reverse(f"admin:library_{what}_browse")
    return client.get(address, {"CKEditor": "id_body", "CKEditorFuncNum": "3"} | query)


def choices(response):
    return html.fromstring(response.content.decode()).find_class("library-choice")


# --- upload ------------------------------------------------------------------------------------


def test_a_dropped_picture_is_taken_without_a_description(editor, editor_client):
    answer = send(editor_client, photo(1200, 800, "Léto.jpg"))
    picture = Picture.objects.get()
    assert answer.json() == {
        "uploaded": 1,
        "fileName": "Léto.jpg",
        "url": picture.editor_url,
        "id": picture.pk,
    }
    assert picture.is_undescribed
    assert picture.uploaded_by == editor
    assert LogEntry.objects.get().object_id == str(picture.pk)
    assert editor_client.get(answer.json()["url"]).status_code == 200


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<!doctype html><script>", "fotka.jpg", "není obrázek"),
        (b"<svg><script>alert(1)</script></svg>", "znak.svg", "SVG"),
        (photo().read()[:500], "cast.jpg", "poškozený"),
        (b"", "nic.jpg", "prázdný"),
    ],
)
def test_a_refusal_is_a_sentence_that_ckeditor_shows(
    editor_client, stored_files, content, name, sentence
):
    before = stored_files()
    response = send(editor_client, upload(content, name))
    answer = response.json()
    assert response.status_code == 200
    assert answer["uploaded"] == 0
    assert sentence in answer["error"]["message"]
    assert name in answer["error"]["message"]
    assert stored_files() == before
    assert not Picture.objects.exists()


@pytest.mark.parametrize("data", [{}, {"upload": "neni soubor"}, {"jine": "x"}])
def test_a_request_without_a_file_is_refused_with_a_sentence(editor_client, data):
    assert editor_client.post(reverse(UPLOAD), data).json()["uploaded"] == 0


def test_upload_needs_the_permission(outsider, staff_without_permission, permitted):
    people = [outsider, staff_without_permission, permitted("view_picture", "change_picture")]
    for client in [Client(), *map(signed_in, people)]:
        response = send(client, photo())
        assert response.status_code == 403
        assert response.json()["uploaded"] == 0
        assert response.json()["error"]["message"]
    assert not Picture.objects.exists()
    assert send(signed_in(permitted("add_picture")), photo()).json()["uploaded"] == 1


def test_upload_needs_djangos_own_token(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert send(client, photo()).status_code == 403
    assert not Picture.objects.exists()
    client.get(reverse("admin:library_picture_add"))
    token = client.cookies["csrftoken"].value
    assert send(client, photo(), **{"x-csrftoken": token}).json()["uploaded"] == 1


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_upload_takes_only_posts(editor_client, method):
    assert getattr(editor_client, method)(reverse(UPLOAD)).status_code == 405


def test_the_same_picture_is_used_again(editor_client, permitted):
    picture = PictureFactory(upload=photo(1200, 800))
    answer = send(editor_client, photo(1200, 800, "jinak.jpg")).json()
    assert (answer["uploaded"], answer["id"], answer["url"]) == (1, picture.pk, picture.editor_url)
    assert Picture.objects.get() == picture
    assert not LogEntry.objects.exists()
    hidden = send(signed_in(permitted("add_picture")), photo(1200, 800)).json()
    assert hidden["id"] != picture.pk


# --- browsing ----------------------------------------------------------------------------------


def test_pictures_to_choose_from(editor_client):
    described = PictureFactory(description='Sad "U školy"', width=1200)
    missing = PictureFactory(description="")
    first, second = choices(browse(editor_client, "picture"))
    assert first.get("data-url") == missing.editor_url
    assert "chybí popis" in first.text_content()
    assert second.get("data-url") == described.editor_url
    assert "chybí popis" not in second.text_content()


def test_documents_to_choose_from(editor_client):
    document = DocumentFactory(title="Program", is_public=False)
    (choice,) = choices(browse(editor_client, "document"))
    assert choice.get("data-url") == document.get_absolute_url()
    assert "jen pro redakci" in choice.text_content()


@pytest.mark.parametrize("what", BROWSERS)
def test_the_window_is_short_and_its_pages_lead_on(editor_client, what):
    factory = {"picture": PictureFactory, "document": DocumentFactory}[what]
    factory.create_batch(25)
    first, second = browse(editor_client, what), browse(editor_client, what, strana="2")
    assert len(choices(first)) == 24
    assert len(choices(second)) == 1
    (link,) = html.fromstring(first.content.decode()).xpath("//a[@rel='next']")
    assert "CKEditorFuncNum=3" in link.get("href")
    assert "25 " in first.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "9" * 5000, "\0"])
def test_no_page_number_is_an_error(editor_client, page):
    assert browse(editor_client, "picture", strana=page).status_code == 200


def test_pictures_are_found_by_what_is_known_of_them(editor_client):
    PictureFactory(description="Hřiště")
    PictureFactory(description="Sad", credit="Jana Nováková")
    assert len(choices(browse(editor_client, "picture", q="sad"))) == 1
    assert len(choices(browse(editor_client, "picture", q="Nováková"))) == 1
    assert len(choices(browse(editor_client, "picture", q="IMG_0001"))) == 2
    nothing = browse(editor_client, "picture", q="<b>lyže</b>")
    assert "&lt;b&gt;lyže&lt;/b&gt;“ nic nenašlo" in nothing.content.decode()


@pytest.mark.parametrize("query", ["\0", "'", '"', "%", "a" * 5000, "\\", "\ud83d\ude00"])
@pytest.mark.parametrize("what", BROWSERS)
def test_no_query_is_an_error(editor_client, what, query):
    query = query.encode("utf-16", "surrogatepass").decode("utf-16")
    assert browse(editor_client, what, q=query).status_code == 200


@pytest.mark.parametrize("what", BROWSERS)
@pytest.mark.parametrize(
    "callback", ["", "x", "1);alert(1)//", '1"><script>', "-1", "1.5", "٣", "1" * 20, "1\n"]
)
def test_the_callback_is_a_number_or_nothing_is_shown(editor_client, what, callback):
    response = browse(editor_client, what, CKEditorFuncNum=callback)
    assert response.status_code == 400
    assert response.content.decode() == "Toto okno otevírá editor textu."


@pytest.mark.parametrize("what", BROWSERS)
def test_browsing_needs_the_permission(what, outsider, staff_without_permission, permitted):
    other = {"picture": "document", "document": "picture"}[what]
    for client in (Client(), signed_in(outsider)):
        response = browse(client, what)
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"]
    for user in (staff_without_permission, permitted(f"view_{other}", f"add_{what}")):
        assert browse(signed_in(user), what).status_code == 403
    assert browse(signed_in(permitted(f"view_{what}")), what).status_code == 200


@pytest.mark.parametrize("what", BROWSERS)
def test_the_window_has_no_script_of_its_own(editor_client, what):
    page = html.fromstring(browse(editor_client, what).content.decode())
    assert all(script.get("src") for script in page.iter("script"))
    assert not page.xpath("//@onclick | //@style")


def test_the_answer_to_an_upload_is_never_a_page(editor_client):
    response = send(editor_client, upload(b"x", '<img src=x onerror="alert(1)">.jpg'))
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content)["uploaded"] == 0
