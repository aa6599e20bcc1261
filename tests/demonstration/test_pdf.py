import re
import shutil
import subprocess

import pytest
from django.core.files.base import ContentFile

from nszm_portal.demonstration.content import sheets, texts
from nszm_portal.demonstration.pdf.paper import Paper
from nszm_portal.library.models import Document

PANGRAM = "Příliš žluťoučký kůň úpěl ďábelské ódy (ŇŘĎŤŮĚČŠŽ) – „50 %“, m²"


@pytest.fixture
def tool(tmp_path):
    """tool(name, pdf, *options): what a program of poppler prints about a file."""

    def tool(name, content, *options):
        assert shutil.which(name), "apt-get install poppler-utils"
        file = tmp_path / "file.pdf"
        file.write_bytes(content)
        answer = subprocess.run([name, *options, file, *(["-"] if name == "pdftotext" else [])],
                                capture_output=True, text=True, check=True)  # fmt: skip
        assert not answer.stderr
        return answer.stdout

    return tool


def paper_of(*paragraphs):
    paper = Paper("Zkouška ěščř", "Hlavička", "Patička")
    paper.heading("Nadpis s ů", level=1)
    for text in paragraphs:
        paper.paragraph(text)
    return paper


def test_czech_letters_can_be_read_back(tool):
    told = tool("pdftotext", paper_of(PANGRAM).bytes())
    assert PANGRAM in told and "Nadpis s ů" in told and "Hlavička" in told


def test_special_characters_of_the_format_are_kept(tool):
    assert r"lomítko \ a závorky ) (" in tool(
        "pdftotext", paper_of(r"lomítko \ a závorky ) (").bytes()
    )


def test_a_long_text_goes_on_another_page(tool):
    content = paper_of(*[PANGRAM * 6] * 14).bytes()
    assert "Pages:           2" in tool("pdfinfo", content)
    assert tool("pdftotext", content).count("žluťoučký") == 84


def test_it_is_tagged_and_says_its_title_and_language(tool):
    paper = paper_of("Odstavec.")
    paper.bullets(["jedna", "dvě"])
    paper.table([["Co", "Kolik"], ["kůň", "1"]], [0.5, 0.5])
    content = paper.bytes()
    about = tool("pdfinfo", content)
    assert "Zkouška ěščř" in about and re.search(r"Tagged:\s+yes", about)
    tree = tool("pdfinfo", content, "-struct-text")
    for role in ("H1", "P", "L (", "LI", "Table", "TR", "TH", "TD"):
        assert role in tree
    assert "Hlavička" not in tree
    assert b"/Lang(cs-CZ)" in content


@pytest.mark.parametrize("text", texts.read("documents"), ids=lambda text: text.key)
def test_each_document_is_one_page_with_its_title(text, tool):
    content = sheets.make(text)
    told = " ".join(tool("pdftotext", content).split())
    assert text["title"] in told and "?" not in text["title"]
    assert told.count("?") == text.body.count("?")
    assert "Pages:           1" in tool("pdfinfo", content)


def test_the_library_takes_it_and_counts_its_pages(db):
    upload = ContentFile(paper_of("Text.").bytes(), name="zkouska.pdf")
    document = Document.objects.take(upload, title="Zkouška")
    assert document.facts.startswith("PDF, ") and document.pages == 1
