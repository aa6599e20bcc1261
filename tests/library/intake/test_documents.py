"""PDF and office files are taken by their content; nothing that a browser would run is."""

import struct

import pytest
from django.core.exceptions import ValidationError

from nszm_portal.library.intake import read_document
from nszm_portal.library.intake.documents import LARGEST_FILE, MEDIA_TYPES
from tests.factories.library import encoded, pdf, quadrants, upload, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
CONTENT_TYPES = {"[Content_Types].xml": "<Types/>"}


def compound(*streams: str) -> bytes:
    """A compound file of older Office, as far as its names go."""
    return OLE + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)


def open_document(kind: str, **members) -> bytes:
    return zipped({"mimetype": MEDIA_TYPES[kind], "content.xml": "<x/>"} | members)


WORD = zipped(CONTENT_TYPES | {"word/document.xml": "<x/>"})
ACCEPTED = {
    "pdf": pdf(),
    "docx": WORD,
    "xlsx": zipped(CONTENT_TYPES | {"xl/workbook.xml": "<x/>"}),
    "pptx": zipped(CONTENT_TYPES | {"ppt/presentation.xml": "<x/>"}),
    "doc": compound("Root Entry", "WordDocument"),
    "xls": compound("Root Entry", "Workbook"),
    "ppt": compound("Root Entry", "PowerPoint Document"),
    "odt": open_document("odt"),
    "ods": open_document("ods"),
    "odp": open_document("odp"),
    "rtf": b"{\\rtf1\\ansi Program}",
    "txt": "Příští setkání je v Jihlavě.\r\n".encode(),
    "csv": "obec;kraj\nBrno;Jihomoravský\n".encode("cp1250"),
}


def taken(content, name):
    return read_document(upload(content, name))


def refused(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as caught:
        taken(content, name)
    (sentence,) = caught.value.messages
    assert f"„{name}“" in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("kind", ACCEPTED)
def test_each_kind_is_taken(kind):
    document = taken(ACCEPTED[kind], f"Zápis č. 5.{kind}")
    assert document.name == f"zapis-c-5.{kind}"
    assert document.title == "Zápis č. 5"
    assert document.media_type == MEDIA_TYPES[kind]
    assert document.size == len(ACCEPTED[kind])
    assert document.content.read() == ACCEPTED[kind]


@pytest.mark.parametrize("kind", sorted(set(ACCEPTED) - {"txt", "csv"}))
def test_the_content_decides_not_the_name(kind):
    document = taken(ACCEPTED[kind], "obrazek.exe")
    assert document.name == f"obrazek.{kind}"
    assert document.media_type == MEDIA_TYPES[kind]


def test_of_a_sheet_within_a_text_the_name_decides():
    both = compound("WordDocument", "Workbook")
    assert taken(both, "tabulka.xls").name == "tabulka.xls"
    assert taken(both, "text.doc").name == "text.doc"


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a-b-set-cookie-x.pdf"),
        ("…….pdf", "dokument.pdf"),
        ("Příliš žluťoučký kůň.PDF", "prilis-zlutoucky-kun.pdf"),
        ("bez přípony", "bez-pripony.pdf"),
    ],
)
def test_a_name_is_cleaned(name, stored):
    assert taken(pdf(), name).name == stored


def test_a_long_name_is_cut():
    document = taken(pdf(), "zápis " * 100 + ".pdf")
    assert len(document.name) <= 100
    assert document.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!doctype html><script>alert(1)</script>", "stranka.html"),
        (b"<!doctype html><script>alert(1)</script>", "program.pdf"),
        (b"<html><body>ahoj</body></html>", "poznamky.txt"),
        (b"a;b\n<script>alert(1)</script>;c\n", "seznam.csv"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "znak.svg"),
        (b'<?xml version="1.0"?><x/>', "data.txt"),
        (b"<?php phpinfo();", "skript.txt"),
        (b"#!/bin/sh\nrm -rf /\n", "skript.txt"),
        (b"alert(1)", "skript.js"),
        (b"echo ahoj", "skript.bat"),
        (b"MZ\x90\0\x03" + b"\0" * 200, "program.exe"),
        (b"MZ\x90\0\x03" + b"\0" * 200, "program.txt"),
        (b"\x7fELF\x02" + b"\0" * 200, "program.pdf"),
        (zipped({"a.txt": "x"}), "archiv.zip"),
        (zipped({"a.txt": "x"}), "text.docx"),
        (zipped(CONTENT_TYPES | {"mimetype": "application/epub+zip"}), "kniha.epub"),
        (zipped({"META-INF/MANIFEST.MF": "x"}), "program.jar"),
        (OLE, "instalace.msi"),
        (WORD[: len(WORD) // 2], "useknuty.docx"),
        (b"PK\x03\x04" + b"\0" * 100, "useknuty.odt"),
        (encoded(quadrants(8, 8)), "fotka.pdf"),
        (b"GIF89a<script>", "obrazek.txt.gif"),
        (b"\x81\x83\x88\n", "data.csv"),
    ],
)
def test_everything_else_is_refused(content, name):
    assert "přijímáme" in refused(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (zipped(CONTENT_TYPES | {"word/document.xml": "", "word/vbaProject.bin": ""}), "a.docm"),
        (zipped(CONTENT_TYPES | {"xl/workbook.xml": "", "xl/vbaProject.bin": ""}), "a.xlsx"),
        (compound("WordDocument", "_VBA_PROJECT"), "a.doc"),
        (open_document("ods", **{"Basic/Standard/Modul1.xml": ""}), "a.ods"),
        (open_document("odt", **{"Scripts/python/a.py": ""}), "a.odt"),
    ],
)
def test_macros_are_refused_with_advice(content, name):
    assert "makra" in refused(content, name)


def test_an_empty_library_of_macros_is_no_macro():
    content = open_document(
        "odt", **{"Basic/Standard/script-lb.xml": "", "Basic/script-lc.xml": ""}
    )
    assert taken(content, "a.odt").name == "a.odt"


def test_an_empty_file_is_refused():
    assert "prázdný" in refused(b"", "nic.pdf")


def test_a_file_above_the_limit_is_refused_unread():
    file = upload(b"%PDF-", "velky.pdf")
    file.size = LARGEST_FILE + 1
    with pytest.raises(ValidationError, match="„velky.pdf“ je příliš velký: má 50,1"):
        read_document(file)


def test_an_archive_with_too_long_a_table_of_contents_is_not_opened(monkeypatch):
    monkeypatch.setattr("zipfile.ZipFile", lambda *_: pytest.fail("opened"))
    content = bytearray(WORD)
    struct.pack_into("<H", content, content.rindex(b"PK\x05\x06") + 10, 65_000)
    refused(bytes(content), "bomba.docx")


@pytest.mark.parametrize("pages", [1, 3, 240])
def test_pages_of_a_pdf_are_counted(pages):
    assert taken(pdf(pages), "a.pdf").pages == pages


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.5\n1 0 obj<</Type/ObjStm/Length 3>>stream\nabc\nendstream endobj",
        b"%PDF-1.4\n2 0 obj<</Type/Pages/Parent 1 0 R/Count 5>>endobj",
        b"%PDF-1.4\n2 0 obj<</Type/Pages/Count 0>>endobj",
        b"%PDF-1.4\n/Type/Pages /Count 12",
    ],
)
def test_pages_that_cannot_be_told_stay_unknown(content):
    assert taken(content, "a.pdf").pages is None


def test_the_last_version_of_a_pdf_counts():
    later = b"2 0 obj<</Type/Pages/Count 7/Kids[]>>endobj"
    assert taken(pdf(2) + later, "a.pdf").pages == 7


def test_counting_pages_of_a_hostile_pdf_ends():
    hostile = b"%PDF-1.4 " + b"/Type /Pages" * 400_000
    assert taken(hostile, "a.pdf").pages is None


def test_other_kinds_have_no_pages():
    assert taken(WORD, "a.docx").pages is None
