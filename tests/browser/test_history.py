"""The past of an article in a browser: looked at, compared, restored, deleted, brought back."""

from tests.browser import shelf, shelf_history
from tests.browser.looks import RULES, TWO_LOOKS, wrong_in

IN_ADMIN = RULES | {"iframes": False, "rules": {"empty-table-header": {"enabled": False}}}


def test_looked_at_compared_restored_deleted_and_brought_back(full_portal, new_page, axe):
    page = new_page(full_portal)
    shelf.sign_in(page)
    page.goto("/admin/news/article/?q=lip")
    page.get_by_role("link", name=shelf_history.TITLE).click()
    page.get_by_role("link", name="Historie").click()
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}

    page.get_by_role("button", name="Porovnat vybrané").click()
    main = page.locator("#content")
    for said in (
        "Bylo: nadpis 2. úrovně, je: nadpis 3. úrovně",
        "Popis obrázku: místo „Lípy“ je „Mladé lípy s kůly na břehu řeky“",
        "Nově tučně: „obecní školka“",
        "Přibylo",
        "Seznam dárců",
    ):
        assert said in main.inner_text()
    assert any("sobotu" in each for each in main.locator("del").all_inner_texts())
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}

    # By the keyboard alone.
    button = page.get_by_role("button", name="Obnovit tuto podobu")
    button.focus()
    page.keyboard.press("Enter")
    assert "Podoba je obnovená." in page.locator(".messagelist").inner_text()
    reader = new_page(full_portal)
    reader.goto("/aktuality/lipy-u-reky/")
    assert "v sobotu" in reader.locator("main").inner_text().replace("\u00a0", " ")

    page.get_by_role("link", name="Smazat").click()
    page.get_by_label("Kam čtenáře přesměrovat").fill("/nikam/takhle/")
    page.get_by_role("button", name="Ano, smazat").click()
    assert "žádný text" in page.locator(".errorlist").inner_text()
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    page.get_by_label("Kam čtenáře přesměrovat").fill(f"{full_portal.url}{shelf.BARE}")
    page.get_by_role("button", name="Ano, smazat").click()
    page.locator(".messagelist .success").wait_for()
    shelf.let_it_spread()
    reader.goto("/aktuality/lipy-u-reky/")
    assert reader.url.endswith(shelf.BARE)

    page.get_by_role("link", name="smazanými").click()
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    page.locator("li", has_text=shelf_history.TITLE).get_by_role("button").click()
    assert "zpátky jako rozepsaný" in page.locator(".messagelist").inner_text()
    assert page.get_by_label("Titulek").input_value() == shelf_history.TITLE
