"""From the log-in to the paper: an article is written, appears by itself, is read and printed."""

import re
import subprocess
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from nszm_portal.czech.dates import long_date, moment
from tests.browser import shelf
from tests.browser.writing import Writing
from tests.factories.library import encoded, pdf, quadrants

PRAGUE = ZoneInfo("Europe/Prague")
TITLE = "Otevřeli jsme nový sad"
ADDRESS = "/aktuality/otevreli-jsme-novy-sad/"
LEAD = "Ve čtvrtek přišlo na otevření přes sto lidí."
ALT = "Školáci s rýči u nově vysazené lípy"
ROWS = [["Ulice", "Lípy"], ["Nádražní", "14"], ["Školní", "7"]]
DOCUMENT = pdf(2) + b"% of this journey alone: the library would offer one that it has already\n"
WAIT = timedelta(seconds=60)


@pytest.fixture
def editor(new_page, full_portal):
    page = new_page(full_portal)
    shelf.sign_in(page)
    expect(page.get_by_role("heading", name="S čím dnes začneme")).to_be_visible()
    return page


class Reader:
    """Somebody who never signed in; what every answer said is kept."""

    def __init__(self, page):
        self.page = page
        self.answers = []
        page.on("response", lambda answer: self.answers.append(answer))

    def open(self, address: str):
        answer = self.page.goto(address)
        assert self.page.context.cookies() == []
        return answer

    def cookies(self) -> list[str]:
        return [answer.url for answer in self.answers if "set-cookie" in answer.all_headers()]


@pytest.fixture
def reader(new_page, full_portal):
    return Reader(new_page(full_portal))


def test_from_login_to_paper(full_portal, editor, reader, complaints, tmp_path):
    complaints.expect(f"{ADDRESS}: Failed to load resource")  # while it is not public
    store_files(editor)
    appears_at = write(editor, full_portal, complaints)
    find_nothing(reader)
    wait_until(appears_at)
    read(reader)
    paper = tmp_path / "paper.pdf"
    print_out(reader, paper)
    text = text_of(paper)
    check(text, full_portal.url, appears_at.date())
    follow(reader, text)
    assert reader.cookies() == []


def store_files(page) -> None:
    """A document and a picture come to the library."""
    page.goto("/admin/library/document/add/")
    upload = {"name": "Osazovací plán.pdf", "mimeType": "application/pdf", "buffer": DOCUMENT}
    page.get_by_label("Soubor").set_input_files(upload)
    page.get_by_label("Název").fill("Osazovací plán sadu")
    page.get_by_role("button", name="Uložit", exact=True).click()
    expect(page.get_by_role("link", name="Osazovací plán sadu").first).to_be_visible()

    page.goto("/admin/library/picture/add/")
    photo = encoded(quadrants(1400, 900))
    upload = {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": photo}
    page.get_by_label("Soubor").set_input_files(upload)
    page.get_by_label("Popis obrázku").fill(ALT)
    page.get_by_role("button", name="Uložit", exact=True).click()
    expect(page.get_by_role("link", name=ALT).first).to_be_visible()


def write(page, portal, complaints) -> datetime:
    """The whole article, to appear in a minute; returns the moment."""
    page.goto("/admin/news/article/add/")
    page.get_by_label("Titulek").fill(TITLE)
    page.get_by_label("Perex").fill(LEAD)
    write_body(Writing(page, complaints), portal)
    attach(page, "Osazovací plán sadu")
    appears_at = datetime.now(PRAGUE).replace(microsecond=0) + WAIT
    page.locator("#id_publish_at_0").fill(f"{appears_at:%d.%m.%Y}")
    page.locator("#id_publish_at_1").fill(f"{appears_at:%H:%M:%S}")
    page.get_by_role("button", name="Zveřejnit").click()
    said = page.get_by_text(f"Zveřejní se samo {moment(appears_at)}")
    expect(said.first).to_be_visible()
    return appears_at


def write_body(text: Writing, portal) -> None:
    text.type("Sázeli školáci. Čtěte dřívější zprávu a metodiku sázení od odborníků.")
    text.heading(2, "Co se sázelo")
    text.listing("lípy", "duby")
    text.heading(3, "Kolik čeho")
    text.type("", "Děkujeme všem.")
    text.press("Backspace")
    text.link("dřívější zprávu", portal.url + shelf.RICH)
    text.link("metodiku sázení", shelf.OUTSIDE)
    text.press("Control+End", "ArrowUp")
    text.table("Stromy podle ulic", ROWS)
    text.press("Control+End", "Enter")
    text.picture(ALT)


def attach(page, title: str) -> None:
    page.get_by_role("button", name=re.compile("Přidat přílohu", re.IGNORECASE)).click()
    page.locator(".field-document .select2-selection").last.click()
    page.get_by_role("searchbox").last.press_sequentially(title)
    page.get_by_role("option", name=title).click()


def find_nothing(reader) -> None:
    """Before its moment; the lists are asked until both of the server's workers keep them."""
    for _ in range(4):
        for address in ("/", "/aktuality/"):
            answer = reader.open(address)
            assert answer.headers["etag"].startswith("W/")  # only the page cache gives them
            expect(reader.page.get_by_text(TITLE)).to_have_count(0)
        assert reader.open(ADDRESS).status == 404


def wait_until(appears_at) -> None:
    time.sleep(max(0, (appears_at - datetime.now(PRAGUE)).total_seconds()))


def read(reader) -> None:
    page = reader.page
    for address in ("/aktuality/", "/"):
        reader.open(address)
        expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main.get_by_role("heading", level=2, name="Co se sázelo")).to_be_visible()
    expect(main.get_by_role("heading", level=3, name="Kolik čeho")).to_be_visible()
    expect(main.locator(".prose li")).to_have_text(["lípy", "duby"])
    expect(main.get_by_role("columnheader")).to_have_text(ROWS[0])
    expect(main.get_by_role("cell")).to_have_text(ROWS[1] + ROWS[2])
    expect(main.get_by_role("img", name=ALT)).to_be_visible()
    own = main.get_by_role("link", name="dřívější zprávu")
    assert own.get_attribute("href") == shelf.RICH
    outside = main.get_by_role("link", name="metodiku sázení")
    assert outside.get_attribute("href") == shelf.OUTSIDE
    document = main.get_by_role("link", name="Osazovací plán sadu").get_attribute("href")
    assert page.request.get(document).body() == DOCUMENT


def print_out(reader, paper) -> None:
    page = reader.page
    page.get_by_role("link", name="TISK").click()
    expect(page).to_have_url(re.compile(f"{ADDRESS}tisk/$"))
    expect(page.get_by_role("button", name="Vytisknout")).to_have_count(2)
    expect(page.get_by_role("button", name="Vytisknout").first).to_be_visible()
    page.get_by_role("img", name=ALT).scroll_into_view_if_needed()
    page.pdf(path=paper, prefer_css_page_size=True)


def text_of(paper) -> str:
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def check(text: str, origin: str, published_on: date) -> None:
    told = [
        "Národní síť Zdravých měst ČR",
        TITLE,
        long_date(published_on),
        LEAD,
        "Co se sázelo",
        "Kolik čeho",
        "Stromy podle ulic",
        *(" ".join(row) for row in ROWS),
        "Děkujeme všem.",
        "Osazovací plán sadu",
        "[1] Všechno na jednom místě: 127.0.0.1",
        f"[2] metodiku sázení: {shelf.OUTSIDE}",
        f"{origin}{ADDRESS}",
        f"vytištěno {long_date(datetime.now(PRAGUE).date())}",
        "nszm@nszm.cz",
    ]
    missing = [words for words in told if " ".join(words.split()) not in text]
    assert missing == [], text
    for words in ("TISK", "naše weby", "Aktuality", "zpět na", "Vytisknout", "Použít"):
        assert words not in text


def follow(reader, text: str) -> None:
    """Somebody types the short addresses from the paper."""
    typed = re.findall(r"127\.0\.0\.1:\d+(/p/[a-z0-9]+)", text)
    answers = [reader.page.request.get(address) for address in typed]
    assert [answer.status for answer in answers] == [200] * 3
    attached, linked, itself = answers
    assert attached.body() == DOCUMENT
    assert linked.url.endswith(shelf.RICH)
    assert itself.url.endswith(ADDRESS)
