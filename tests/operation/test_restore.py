"""`restore` brings back all of it into an empty installation, or nothing."""

import os
import subprocess
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.core.management import CommandError, call_command

from news.models import Article, Topic
from nszm_portal.accounts.models import User
from nszm_portal.library.models import Document, Picture
from nszm_portal.operation import restoring
from nszm_portal.pagecache.models import Generation
from nszm_portal.publishing.models import WorkingCopy
from nszm_portal.publishing.visibility import Phase
from tests.conftest import PASSWORD, logs_in, signed_in
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published
from tests.library.test_storage import kept_in_s3
from tests.operation import keeping
from tests.operation.damaging import flips
from tests.servers.portal import Portal
from tests.servers.s3 import ObjectStorage

pytestmark = pytest.mark.django_db(transaction=True)


def back_up(file, *arguments):
    call_command("backup", str(file), *arguments, verbosity=0)


def restore(file, *arguments):
    said = StringIO()
    call_command("restore", str(file), *arguments, verbosity=0, stdout=said, stderr=said)
    return said.getvalue()


def refused(file, *arguments):
    with pytest.raises(CommandError) as told:
        restore(file, *arguments)
    return str(told.value)


def not_made(file):
    with pytest.raises(CommandError) as told:
        back_up(file)
    return str(told.value)


def everything():
    return {"rows": keeping.rows(), "files": keeping.files()}


def lose_everything():
    call_command("flush", interactive=False, verbosity=0)
    for name in keeping.files():
        default_storage.delete(name)


@pytest.fixture(autouse=True)
def storage_of_its_own(settings, tmp_path):
    (tmp_path / "media").mkdir()
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def archive(chief_editor):
    """Something of everything: people, texts in every phase, history, files, mail that waits."""
    picture, document = PictureFactory(focus_x=20), DocumentFactory()
    for phase in Phase:
        bring_to(ArticleFactory(title=f"Žluťoučký kůň {phase}", created_by=chief_editor), phase)
    article = published(cover=picture, lead="„Uvozovky“ \\ & <i>\u2028\U0001f333")
    article.topics.add(TopicFactory())
    article.attachments.create(document=document)
    WorkingCopy.objects.create(
        kind="article",
        author=chief_editor,
        schema=1,
        base_version=1,
        saved_at=article.changed_at,
        data={"ž": [1, None, 1.5, ""]},
    )
    send_mail("Předmět", "Čeká {ve} frontě", None, ["a@example.org", "b@example.org"])
    call_command("reindex", verbosity=0)  # entries are what the texts say
    return article


def test_everything_comes_back_as_it_was(archive, tmp_path):
    before = everything()
    assert all(before["rows"][label] for label in ("accounts.user", "publishing.workingcopy"))
    assert len(before["files"]) > 5
    back_up(tmp_path / "a.tar")
    lose_everything()
    assert not Article.objects.exists() and not keeping.files()
    restore(tmp_path / "a.tar")
    assert keeping.differences(before, everything()) == []


def test_readers_and_editors_find_it(archive, chief_editor, client, tmp_path):
    back_up(tmp_path / "a.tar")
    lose_everything()
    restore(tmp_path / "a.tar")
    assert archive.title in client.get(archive.get_absolute_url()).content.decode()
    assert "Žluťoučký kůň visible" in client.get("/hledat/?q=zlutoucky").content.decode()
    assert logs_in(client, chief_editor.username, PASSWORD)
    path = f"/admin/news/article/{archive.pk}/change/"
    signed_in(User.objects.get(pk=chief_editor.pk), client)
    assert client.get(path).status_code == 200


def test_a_number_once_given_out_never_comes_again(tmp_path):
    """Short addresses on paper hold primary keys."""
    kept, gone = TopicFactory(), TopicFactory()
    last = gone.pk
    gone.delete()
    back_up(tmp_path / "a.tar")
    lose_everything()
    restore(tmp_path / "a.tar")
    assert Topic.objects.get().pk == kept.pk
    assert TopicFactory().pk == last + 1


def test_the_pages_have_a_generation_that_never_was(archive, tmp_path):
    back_up(tmp_path / "a.tar")
    tokens = {Generation.objects.get().token}
    for _ in range(2):
        lose_everything()
        restore(tmp_path / "a.tar")
        tokens.add(Generation.objects.get().token)
    assert len(tokens) == 3


def test_nobody_stays_signed_in(chief_editor_client, tmp_path):
    back_up(tmp_path / "a.tar")
    lose_everything()
    restore(tmp_path / "a.tar")
    assert User.objects.count() == 1
    assert chief_editor_client.get("/admin/").status_code == 302


def test_object_storage_is_kept_and_filled_again(settings, monkeypatch, tmp_path):
    bucket = ObjectStorage()
    bucket.start()
    try:
        kept_in_s3(settings, monkeypatch, bucket.url)
        PictureFactory(), DocumentFactory()
        before = everything()
        assert len(before["files"]) > 2 and bucket.names() == before["files"].keys()
        back_up(tmp_path / "a.tar")
        lose_everything()
        assert not bucket.names()
        restore(tmp_path / "a.tar")
        assert keeping.differences(before, everything()) == []
    finally:
        bucket.stop()
    assert "Úložiště souborů: neodpovídá" in not_made(tmp_path / "b.tar")
    assert not list(tmp_path.glob("b.tar*"))


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize("work", [PictureFactory, DocumentFactory, ArticleFactory])
def test_a_database_with_somebodys_work_is_left_alone(work, tmp_path):
    back_up(tmp_path / "a.tar")
    work()
    before = everything()
    assert "už někdo pracoval" in refused(tmp_path / "a.tar")
    assert keeping.differences(before, everything()) == []


def test_so_is_one_with_an_account_alone(make_user, tmp_path):
    back_up(tmp_path / "a.tar")
    make_user("prvni")
    assert "už někdo pracoval (jsou v ní uživatelé)" in refused(tmp_path / "a.tar")
    assert User.objects.filter(username="prvni").exists()


def test_a_damaged_file_changes_nothing(archive, tmp_path):
    back_up(tmp_path / "a.tar")
    content = (tmp_path / "a.tar").read_bytes()
    lose_everything()
    before = everything()
    for at, _, damaged in flips(content, 10, seed=2026):
        (tmp_path / "b.tar").write_bytes(damaged)
        said = refused(tmp_path / "b.tar")
        assert "poškozená" in said and "bajty" in said, at
    assert keeping.differences(before, everything()) == []


def test_another_file_and_none_are_sentences(tmp_path):
    (tmp_path / "a.txt").write_text("Milý deníčku")
    assert "není záloha portálu" in refused(tmp_path / "a.txt")
    assert "taková složka nebo soubor není" in refused(tmp_path / "neni.tar")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda state: [*state, "news.0999_z_budoucnosti"], "novější verze portálu"),
        (lambda state: state[:-1], "starší verze portálu"),
    ],
)
def test_another_version_is_told_what_to_do(archive, tmp_path, monkeypatch, change, said):
    state = restoring.migrated.state()
    monkeypatch.setattr(restoring.migrated, "state", lambda using="default": change(state))
    back_up(tmp_path / "a.tar")
    monkeypatch.undo()
    lose_everything()
    assert said in refused(tmp_path / "a.tar")
    assert not Article.objects.exists()


def test_nothing_stays_when_a_file_cannot_be_stored(archive, tmp_path, monkeypatch):
    back_up(tmp_path / "a.tar")
    lose_everything()
    before = everything()
    save, stored = default_storage.save, []

    def fails_later(name, content):
        if len(stored) == 3:
            raise OSError(28, "No space left on device")
        stored.append(name)
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", fails_later)
    assert "na disku není místo" in refused(tmp_path / "a.tar")
    assert len(stored) == 3
    assert keeping.differences(before, everything()) == []


def test_nothing_stays_when_a_row_points_nowhere(archive, tmp_path, monkeypatch):
    """What the database itself refuses, at the latest at the end of the transaction."""
    back_up(tmp_path / "a.tar")
    lose_everything()
    before = everything()
    insert = restoring.tables.insert
    monkeypatch.setattr(
        restoring.tables,
        "insert",
        lambda model, lines, using: insert(model, lines, using) if model is not Picture else None,
    )
    monkeypatch.setattr(restoring._Rows, "_compare", lambda self, model: 0)
    assert "Databáze to odmítla" in refused(tmp_path / "a.tar")
    monkeypatch.undo()
    assert keeping.differences(before, everything()) == []


def test_another_file_under_the_same_name_is_not_overwritten(archive, tmp_path):
    name = Document.objects.get().file.name
    back_up(tmp_path / "a.tar")
    lose_everything()
    default_storage.save(name, ContentFile(b"somebody else's"))
    assert "jiný soubor než v záloze" in refused(tmp_path / "a.tar")
    assert list(keeping.files()) == [name]
    assert default_storage.open(name).read() == b"somebody else's"
    assert not Document.objects.exists()


def test_files_already_there_are_taken_as_they_are(archive, tmp_path):
    before = everything()
    back_up(tmp_path / "a.tar")
    call_command("flush", interactive=False, verbosity=0)
    restore(tmp_path / "a.tar")
    assert keeping.differences(before, everything()) == []


# --- encrypted ----------------------------------------------------------------------------------


@pytest.fixture
def passphrase(tmp_path, monkeypatch):
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "gnupg"))
    (tmp_path / "gnupg").mkdir(mode=0o700)
    file = tmp_path / "heslo"
    file.write_text("jen pro zkoušky\n")
    yield ["--passphrase-file", str(file)]
    subprocess.run(["gpgconf", "--kill", "all"])


def test_an_encrypted_one_comes_back_for_its_passphrase(archive, tmp_path, passphrase):
    before, file = everything(), tmp_path / "a.gpg"
    back_up(file, *passphrase)
    content = file.read_bytes()
    assert b"media/" not in content and b"ustar" not in content
    lose_everything()
    (tmp_path / "jine").write_text("jiné heslo\n")
    assert "nesedí klíč nebo heslo" in refused(file, "--passphrase-file", str(tmp_path / "jine"))
    for at, _, damaged in flips(content, 3, seed=5):
        (tmp_path / "b.gpg").write_bytes(damaged)
        assert refused(tmp_path / "b.gpg", *passphrase), at
    (tmp_path / "b.gpg").write_bytes(content + b"x")
    assert refused(tmp_path / "b.gpg", *passphrase)
    assert not Article.objects.exists()
    restore(file, *passphrase)
    assert keeping.differences(before, everything()) == []


def test_so_does_one_for_a_public_key(archive, tmp_path, passphrase):
    before, file = everything(), tmp_path / "a.gpg"
    new_key = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key"]
    subprocess.run([*new_key, "zaloha@example.org"], check=True)
    back_up(file, "--encrypt", "zaloha@example.org")
    lose_everything()
    restore(file)
    assert keeping.differences(before, everything()) == []


# --- to the other database, and for a trial -----------------------------------------------------


def test_a_trial_restores_it_aside_and_the_desk_knows(make_portal, tmp_path):
    portal = make_portal("demo")
    before = keeping.told(portal)
    portal.manage("backup", str(tmp_path / "a.tar"))
    assert "obnovit se dá celá" in portal.manage("backup", "--verify", str(tmp_path / "a.tar"))
    assert keeping.differences(before, keeping.told(portal)) == []
    ask = "from nszm_portal.operation.models import Verified; print(Verified.objects.get().file)"
    assert portal.manage("shell", "-v0", "-c", ask).strip() == "a.tar"
    content = bytearray((tmp_path / "a.tar").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(AssertionError, match=r"poškozená[\s\S]*nepodařilo zkušebně obnovit"):
        portal.manage("backup", "--verify", str(tmp_path / "b.tar"))
    assert portal.manage("shell", "-v0", "-c", ask).strip() == "a.tar"


# A run on SQLite has no other database.
if not os.environ["DATABASE_URL"].startswith("sqlite"):

    def test_to_sqlite_and_back_is_the_same_two_commands(make_portal, quarry, tmp_path):
        portal = make_portal("demo")
        before = keeping.told(portal)
        portal.manage("backup", str(tmp_path / "a.tar"))
        (tmp_path / "other").mkdir()
        url = f"sqlite:///{tmp_path}/other/portal.sqlite3"
        other = Portal(tmp_path / "other", url, quarry.static)
        other.manage("restore", str(tmp_path / "a.tar"))  # a database entirely empty
        assert keeping.differences(before, keeping.told(other)) == []
        other.manage("backup", str(tmp_path / "b.tar"))
        back = make_portal("bare")
        back.manage("restore", str(tmp_path / "b.tar"))
        assert keeping.differences(before, keeping.told(back)) == []
