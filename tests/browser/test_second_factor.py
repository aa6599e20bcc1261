"""A chief editor's telephone: enrolled, asked for, asked for again over a text, and lost."""

import io
import re
import time

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.accounts.phones import STEP, code
from tests.browser import shelf
from tests.browser.looks import TWO_LOOKS, wrong_in
from tests.browser.test_editors_pages import IN_ADMIN
from tests.browser.test_nothing_is_lost import SAVED, says

PERSON = "hlidana"
ADD = "/admin/news/article/add/"


@pytest.fixture(scope="module")
def guarded_portal(full_portal):
    """With a chief editor who is none of the demonstration's."""
    full_portal.manage(
        "shell",
        "-v0",
        "-c",
        "from tests.browser import shelf; from nszm_portal.accounts.models import User;"
        f"user = User.objects.create_user('{PERSON}', 'hlidana@example.org', shelf.PASSWORD,"
        "is_staff=True);"
        "user.groups.add(shelf.Group.objects.get(name=shelf.roles.CHIEF_EDITOR))",
    )
    return full_portal


def give_password(place):
    place.get_by_label("Uživatelské jméno").fill(PERSON)
    place.get_by_label("Heslo").fill(shelf.PASSWORD)
    place.locator("[type=submit]").click()


def drawn(page) -> str:
    """What a telephone reads from the QR code on the page."""
    picture = Image.open(io.BytesIO(page.locator("svg.factor__qr").screenshot()))
    return zxingcpp.read_barcode(picture).text


def test_a_telephone_from_its_enrolment_to_its_loss(guarded_portal, new_page, axe, complaints):
    complaints.expect("(setting 'dir')")
    complaints.expect("status of 40")
    page = new_page(guarded_portal)
    page.goto(ADD)
    give_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nastavení druhého faktoru")
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    secret = page.locator(".factor__secret").inner_text()
    assert f"secret={secret.replace(' ', '')}&" in drawn(page)
    now = time.time()
    page.get_by_label("Kód z aplikace").fill(code(secret, now))
    page.get_by_role("button", name="Zapnout druhý faktor").click()

    codes = page.locator(".factor__codes li").all_inner_texts()
    assert len(codes) == 8
    expect(page.get_by_role("button", name="Vytisknout")).to_be_visible()
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    page.get_by_role("link", name="Mám je, pokračovat").click()

    # The session ends over a text: password and code are asked for on the spot.
    page.get_by_label("Titulek").fill("Psáno dlouho")
    expect(says(page)).to_have_text(SAVED)
    page.context.clear_cookies()
    page.get_by_label("Perex").fill("Napsáno po vypršení.")
    dialog = page.get_by_role("dialog", name="Přihlášení vypršelo")
    frame = dialog.locator("iframe").content_frame
    give_password(frame)
    frame.get_by_label("Kód z aplikace v telefonu").fill(code(secret, now + STEP))
    frame.get_by_role("button", name="Ověřit a přihlásit").click()
    expect(dialog).to_be_hidden()
    expect(says(page)).to_have_text(SAVED)
    expect(page.get_by_label("Perex")).to_have_value("Napsáno po vypršení.")

    page.get_by_role("link", name="Můj účet").click()
    expect(page.get_by_text(re.compile("Zapnutý od"))).to_be_visible()
    expect(page.get_by_text("tento prohlížeč")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    page.get_by_role("button", name="Odhlásit se").click()

    page.goto("/admin/")
    give_password(page)
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    page.get_by_label("Kód z aplikace v telefonu").fill(code(secret, now))
    page.get_by_role("button", name="Ověřit a přihlásit").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_timeout(1100)  # a wrong code is followed by a second of waiting
    page.get_by_label("Kód z aplikace v telefonu").fill(codes[0])
    page.get_by_role("button", name="Ověřit a přihlásit").click()
    expect(page.locator(".messagelist")).to_contain_text("zbývá 7")
