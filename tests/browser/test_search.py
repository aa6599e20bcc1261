"""Searching with the keyboard alone, without script and with it."""

import re

from playwright.sync_api import expect

from tests.browser import shelf

FOUND = re.compile("Ulice číslo .* má lavičky")


def tab_to(page, locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("The keyboard does not come to the search box.")


def test_without_script_the_keyboard_finds_narrows_and_reads(new_page, full_portal):
    page = new_page(full_portal, java_script_enabled=False)
    page.goto("/")
    field = page.get_by_role("searchbox", name="Hledat na webu")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("[name=q]:focus").count():
            break
    expect(field).to_be_focused()
    page.keyboard.type("lavickami v ulici")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/hledat/\?q=lavickami"))
    expect(page.get_by_role("searchbox", name="Co hledáte?")).to_have_value("lavickami v ulici")
    expect(page.get_by_role("heading", name=FOUND).first).to_be_visible()
    assert page.locator("mark", has_text="lavičky").count() > 1
    page.get_by_role("link", name=re.compile("^2014")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Zrušit zúžení: 2014"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Našli jsme .* v\stomto zúžení"))).to_be_visible()
    page.get_by_role("link", name=FOUND).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=FOUND)).to_be_visible()


def test_with_script_titles_are_suggested_and_chosen_by_arrows(new_page, full_portal):
    page = new_page(full_portal)
    page.goto("/")
    box = page.get_by_role("combobox", name="Hledat na webu")
    tab_to(page, box)
    page.keyboard.type("vsechno na jed")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("vsechno na jed")
    page.keyboard.type("nom")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{shelf.RICH}$"))


def test_what_is_typed_is_searched_when_no_suggestion_is_chosen(new_page, full_portal):
    page = new_page(full_portal)
    page.goto("/hledat/")
    expect(page.get_by_role("combobox", name="Co hledáte?")).to_be_focused()
    page.keyboard.type("lavič")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("ky")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=lavi%C4%8Dky"))
    expect(page.get_by_role("status").filter(has_text="Našli jsme")).to_be_visible()


def test_a_mistyped_word_leads_to_what_was_meant(new_page, full_portal):
    page = new_page(full_portal)
    page.goto("/hledat/?q=lavciky")
    expect(page.get_by_text("Tady je, co jsme našli pro")).to_be_visible()
    expect(page.get_by_role("heading", name=FOUND).first).to_be_visible()
    page.get_by_role("link", name="lavičky").first.click()
    expect(page).to_have_url(re.compile("q=lavi%C4%8Dky"))
