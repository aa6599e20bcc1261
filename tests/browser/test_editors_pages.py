"""The admin's pages as somebody meets them who does not see well or uses no mouse."""

import pytest

from tests.browser import shelf
from tests.browser.looks import RULES, TWO_LOOKS, wrong_in

# CKEditor's window is a page of its own; what is written there is judged on the public pages.
# Django itself leaves the first column of a table of inlines without a heading.
IN_ADMIN = RULES | {"iframes": False, "rules": {"empty-table-header": {"enabled": False}}}
OUTSIDE = {
    "log-in": "/admin/login/",
    "forgotten password": "/admin/heslo/",
    "forgotten password, sent": "/admin/heslo/odeslano/",
    "forgotten password, old link": "/admin/heslo/MQ/abc-123/",
    "forgotten password, changed": "/admin/heslo/hotovo/",
}
INSIDE = {
    "index": "/admin/",
    "change of password": "/admin/password_change/",
    "articles": "/admin/news/article/",
    "new article": "/admin/news/article/add/",
    "pictures": "/admin/library/picture/",
    "new picture": "/admin/library/picture/add/",
    "picture": "/admin/library/picture/1/change/",
    "picture in use, to delete": "/admin/library/picture/1/delete/",
    "choose a picture": "/admin/library/picture/vybrat/?CKEditorFuncNum=1",
    "documents": "/admin/library/document/",
    "new document": "/admin/library/document/add/",
    "choose a document": "/admin/library/document/vybrat/?CKEditorFuncNum=1",
    "deleted articles": "/admin/news/article/smazane/",
    "history of an article": "/admin/news/article/1/history/",
    "article, to delete": "/admin/news/article/1/delete/",
    "links to a preview": "/admin/news/article/1/odkazy/",
    "preview": "/admin/news/article/1/nahled/",
    "preview on paper": "/admin/news/article/1/nahled/tisk/",
    "pages": "/admin/pages/page/",
    "topics": "/admin/news/topic/",
    "main menu": "/admin/navigation/menuitem/",
    "portals": "/admin/navigation/portalgroup/1/change/",
    "new side box": "/admin/navigation/sidebox/add/",
    "identity": "/admin/navigation/identity/1/change/",
    "redirects": "/admin/publishing/redirect/",
    "new redirect": "/admin/publishing/redirect/add/?path=/akce/forum/",
    "what readers did not find": "/admin/publishing/missingaddress/",
    "page that a box leads to, to withdraw": "/admin/pages/page/1/stahnout/",
    "page that a box leads to, to delete": "/admin/pages/page/1/delete/",
}


@pytest.fixture(scope="module")
def signed_in(full_portal, browser):
    """The cookies of a chief editor who has signed in."""
    context = browser.new_context(base_url=full_portal.url)
    shelf.sign_in(context.new_page())
    yield context.storage_state()
    context.close()


@pytest.fixture
def desk(new_page, full_portal, signed_in):
    return new_page(full_portal, storage_state=signed_in)


@pytest.mark.parametrize("name", OUTSIDE)
def test_axe_finds_nothing_before_the_log_in(name, full_portal, new_page, axe):
    page = new_page(full_portal)
    page.goto(OUTSIDE[name])
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}


@pytest.mark.parametrize("name", INSIDE)
def test_axe_finds_nothing_at_the_editors(name, desk, axe):
    desk.goto(INSIDE[name])
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}


def test_axe_finds_nothing_in_the_life_of_an_article(desk, axe):
    """Its form, the form with mistakes, and the page that asks why it is withdrawn."""
    desk.goto("/admin/news/article/?q=místě")
    desk.get_by_role("link", name="Všechno na jednom místě").click()
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}
    desk.get_by_label("Titulek").fill(" ")
    desk.locator("#id_publish_at_0").fill("kdysi")
    desk.get_by_role("button", name="Zveřejnit změny").click()
    desk.locator("#faults").wait_for()
    assert desk.locator(".errorlist").count() == 2
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}
    desk.get_by_role("link", name="Stáhnout z webu").click()
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}
    desk.get_by_label("nahrazeno jiným textem").check()
    desk.get_by_label("Čím je nahrazený").fill("lavičky")
    desk.get_by_role("button", name="Najít").click()
    assert desk.get_by_role("group", name="Který text to je").get_by_role("radio").count() == 10
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}


@pytest.fixture
def full_desk(full_portal, desk):
    """The desk with something in each of its parts."""
    shelf.put(full_portal, "waiting")
    desk.goto("/admin/")
    return desk


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_desk_holds_at_every_width(full_desk, axe, width):
    full_desk.set_viewport_size({"width": width, "height": 800})
    for key in ("mine", "waiting", "scheduled", "published", "problems"):
        assert full_desk.locator(f"#{key} li").count() > 0, key
    assert full_desk.evaluate("document.documentElement.scrollWidth") <= width
    assert wrong_in(TWO_LOOKS, full_desk, axe, IN_ADMIN) == {}


def test_a_day_of_the_calendar_leads_to_what_appears_then(full_desk):
    full_desk.locator(".month td a").first.click()
    assert full_desk.locator(".desk__row:target").count() == 1


def test_the_button_says_what_it_will_do_while_one_types(desk):
    desk.goto("/admin/news/article/add/")
    says = desk.locator("#publish-says strong")
    assert says.inner_text() == "Zveřejní se hned."
    for day, hour, expected in [
        ("3. 6. 2099", "8:00", "Zveřejní se 3. 6. 2099 v 8:00 (Praha)."),
        ("3. července 2099", "8", "Zveřejní se 3. 7. 2099 v 8:00 (Praha)."),
        ("3.6.2099", "8.30", "Zveřejní se 3. 6. 2099 v 8:30 (Praha)."),
        ("3.6.2001", "8:00", "Zveřejní se hned."),
        ("31. 2. 2099", "8:00", "Okamžiku"),
        ("3. 6. 2099", "", "Okamžiku"),
        ("", "", "Zveřejní se hned."),
    ]:
        desk.locator("#id_publish_at_0").fill(day)
        desk.locator("#id_publish_at_1").fill(hour)
        assert says.inner_text().replace("\u00a0", " ").startswith(expected)


def test_of_a_live_text_it_says_that_it_replaces_or_hides_it(desk):
    desk.goto("/admin/pages/page/1/change/")
    says = desk.locator("#publish-says strong")
    assert says.inner_text() == "Nahradí text, který čtenáři vidí."
    desk.locator("#id_publish_at_0").fill("3. 6. 2099")
    assert says.inner_text().startswith("Čtenáři text přestanou vidět")


def test_a_refused_form_leads_by_keyboard_to_what_is_missing(desk, axe):
    desk.goto("/admin/partners/agreement/add/")
    desk.get_by_role("button", name="Zveřejnit").click()
    faults = desk.locator("#faults")
    faults.wait_for()
    assert faults.evaluate("element => element === document.activeElement")
    assert "Chybí: název, partneři, druh." in faults.inner_text()
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}
    for name, focused in [("název", "#id_title"), ("druh", "#id_instrument")]:
        faults.get_by_role("link", name=name).press("Enter")
        assert desk.locator(focused).evaluate("e => e.matches(':focus') || e.matches(':target')")
    faults.get_by_role("link", name="partneři").press("Enter")
    assert desk.evaluate("document.activeElement.closest('.field-partners') !== null")
