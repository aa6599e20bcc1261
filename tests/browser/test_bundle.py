"""Several texts are ticked, put in order and printed: without script and with it."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser import shelf, shelf_meetings
from tests.browser.looks import ALL_LOOKS, TWO_LOOKS, wrong_in

FIRST, SECOND, THIRD = (f"Ulice číslo {number} má lavičky" for number in (0, 2, 4))
MEETING = "Setkání krajů k programu Zdravý kraj, 0. ročník"
RICH = "Všechno na jednom místě"


def spaced(text):
    """Matches a text in which the typographer has made some of the spaces unbreakable."""
    return re.compile(re.escape(text).replace(r"\ ", r"\s"))


def box(page, title):
    return page.get_by_role("checkbox", name=spaced(f"Vybrat k tisku: {title}"))


def tick(page, title):
    box(page, title).check()


def contents(page):
    return page.get_by_role("navigation", name="Obsah dokumentu").get_by_role("link")


def bar(page):
    return page.get_by_role("complementary", name="Výběr k tisku")


def text_of(page, folder) -> list[str]:
    """The text of each page of what the browser prints."""
    paper = folder / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True)
    return [" ".join(text.split()) for text in done.stdout.decode().split("\f")[:-1]]


# --- without script -------------------------------------------------------------------------------


def test_without_script_three_ticked_texts_become_one_page(new_page, full_portal, tmp_path):
    page = new_page(full_portal, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="všechny aktuality").click()
    for title in (FIRST, SECOND, THIRD):
        tick(page, title)
    page.get_by_role("button", name="Vytisknout vybrané").click()
    expect(page).to_have_url(re.compile(r"/tisk/\?id="))
    expect(page.get_by_role("heading", level=1)).to_have_text("Výběr tří textů")
    expect(contents(page)).to_have_text([spaced(FIRST), spaced(SECOND), spaced(THIRD)])
    contents(page).nth(2).click()
    expect(page.get_by_role("heading", level=2, name=spaced(THIRD))).to_be_in_viewport()

    page.get_by_text("Změnit pořadí nebo něco vynechat").click()
    page.get_by_role("spinbutton", name=spaced(f"Pořadí: {THIRD}")).fill("1")
    page.get_by_role("checkbox", name=spaced(f"vynechat: {FIRST}")).check()
    page.get_by_role("button", name="Sestavit znovu").click()
    expect(contents(page)).to_have_text([spaced(THIRD), spaced(SECOND)])
    assert "poradi" not in page.url
    assert page.context.cookies() == []

    pages = text_of(page, tmp_path)
    assert len(pages) == 3
    assert "Výběr dvou textů" in pages[0]
    assert THIRD in pages[1]
    assert SECOND in pages[2]
    for words in ("Sestavit znovu", "pořadí", "vynechat", "Jak tisknout"):
        assert words not in " ".join(pages)


def test_without_script_a_year_is_printed_from_its_print_view(new_page, full_portal):
    page = new_page(full_portal, java_script_enabled=False)
    page.goto(shelf_meetings.YEAR)
    page.get_by_role("link", name="TISK").click()
    page.get_by_role("link", name="Vytisknout všechny jako celé texty").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Setkání v roce 2015")
    expect(contents(page).first).to_have_text(spaced("11. ročník"))


def test_without_script_nothing_that_needs_it_is_there(new_page, full_portal):
    page = new_page(full_portal, java_script_enabled=False)
    page.goto(shelf.RICH)
    expect(page.get_by_role("button", name=spaced("do výběru k tisku"))).to_have_count(0)
    page.goto("/aktuality/")
    tick(page, FIRST)
    expect(bar(page)).to_have_count(0)


# --- with script ----------------------------------------------------------------------------------


@pytest.fixture
def page(new_page, full_portal):
    return new_page(full_portal, viewport={"width": 1280, "height": 900})


def test_what_is_ticked_is_remembered_across_pages_and_put_in_order(page):
    page.goto("/aktuality/")
    expect(bar(page)).to_have_count(0)
    tick(page, SECOND)
    expect(bar(page)).to_contain_text("Vybráno: 1 text")
    expect(page.get_by_role("status").last).to_contain_text(
        spaced(f"Přidáno do výběru k tisku: {SECOND}")
    )
    page.goto(shelf_meetings.YEAR)
    tick(page, MEETING)
    page.goto(shelf.RICH)
    page.get_by_role("button", name=spaced("Přidat do výběru k tisku")).click()
    expect(page.get_by_role("button", name=spaced("Odebrat z výběru k tisku"))).to_be_focused()
    expect(bar(page)).to_contain_text("Vybráno: 3 texty")

    bar(page).get_by_role("link", name="Vytisknout").click()
    expect(contents(page)).to_have_text([spaced(title) for title in (SECOND, MEETING, RICH)])
    page.get_by_text("Změnit pořadí nebo něco vynechat").click()
    page.get_by_role("spinbutton", name=spaced(f"Pořadí: {SECOND}")).fill("3")
    page.keyboard.press("Enter")
    expect(contents(page)).to_have_text([spaced(title) for title in (MEETING, RICH, SECOND)])


def test_the_form_under_a_list_sends_what_is_remembered_as_well(page):
    page.goto(shelf_meetings.YEAR)
    tick(page, MEETING)
    page.goto("/aktuality/")
    tick(page, FIRST)
    page.get_by_role("button", name="Vytisknout vybrané").click()
    expect(contents(page)).to_have_text([spaced(MEETING), spaced(FIRST)])


def test_a_text_is_taken_out_where_it_was_put_in_and_in_the_bar(page):
    page.goto("/aktuality/")
    for title in (FIRST, SECOND, THIRD):
        tick(page, title)
    box(page, FIRST).uncheck()
    expect(bar(page)).to_contain_text("Vybráno: 2 texty")
    bar(page).get_by_text("Vybráno").click()
    bar(page).get_by_role("button", name=spaced(f"Odebrat z výběru: {SECOND}")).click()
    expect(bar(page)).to_contain_text("Vybráno: 1 text")
    expect(box(page, SECOND)).not_to_be_checked()
    bar(page).get_by_role("button", name="Zrušit výběr").click()
    expect(bar(page)).to_have_count(0)
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    page.reload()
    expect(bar(page)).to_have_count(0)


def test_two_windows_agree(page):
    page.goto("/aktuality/")
    other = page.context.new_page()
    other.goto("/aktuality/")
    tick(page, FIRST)
    expect(box(other, FIRST)).to_be_checked()
    expect(bar(other)).to_contain_text("Vybráno: 1 text")


def test_it_is_forgotten_after_a_day(page):
    page.goto("/aktuality/")
    tick(page, FIRST)
    page.evaluate(
        "() => { const kept = JSON.parse(localStorage.getItem('k-tisku'));"
        " kept.at -= 25 * 3600 * 1000; localStorage.setItem('k-tisku', JSON.stringify(kept)); }"
    )
    page.reload()
    expect(box(page, FIRST)).not_to_be_checked()
    expect(bar(page)).to_have_count(0)


@pytest.mark.parametrize("kept", ["{", "[]", "null", '{"at": 9e15, "picks": [["x", 1], [], 3]}'])
def test_what_it_cannot_read_is_nothing(page, kept):
    page.goto("/")
    page.evaluate("kept => localStorage.setItem('k-tisku', kept)", kept)
    page.goto("/aktuality/")
    tick(page, FIRST)
    expect(bar(page)).to_contain_text("Vybráno: 1 text")


@pytest.mark.parametrize("path", ["/aktuality/", "/partneri/dohody/", "/hledat/?q=lavicky"])
def test_axe_finds_nothing_with_the_bar(new_page, full_portal, axe, path):
    page = new_page(full_portal)
    page.goto(path)
    page.locator("[data-pick]").first.check()
    bar(page).get_by_text("Vybráno").click()
    assert wrong_in(ALL_LOOKS, page, axe) == {}


def test_axe_finds_nothing_where_it_is_put_in_order(new_page, full_portal, axe):
    page = new_page(full_portal)
    page.goto("/tisk/?druh=meeting&rok=2015")
    page.get_by_text("Změnit pořadí nebo něco vynechat").click()
    assert wrong_in(TWO_LOOKS, page, axe) == {}


@pytest.mark.parametrize("path", ["/tisk/", "/tisk/?tema=verejny-prostor", "/setkani/2015/"])
def test_on_a_narrow_phone_nothing_is_scrolled_to_the_side(new_page, full_portal, path):
    page = new_page(full_portal, viewport={"width": 320, "height": 600})
    page.goto(path)
    for summary in page.locator("main summary").all():
        summary.click()
    for first in page.locator("[data-pick]").all()[:1]:
        first.check()
    sideways = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(sideways) == 0
    for control in page.locator(
        "main :is(.pick, .picking button, .arranging :is(button, label))"
    ).all():
        assert control.bounding_box()["height"] >= 43.5


# --- for editors ----------------------------------------------------------------------------------


def test_an_editor_prints_drafts_and_each_of_their_pages_says_so(page, tmp_path):
    shelf.sign_in(page)
    page.goto("/admin/news/article/add/")
    page.get_by_label("Titulek").fill("Návrh pro radu")
    page.wait_for_function("() => window.CKEDITOR?.instances.id_body?.status === 'ready'")
    page.evaluate(
        "text => window.CKEDITOR.instances.id_body.setData(text)",
        "<p>Odstavec, který radě vysvětluje, co se chystá a proč.</p>" * 90,
    )
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/admin/news/article/")
    page.goto("/admin/news/article/?stav=draft&q=radu")
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_label("Operace").select_option(label="Vytisknout jako jeden dokument")
    page.get_by_role("button", name="Provést").click()
    expect(page.get_by_role("heading", level=2, name="Návrh pro radu")).to_be_visible()
    expect(page.get_by_text("NEZVEŘEJNĚNO", exact=True)).to_be_visible()
    draft = page.url.partition("?")[2]
    page.goto(f"/tisk/?id=article:1&{draft}&id=article:2")
    pages = text_of(page, tmp_path)
    marked = [number for number, text in enumerate(pages) if "NEZVEŘEJNĚNO" in text]
    assert len(marked) > 2
    assert marked == [n for n, text in enumerate(pages) if "radě vysvětluje" in text]
