"""The command: what it makes of files, what it says of them, and that it can be run again."""

import io
import os
from datetime import date, time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting
from news.models import Article
from nszm_portal.legacy.models import Original
from nszm_portal.publishing.models import Entry, Redirect
from nszm_portal.publishing.visibility import Phase
from tests.legacy.pages import PAGES
from tests.legacy.shapes import dump_a, dump_b

pytestmark = pytest.mark.django_db
BY_NAME = {page.name: page for page in PAGES}


def run(*paths, **options):
    """What the command prints."""
    out = io.StringIO()
    call_command("import_pages", *map(str, paths), stdout=out, verbosity=0, **options)
    return out.getvalue()


def told(report, name):
    """What the report says of a file: its line of the table, and those under it."""
    lines = report.splitlines()
    start = next(number for number, line in enumerate(lines) if name in line.split("  ")[0])
    end = start + 1
    while lines[end].startswith("    "):
        end += 1
    return "\n".join(lines[start:end])


@pytest.fixture
def folder(tmp_path):
    """The thirty pages on disk."""
    folder = tmp_path / "stranky"
    folder.mkdir()
    for page in PAGES:
        (folder / page.name).write_bytes(page.raw)
    return folder


@pytest.fixture
def one(tmp_path):
    """one(text, name): a file with a text."""

    def one(text, name="stranka.txt") -> Path:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return one


def made_of(name):
    return Original.objects.get(file_name=f"stranky/{name}").publication


# --- the thirty pages --------------------------------------------------------------------------


def test_each_of_the_thirty_comes_in_or_is_refused_with_its_reason(folder):
    report = run(folder)
    for page in PAGES:
        said = told(report, page.name)
        if page.refused:
            assert page.refused in said
            assert not Original.objects.filter(file_name__endswith=page.name).exists()
        else:
            assert "vloženo" in said
            publication = made_of(page.name)
            assert publication.kind == page.kind
            assert publication.title == page.title
            assert [piece for piece in page.body if piece not in publication.body] == []
    assert "30 souborů: vloženo 25, stejná 1, odmítnuto 4." in report


def test_all_that_comes_in_is_a_draft(folder, client):
    run(folder)
    for publication in (*Article.objects.all(), *Meeting.objects.all()):
        assert publication.phase() == Phase.DRAFT
        assert client.get(publication.get_absolute_url()).status_code == 404
    assert not Entry.objects.exists()


def test_what_is_recognised_has_its_field(folder):
    run(folder)
    meeting = made_of("01-setkani.txt")
    assert (meeting.starts_on, meeting.undated) == (date(2013, 2, 12), False)
    assert meeting.host_region.name == "Plzeňský kraj"
    assert {region.name for region in meeting.presenting_regions.all()} == {
        "Plzeňský kraj",
        "Zlínský kraj",
        "Kraj Vysočina",
    }
    assert [(who.name, who.function) for who in meeting.speakers.all()] == [
        ("Jana Dvořáková", "radní Plzeňského kraje"),
        ("Karel Havelka", "tajemník úřadu"),
        ("Petr Švec", "ředitel NSZM ČR"),
    ]
    with_hours = made_of("05-od-do.txt")
    assert (with_hours.starts_time, with_hours.ends_time) == (time(10), time(14, 30))
    assert [programme.name for programme in with_hours.programmes.all()] == ["Zdravý kraj"]
    assert made_of("10-vic-dni.txt").ends_on == date(2017, 5, 18)


def test_an_unknown_date_stays_unknown(folder):
    run(folder)
    article = made_of("13-clanek.txt")
    assert (article.shown_on, article.undated) == (None, True)
    undecided = made_of("07-dva-radky-s-datem.txt")
    assert (undecided.starts_on, undecided.undated) == (None, False)


@pytest.mark.parametrize(
    "name", ["02-setkani-windows.txt", "17-utf16.txt", "21-rozbita-pismena.txt"]
)
def test_the_original_is_kept_byte_by_byte(folder, name):
    run(folder)
    original = Original.objects.get(file_name=f"stranky/{name}")
    assert bytes(original.raw) == BY_NAME[name].raw
    assert BY_NAME[name].title in original.text


def test_doubts_are_kept_by_the_field_of_the_form(folder):
    run(folder)
    doubts = {
        name: {doubt["field"] for doubt in Original.objects.get(file_name=f"stranky/{name}").doubts}
        for name in ("06-dve-data.txt", "10-vic-dni.txt", "20-kraje-v-textu.txt", "05-od-do.txt")
    }
    assert doubts == {
        "06-dve-data.txt": {"starts_on"},
        "10-vic-dni.txt": {"host_region"},
        "20-kraje-v-textu.txt": {"shown_on", "regions"},
        "05-od-do.txt": {""},
    }


# --- again -------------------------------------------------------------------------------------


def everything():
    models = (Article, Meeting, Original, Redirect)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_run_again_it_changes_nothing(folder):
    run(folder)
    before = everything()
    assert "30 souborů: beze změny 25, stejná 1, odmítnuto 4." in run(folder)
    assert everything() == before


def test_an_edited_draft_is_not_touched(one):
    file = one(dump_b("Sad", "Text."))
    run(file)
    article = Article.objects.get()
    article.title = "Sad po úpravě"
    article.save()
    run(file)
    assert [row.title for row in Article.objects.all()] == ["Sad po úpravě"]


def test_a_deleted_draft_does_not_come_back(one):
    file = one(dump_b("Sad", "Text."))
    run(file)
    Article.objects.get().delete()
    assert "znovu se nevkládá" in run(file)
    assert not Article.objects.exists()


def test_a_file_that_has_changed_is_told_and_changes_nothing(one):
    run(one(dump_b("Sad", "Text.")))
    assert "změna se nepřenesla" in run(one(dump_b("Sad", "Jiný text.")))
    assert "Jiný" not in Article.objects.get().body


def test_the_same_page_under_another_name_comes_once(one):
    files = one(dump_b("Sad", "Text.")), one(dump_b("Sad", "Text."), "jina.txt")
    assert "Stejná stránka jako stranka.txt." in run(*files)
    assert Article.objects.count() == 1


def test_the_same_title_comes_with_a_note(one):
    run(one(dump_b("Sad", "Text.")), one(dump_b("Sad", "Jiný text."), "jina.txt"))
    assert [len(original.doubts) for original in Original.objects.order_by("pk")] == [0, 1]


def test_a_dry_run_says_the_same_and_stores_nothing(folder):
    before = everything()
    dry = run(folder, dry_run=True)
    assert everything() == before
    assert "Na zkoušku, nic se neuložilo." in dry
    assert dry.splitlines()[:-1] == run(folder).splitlines()[:-1]


# --- files that are none -----------------------------------------------------------------------


def test_folders_are_read_to_the_bottom_and_their_hidden_files_left(tmp_path):
    deep = tmp_path / "export" / "2015" / "unor"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(dump_b("Hluboko", "Text."))
    (deep / ".DS_Store").write_bytes(b"\x00\x01")
    (deep / "styl.css").write_text("p { color: red }")
    report = run(tmp_path / "export")
    assert "vloženo 1" in report and ".DS_Store" not in report
    assert "Soubory s příponou .css nejsou stránky." in report
    assert Original.objects.get().file_name == "export/2015/unor/a.txt"


def test_two_files_of_one_name_in_two_folders_both_come(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(dump_b(f"Sad {folder}", "Text."))
    assert "vloženo 2" in run(tmp_path / "a", tmp_path / "b")


def test_a_path_that_is_not_there_stops_before_anything(one):
    with pytest.raises(CommandError, match="neni.txt"):
        run(one(dump_b("Sad", "Text.")), "/tmp/neni.txt")
    assert not Article.objects.exists()


def test_a_name_that_is_no_text_is_printed(tmp_path):
    file = os.path.join(os.fsencode(tmp_path), b"\xe8l\xe1nek.txt")
    with open(file, "w") as stream:
        stream.write(dump_b("Sad", "Text."))
    assert "vloženo 1" in run(tmp_path)


def test_an_unforeseen_error_is_told_and_the_others_come(one, monkeypatch):
    from nszm_portal.legacy import reading

    def read(raw, name, path=""):
        if b"Zlobivy" in raw:
            raise RecursionError
        return sound(raw, name, path)

    sound = reading.read
    monkeypatch.setattr(reading, "read", read)
    files = one(dump_b("Zlobivy", "Text.")), one(dump_b("Sad", "Text."), "jina.txt")
    report = run(*files)
    assert "Neočekávaná chyba: RecursionError." in report
    assert [article.title for article in Article.objects.all()] == ["Sad"]


def test_text_that_is_too_long_with_its_markup_is_refused(one):
    rows = "<tr><td>1</td><td>2</td></tr>" * 24_000
    page = f"<html><body><h1>Tabulka</h1><p>Text.</p><table>{rows}</table></body></html>"
    assert "i se značkami příliš dlouhý" in run(one(page, "a.html"))


# --- where they stood --------------------------------------------------------------------------


def test_addresses_are_taken_from_a_list_however_it_was_saved(one):
    one(dump_b("Sad", "Text."), "sad.txt")
    one(dump_a("Setkání - Zlínský kraj", "1.2.2013", "Text."), "setkani.txt")
    book = one(
        '\ufeffsoubor;"stará adresa";apc\r\n'
        '"sad.txt"; "https://www.zdravamesta.cz/cz/aktuality/Sad/" ;R2280496N\r\n'
        "\r\nstranky\\setkani.txt;/cz/akce/setkani;\r\n",
        "adresy.csv",
    )
    folder = book.parent
    run(folder / "sad.txt", folder / "setkani.txt", addresses=book)
    assert {(row.old_path, row.apc) for row in Original.objects.all()} == {
        ("/cz/aktuality/sad", "r2280496n"),
        ("", ""),  # the list names it in a folder, and it came without one
    }
    one("setkani.txt;/cz/akce/setkani", "druhe.csv")
    assert "Doplnila se stará adresa." in run(
        folder / "setkani.txt", addresses=folder / "druhe.csv"
    )
    assert set(Redirect.objects.values_list("path", flat=True)) == {
        "/cz/aktuality/sad/",
        "/index.shtml?apc=r2280496n",
        "/cz/akce/setkani/",
    }


def test_a_wrong_line_is_told_by_its_number_and_the_others_hold(one):
    book = one(
        "file;old path;apc\n"
        "a.txt\n"
        "b.txt;cz/bez-lomitka\n"
        ";/cz/akce/x\n"
        "c.txt;;\n"
        "d.txt;/cz/akce/x;ne číslo\n"
        "e.txt;/cz/akce/x;;;víc\n"
        '"f.txt;/cz/akce/x\n'
        "sad.txt;/cz/aktuality/sad\n"
        "sad.txt;/cz/aktuality/jinak\n",
        "adresy.csv",
    )
    report = run(one(dump_b("Sad", "Text."), "sad.txt"), addresses=book)
    told = {line.split(":")[0] for line in report.splitlines() if line.startswith("Seznam adres")}
    assert told == {f"Seznam adres, řádek {number}" for number in (2, 3, 4, 5, 6, 7, 8, 10)}
    assert Original.objects.get().old_path == "/cz/aktuality/sad"


def test_a_line_without_its_file_is_told(one):
    book = one("neni.txt;/cz/akce/x", "adresy.csv")
    assert "řádek 1: soubor „neni.txt“ mezi stránkami není." in run(
        one(dump_b("Sad", "Text.")), addresses=book
    )


def test_an_address_that_another_has_is_not_taken_from_it(one):
    files = one(dump_b("Sad", "Text."), "a.txt"), one(dump_b("Park", "Text."), "b.txt")
    book = one("a.txt;/cz/aktuality/x\nb.txt;/cz/aktuality/x\n", "adresy.csv")
    report = run(*files, addresses=book)
    assert "Starou adresu /cz/aktuality/x/ už má jiný text: Sad." in told(report, "b.txt")
    assert [row.old_path for row in Original.objects.order_by("pk")] == ["/cz/aktuality/x", ""]


@pytest.mark.parametrize("raw", [b"\x89PNG\x00\x01\x02\x03" * 40, None])
def test_a_list_that_cannot_be_read_stops_with_a_sentence(one, tmp_path, raw):
    book = tmp_path / "adresy.csv"
    if raw:
        book.write_bytes(raw)
    with pytest.raises(CommandError, match="nejde přečíst") as told:
        run(one(dump_b("Sad", "Text.")), addresses=book)
    assert "Errno" not in str(told.value)
