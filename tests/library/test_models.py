"""What the library keeps: rows that the database guards, and the files that belong to them."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nszm_portal.library.models import Document, Picture
from nszm_portal.pagecache.models import Generation
from tests.factories.library import (
    DocumentFactory,
    PictureFactory,
    pdf,
    photo,
    upload,
)

pytestmark = pytest.mark.django_db


def generation():
    return Generation.objects.values_list("token", flat=True).get(pk=1)


# --- pictures ----------------------------------------------------------------------------------


def test_a_picture_remembers_what_was_uploaded(editor):
    picture = Picture.objects.take(photo(1000, 500), by=editor, description="Sad", credit="J. N.")
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (1000, 500)
    assert (picture.description, picture.credit) == ("Sad", "J. N.")
    assert picture.uploaded_by == editor
    assert picture.upload_name == "IMG_0001.JPG"
    assert picture.size == picture.file.size


def test_a_stored_name_tells_nothing():
    names = {PictureFactory().file.name for _ in range(3)}
    assert len(names) == 3
    for name in names:
        folder, stem = re.fullmatch(r"pictures/([0-9a-f]{2})/([0-9a-f]{32})\.jpg", name).groups()
        assert stem.startswith(folder)


def test_the_same_upload_has_the_same_digest():
    first, second = PictureFactory(), PictureFactory()
    assert first.digest == second.digest
    assert first.digest != PictureFactory(width=321).digest


def test_a_small_picture_is_its_own_only_rendition(stored_files):
    before = stored_files()
    picture = PictureFactory(width=150, height=100)
    assert stored_files() - before == {picture.file.name}
    assert picture.thumbnail_url == picture.editor_url == picture.url


def test_a_picture_without_a_description_waits_for_it():
    waiting = PictureFactory(description="")
    described, decorative = PictureFactory(), PictureFactory(decorative=True)
    assert list(Picture.objects.undescribed()) == [waiting]
    assert waiting.is_undescribed
    assert not described.is_undescribed
    assert not decorative.is_undescribed


def test_a_file_name_is_never_an_alternative_text():
    assert PictureFactory(description="").alt == ""
    assert PictureFactory(decorative=True).alt == ""
    assert PictureFactory(description="Sad").alt == "Sad"


def test_the_database_refuses_a_described_ornament():
    picture = PictureFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(decorative=True)


def test_a_described_ornament_is_refused_with_a_sentence(stored_files):
    before = stored_files()
    with pytest.raises(ValidationError, match="buď popsaný, nebo jen ozdobný"):
        Picture.objects.take(photo(), description="Sad", decorative=True)
    assert stored_files() == before


@pytest.mark.parametrize("field", ["width", "height", "size"])
def test_the_database_refuses_a_picture_without_size(field):
    picture = PictureFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**{field: 0})


def test_what_cannot_be_saved_leaves_no_file(monkeypatch, stored_files):
    def save(self, *args, **kwargs):
        raise IntegrityError

    before = stored_files()
    monkeypatch.setattr(Picture, "save", save)
    with pytest.raises(IntegrityError):
        PictureFactory()
    assert stored_files() == before


def test_a_rendition_that_cannot_be_made_leaves_no_file(monkeypatch, stored_files):
    def save(self, image):
        raise OSError("no space left")

    before = stored_files()
    monkeypatch.setattr("nszm_portal.library.renditions.Rendition.save", save)
    with pytest.raises(ValidationError, match="Soubor se teď nepodařilo uložit"):
        PictureFactory(width=1000)
    assert stored_files() == before
    assert not Picture.objects.exists()


# --- documents ---------------------------------------------------------------------------------


def test_a_document_is_kept_byte_for_byte(editor):
    document = Document.objects.take(upload(pdf(3), "Výroční_zpráva 2025.pdf"), by=editor)
    document.refresh_from_db()
    assert document.file.read() == pdf(3)
    assert document.title == "Výroční zpráva 2025"
    assert re.fullmatch(r"documents/[0-9a-f]{2}/[0-9a-f]{32}\.pdf", document.file.name)
    assert document.get_absolute_url() == f"/soubory/{document.pk}/{document.name}"


@pytest.mark.parametrize(
    ("pages", "facts"),
    [(1, "PDF, 1 kB, 1 strana"), (3, "PDF, 1 kB, 3 strany"), (5, "PDF, 1 kB, 5 stran")],
)
def test_a_document_says_its_facts(pages, facts):
    document = DocumentFactory(upload=upload(pdf(pages), "a.pdf"))
    assert document.facts.replace("\N{NO-BREAK SPACE}", " ") == facts


def test_facts_do_not_invent_pages():
    document = DocumentFactory(upload=upload(b"obec;kraj\n", "Členové.csv"))
    assert document.facts == "CSV, 1\N{NO-BREAK SPACE}kB"


@pytest.mark.parametrize("values", [{"name": ""}, {"title": ""}, {"size": 0}, {"pages": 0}])
def test_the_database_refuses_an_incomplete_document(values):
    document = DocumentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**values)


# --- both --------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [PictureFactory, DocumentFactory])
def test_the_files_go_with_the_row(make, stored_files, django_capture_on_commit_callbacks):
    before = stored_files()
    kept = make()
    made = stored_files() - before
    with django_capture_on_commit_callbacks(execute=True):
        kept.delete()
    assert made
    assert stored_files() == before


@pytest.mark.parametrize("make", [PictureFactory, DocumentFactory])
def test_a_deletion_rolled_back_keeps_the_files(
    make, stored_files, django_capture_on_commit_callbacks
):
    kept = make()
    before = stored_files()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        kept.delete()
        transaction.set_rollback(True)
    assert stored_files() == before


@pytest.mark.parametrize("make", [PictureFactory, DocumentFactory])
def test_a_change_makes_kept_pages_old_and_an_upload_does_not(make):
    first = make()
    Generation.objects.update_or_create(pk=1, defaults={"token": "stará"})
    make()
    assert generation() == "stará"
    first.save()
    assert generation() != "stará"


@pytest.mark.parametrize("make", [PictureFactory, DocumentFactory])
def test_a_deletion_makes_kept_pages_old(make):
    make()
    Generation.objects.update_or_create(pk=1, defaults={"token": "stará"})
    type(make()).objects.all().delete()
    assert generation() != "stará"
