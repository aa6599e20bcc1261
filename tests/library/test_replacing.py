"""Another file under the address of a document: everything that led to it leads to the new one."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from lxml import html

from nszm_portal.library import intake
from nszm_portal.library.models import Document, DocumentText
from nszm_portal.pagecache.models import Generation
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, pdf, upload, zipped

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(hours=2)
WORD = zipped({"[Content_Types].xml": "", "word/document.xml": ""})


def taken(content=None, name="Program setkání 2 - oprava.pdf"):
    return intake.read_document(upload(content or pdf(3), name))


def replace(document, content=None):
    return Document.objects.replace(document, taken(content))


def change(client, document, **fields):
    url = reverse("admin:library_document_change", args=[document.pk])
    return client.post(url, {"title": document.title, "is_public": "on"} | fields)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def said(response) -> str:
    text = html.fromstring(response.content.decode()).text_content()
    return " ".join(text.replace("\xa0", " ").split())


# --- what a reader sees ------------------------------------------------------------------------


def test_the_old_address_gives_the_new_file(client, editor_client, shown):
    document = DocumentFactory(title="Program")
    shown.append(document)
    url = document.get_absolute_url()
    before = client.get(url)
    with time_machine.travel(LATER):
        response = change(editor_client, document, upload=upload(pdf(3), "jinak.pdf"))
    assert response.status_code == 302
    after = client.get(url)
    assert after.status_code == 200 and body(after) == pdf(3)
    assert after["Content-Disposition"] == before["Content-Disposition"]
    assert int(after["Content-Length"]) == len(pdf(3))
    # Whoever has kept the old one is told that it is another.
    assert after["ETag"] != before["ETag"] and after["Last-Modified"] != before["Last-Modified"]
    for known in (
        {"if-none-match": before["ETag"]},
        {"if-modified-since": before["Last-Modified"]},
    ):
        assert client.get(url, headers=known).status_code == 200
    assert client.get(url, headers={"if-none-match": after["ETag"]}).status_code == 304


def test_its_facts_are_those_of_the_new_file():
    document = replace(DocumentFactory(title="Program"), pdf(240))
    document.refresh_from_db()
    assert document.pages == 240 and document.size == len(pdf(240))
    assert document.facts.replace("\xa0", " ") == "PDF, 18 kB, 240 stran"
    assert (document.title, document.name) == ("Program", "program-setkani.pdf")
    assert document.replaced_at is not None


def test_kept_pages_become_old_because_they_tell_its_size():
    document = DocumentFactory()
    Generation.objects.update_or_create(pk=1, defaults={"token": "stará"})
    replace(document)
    assert Generation.objects.get(pk=1).token != "stará"


# --- what an editor sees -----------------------------------------------------------------------


def test_the_form_and_the_list_say_when_it_was_replaced(editor_client):
    document = DocumentFactory(title="Program")
    pages = [
        reverse("admin:library_document_changelist"),
        reverse("admin:library_document_change", args=[document.pk]),
    ]
    for page in pages:
        assert "nahrazeno" not in said(editor_client.get(page))
    with time_machine.travel("2031-03-05 12:00"):
        replace(document)
    for page in pages:
        assert "nahrazeno 5. 3. 2031" in said(editor_client.get(page))


def test_what_else_was_changed_in_the_form_is_stored_with_it(editor_client):
    document = DocumentFactory(title="Program")
    change(editor_client, document, title="Zápis", is_public="", upload=upload(pdf(2), "z.pdf"))
    document.refresh_from_db()
    assert (document.title, document.is_public, document.pages) == ("Zápis", False, 2)


def test_without_a_file_nothing_is_replaced(editor_client):
    document = DocumentFactory()
    name = document.file.name
    change(editor_client, document, title="Zápis")
    document.refresh_from_db()
    assert (document.title, document.file.name) == ("Zápis", name)
    assert document.replaced_at is None


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (WORD, "a.docx", "končí na .pdf, proto ho nahradí zase jen PDF; tohle je DOCX"),
        (pdf(), "a.pdf", "Tohle je stejný soubor, jaký tu už je."),
        (b"", "a.pdf", "„a.pdf“ je prázdný"),
        (b"<html>", "a.pdf", "„a.pdf“ není dokument"),
        (b"MZ\x00", "a.pdf", "„a.pdf“ není dokument"),
    ],
)
def test_what_cannot_stand_there_is_refused_and_nothing_typed_is_lost(
    editor_client, stored_files, content, name, sentence
):
    document = DocumentFactory(title="Program")
    before = stored_files()
    response = change(editor_client, document, title="Můj název", upload=upload(content, name))
    assert response.status_code == 200
    assert sentence in said(response)
    assert 'value="Můj název"' in response.content.decode()
    document.refresh_from_db()
    assert (document.title, document.replaced_at) == ("Program", None)
    assert stored_files() == before


def test_whatever_is_sent_in_the_place_of_a_file_is_no_fault(editor_client):
    document = DocumentFactory()
    for sent in ("a\0b", "", "9" * 5000, "../../etc/passwd"):
        assert change(editor_client, document, upload=sent).status_code == 302
    document.refresh_from_db()
    assert document.replaced_at is None


def test_who_may_only_look_is_offered_no_field_and_replaces_nothing(permitted):
    client, document = signed_in(permitted("view_document")), DocumentFactory()
    page = client.get(reverse("admin:library_document_change", args=[document.pk]))
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()
    assert change(client, document, upload=upload(pdf(2), "a.pdf")).status_code == 403
    document.refresh_from_db()
    assert document.replaced_at is None


# --- the bytes ---------------------------------------------------------------------------------


def test_the_old_bytes_go_when_the_new_ones_are_there_for_good(
    stored_files, django_capture_on_commit_callbacks
):
    document = DocumentFactory()
    former = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        replace(document)
        assert former in stored_files()
    assert former not in stored_files() and document.file.name in stored_files()


def test_a_replacement_rolled_back_keeps_the_old_bytes(
    client, shown, django_capture_on_commit_callbacks
):
    document = DocumentFactory()
    shown.append(document)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        replace(document)
        transaction.set_rollback(True)
    assert body(client.get(document.get_absolute_url())) == pdf()


def test_what_cannot_be_saved_leaves_the_old_file_and_no_other(monkeypatch, stored_files):
    def save(self, *args, **kwargs):
        raise IntegrityError

    document = DocumentFactory()
    before, former = stored_files(), document.file.name
    monkeypatch.setattr(Document, "save", save)
    with pytest.raises(IntegrityError):
        replace(document)
    assert stored_files() == before
    assert document.file.name == former


def test_a_full_storage_takes_nothing_from_what_is_there(monkeypatch, stored_files):
    def save(self, *args, **kwargs):
        raise OSError("no space left")

    document = DocumentFactory()
    before, former = stored_files(), document.file.name
    monkeypatch.setattr(default_storage._wrapped.__class__, "_save", save)
    with pytest.raises(ValidationError, match="Soubor se teď nepodařilo uložit"):
        replace(document)
    assert stored_files() == before
    assert document.file.name == former


@pytest.mark.django_db(transaction=True)
def test_two_who_replace_it_one_after_the_other_leave_one_file(stored_files):
    before = stored_files()
    document = DocumentFactory()
    # The second one opened the form before the first one stored it.
    second = Document.objects.get(pk=document.pk)
    replace(document, pdf(2))
    replace(second, pdf(3))
    assert stored_files() - before == {second.file.name}


def test_the_text_of_the_old_file_is_not_kept_for_the_new_one():
    document = DocumentFactory()
    DocumentText.objects.create(document=document, text="Perlorodka")
    replace(document)
    assert not DocumentText.objects.exists()
