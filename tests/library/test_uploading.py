"""Many files at once: what becomes of each, with a script and without one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import reverse
from lxml import html

from nszm_portal.library import uploading
from nszm_portal.library.intake.uploads import check_size
from nszm_portal.library.models import Document, Picture
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory, pdf, photo, upload

pytestmark = pytest.mark.django_db
PICTURES = "/admin/library/picture/nahrat-vice/"
DOCUMENTS = "/admin/library/document/nahrat-vice/"
ADDRESSES = [PICTURES, DOCUMENTS]


def send(client, files, address=PICTURES, **data):
    """As the page without a script does."""
    return client.post(address, data | {"upload": files})


def send_one(client, file, address=PICTURES, **data):
    """As the script does."""
    sent = data | ({"upload": file} if file else {})
    return client.post(address, sent, headers={"accept": "application/json"})


def rows(response) -> list[str]:
    page = html.fromstring(response.content.decode())
    found = page.xpath("//ul[contains(@class, 'library-results__rows')]/li")
    return [" ".join(row.text_content().replace("\xa0", " ").split()) for row in found]


def seen(response) -> str:
    return " ".join(html.fromstring(response.text).text_content().replace("\xa0", " ").split())


# --- without a script --------------------------------------------------------------------------


def test_several_pictures_with_a_broken_one_among_them(editor, editor_client):
    files = [photo(300, 200, "a.jpg"), upload(b"x", "rozbita.jpg"), photo(310, 200, "b.jpg")]
    response = send(editor_client, files, credit="Jana Nováková")
    first, broken, second = rows(response)
    assert "a.jpg Nahráno" in first and "b.jpg Nahráno" in second
    assert "„rozbita.jpg“ není obrázek" in broken
    assert "Nahráno 2 z 3, 1 soubor nepřijat." in seen(response)
    stored = list(Picture.objects.order_by("pk"))
    assert [picture.credit for picture in stored] == ["Jana Nováková"] * 2
    assert all(picture.is_undescribed and picture.uploaded_by == editor for picture in stored)
    assert LogEntry.objects.count() == 2
    named = ",".join(str(picture.pk) for picture in stored)
    assert f'href="{reverse("admin:library_picture_describe")}?ids={named}"' in response.text


@pytest.mark.parametrize("is_public", [True, False])
def test_several_documents(editor_client, is_public):
    sent = {"is_public": "on"} if is_public else {}
    files = [upload(pdf(2), "Program.pdf"), upload(b"<html>", "a.pdf")]
    response = send(editor_client, files, DOCUMENTS, **sent)
    stored, refused = rows(response)
    assert "Nahráno: Program" in stored
    assert "„a.pdf“ není dokument" in refused
    assert Document.objects.get().is_public == is_public
    assert "Popsat nahrané" not in response.text


def test_nothing_is_asked_but_a_file(editor_client):
    for address in ADDRESSES:
        page = editor_client.get(address)
        form = html.fromstring(page.text).get_element_by_id("id_upload")
        assert form.get("multiple") is not None
        response = send(editor_client, [], address)
        assert response.status_code == 200
        assert "Vyberte aspoň jeden soubor." in seen(response)


def test_more_than_the_server_takes_at_once_is_said_in_a_sentence(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    client.get(PICTURES)
    token = client.cookies["csrftoken"].value
    files = [upload(b"x", f"{number}.jpg") for number in range(200)]
    response = send(client, files, csrfmiddlewaretoken=token)
    assert response.status_code == 200
    assert "Najednou jde poslat nejvýše 100 souborů" in seen(response)


def test_what_there_is_no_time_for_is_named(editor_client, monkeypatch):
    monkeypatch.setattr(uploading, "ENOUGH", -1)
    response = send(editor_client, [photo(300, 200, "a.jpg"), photo(310, 200, "b.jpg")])
    stored, late = rows(response)
    assert "Nahráno" in stored
    assert "Na soubor „b.jpg“ nezbyl čas, pošlete ho znovu." in late
    assert Picture.objects.count() == 1


def test_too_long_a_credit_stores_nothing_and_stays(editor_client):
    response = send(editor_client, [photo()], credit="ž" * 201)
    assert "200" in seen(response)
    assert "ž" * 201 in response.text
    assert not Picture.objects.exists()


# --- with a script -----------------------------------------------------------------------------


def test_one_file_is_answered_by_its_row(editor_client):
    (result,) = send_one(editor_client, photo(name="Léto.jpg")).json()["results"]
    picture = Picture.objects.get()
    assert result["state"] == "stored"
    assert result["describe"] == picture.pk
    assert picture.thumbnail_url in result["row"]
    assert reverse("admin:library_picture_change", args=[picture.pk]) in result["row"]


def test_a_refused_file_is_answered_by_its_sentence(editor_client):
    hostile = '<img src=x onerror="alert(1)">.jpg'
    (result,) = send_one(editor_client, upload(b"x", hostile)).json()["results"]
    assert result["state"] == "refused"
    assert "<img src=x" not in result["row"]
    assert "není obrázek" in result["row"]


def test_a_storage_that_is_away_is_no_fault_of_the_file(editor_client, monkeypatch):
    def save(*args, **kwargs):
        raise OSError("no space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", save)
    (result,) = send_one(editor_client, photo()).json()["results"]
    assert (result["state"], result["retry"]) == ("refused", True)
    assert not Picture.objects.exists()


@pytest.mark.parametrize("data", [{}, {"upload": "text místo souboru"}, {"jine": "\0"}])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_request_without_a_file_is_answered_by_a_sentence(editor_client, address, data):
    response = send_one(editor_client, None, address, **data)
    assert response.status_code == 400
    assert response.json() == {"sentence": "Vyberte aspoň jeden soubor."}


def test_who_is_signed_out_is_told_so(client):
    response = send_one(client, photo())
    assert response.status_code == 403
    assert response.json()["signed_out"] is True


@pytest.mark.parametrize("limit", [50_000_000, 60_000_000])
def test_the_browser_refuses_a_large_file_by_the_servers_sentence(limit):
    sentence = uploading.too_large(limit)
    filled = sentence.replace("{name}", "a.tif").replace("{size}", "75,3\N{NO-BREAK SPACE}MB")
    large = upload(b"", "a.tif")
    large.size = 75_300_000
    with pytest.raises(ValidationError) as refused:
        check_size(large, "a.tif", limit)
    assert refused.value.messages == [filled]


# --- the same file again -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "model", "make", "sentence"),
    [
        (PICTURES, Picture, lambda: photo(name="znovu.jpg"), "Tento obrázek už v knihovně je"),
        (DOCUMENTS, Document, lambda: upload(pdf(), "z.pdf"), "Tento dokument už v knihovně je"),
    ],
)
def test_the_same_file_is_offered_and_stored_only_when_wanted(
    editor_client, address, model, make, sentence
):
    first = model.objects.take(make())
    (result,) = send_one(editor_client, make(), address).json()["results"]
    assert result["state"] == "known"
    assert sentence in result["row"]
    assert f"/{first.pk}/change/" in result["row"]
    assert model.objects.count() == 1
    (result,) = send_one(editor_client, make(), address, again="on").json()["results"]
    assert result["state"] == "stored"
    assert model.objects.count() == 2


def test_who_may_not_see_the_library_gets_no_hint(permitted):
    for factory, address, make in [
        (PictureFactory, PICTURES, photo),
        (DocumentFactory, DOCUMENTS, lambda: upload(pdf(), "z.pdf")),
    ]:
        name = factory._meta.model._meta.model_name
        client = signed_in(permitted(f"add_{name}"))
        factory(upload=make())
        (result,) = send_one(client, make(), address).json()["results"]
        assert result["state"] == "stored"
        assert "href" not in result["row"] and "src" not in result["row"]
        single = client.post(
            reverse(f"admin:library_{name}_add"), {"upload": make(), "description": "Sad"}
        )
        assert "už v knihovně je" not in single.text


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_uploading_needs_the_permission(address, outsider, staff_without_permission, permitted):
    wrong = permitted("view_picture", "change_picture", "view_document", "change_document")
    for user in (staff_without_permission, wrong):
        client = signed_in(user)
        assert client.get(address).status_code == 403
        assert send(client, [photo()], address).status_code == 403
        assert send_one(client, photo(), address).json() == {"sentence": uploading.FORBIDDEN}
    for client in (Client(), signed_in(outsider)):
        assert "/admin/login/" in send(client, [photo()], address)["Location"]
        assert send_one(client, photo(), address).status_code == 403
    assert not Picture.objects.exists() and not Document.objects.exists()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_uploading_needs_djangos_token(editor, accept):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post(PICTURES, {"upload": photo()}, headers={"accept": accept})
    assert response.status_code == 403
    assert not Picture.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(editor_client, address, method):
    assert getattr(editor_client, method)(address).status_code == 405


def test_broken_bodies_are_no_error_of_ours(editor_client):
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "application/json"):
        for body in (b"", b"\xff\0", b"--x\r\nContent-Disposition: form-data; name=upload"):
            for accept in ("text/html", "application/json", "\0;q=x"):
                response = editor_client.post(
                    PICTURES, body, content_type=kind, headers={"accept": accept}
                )
                assert response.status_code < 500
