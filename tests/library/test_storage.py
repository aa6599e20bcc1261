"""A folder and S3 behave alike; and what readers and editors are told when S3 is away."""

import logging
import socket
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage, storages
from django.core.files.storage.handler import StorageHandler
from django.core.management import call_command
from django.urls import reverse
from lxml import html

from nszm_portal.library import intake, objectstorage, reading
from nszm_portal.library.models import Document, DocumentText, Picture
from nszm_portal.library.objectstorage import ANSWER, CONNECT
from tests.factories.library import DocumentFactory, PictureFactory, pdf, photo, upload
from tests.library import papers
from tests.servers.s3 import BUCKET, ObjectStorage

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BACKEND = "nszm_portal.library.objectstorage.ObjectStorage"


@pytest.fixture(scope="module")
def bucket():
    bucket = ObjectStorage()
    bucket.start()
    yield bucket
    bucket.stop()


def kept_in_s3(settings, monkeypatch, url, **options):
    """From now on the library keeps its files there."""
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": url,
        "region_name": "us-east-1",
        "access_key": "pristup",
        "secret_key": "tajny-klic",
        "default_acl": "private",
        "file_overwrite": False,
    } | options
    backends = settings.STORAGES | {"default": {"BACKEND": BACKEND, "OPTIONS": options}}
    storage = StorageHandler(backends)["default"]
    monkeypatch.setitem(storages._storages, "default", storage)
    monkeypatch.setattr(default_storage, "_wrapped", storage)


@pytest.fixture
def s3(settings, monkeypatch, bucket):
    kept_in_s3(settings, monkeypatch, bucket.url)
    return bucket


@pytest.fixture(params=["folder", "s3"])
def names(request, stored_files):
    """names(): what is kept."""
    if request.param == "s3":
        return request.getfixturevalue("s3").names
    return stored_files


@pytest.fixture
def away(settings, monkeypatch):
    """S3 at an address where nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # but does not listen
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        yield lambda **options: kept_in_s3(settings, monkeypatch, url, **options)


@pytest.fixture(autouse=True)
def here():
    """It answered all along, whatever another test did to it."""
    objectstorage._State.away_until = None


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def said(response) -> str:
    text = html.fromstring(response.content.decode()).text_content()
    return " ".join(text.replace("\xa0", " ").split())


# --- alike -------------------------------------------------------------------------------------


def test_a_picture_is_kept_given_out_and_removed(client, names, django_capture_on_commit_callbacks):
    before = names()
    picture = PictureFactory(width=1000)
    made = names() - before
    urls = [picture.url, *(each.url for each in picture.file.get_picture_files_list())]
    assert {url.removeprefix("/media/") for url in urls} == made
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200
        given = body(response)
        assert len(given) == int(response["Content-Length"]) > 100
        told = client.head(url)
        assert (told["Content-Length"], told["Content-Type"], body(told)) == (
            response["Content-Length"],
            response["Content-Type"],
            b"",
        )
        assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert names() == before
    assert [client.get(url).status_code for url in urls] == [404] * len(urls)


def test_a_document_is_kept_given_out_replaced_and_removed(
    client, names, shown, django_capture_on_commit_callbacks
):
    before = names()
    content = papers.paper("Perlorodka v rece")
    with django_capture_on_commit_callbacks(execute=True):
        document = DocumentFactory(upload=upload(content, "Zpráva.pdf"))
    shown.append(document)
    url = document.get_absolute_url()
    assert names() - before == {document.file.name}
    assert DocumentText.objects.get(document=document).text == "Perlorodka v rece"
    assert body(client.get(url)) == content
    with django_capture_on_commit_callbacks(execute=True):
        Document.objects.replace(document, intake.read_document(upload(pdf(9), "a.pdf")))
    assert names() - before == {document.file.name}
    response = client.get(url)
    assert body(response) == pdf(9)
    assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert names() == before
    assert client.get(url).status_code == 404


def test_a_missing_file_is_a_404(client, names, shown, caplog):
    document, picture = DocumentFactory(), PictureFactory()
    shown.append(document)
    for file, url in ((document.file, document.get_absolute_url()), (picture.file, picture.url)):
        default_storage.delete(file.name)
        for headers in ({}, {"if-none-match": "*"}, {"range": "bytes=0-9"}):
            assert client.get(url, headers=headers).status_code == 404
        assert client.head(url).status_code == 404
        assert file.name in caplog.text


def test_no_address_of_the_storage_reaches_a_reader(client, s3, shown, editor_client):
    document, picture = DocumentFactory(), PictureFactory(width=1000)
    shown.append(document)
    for url in (document.get_absolute_url(), picture.url):
        for response in (client.get(url), client.head(url)):
            written = str(dict(response.items()))
            assert str(s3.port) not in written and BUCKET + "/" not in written
            assert "x-amz" not in written.lower()
    for name in ("picture", "document"):
        for page in ("changelist", "change"):
            row = {"picture": picture, "document": document}[name]
            args = [row.pk] if page == "change" else []
            page = editor_client.get(reverse(f"admin:library_{name}_{page}", args=args))
            assert f":{s3.port}" not in page.content.decode()


def test_it_is_not_read_before_it_is_sent_and_closed_when_nobody_takes_it(
    client, s3, shown, monkeypatch
):
    from botocore.response import StreamingBody

    read, closed = [], []
    real_read, real_close = StreamingBody.read, StreamingBody.close
    monkeypatch.setattr(
        StreamingBody, "read", lambda self, amt=None: read.append(amt) or real_read(self, amt)
    )
    monkeypatch.setattr(StreamingBody, "close", lambda self: closed.append(1) or real_close(self))
    document = DocumentFactory(upload=upload(papers.paper(*["Mlok"] * 300), "a.pdf"))
    shown.append(document)
    response = client.get(document.get_absolute_url())
    assert read == []
    next(iter(response.streaming_content))
    assert len(read) == 1 and read[0] < document.size
    # What its close() does; that would end the test's own connection to the database as well.
    for close in response._resource_closers:
        close()
    assert closed
    count = len(read)
    client.head(document.get_absolute_url())
    client.get(document.get_absolute_url(), headers={"if-none-match": "*"})
    assert len(read) == count


# --- away --------------------------------------------------------------------------------------


def test_readers_are_asked_to_come_later(client, shown, away):
    document, picture = DocumentFactory(), PictureFactory()
    shown.append(document)
    away()
    for url in (document.get_absolute_url(), picture.url):
        for response in (
            client.get(url),
            client.head(url),
            client.get(url, headers={"if-none-match": "*"}),
            client.get(url, headers={"x-sendfile-type": "X-Accel-Redirect"}),
        ):
            assert response.status_code == 503
            assert response["Retry-After"] == "30"
            assert response["Cache-Control"] == "no-store"
            assert "ETag" not in response
        assert "Zkuste to prosím za několik minut" in said(client.get(url))


@pytest.mark.parametrize("is_public", [True, False])
def test_who_may_not_have_a_document_does_not_learn_that_it_is_away(client, away, is_public):
    document = DocumentFactory(is_public=is_public)
    away()
    assert client.get(document.get_absolute_url()).status_code == 404


def test_an_editor_who_adds_is_told_and_keeps_what_was_typed(editor_client, away):
    away()
    response = editor_client.post(
        reverse("admin:library_document_add"),
        {"upload": upload(pdf(), "Zpráva.pdf"), "title": "Můj název", "is_public": "on"},
    )
    assert response.status_code == 200
    assert "Soubor se teď nepodařilo uložit, úložiště neodpovídá" in said(response)
    assert 'value="Můj název"' in response.content.decode()
    assert not Document.objects.exists()


def test_an_editor_who_replaces_is_told_and_the_old_file_stays(editor_client, away, monkeypatch):
    document = DocumentFactory(title="Program")
    name = document.file.name
    with monkeypatch.context():
        away()
        response = editor_client.post(
            reverse("admin:library_document_change", args=[document.pk]),
            {"upload": upload(pdf(2), "a.pdf"), "title": "Můj název", "is_public": "on"},
        )
    assert "Soubor se teď nepodařilo uložit" in said(response)
    assert 'value="Můj název"' in response.content.decode()
    document.refresh_from_db()
    assert (document.title, document.file.name, document.replaced_at) == ("Program", name, None)


def test_a_picture_is_refused_with_the_same_sentence(away):
    away()
    with pytest.raises(ValidationError, match="Soubor se teď nepodařilo uložit"):
        Picture.objects.take(photo(1000), description="Sad")
    assert not Picture.objects.exists()


def test_a_bucket_that_is_not_there_is_no_fault_of_the_editor(settings, monkeypatch, bucket):
    kept_in_s3(settings, monkeypatch, bucket.url, bucket_name="neni-tu")
    with pytest.raises(ValidationError, match="Soubor se teď nepodařilo uložit"):
        DocumentFactory()


def test_what_was_stored_before_is_deleted_all_the_same(
    chief_editor_client, away, used, django_capture_on_commit_callbacks
):
    document = DocumentFactory()
    away()
    with django_capture_on_commit_callbacks(execute=True):
        response = chief_editor_client.post(
            reverse("admin:library_document_delete", args=[document.pk]), {"post": "yes"}
        )
    assert response.status_code == 302
    assert not Document.objects.exists()


def test_texts_that_could_not_be_read_are_read_later(settings, away, bucket, monkeypatch, capsys):
    kept_in_s3(settings, monkeypatch, bucket.url)
    document = DocumentFactory(upload=upload(papers.paper("Perlorodka"), "a.pdf"))
    away()
    call_command("reindex", verbosity=0)
    assert "texty dokumentů se přečtou příště" in capsys.readouterr().err
    assert list(reading.unread()) == [document]
    kept_in_s3(settings, monkeypatch, bucket.url)
    call_command("reindex", verbosity=0)
    assert DocumentText.objects.get(document=document).text == "Perlorodka"


def test_what_never_answers_is_waited_for_once(
    client, shown, settings, monkeypatch, caplog, bucket
):
    document = DocumentFactory()
    shown.append(document)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        kept_in_s3(settings, monkeypatch, url)
        started = time.monotonic()
        with caplog.at_level(logging.CRITICAL):
            assert client.get(document.get_absolute_url()).status_code == 503
        assert time.monotonic() - started < CONNECT + ANSWER < 30
        again = time.monotonic()
        with caplog.at_level(logging.CRITICAL):
            assert client.get(document.get_absolute_url()).status_code == 503
        assert time.monotonic() - again < 1
        monkeypatch.setattr(objectstorage._State, "away_until", 0)
        with caplog.at_level(logging.CRITICAL):
            assert client.get(document.get_absolute_url()).status_code == 503
        assert time.monotonic() - again < objectstorage.KNOCK + 2
    kept_in_s3(settings, monkeypatch, bucket.url)
    monkeypatch.setattr(objectstorage._State, "away_until", 0)
    with caplog.at_level(logging.CRITICAL):
        assert client.get(document.get_absolute_url()).status_code == 404  # it is in the folder
