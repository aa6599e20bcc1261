"""A reader reports a mistake on the page at hand: with JavaScript off, and on a phone."""

import time

import pytest
from playwright.sync_api import expect

from nszm_portal.reports import guarding
from tests.browser import shelf
from tests.browser.looks import ALL_LOOKS, wrong_in

TEXT = "V druhém odstavci je „Librec“."


@pytest.fixture(scope="module")
def reported_portal(make_portal):
    """A portal of one process, which counts the reports of an address by itself."""
    portal = make_portal(GUNICORN_CMD_ARGS="--workers 1")
    shelf.put(portal, "one")
    portal.start()
    return portal


@pytest.fixture
def plain_page(new_page, reported_portal):
    return new_page(reported_portal, java_script_enabled=False)


def be_a_person():
    """Nobody writes a report in less time."""
    time.sleep(guarding.EARLIEST + 1)


def send(page):
    page.get_by_role("button", name="Odeslat zprávu").click()


def test_without_script_a_mistake_is_reported_from_the_page_that_has_it(
    plain_page, reported_portal
):
    page = plain_page
    page.goto("/aktuality/prvni-zprava/")
    page.get_by_role("contentinfo").get_by_role("link", name="chyba na této stránce").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Napište nám, co nefunguje")
    expect(page.get_by_label("Na které stránce?")).to_have_value("/aktuality/prvni-zprava/")
    expect(page.get_by_label("Toto pole nevyplňujte")).to_be_hidden()

    page.get_by_label("Co se děje?").fill(TEXT)
    page.get_by_label("E-mail").fill("jana")
    be_a_person()
    send(page)
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("Vyberte, o co jde.")
    expect(problems).to_contain_text("Tohle není e-mailová adresa")
    expect(page.get_by_label("Co se děje?")).to_have_value(TEXT)
    problems.get_by_role("link", name="Tohle není e-mailová adresa").click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    assert "není e-mailová adresa" in described(page.get_by_label("E-mail"))

    page.get_by_label("chyba v textu").check()
    page.get_by_label("E-mail").fill("jana@example.org")
    send(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Děkujeme")
    assert page.context.cookies() == []
    reported_portal.manage("send_queued_mail")
    (mail,) = (reported_portal.folder / "mail").iterdir()
    assert "Reply-To: jana@example.org" in mail.read_text()
    page.get_by_role("link", name="zpět na stránku, o které jste psali").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("První zpráva")


def described(field) -> str:
    """What a screen reader adds to a field's name."""
    return field.evaluate(
        "field => field.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id)?.textContent).join(' ')"
    )


def test_judges_find_nothing_in_any_state(new_page, reported_portal, axe, vnu, complaints):
    page = new_page(reported_portal)
    complaints.expect("status of 429")
    page.goto("/napiste-nam/?stranka=/aktuality/prvni-zprava/")
    assert wrong_in(ALL_LOOKS, page, axe) == {}
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Napište, co se děje.")
    assert wrong_in(ALL_LOOKS, page, axe) == {}
    assert vnu(page.content()) == []
    be_a_person()
    for number in range(guarding.REPORTS.most + 1):
        page.goto("/napiste-nam/?druh=jine")
        page.get_by_label("Co se děje?").fill(f"{TEXT} Číslo {number}")
        opened = page.locator("[name=opened]")
        if number == 0:
            first = opened.input_value()
            be_a_person()
        # One form after the other is sent by a person who opened all of them long ago.
        opened.evaluate("(field, value) => { field.value = value; }", first)
        send(page)
        if page.get_by_role("heading", level=1).inner_text().startswith("Zpráv přišlo"):
            break
        expect(page.get_by_role("heading", level=1)).to_contain_text("Děkujeme")
        if number == 0:
            assert wrong_in(ALL_LOOKS, page, axe) == {}
    expect(page.get_by_role("heading", level=1)).to_have_text("Zpráv přišlo příliš mnoho najednou")
    expect(page.get_by_label("Co se děje?")).to_have_value(f"{TEXT} Číslo {number}")
    assert wrong_in(ALL_LOOKS, page, axe) == {}
    assert vnu(page.content()) == []


def test_on_a_narrow_phone_nothing_is_lost(new_page, reported_portal):
    page = new_page(reported_portal, viewport={"width": 320, "height": 600})
    page.goto("/napiste-nam/")
    send(page)
    expect(page.get_by_role("alert")).to_be_visible()
    sideways = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(sideways) == 0
    for control in page.locator("main :is(.choices__choice, .field input, textarea, button)").all():
        assert control.bounding_box()["height"] >= 43.5
