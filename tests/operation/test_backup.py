"""`backup` writes all of one moment, keeps nobody waiting, and leaves no half file."""

import os
import resource
import tarfile
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from news.models import Article, Topic
from nszm_portal.operation import backup, encryption, snapshot, tables
from nszm_portal.operation.restoring import opened_backup
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, published

pytestmark = pytest.mark.django_db(transaction=True)


def make(file, *arguments):
    """What the command says: to the reader, and on the error output."""
    said, warned = StringIO(), StringIO()
    call_command("backup", str(file), *arguments, verbosity=1, stdout=said, stderr=warned)
    return said.getvalue(), warned.getvalue()


def refused(file, *arguments):
    with pytest.raises(CommandError) as told:
        make(file, *arguments)
    return str(told.value)


def counts(file) -> dict[str, int]:
    with opened_backup(file) as reader:
        return {table["model"]: table["rows"] for table in reader.manifest["tables"]}


def test_it_says_what_it_wrote_and_nobody_else_may_read_it(tmp_path):
    published(cover=PictureFactory())
    DocumentFactory()
    said, warned = make(tmp_path / "a.tar")
    with opened_backup(tmp_path / "a.tar") as reader:
        rows, files = reader.manifest["rows"], reader.manifest["files"]
    assert rows == sum(counts(tmp_path / "a.tar").values())
    assert f"a\xa0{files}\xa0soubor" in said and "kB" in said and warned == ""
    assert os.stat(tmp_path / "a.tar").st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]


def test_originals_renditions_and_documents_are_in_it(tmp_path):
    picture, document = PictureFactory(), DocumentFactory()
    make(tmp_path / "a.tar")
    with tarfile.open(tmp_path / "a.tar") as archive:
        inside = {name.removeprefix("media/") for name in archive.getnames()}
    renditions = {each.name for each in picture.file.get_picture_files_list()}
    assert {picture.file.name, document.file.name} | renditions <= inside
    assert len(renditions) > 1


def test_every_model_is_in_it_or_left_out_for_a_reason():
    from django.apps import apps

    labels = {model._meta.label_lower for model in tables.all_models()}
    models = apps.get_models(include_auto_created=True)
    everything = {m._meta.label_lower for m in models if not m._meta.proxy}
    assert everything - labels == set(tables.LEFT_OUT)


def test_all_files_are_kept_where_the_portal_keeps_them():
    for model in tables.all_models():
        for field in tables.columns(model):
            if isinstance(field, models.FileField):
                assert field.storage == default_storage, field


def test_rows_are_of_one_moment_and_nobody_waits():
    topic = TopicFactory(name="Před zálohou")
    with snapshot.snapshot() as using:
        assert Topic.objects.using(using).get().name == "Před zálohou"
        with transaction.atomic():
            Topic.objects.filter(pk=topic.pk).update(name="Při záloze")
            TopicFactory()
        ArticleFactory()
        assert [row.name for row in Topic.objects.using(using).all()] == ["Před zálohou"]
        assert not Article.objects.using(using).exists()
    assert Topic.objects.count() == 2


def test_the_backup_waits_for_nobody_either(tmp_path):
    with transaction.atomic():
        TopicFactory()
        other = threading.Thread(target=_make_elsewhere, args=[tmp_path / "a.tar"])
        other.start()
        other.join(20)
        assert not other.is_alive()
    assert counts(tmp_path / "a.tar")["news.topic"] == 0


def _make_elsewhere(file):
    try:
        backup.make(file, encryption.Lock(), quiet=True)
    finally:
        connection.close()


def test_nothing_can_be_written_through_the_reading_connection():
    from django.db import DatabaseError

    with snapshot.snapshot() as using, pytest.raises(DatabaseError):
        Topic.objects.using(using).create(name="Ne")


def test_a_file_deleted_meanwhile_is_told(tmp_path):
    document, kept = DocumentFactory(), DocumentFactory()
    default_storage.delete(document.file.name)
    _, warned = make(tmp_path / "a.tar")
    assert document.file.name in warned and kept.file.name not in warned
    with opened_backup(tmp_path / "a.tar") as reader:
        assert reader.manifest["missing"] == [document.file.name]


def test_a_rendition_that_can_be_made_again_is_no_loss(tmp_path):
    default_storage.delete(PictureFactory().rendition_url(1).removeprefix("/media/"))
    _, warned = make(tmp_path / "a.tar")
    assert warned == ""


def test_an_existing_file_stays_unless_told_otherwise(tmp_path):
    file = tmp_path / "a.tar"
    file.write_bytes(b"something of mine")
    assert "už existuje" in refused(file)
    assert file.read_bytes() == b"something of mine"
    make(file, "--force")
    assert counts(file)


def test_a_folder_in_the_place_of_a_file_is_a_sentence_that_force_does_not_change(tmp_path):
    assert "není soubor" in refused(tmp_path)
    assert "není soubor" in refused(tmp_path, "--force")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    assert "taková složka" in refused(tmp_path / "neni" / "a.tar")


def test_a_full_disk_is_a_sentence_and_leaves_what_was_there(tmp_path):
    PictureFactory()
    make(tmp_path / "a.tar")
    before = (tmp_path / "a.tar").read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, hard))
    try:
        said = refused(tmp_path / "a.tar", "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "soubor by byl větší, než je dovoleno" in said
    assert (tmp_path / "a.tar").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]


def test_two_at_once_do_not_write_into_one_file(tmp_path):
    with backup._half(tmp_path / "a.tar"):
        assert "jiná záloha" in refused(tmp_path / "a.tar")
    assert (tmp_path / "a.tar").exists()


def test_the_storage_away_is_a_sentence(tmp_path, monkeypatch):
    def away(name):
        raise TimeoutError("no answer")

    DocumentFactory()
    monkeypatch.setattr(default_storage, "size", away)
    assert "Úložiště souborů" in refused(tmp_path / "a.tar")
    assert not list(tmp_path.iterdir())


def test_memory_does_not_grow_with_a_table(tmp_path, monkeypatch):
    """Rows go out in parts; none is kept after its part is written."""
    monkeypatch.setattr(backup, "PART", 2000)
    Topic.objects.bulk_create(Topic(name=f"Téma {n}", slug=f"tema-{n}") for n in range(300))
    make(tmp_path / "a.tar")
    with tarfile.open(tmp_path / "a.tar") as archive:
        parts = [name for name in archive.getnames() if name.startswith("tables/news.topic/")]
    assert len(parts) >= 5
    assert counts(tmp_path / "a.tar")["news.topic"] == 300


# --- encrypted ----------------------------------------------------------------------------------


def passphrase(tmp_path, words="jen pro zkoušky\n"):
    file = tmp_path / "heslo"
    file.write_text(words)
    return str(file)


@pytest.mark.parametrize("words", ["", "\n", "\nheslo až tady"])
def test_an_empty_passphrase_is_refused(tmp_path, words):
    said = refused(tmp_path / "a.gpg", "--passphrase-file", passphrase(tmp_path, words))
    assert "je prázdný" in said and not (tmp_path / "a.gpg").exists()


def test_an_unknown_recipient_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("GNUPGHOME", str(tmp_path))
    said = refused(tmp_path / "a.gpg", "--encrypt", "nikdo@example.org")
    assert "nepodařilo zašifrovat" in said and "nikdo@example.org" in said
    assert not list(tmp_path.glob("a.gpg*"))


def test_a_passphrase_or_a_recipient_not_both(tmp_path):
    both = ["--encrypt", "nikdo@example.org", "--passphrase-file", passphrase(tmp_path)]
    assert "Zvolte jedno" in refused(tmp_path / "a.gpg", *both)


def test_without_gpg_it_says_what_to_install(tmp_path, monkeypatch):
    file = passphrase(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = refused(tmp_path / "a.gpg", "--passphrase-file", file)
    assert "apt-get install gnupg" in said and not (tmp_path / "a.gpg").exists()


def test_a_backup_is_named_by_its_moment(tmp_path):
    from datetime import datetime

    from django.utils import timezone

    make(tmp_path / "a.tar")
    with opened_backup(tmp_path / "a.tar") as reader:
        made = datetime.fromisoformat(reader.manifest["created_at"])
    assert timezone.now() - made < timedelta(minutes=1)
