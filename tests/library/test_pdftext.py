"""What is read in a PDF, and that nothing which calls itself one can do harm."""

import logging
import time
from tempfile import TemporaryFile
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nszm_portal.library import pdftext, reading
from tests.factories.library import pdf
from tests.library import papers


def read(content: bytes) -> dict:
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return reading.text_of(file, "documents/zkouska.pdf")


def test_the_words_of_all_pages_are_read():
    found = read(papers.paper("Perlorodka v rece", "Mlok pod kamenem"))
    assert found == {"pages": 2, "text": "Perlorodka v rece\nMlok pod kamenem"}


def test_a_paper_without_words_is_only_counted():
    assert read(pdf(7)) == {"pages": 7, "text": ""}


def test_the_pages_are_counted_where_they_cannot_be_seen():
    assert read(papers.uncounted("Perlorodka", "Mlok"))["pages"] == 2


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        # A line that was full goes on, a short one was ended.
        (["Perlorodka říční žije v horních tocích řek", "Česka a Rakouska.", "Mlok"], 2),
        (["Perlorodka žije v řece", "a mlok pod kamenem", "jako čolek"], 1),
        (["9:30 Prezence", "10:00 Zdravá města ve světě a doma", "Oběd"], 3),
        (["Perlorodka žije v naší řece.", "Mlok žije pod kamenem."], 2),
    ],
)
def test_lines_of_a_paper_become_what_is_read_without_a_break(lines, blocks):
    found = pdftext.blocks("\r\n".join(lines))
    assert len(found) == blocks
    assert " ".join(found) == " ".join(lines)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("perlo\ufffe\r\nrodka", "perlorodka"),
        ("perlo\x02\r\nrodka", "perlorodka"),
        ("perlo\u00adrodka", "perlorodka"),
        ("perlo\u200brodka", "perlorodka"),
        ("mlok\x00čolek", "mlok čolek"),
        ("mlok\ud800", "mlok"),
        ("\uf0b7 mlok", "mlok"),
        (" \x00 \r\n\r\n", ""),
    ],
)
def test_what_no_reader_sees_does_not_stay(written, plain):
    assert "\n".join(pdftext.blocks(written)) == plain


def test_no_more_is_read_than_is_kept():
    line = "perlorodka " * 8
    found = read(papers.paper(*["\n".join([line] * 50)] * 60))
    assert found["pages"] == 60
    assert 90_000 < len(found["text"]) <= pdftext.LETTERS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.4\n" + b"[" * 1_000_000,
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>endobj\n"
        b"trailer<</Root 1 0 R>>",
        papers.paper("Perlorodka")[:300],
        papers.encrypted(),
    ],
    ids=["empty", "header", "nested", "itself", "cut", "encrypted"],
)
def test_what_cannot_be_read_has_no_text(content):
    assert read(content)["text"] == ""


@pytest.mark.parametrize("make", [papers.bomb, papers.flood])
def test_what_would_take_all_memory_or_time_is_given_up(make):
    content = make()
    started = time.monotonic()
    assert read(content)["text"].strip("a") == ""
    assert time.monotonic() - started < reading.PATIENCE + 1


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_no_fault(at, damage):
    content = bytearray(papers.paper("Perlorodka", "Mlok"))
    content[at : at + len(damage)] = damage
    assert set(read(bytes(content))) == {"pages", "text"}


# --- the program itself ------------------------------------------------------------------------


@pytest.fixture
def breaking(monkeypatch):
    monkeypatch.setattr(reading, "pdftext", SimpleNamespace(__name__="tests.library.breaking"))
    monkeypatch.setattr(reading, "PATIENCE", 1)


@pytest.mark.parametrize("deed", ["crash", "sleep", "nonsense", "nothing", "no such deed"])
def test_a_program_that_breaks_leaves_no_text_but_a_line_in_the_log(breaking, caplog, deed):
    with caplog.at_level(logging.WARNING):
        assert read(deed.encode()) == reading.NOTHING
    assert "documents/zkouska.pdf" in caplog.text


def test_nothing_of_the_portal_reaches_the_program(breaking, settings, monkeypatch):
    monkeypatch.setenv("S3_SECRET_ACCESS_KEY", "tajny-klic")
    told = read(b"environment")["text"]
    assert "tajny-klic" not in told and settings.SECRET_KEY not in told
    assert "DATABASE_URL" not in told
