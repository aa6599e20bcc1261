"""Files over HTTP: the right bytes to the right people, and never an error, whatever the path."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils.http import http_date

from tests.conftest import signed_in
from tests.factories.library import (
    DocumentFactory,
    PictureFactory,
    encoded,
    pdf,
    quadrants,
    upload,
)

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def open_document(shown):
    document = DocumentFactory(title="Program setkání")
    shown.append(document)
    return document


# --- pictures ----------------------------------------------------------------------------------


def test_a_picture_and_its_renditions_are_given_to_anyone(client):
    picture = PictureFactory(width=1000)
    picture.focus_x = 20
    picture.save()
    kinds = {picture.url: "image/jpeg"}
    for rendition in picture.file.get_picture_files_list():
        kinds[rendition.url] = f"image/{rendition.file_type.lower()}"
    assert {"image/avif", "image/webp"} < set(kinds.values())
    assert any("/3_2-20-50/" in url for url in kinds)
    for url, kind in kinds.items():
        response = client.get(url)
        assert response.status_code == 200
        assert response["Content-Type"] == kind
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        with default_storage.open(url.removeprefix("/media/")) as file:
            assert body(response) == file.read()


def test_a_transparent_picture_is_given_as_png(client):
    picture = PictureFactory(
        upload=upload(encoded(quadrants(mode="RGBA").rotate(45), "PNG"), "znak.png")
    )
    assert client.get(picture.url)["Content-Type"] == "image/png"


def test_a_picture_already_known_is_not_sent_again(client):
    url = PictureFactory().url
    etag = client.get(url)["ETag"]
    response = client.get(url, headers={"if-none-match": etag})
    assert response.status_code == 304
    assert response["ETag"] == etag
    assert client.get(url, headers={"if-none-match": '"jiny"'}).status_code == 200


def test_no_session_is_asked_for_a_picture(editor_client):
    assert "Cookie" not in editor_client.get(PictureFactory().url).get("Vary", "")


def test_documents_and_anything_else_stored_are_not_under_media(client, open_document):
    assert client.get(f"/media/{open_document.file.name}").status_code == 404
    default_storage.save("tajne.txt", upload(b"x", "tajne.txt"))
    assert client.get("/media/tajne.txt").status_code == 404


def test_a_picture_whose_file_is_lost_is_a_404(client):
    picture = PictureFactory()
    default_storage.delete(picture.file.name)
    assert client.get(picture.url).status_code == 404
    known = client.get(picture.url, headers={"if-none-match": "*"})
    assert known.status_code == 404


HOSTILE = [
    "",
    "/",
    "..",
    "../manage.py",
    "..%2f..%2fmanage.py",
    "%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252fetc%252fpasswd",
    "..\\..\\manage.py",
    "/etc/passwd",
    "//etc/passwd",
    "pictures",
    "pictures/",
    "pictures/../documents/",
    "pictures/%00",
    "pictures/aa/" + "a" * 32 + ".jpg%00.html",
    "pictures/aa/" + "a" * 32 + ".jpg%0d%0aX-Evil: 1",
    "pictures/aa/" + "a" * 32 + ".svg",
    "pictures/aa/" + "a" * 32 + "/../../../manage.py",
    "pictures/aa/" + "a" * 32 + "/99999w.webp",
    "pictures/aa/" + "A" * 32 + ".jpg",
    "%",
    "%zz",
    "%ff%fe",
    "%f0%9f%92%a3",
    "ž" * 50,
    "a" * 5000,
    "a/" * 2000,
    "CON",
    ".env",
    "?x=%00",
]


@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("prefix", ["/media/", "/soubory/", "/soubory/7/"])
def test_no_path_is_an_error(client, prefix, path):
    assert client.get(prefix + path).status_code in {404, 301}


@pytest.mark.parametrize("pk", ["0", "-1", "9" * 30, "9" * 5000, "1e9", "1%00", "x", "٣"])
def test_no_number_is_an_error(client, pk):
    assert client.get(f"/soubory/{pk}/a.pdf").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_files_are_only_read(client, open_document, method):
    for url in (PictureFactory().url, open_document.get_absolute_url()):
        assert getattr(client, method)(url).status_code == 405


def test_head_tells_the_same_without_the_bytes(client, open_document):
    for url in (PictureFactory().url, open_document.get_absolute_url()):
        told, given = client.head(url), client.get(url)
        assert told.status_code == 200
        assert told["Content-Length"] == given["Content-Length"]
        assert body(told) == b""


# --- documents ---------------------------------------------------------------------------------


def test_a_document_is_given_with_its_right_name_and_type(client, open_document):
    response = client.get(open_document.get_absolute_url())
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == (
        "inline; filename=\"program-setkani.pdf\"; filename*=UTF-8''Program%20setk%C3%A1n%C3%AD.pdf"
    )
    assert int(response["Content-Length"]) == open_document.size
    assert body(response) == pdf()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [(b"{\\rtf1 a}", "a.rtf", "application/rtf"), (b"obec;kraj\n", "a.csv", "text/csv")],
)
def test_what_is_not_a_pdf_is_saved_not_opened(client, shown, content, name, kind):
    document = DocumentFactory(upload=upload(content, name))
    shown.append(document)
    response = client.get(document.get_absolute_url())
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_pdf_may_not_act_as_a_page_of_ours(client, open_document):
    policy = client.get(open_document.get_absolute_url())["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" not in policy  # Safari would show nothing


@pytest.mark.parametrize(
    ("title", "saved_as"),
    [
        ('Zápis "č. 5" / příloha', "Zápis č. 5 příloha.pdf"),
        ("../../.bashrc", "bashrc.pdf"),
        ("a\r\nSet-Cookie: x=1", "a Set-Cookie x=1.pdf"),
        ("program\u202efdp.exe", "program fdp.exe.pdf"),
        ("???", "program-setkani.pdf"),
        ("Ž" * 200, "Ž" * 100 + ".pdf"),
    ],
)
def test_the_name_to_save_under_is_harmless(client, shown, title, saved_as):
    document = DocumentFactory(title=title)
    shown.append(document)
    header = client.get(document.get_absolute_url())["Content-Disposition"]
    assert unquote(header.split("filename*=UTF-8''")[1]) == saved_as
    assert header.isascii()
    assert 'filename="program-setkani.pdf"' in header


def test_an_open_document_may_be_kept_for_a_while(client, open_document):
    assert client.get(open_document.get_absolute_url())["Cache-Control"] == "public, max-age=60"


def test_what_only_editors_see_is_kept_nowhere(editor_client):
    response = editor_client.get(DocumentFactory().get_absolute_url())
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_document_already_known_is_not_sent_again(client, open_document):
    url = open_document.get_absolute_url()
    first = client.get(url)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        assert client.get(url, headers=headers).status_code == 304
    earlier = http_date((open_document.created_at - timedelta(days=1)).timestamp())
    assert client.get(url, headers={"if-modified-since": earlier}).status_code == 200


def test_knowing_a_document_is_no_right_to_it(client, shown):
    document = DocumentFactory()
    shown.append(document)
    etag = client.get(document.get_absolute_url())["ETag"]
    shown.clear()
    for known in (etag, "*"):
        response = client.get(document.get_absolute_url(), headers={"if-none-match": known})
        assert response.status_code == 404


def test_a_wrong_name_leads_to_the_right_one(client, open_document):
    for name in ("jiny.pdf", "PROGRAM-SETKANI.PDF", "%C5%BE.html"):
        response = client.get(f"/soubory/{open_document.pk}/{name}")
        assert response.status_code == 301
        assert response["Location"] == open_document.get_absolute_url()
    zeros = client.get(f"/soubory/00{open_document.pk}/{open_document.name}")
    assert zeros["Location"] == open_document.get_absolute_url()


def test_a_wrong_name_of_a_closed_document_tells_nothing(client, shown):
    response = client.get(f"/soubory/{DocumentFactory().pk}/jiny.pdf")
    assert response.status_code == 404


def test_a_document_whose_file_is_lost_is_a_404(client, open_document):
    default_storage.delete(open_document.file.name)
    assert client.get(open_document.get_absolute_url()).status_code == 404


def seen(response, path):
    """All that a client can see, without the path that it sent and the number of the request."""
    left_out = {"Content-Length", "X-Request-ID"}
    headers = {name: value for name, value in response.items() if name not in left_out}
    return response.status_code, headers, response.content.replace(path.encode(), b"")


@pytest.mark.parametrize("is_public", [True, False])
def test_a_closed_document_answers_as_if_it_did_not_exist(
    shown, outsider, staff_without_permission, permitted, is_public
):
    """For nobody without the permission does guessing numbers or names tell anything."""
    document = DocumentFactory(is_public=is_public)
    if not is_public:
        shown.append(document)
    people = [outsider, staff_without_permission, permitted("view_picture", "add_document")]
    for client in [Client(), *map(signed_in, people)]:
        for name in (document.name, "jiny.pdf"):
            paths = [f"/soubory/{pk}/{name}" for pk in (document.pk, document.pk + 10_000)]
            closed, missing = (seen(client.get(path), path) for path in paths)
            assert closed[0] == 404
            assert closed == missing


@pytest.mark.parametrize("is_public", [True, False])
def test_an_editor_is_given_every_document(shown, editor, chief_editor, permitted, is_public):
    document = DocumentFactory(is_public=is_public)
    for user in (editor, chief_editor, permitted("view_document")):
        assert signed_in(user).get(document.get_absolute_url()).status_code == 200


def test_who_left_the_staff_is_given_nothing(shown, editor, editor_client):
    document = DocumentFactory()
    editor.is_staff = False
    editor.save()
    assert editor_client.get(document.get_absolute_url()).status_code == 404
