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
    desk.get_by_role("button", name="Uložit změny").click()
    assert desk.locator(".errorlist").count() == 2
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}
    desk.get_by_role("link", name="Stáhnout z webu").click()
    assert wrong_in(TWO_LOOKS, desk, axe, IN_ADMIN) == {}
