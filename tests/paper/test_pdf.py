"""The PDF of a publication: that it says what the page says, also to who does not see it."""

import fcntl
import re
import signal

import pytest
from lxml import html

from nszm_portal.paper import making, pdf
from tests.factories.library import encoded, quadrants
from tests.factories.publishing import ArticleFactory, published
from tests.paper.reading import Paper, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BODY = """
<p>Nejneobhospodařovávatelnější pozemky leží u <a href="https://www.example.org/mapa">mapy</a>,
kterou jsme připravili se zdravotními ústavy a s koordinátory místní Agendy 21.</p>
<h2>Kolik čeho</h2>
<table><caption>Stromy podle ulic</caption>
<thead><tr><th scope="col">Ulice</th><th scope="col">Lípy</th></tr></thead>
<tbody><tr><th scope="row">Nádražní</th><td>14</td></tr></tbody></table>
<ul><li>lípy</li><li>duby</li></ul>
<h3>Podrobnosti</h3><p>Konec textu.</p>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "FOLDER", tmp_path / "paper")
    return tmp_path / "paper"


def pdf_of(client, publication, query=""):
    return client.get(f"{publication.get_absolute_url()}tisk.pdf{query}")


@pytest.fixture
def article():
    from tests.factories.library import PictureFactory, upload

    picture = PictureFactory(
        description="Čtyři barevná pole", upload=upload(encoded(quadrants(900, 600)), "pole.jpg")
    )
    return published(
        title="Sázíme s přípravami", lead="Perex.", body=BODY, cover=picture, byline="Eva Malá"
    )


def test_it_comes_to_be_read_in_the_browser(client, article):
    answer = pdf_of(client, article)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="sazime-s-pripravami.pdf"'
    assert "noindex" in answer["X-Robots-Tag"]


def test_it_says_what_the_page_says_in_the_same_order(client, article):
    page = html.document_fromstring(client.get(f"{article.get_absolute_url()}tisk/").text)
    (main,) = page.xpath("//main")
    for hidden in main.xpath(".//script | .//svg | .//title"):
        hidden.drop_tree()
    words = " ".join(" ".join(main.itertext()).split())
    written = text_of(pdf_of(client, article).content)
    place = 0
    for word in re.findall(r"[^\W_]{3,}", words):
        found = written.find(word, place)
        assert found >= 0, f"{word!r} is missing behind {written[max(0, place - 40) : place]!r}"
        place = found


def test_who_does_not_see_it_gets_all_of_it(client, article):
    paper = Paper(pdf_of(client, article).content)
    assert (paper.standard, paper.is_tagged, paper.language) == ("1", True, "cs")
    assert paper.title.startswith("Sázíme s\u00a0přípravami")
    assert (paper.author, paper.shows_title, paper.is_embedded) == ("Eva Malá", True, True)
    structure = paper.structure
    assert [part.role for part in structure.all("H1", "H2", "H3")][:3] == ["H1", "H2", "H3"]
    assert [part.alt for part in structure.all("Figure")][0] == "Čtyři barevná pole"
    assert all(part.alt for part in structure.all("Figure"))
    (table,) = structure.all("Table")
    street, limes, station = (part.identifier for part in table.all("TH"))
    (cell,) = table.all("TD")
    assert set(cell.headers) == {limes, station} and street and street not in cell.headers
    assert len(structure.all("LI")) >= 2
    assert "https://www.example.org/mapa" in paper.links
    assert paper.bookmarks[0].startswith("Sázíme")


def test_long_words_are_divided_as_czech_is(client):
    words = "nejneobhospodařovávatelnějšími " * 60
    article = published(body=f"<p>{words}</p>")
    done = pdf_of(client, article).content
    assert text_of(done).count("nejneobhospodařovávatelnějšími") == 60


def test_what_was_chosen_is_chosen_in_it_too(client, article):
    paper = Paper(pdf_of(client, article, "?obrazky=ne").content)
    assert "Čtyři barevná pole" not in [part.alt for part in paper.structure.all("Figure")]


# --- Kept, and bounded ---------------------------------------------------------------------------


@pytest.fixture
def runs(monkeypatch):
    """Each time that the typesetter was started."""
    started, run = [], making._run

    def counted(*arguments):
        started.append(1)
        return run(*arguments)

    monkeypatch.setattr(making, "_run", counted)
    return started


def test_an_unchanged_one_is_not_made_again(client, article, runs):
    first = pdf_of(client, article, "?pismo=vetsi").content
    assert pdf_of(client, article, "?pismo=vetsi").content == first
    assert pdf_of(client, article, "?pismo=vetsi&vymysl=1&pismo=vetsi").content == first
    assert len(runs) == 1
    article.lead = "Jiný perex."
    article.save()
    article.sync()
    assert "Jiný perex." in text_of(pdf_of(client, article, "?pismo=vetsi").content)


def test_those_not_asked_for_go_when_there_are_too_many(client, article, folder, monkeypatch):
    pdf_of(client, article, "?pismo=vetsi")
    monkeypatch.setattr(making, "MOST_KEPT", 10)
    pdf_of(client, article, "?adresy=ne")
    assert list(folder.glob("*.pdf")) == []


def test_while_another_is_made_a_reader_is_told_so(client, article, folder, monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE", 0.1)
    folder.mkdir()
    with open(folder / ".making", "w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        answer = pdf_of(client, article)
    assert answer.status_code == 503 and int(answer["Retry-After"]) > 0
    assert "připravuje jiné PDF" in answer.text.replace("\u00a0", " ")
    assert f'href="{article.get_absolute_url()}tisk/"' in answer.text
    assert pdf_of(client, article).status_code == 200


def test_what_would_take_too_long_is_ended(client, article, monkeypatch):
    monkeypatch.setattr(making, "SECONDS", 1)
    rows = "<tr><td><table><tbody><tr><td>x</td></tr></tbody></table></td></tr>" * 3000
    monster = published(body=f"<table><tbody>{rows}</tbody></table>")
    answer = pdf_of(client, monster)
    assert answer.status_code == 503 and "příliš rozsáhlý" in answer.text.replace("\u00a0", " ")
    monkeypatch.undo()
    assert pdf_of(client, article).status_code == 200


def test_a_typesetter_that_broke_down_is_started_again(client, article, runs, monkeypatch):
    run = making._run

    def breaks_down_once(*arguments):
        return run(*arguments) if runs else runs.append(1) or (-signal.SIGSEGV, "")

    monkeypatch.setattr(making, "_run", breaks_down_once)
    assert pdf_of(client, article).content.startswith(b"%PDF-")
    assert len(runs) == 2


def test_without_its_parts_only_the_pdf_is_missing(client, article, monkeypatch):
    monkeypatch.setattr(making, "_run", lambda *_: (1, "cannot load library 'libpango'"))
    answer = pdf_of(client, article)
    assert answer.status_code == 503
    assert "vytisknout z prohlížeče" in answer.text.replace("\u00a0", " ")
    assert client.get(f"{article.get_absolute_url()}tisk/").status_code == 200


# --- Several as one ------------------------------------------------------------------------------


def test_several_are_one_with_their_pages_told(client):
    """Contents with page numbers, each text from a page of its own, its title at the top."""
    articles = [published(title=f"Text číslo {number}") for number in (1, 2, 3)]
    query = "&".join(f"id={article.reference}" for article in articles)
    answer = client.get(f"/tisk.pdf?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    paper = Paper(answer.content)
    assert paper.pages == 4
    assert [part.role for part in paper.structure.all("H1")] == ["H1"]
    written = text_of(answer.content).replace("\u00a0", " ")
    assert re.findall(r"Text číslo \d[. ]*\. (\d+)", written) == ["2", "3", "4"], written


@pytest.mark.parametrize("query", ["", "?id=article:999999", "?id=nic", "?rok=1900"])
def test_what_is_no_document_is_a_page_that_says_so(client, query):
    answer = client.get(f"/tisk.pdf{query}")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def test_what_is_not_public_is_in_nobodys_pdf_but_an_editors(client, chief_editor_client):
    draft = ArticleFactory(title="Tajný text")
    visible = published(title="Veřejný text")
    address = f"/tisk.pdf?id={draft.reference}&id={visible.reference}"
    assert "Tajný" not in text_of(client.get(address).content)
    answer = chief_editor_client.get(address)
    pages = text_of(answer.content)
    assert "Tajný" in pages and "NEZVEŘEJNĚNO" in pages
    assert "no-store" in answer["Cache-Control"]
