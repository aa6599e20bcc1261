"""The editor's worst days: a killed browser, an expired session, no network, two people at once."""

import re
import signal
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser import shelf
from tests.browser.looks import TWO_LOOKS, wrong_in
from tests.browser.test_editors_pages import IN_ADMIN
from tests.servers.browser import FLAGS, program

ADD = "/admin/news/article/add/"
SAVED = re.compile(r"Uloženo \d{1,2}:\d\d")
PATIENCE = 15_000  # ms; a lost connection is tried again after five seconds


@pytest.fixture(autouse=True)
def unfinished(complaints):
    """CKEditor complains when a page is left while it is still starting."""
    complaints.expect("(setting 'dir')")


@pytest.fixture
def editor(new_page, full_portal):
    page = new_page(full_portal)
    shelf.sign_in(page)
    return page


def says(page):
    return page.locator("#autosave-says")


def write_body(page, words: str) -> None:
    text = page.locator("iframe.cke_wysiwyg_frame").content_frame.locator("body")
    expect(text).to_be_editable()
    text.click()
    page.keyboard.insert_text(words)


def body(page):
    return page.locator("iframe.cke_wysiwyg_frame").content_frame.locator("body")


@pytest.fixture
def doomed(full_portal, browser, tmp_path):
    """doomed(): a browser of its own with the same profile each time; `kill()` is sudden."""
    started = []

    def doomed():
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=program(),
            args=FLAGS,
            chromium_sandbox=False,
            base_url=full_portal.url,
            locale="cs-CZ",
        )
        started.append(context)
        return context.pages[0]

    yield doomed
    subprocess.run(["pkill", "-9", "-f", str(tmp_path / "profile")], check=False)


def kill(profile) -> None:
    subprocess.run(["pkill", f"-{signal.SIGKILL}", "-f", str(profile)], check=False)


def test_a_browser_that_is_killed_takes_nothing_along(doomed, tmp_path):
    page = doomed()
    shelf.sign_in(page)
    page.goto(ADD)
    page.get_by_label("Titulek").fill("Text před pádem prohlížeče")
    write_body(page, "Tohle jsem stihla napsat.")
    expect(says(page)).to_have_text(SAVED)
    address = page.url
    kill(tmp_path / "profile")
    page = doomed()
    shelf.sign_in(page)
    page.goto(address)
    expect(page.get_by_text("Máte rozepsanou verzi")).to_be_visible()
    expect(page.get_by_label("Titulek")).to_have_value("Text před pádem prohlížeče")
    expect(body(page)).to_contain_text("Tohle jsem stihla napsat.")


def test_the_server_may_stop_and_start(make_portal, new_page, complaints):
    complaints.expect("Failed to load resource")
    portal = make_portal()
    shelf.put(portal, "one")
    portal.start()
    page = new_page(portal)
    shelf.sign_in(page)
    page.goto(ADD)
    page.get_by_label("Titulek").fill("Text před výpadkem")
    expect(says(page)).to_have_text(SAVED)
    portal.stop()
    page.get_by_label("Perex").fill("Psáno za výpadku.")
    expect(says(page)).to_contain_text("Bez spojení")
    portal.start()
    expect(says(page)).to_have_text(SAVED, timeout=PATIENCE)
    page.reload()
    expect(page.get_by_label("Perex")).to_have_value("Psáno za výpadku.")


def sign_in_again(dialog):
    frame = dialog.locator("iframe").content_frame
    frame.get_by_label("Uživatelské jméno").fill(shelf.EDITOR)
    frame.get_by_label("Heslo").fill(shelf.PASSWORD)
    frame.locator("[type=submit]").click()


def test_a_session_that_expired_is_renewed_in_place(editor, complaints):
    complaints.expect("status of 40")
    editor.goto(ADD)
    editor.get_by_label("Titulek").fill("Dlouho psaný text")
    expect(says(editor)).to_have_text(SAVED)
    editor.context.clear_cookies()
    editor.get_by_label("Perex").fill("Napsáno po vypršení.")
    dialog = editor.get_by_role("dialog", name="Přihlášení vypršelo")
    expect(dialog).to_be_visible()
    sign_in_again(dialog)
    expect(dialog).to_be_hidden()
    expect(says(editor)).to_have_text(SAVED)
    expect(editor.get_by_label("Perex")).to_have_value("Napsáno po vypršení.")
    editor.get_by_role("button", name="Uložit rozepsané").click()
    expect(editor.locator(".messagelist .success")).to_be_visible()


def test_a_session_that_expired_does_not_take_along_what_is_sent(editor, complaints):
    complaints.expect("status of 40")
    editor.goto(ADD)
    editor.get_by_label("Titulek").fill("Odeslaný pozdě")
    editor.context.clear_cookies()
    editor.get_by_role("button", name="Uložit rozepsané").click()
    dialog = editor.get_by_role("dialog", name="Přihlášení vypršelo")
    sign_in_again(dialog)
    expect(editor.locator(".messagelist .success")).to_contain_text("Odeslaný pozdě")


def test_who_closes_the_log_in_is_asked_again_when_saving(editor, complaints):
    complaints.expect("status of 40")
    editor.goto(ADD)
    editor.context.clear_cookies()
    editor.get_by_label("Titulek").fill("Psáno bez přihlášení")
    dialog = editor.get_by_role("dialog", name="Přihlášení vypršelo")
    dialog.get_by_text("Přihlaste se znovu").click()
    editor.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(says(editor)).to_contain_text("Nejste přihlášeni. Text je v tomto prohlížeči")
    editor.get_by_role("button", name="Uložit rozepsané").click()
    sign_in_again(dialog)
    expect(editor.locator(".messagelist .success")).to_contain_text("Psáno bez přihlášení")


def test_without_a_network_the_text_waits_and_saves_itself(editor, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    editor.goto(ADD)
    editor.get_by_label("Titulek").fill("Psáno ve vlaku")
    expect(says(editor)).to_have_text(SAVED)
    editor.context.set_offline(True)
    editor.get_by_label("Perex").fill("V tunelu.")
    expect(says(editor)).to_contain_text("Bez spojení. Text zůstává v tomto prohlížeči")
    editor.context.set_offline(False)
    expect(says(editor)).to_have_text(SAVED, timeout=PATIENCE)
    editor.reload()
    expect(editor.get_by_label("Perex")).to_have_value("V tunelu.")


def leave_a_text_in_the_browser(editor, complaints):
    """A window closed without a network; gives another one with the same form."""
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    editor.goto(ADD)
    editor.context.set_offline(True)
    editor.get_by_label("Titulek").fill("Zůstalo v prohlížeči")
    expect(says(editor)).to_contain_text("Bez spojení")
    editor.context.set_offline(False)
    page = editor.context.new_page()
    editor.close(run_before_unload=False)
    page.goto(ADD)
    return page


def test_what_the_network_never_got_is_offered_and_replaces_nothing_unasked(editor, complaints):
    page = leave_a_text_in_the_browser(editor, complaints)
    offer = page.get_by_role("region", name="Text, který se nestihl uložit")
    expect(offer).to_be_visible()
    expect(page.get_by_label("Titulek")).to_have_value("")
    offer.get_by_text("Co v něm je").click()
    expect(offer.get_by_text("Zůstalo v prohlížeči")).to_be_visible()
    offer.get_by_role("button", name="Vrátit ho do formuláře").click()
    expect(page.get_by_label("Titulek")).to_have_value("Zůstalo v prohlížeči")
    expect(page.get_by_role("region", name="Text, který se nestihl uložit")).to_have_count(0)


def test_what_is_offered_stays_until_it_is_taken_and_is_nobody_elses(editor, complaints):
    page = leave_a_text_in_the_browser(editor, complaints)
    page.get_by_label("Titulek").fill("Jiný text, bez ohledu na nabídku")
    expect(says(page)).to_have_text(SAVED)
    page.goto(ADD)
    offer = page.get_by_role("region", name="Text, který se nestihl uložit")
    expect(offer).to_contain_text("Zůstalo v prohlížeči")
    page.context.clear_cookies()
    shelf.sign_in(page, shelf.SECOND)
    page.goto(ADD)
    expect(page.get_by_label("Titulek")).to_be_visible()
    expect(offer).to_have_count(0)


def test_two_editors_meet_over_one_text(editor, new_page, full_portal, axe):
    other = new_page(full_portal)
    shelf.sign_in(other, shelf.SECOND)
    find = "/admin/news/article/?q=Ulice číslo 5 má"
    for page in (editor, other):
        page.goto(find)
        page.get_by_role("link", name="Ulice číslo 5 má lavičky").click()
    other.get_by_label("Titulek").fill("Ulice číslo 5 má stromy")
    other.get_by_role("button", name="Zveřejnit změny").click()
    expect(other.locator(".messagelist .success").first).to_be_visible()
    editor.get_by_label("Titulek").fill("Ulice číslo 5 má lavičky i lampy")
    editor.get_by_label("Perex").fill("Svítí od pondělí.")
    editor.get_by_role("button", name="Zveřejnit změny").click()
    expect(editor.get_by_role("heading", name="Text mezitím změnil někdo jiný")).to_be_visible()
    title = editor.get_by_role("group", name="Titulek")
    expect(title.locator("ins")).to_contain_text("lavičky i lampy")
    expect(title.locator("del")).to_contain_text("stromy")
    wide = editor.viewport_size
    assert wrong_in(TWO_LOOKS, editor, axe, IN_ADMIN) == {}
    editor.set_viewport_size(wide)
    title.get_by_role("radio", name="Uložená verze").check()
    editor.get_by_role("button", name="Spojit a pokračovat v psaní").click()
    expect(editor.get_by_label("Titulek")).to_have_value("Ulice číslo 5 má stromy")
    expect(editor.get_by_label("Perex")).to_have_value("Svítí od pondělí.")
    editor.get_by_role("button", name="Zveřejnit změny").click()
    expect(editor.get_by_text("Je zveřejněno").first).to_be_visible()
    reader = new_page(full_portal)
    reader.goto("/aktuality/ulice-cislo-5-ma-lavicky/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Ulice číslo 5 má stromy")
    expect(reader.get_by_text("Svítí od pondělí.")).to_be_visible()
