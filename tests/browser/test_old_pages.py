"""The two real pages in a real browser: from the old portal's file to the reader's paper."""

import pytest
from playwright.sync_api import expect

from tests.browser import shelf

MEETING, ARTICLE = "000_1f89f483282520a0.txt", "004_424610b6a2899f34.txt"
OLD = {
    MEETING: "/cz/akce/setkani-zdravych-kraju-liberec-2015",
    ARTICLE: "/cz/aktuality/podepsana-dohoda-o-spolupraci-s-ministerstvem-prace-a-socialnich-veci",
}
LISTS = {MEETING: "/admin/meetings/meeting/", ARTICLE: "/admin/news/article/"}
KEPT = {MEETING: "12. února 2015", ARTICLE: "Věřím, že se"}


@pytest.fixture(scope="module")
def portal(portal, seeds, tmp_path_factory):
    """A portal whose editors find both pages as drafts."""
    shelf.put(portal, "people")
    shelf.put(portal, "surroundings")
    book = tmp_path_factory.mktemp("seznam") / "adresy.csv"
    book.write_text("".join(f"{name};{path}\n" for name, path in OLD.items()))
    portal.manage("import_pages", str(seeds), "--addresses", str(book))
    return portal


def words(locator):
    return " ".join(locator.inner_text().split())


@pytest.mark.parametrize("file", [MEETING, ARTICLE])
def test_an_editor_publishes_it_by_one_button_and_a_reader_prints_it(
    page, new_page, portal, complaints, file
):
    complaints.expect("404")
    reader = new_page(portal)
    assert reader.goto(OLD[file]).status == 404

    shelf.sign_in(page)
    page.goto(LISTS[file])
    page.locator("#result_list .field-headline a").click()
    expect(page.get_by_role("link", name=file)).to_be_visible()
    page.get_by_role("button", name="Zveřejnit").click()
    expect(page.locator(".messagelist")).to_contain_text("Je zveřejněno")

    answer = reader.goto(OLD[file])
    assert answer.status == 200 and answer.request.redirected_from.redirected_from is None
    assert KEPT[file] in words(reader.locator("main"))
    assert "Server DtP verze 1.3698" not in words(reader.locator("main"))
    reader.get_by_role("link", name="TISK").click()
    expect(reader.locator("h1")).to_be_visible()
    assert KEPT[file] in words(reader.locator("main"))
    assert len(reader.pdf(format="A4")) > 10_000
