"""Pictures as a reader's browser gets them, and the crop that an editor chooses."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests.browser import shelf
from tests.browser.looks import DESKTOP, PHONE, TWO_LOOKS, WATCH, wrong_in
from tests.browser.test_editors_pages import IN_ADMIN

MANY, ADDRESS = 30, "/aktuality/mnoho-obrazku/"


@pytest.fixture(scope="module")
def portal(portal):
    shelf.put(portal, "people")
    shelf.put(portal, "many_pictures")
    return portal


def read_through(page) -> dict[str, int]:
    """Scrolls to the end of the page; bytes of each picture that was sent."""
    fetched = {}

    def on_finished(request):
        if "/media/" in request.url:
            fetched[request.url] = request.sizes()["responseBodySize"]

    page.on("requestfinished", on_finished)
    page.goto(ADDRESS, wait_until="load")
    page.wait_for_load_state("networkidle")
    before = dict(fetched)
    while page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 2"):
        page.evaluate("scrollBy(0, innerHeight / 2)")
        page.wait_for_timeout(60)
    page.wait_for_load_state("networkidle")
    for picture in page.locator("main img").all():
        assert picture.evaluate("each => each.complete && each.naturalWidth > 0")
    return {"first": sum(before.values()), "all": sum(fetched.values()), **_counts(before, fetched)}


def _counts(before, fetched) -> dict[str, int]:
    widest = max(int(re.search(r"/(\d+)w\.", url)[1]) for url in fetched)
    kinds = {url.rsplit(".", 1)[1] for url in fetched}
    assert kinds == {"avif"}
    return {"at first": len(before), "pictures": len(fetched), "widest": widest}


@pytest.mark.parametrize(
    ("size", "density", "widest", "most"),
    [(PHONE, 2, 960, 3_000_000), (DESKTOP, 1, 640, 1_000_000)],
    ids=["phone", "desktop"],
)
def test_thirty_pictures(portal, new_page, size, density, widest, most):
    page = new_page(portal, viewport=size, device_scale_factor=density)
    page.add_init_script(WATCH)
    found = read_through(page)
    print(found)
    assert found["pictures"] == MANY
    assert found["at first"] < MANY  # what is far below waits
    assert found["widest"] == widest
    assert found["all"] < most
    assert page.evaluate("window.moved") == 0


def test_a_crop_keeps_what_the_editor_pointed_at(portal, new_page, axe):
    page = new_page(portal)
    shelf.sign_in(page)
    page.goto("/admin/library/picture/?q=barvy")
    page.get_by_role("link", name="Čtyři barvy").click()
    assert wrong_in(TWO_LOOKS, page, axe, IN_ADMIN) == {}
    picture = page.locator("[data-focus-picture]")
    box = picture.bounding_box()
    picture.click(position={"x": 1, "y": box["height"] / 2})
    assert page.get_by_label("Zleva (%)").input_value() == "0"
    # All crops show at once what they will hold.
    for crop in page.locator("[data-crop]").all():
        assert crop.evaluate("each => getComputedStyle(each).objectPosition") == "0% 50%"
    page.get_by_role("button", name="Uložit a pokračovat v úpravách").click()
    made = page.locator("[data-crop]").first
    # And the same with the keyboard: the number moves the mark.
    page.get_by_label("Zleva (%)").fill("100")
    assert made.evaluate("each => getComputedStyle(each).objectPosition") == "100% 50%"
    page.get_by_label("Zleva (%)").fill("0")

    shelf.let_it_spread()
    reader = new_page(portal)
    reader.goto("/aktuality/")
    shown = reader.locator(".entry", has_text="Výřez").locator("img")
    shown.scroll_into_view_if_needed()
    reader.wait_for_load_state("networkidle")
    assert "/3_2-0-" in shown.evaluate("each => each.currentSrc")
    # The picture is red on the left and green on the right: the crop holds the red alone.
    image = Image.open(BytesIO(shown.screenshot())).convert("RGB")
    red, green, _ = image.getpixel((image.width - 4, image.height // 4))
    assert red > 150 > green


def test_a_number_that_is_none_is_refused_with_a_sentence(portal, new_page):
    page = new_page(portal)
    shelf.sign_in(page)
    page.goto("/admin/library/picture/?q=barvy")
    page.get_by_role("link", name="Čtyři barvy").click()
    page.get_by_label("Shora (%)").evaluate("each => { each.removeAttribute('max') }")
    page.get_by_label("Shora (%)").fill("140")
    page.get_by_role("button", name="Uložit", exact=True).click()
    assert "Napište číslo od 0 do 100." in page.locator(".errorlist").first.inner_text()
    assert page.get_by_label("Shora (%)").input_value() == "140"
