"""The text inside a document: read once after it was stored, whatever happens to it."""

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from nszm_portal.library import intake, reading, uses
from nszm_portal.library.models import Document, DocumentText
from nszm_portal.pagecache.models import Generation
from tests.factories.library import DocumentFactory, pdf, upload
from tests.library import papers

pytestmark = pytest.mark.django_db


def document(content, **fields):
    return DocumentFactory(upload=upload(content, "Zpráva.pdf"), **fields)


def text_of(row):
    return DocumentText.objects.values_list("text", flat=True).filter(document=row).first()


@pytest.mark.django_db(transaction=True)
def test_an_upload_is_read_when_it_is_stored():
    row = document(papers.uncounted("Perlorodka v rece", "Mlok"))
    assert text_of(row) == "Perlorodka v rece\nMlok"
    row.refresh_from_db()
    assert row.pages == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_read_before_it_is_stored_for_good(monkeypatch):
    read = []
    monkeypatch.setattr(reading, "read", read.append)
    with transaction.atomic():
        row = document(papers.paper("Perlorodka"))
        assert read == []
    assert read == [row.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("content", [papers.encrypted(), papers.paper("Perlorodka")[:200]])
def test_what_cannot_be_read_is_stored_all_the_same_and_not_read_again(content):
    row = document(content)
    assert text_of(row) == ""
    assert not reading.unread().exists()


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_cannot_be_started_is_no_fault(monkeypatch):
    monkeypatch.setattr(reading.sys, "executable", "/nowhere/python")
    assert document(papers.paper("Perlorodka")).pk


@pytest.mark.django_db(transaction=True)
def test_a_replaced_document_is_read_anew():
    row = document(papers.paper("Perlorodka"))
    new = intake.read_document(upload(papers.paper("Mlok", "Colek"), "a.pdf"))
    Document.objects.replace(row, new)
    assert text_of(row) == "Mlok\nColek"


@pytest.mark.django_db(transaction=True)
def test_only_a_pdf_is_read():
    DocumentFactory(upload=upload(b"obec;kraj\n", "a.csv"))
    assert not DocumentText.objects.exists() and not reading.unread().exists()


def test_one_replaced_while_it_was_read_does_not_get_the_old_text(monkeypatch):
    row = document(papers.paper("Perlorodka"))

    def text_of_old(content, name):
        Document.objects.replace(row, intake.read_document(upload(pdf(2), "a.pdf")))
        return {"pages": 1, "text": "Perlorodka"}

    monkeypatch.setattr(reading, "text_of", text_of_old)
    reading.read(row.pk)
    assert text_of(row) is None
    assert list(reading.unread()) == [row]


def test_a_lost_file_is_no_fault(caplog):
    row = document(papers.paper("Perlorodka"))
    default_storage.delete(row.file.name)
    reading.read(row.pk)
    assert text_of(row) == ""
    assert row.file.name in caplog.text


def test_one_that_is_not_there_is_no_fault():
    reading.read(123456)


@pytest.mark.parametrize("is_used", [True, False])
def test_a_text_makes_kept_pages_old_only_where_something_shows_the_document(monkeypatch, is_used):
    row = document(papers.paper("Perlorodka"))
    found = [(row.pk, uses.Use("aktualita: Sad", "/"))] if is_used else []
    monkeypatch.setattr(uses, "_listers", [lambda files: found])
    Generation.objects.update_or_create(pk=1, defaults={"token": "stará"})
    reading.read(row.pk)
    assert text_of(row) == "Perlorodka"
    assert (Generation.objects.get(pk=1).token != "stará") == is_used
