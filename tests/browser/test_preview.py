"""The preview beside the form: typed, seen as readers will see it, shown to a guest, taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import shelf
from tests.browser.looks import PHONE, RULES, TWO_LOOKS, wrong_in
from tests.browser.test_editors_pages import IN_ADMIN
from tests.browser.writing import Writing

WIDE = {"width": 1600, "height": 1000}
WIDTHS = {"Mobil": 390, "Počítač": 1280, "Tisk": 860}
TYPED = "Zbrusu nový titulek"
BAR = "Náhled – není zveřejněno"


@pytest.fixture
def editor(new_page, full_portal):
    page = new_page(full_portal, viewport=WIDE)
    shelf.sign_in(page)
    return page


@pytest.fixture
def reader(new_page, full_portal):
    """Somebody without an account and without a single cookie."""
    return new_page(full_portal)


def open_article(page, title="Všechno na jednom místě"):
    page.goto(f"/admin/news/article/?q={title}")
    page.get_by_role("link", name=title).click()


def toggle(page):
    return page.get_by_role("button", name="Náhled", exact=True).first


def shown(page):
    return page.frame_locator("#preview iframe")


def test_what_is_typed_is_seen_in_all_three_tabs_before_anything_is_saved(editor, reader):
    open_article(editor)
    toggle(editor).click()
    expect(shown(editor).get_by_role("heading", level=1)).to_have_text("Všechno na jednom místě")
    editor.get_by_label("Titulek").fill(TYPED)
    for name, width in WIDTHS.items():
        editor.get_by_role("tab", name=name).click()
        expect(shown(editor).get_by_text(BAR)).to_be_visible()
        expect(shown(editor).get_by_role("heading", level=1)).to_have_text(TYPED)
        expect(editor.get_by_title("Náhled textu")).to_have_css("width", f"{width}px")
    expect(shown(editor).get_by_role("button", name="Vytisknout").first).to_be_visible()
    reader.goto(shelf.RICH)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Všechno na jednom místě")
    editor.get_by_role("button", name="Zavřít náhled").click()
    expect(editor.get_by_role("dialog", name="Náhled")).to_be_hidden()
    editor.reload()
    editor.get_by_role("button", name="Zahodit rozepsanou verzi").click()


def test_the_form_and_the_preview_stand_side_by_side(editor):
    open_article(editor)
    toggle(editor).click()
    panel = editor.get_by_role("dialog", name="Náhled").bounding_box()
    title = editor.get_by_label("Titulek").bounding_box()
    assert title["x"] + title["width"] <= panel["x"]
    assert panel["x"] + panel["width"] <= WIDE["width"]
    editor.set_viewport_size(PHONE)
    panel = editor.get_by_role("dialog", name="Náhled").bounding_box()
    assert (panel["x"], panel["width"]) == (0, PHONE["width"])
    expect(shown(editor).get_by_text(BAR)).to_be_visible()
    editor.keyboard.press("Escape")
    expect(toggle(editor)).to_be_focused()
    expect(toggle(editor)).to_have_attribute("aria-expanded", "false")


def test_a_new_text_is_previewed_from_the_first_word(editor, complaints):
    editor.goto("/admin/news/article/add/")
    toggle(editor).click()
    expect(editor.get_by_text("Zatím není co ukázat")).to_be_visible()
    editor.get_by_label("Perex").fill("Jen perex.")
    expect(shown(editor).get_by_text("Nic se neztratilo")).to_be_visible()
    expect(shown(editor).get_by_role("listitem")).to_contain_text(["Titulek"])
    editor.get_by_label("Titulek").fill("Sázíme duby")
    expect(shown(editor).get_by_role("heading", level=1)).to_have_text("Sázíme duby")
    Writing(editor, complaints).type("Duby rostou pomalu.")
    expect(shown(editor).get_by_text("Duby rostou pomalu.")).to_be_visible()


def test_tabs_are_chosen_by_keyboard(editor):
    open_article(editor)
    toggle(editor).focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("tab", name="Počítač").focus()
    editor.keyboard.press("ArrowRight")
    expect(editor.get_by_role("tab", name="Tisk")).to_be_focused()
    expect(editor.get_by_role("tab", name="Tisk")).to_have_attribute("aria-selected", "true")
    expect(shown(editor).get_by_role("button", name="Vytisknout").first).to_be_visible()
    editor.keyboard.press("ArrowRight")
    expect(editor.get_by_role("tab", name="Mobil")).to_be_focused()
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("dialog", name="Náhled")).to_be_hidden()


def test_a_guest_sees_it_by_a_link_until_it_is_revoked(editor, reader, complaints):
    open_article(editor, "Rozepsaný text")
    editor.get_by_label("Titulek").fill(TYPED)
    toggle(editor).click()
    editor.get_by_text("Odkaz pro někoho bez účtu", exact=True).last.click()
    editor.get_by_role("button", name="Vytvořit odkaz").click()
    field = editor.get_by_label("Odkaz je vytvořený.")
    expect(field).to_be_focused()
    address = field.input_value()

    assert reader.goto(address).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text(TYPED)
    expect(reader.get_by_text(BAR)).to_be_visible()
    reader.get_by_role("link", name="TISK").click()
    expect(reader).to_have_url(f"{address}tisk/")
    reader.get_by_role("link", name="zpět na stránku").first.click()
    expect(reader).to_have_url(address)
    assert reader.context.cookies() == []

    editor.get_by_role("button", name=re.compile("Zrušit odkaz")).click()
    expect(editor.get_by_text("Žádný odkaz teď neplatí.")).to_be_visible()
    complaints.expect(f"{address}: Failed to load resource")
    assert reader.goto(address).status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("Odkaz na náhled už neplatí")


def test_without_script_the_stored_text_is_previewed(new_page, full_portal):
    page = new_page(full_portal, java_script_enabled=False)
    shelf.sign_in(page)
    open_article(page)
    assert page.get_by_role("button", name="Náhled", exact=True).count() == 0
    page.get_by_role("link", name=re.compile("^Náhled uložené")).click()
    expect(page.get_by_text(BAR)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Odkaz pro někoho bez účtu").click()
    page.get_by_role("button", name="Vytvořit odkaz").click()
    address = page.get_by_label("Odkaz je vytvořený.").input_value()
    assert address.startswith(f"{full_portal.url}/nahled/")


def test_axe_finds_nothing_on_the_pages_of_a_preview(editor, reader, axe):
    open_article(editor)
    preview = editor.locator("#preview").get_attribute("data-stored")
    for tail in ("nahled/", "nahled/tisk/"):
        editor.goto(f"{preview}{tail}")
        assert wrong_in(TWO_LOOKS, editor, axe, RULES) == {}
    editor.goto(f"{preview}odkazy/")
    editor.get_by_role("button", name="Vytvořit odkaz").click()
    address = editor.get_by_label("Odkaz je vytvořený.").input_value()
    assert wrong_in(TWO_LOOKS, editor, axe, IN_ADMIN) == {}
    reader.goto(address)  # it is public already
    expect(reader).to_have_url(re.compile(f"{shelf.RICH}$"))


def test_axe_finds_nothing_with_the_preview_open(editor, axe):
    open_article(editor)
    toggle(editor).click()
    expect(shown(editor).get_by_role("heading", level=1)).to_be_visible()
    assert wrong_in([(WIDE, "light"), (WIDE, "dark")], editor, axe, IN_ADMIN) == {}


def test_the_bar_is_not_printed(editor):
    open_article(editor)
    preview = editor.locator("#preview").get_attribute("data-stored")
    editor.goto(f"{preview}nahled/tisk/")
    expect(editor.get_by_text(BAR)).to_be_visible()
    editor.emulate_media(media="print")
    expect(editor.get_by_text(BAR)).to_be_hidden()
