"""A document that changes under an address which is printed and linked to."""

import pytest

from tests.browser import shelf
from tests.browser.looks import TWO_LOOKS, wrong_in
from tests.browser.test_editors_pages import IN_ADMIN
from tests.factories.library import pdf

ADDRESS = "/aktuality/den-pod-sirym-nebem/"


@pytest.fixture(scope="module")
def portal(portal):
    shelf.put(portal, "a_document")
    return portal


def test_a_replaced_document_is_seen_on_the_page(portal, new_page, axe):
    reader = new_page(portal)
    reader.goto(ADDRESS)
    link = reader.get_by_role("link", name="Program dne")
    before = link.get_attribute("href")
    assert "1 strana" in _facts(reader)

    page = new_page(portal)
    shelf.sign_in(page)
    page.goto("/admin/library/document/")
    page.get_by_role("link", name="Program dne").click()
    field = page.get_by_label("Nahradit soubor")
    # What is no PDF cannot stand under this address; nothing else that was typed is lost.
    page.get_by_label("Název").fill("Program celého dne")
    field.set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"})
    page.get_by_role("button", name="Uložit", exact=True).click()
    assert ".pdf" in page.locator(".errorlist").inner_text()
    assert page.get_by_label("Název").input_value() == "Program celého dne"
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}

    new = {"name": "nový program.pdf", "mimeType": "application/pdf", "buffer": pdf(3)}
    page.get_by_label("Nahradit soubor").set_input_files(new)
    page.get_by_role("button", name="Uložit", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    shelf.let_it_spread()
    reader.reload()
    assert "3 strany" in _facts(reader)
    link = reader.get_by_role("link", name="Program celého dne")
    assert link.get_attribute("href") == before
    answer = reader.request.get(before)
    assert answer.body() == pdf(3)
    assert answer.headers["content-type"] == "application/pdf"


def _facts(reader) -> str:
    return reader.locator("main").inner_text().replace("\u00a0", " ")
