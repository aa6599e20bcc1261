"""Reading without a mouse, without script, without sight to spare, and on paper."""

import re
import subprocess
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser import shelf, states
from tests.browser.looks import WATCH
from tests.servers.browser import FLAGS, program

SCREENS = {
    name: states.ALL[name]
    for name in (
        "home",
        "list",
        "month",
        "article with everything",
        "article with a title of 200 letters",
        "meeting to come",
        "partner with a long history",
        "search, many found",
        "page",
        "print: article with everything",
        "print: list",
        "404",
        "410, withdrawn",
    )
}
each_screen = pytest.mark.parametrize("name", SCREENS)
ALL_TABS = 200  # more than any page has stops

# WCAG 2.2, 1.4.12. As a reader's own style sheet, which takes precedence over the page's.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
# What is cut off, and which pieces of text lie over each other. A line's box is taller than its
# letters, so a quarter of it may touch the next one.
LOST = """() => {
  const lost = [], seen = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const owner = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || owner.closest(".visually-hidden, .skip, pre")) continue;
    if (!owner.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects()) {
      if (!box.width) continue;
      const quarter = box.height / 4;
      const piece = { text: texts.currentNode.data.trim().slice(0, 40), left: box.left + 1,
        right: box.right - 1, top: box.top + quarter, bottom: box.bottom - quarter };
      for (const other of seen) {
        if (piece.left < other.right && other.left < piece.right
          && piece.top < other.bottom && other.top < piece.bottom) {
          lost.push(`${piece.text} | over | ${other.text}`);
        }
      }
      seen.push(piece);
    }
  }
  // What is typed into a field of one line scrolls there with the caret.
  for (const element of document.querySelectorAll("body :not(input)")) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (![overflowX, overflowY].some((how) => how === "hidden" || how === "clip")) continue;
    if (element.closest(".visually-hidden")) continue;
    if (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1) {
      lost.push(`cut off: ${element.outerHTML.slice(0, 80)}`);
    }
  }
  return lost;
}"""
# How many points the page itself can be scrolled to the side.
SIDEWAYS = """() => {
  const page = document.scrollingElement;
  return page.scrollWidth - page.clientWidth;
}"""
# Forty rows in the place of two.
GROW = """() => {
  const body = document.querySelector(".prose tbody"), rows = [...body.children];
  for (let number = 0; number < 20; number += 1) {
    body.append(...rows.map((row) => row.cloneNode(true)));
  }
}"""
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const at = element.getClientRects()[0] ?? box;
  const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
  return {
    name: element.textContent.trim().replace(/\\s+/g, " ") || element.getAttribute("aria-label"),
    isPage: element === document.body,
    isRinged: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3,
    isOnTop: element === top || element.contains(top),
  };
}"""


@pytest.fixture
def page(new_page, full_portal):
    return new_page(full_portal, viewport={"width": 1280, "height": 900})


# --- Without script -------------------------------------------------------------------------------


@pytest.fixture
def plain_page(new_page, full_portal):
    return new_page(full_portal, java_script_enabled=False)


def test_without_script_the_portals_open(plain_page):
    plain_page.goto("/")
    portals = plain_page.get_by_role("navigation", name="naše weby, další portály")
    link = portals.get_by_role("link", name="DataPlán 1")
    expect(link).to_be_hidden()
    portals.get_by_text("naše weby").click()
    expect(link).to_be_visible()
    portals.get_by_text("další portály").click()
    expect(portals.get_by_role("link", name="Místní Agenda 21 2")).to_be_visible()
    expect(link).to_be_hidden()


def test_without_script_everything_can_be_read(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("link", name="všechny aktuality").click()
    plain_page.get_by_role("link", name="další").click()
    plain_page.get_by_role("link", name="předchozí").click()
    plain_page.get_by_role("link", name="Veřejný prostor").first.click()
    plain_page.get_by_role("link", name="Všechno na jednom místě").click()
    main = plain_page.get_by_role("main")
    expect(main.get_by_role("img")).to_have_count(3)
    for image in main.get_by_role("img").all():
        image.scroll_into_view_if_needed()
        expect(image).to_be_visible()
    expect(main.get_by_role("cell", name="28 000 Kč")).to_be_visible()
    expect(main.get_by_role("link", name="Pozvánka pro školy")).to_be_visible()
    main.get_by_role("link", name="zpět na přehled aktualit").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Aktuality")


def test_without_script_the_print_view_is_complete(plain_page):
    plain_page.goto(shelf.RICH)
    plain_page.get_by_role("link", name="TISK").click()
    main = plain_page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("Všechno na jednom místě")
    expect(main.get_by_text("návod na stromořadí: https://www.example.org/")).to_be_visible()
    expect(plain_page.get_by_text("vytištěno")).to_be_visible()
    # It could not do anything.
    expect(plain_page.get_by_role("button", name="Vytisknout")).to_have_count(0)
    plain_page.get_by_role("link", name="zpět na stránku").first.click()
    expect(plain_page).to_have_url(plain_page.url.removesuffix("tisk/"))


def test_without_script_one_can_leave_pictures_out(plain_page):
    plain_page.goto(f"{shelf.RICH}tisk/")
    main = plain_page.get_by_role("main")
    plain_page.get_by_label("bez obrázků").check()
    plain_page.get_by_label("větší písmo").check()
    plain_page.get_by_role("button", name="Použít").click()
    expect(plain_page).to_have_url(re.compile(r"tisk/\?obrazky=ne&pismo=vetsi$"))
    expect(plain_page.get_by_label("bez obrázků")).to_be_checked()
    expect(plain_page.get_by_label("bez adres odkazů")).not_to_be_checked()
    expect(main.get_by_role("img")).to_have_count(1)  # the code of its address
    expect(main.get_by_text("Kolik čeho")).to_be_visible()


# --- With the keyboard ----------------------------------------------------------------------------


def test_the_first_tab_offers_to_skip_to_the_content(page):
    page.goto(shelf.RICH)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Přeskočit na obsah")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home", "list", "article with everything"])
def test_the_keyboard_reaches_everything_and_is_seen(name, scheme, page):
    page.emulate_media(color_scheme=scheme)
    page.goto(SCREENS[name].path)
    stops = tab_through(page)
    assert [stop["name"] for stop in stops if not (stop["isRinged"] and stop["isOnTop"])] == []
    reached = [stop["name"] for stop in stops]
    assert reached[:2] == ["Přeskočit na obsah", "naše weby"]
    links = [link for link in page.get_by_role("link").all() if link.is_visible()]
    groups = len(page.locator("summary").all())
    scrollers = len(page.locator("[tabindex='0']").all())
    controls = len(page.locator("input, button").all())  # of the search box
    assert len(reached) == len(links) + groups + scrollers + controls, reached


def tab_through(page) -> list[dict]:
    stops = []
    for _ in range(ALL_TABS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isPage"]:
            break
        stops.append(stop)
    return stops


def test_the_portals_open_and_close_with_the_keyboard(page):
    page.goto("/")
    label = page.locator("summary", has_text="naše weby")
    label.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="DataPlán 1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="DataPlán 1")).to_be_hidden()
    expect(label).to_be_focused()


# --- Back to where one was ------------------------------------------------------------------------


def test_back_returns_to_the_place_in_the_list(page):
    page.goto("/aktuality/")
    page.get_by_role("link", name="další").click()
    link = page.get_by_role("main").get_by_role("listitem").last.get_by_role("link").first
    title = link.inner_text()
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 0
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="zpět na přehled aktualit").click()
    expect(page.get_by_text("strana 2")).to_be_visible()
    expect(page.get_by_role("link", name=title)).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - place) < 5


def test_back_returns_also_past_the_print_view(page):
    page.goto("/aktuality/?strana=2")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    page.get_by_role("link", name="TISK").click()
    page.get_by_role("link", name="zpět na stránku").first.click()
    page.get_by_role("link", name="zpět na přehled aktualit").click()
    expect(page.get_by_text("strana 2")).to_be_visible()


def test_back_leads_to_the_list_who_comes_from_elsewhere(page):
    page.goto(shelf.RICH)
    page.get_by_role("link", name="zpět na přehled aktualit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aktuality")
    expect(page.get_by_text("strana 1")).to_be_visible()


# --- Narrow, enlarged, spaced ---------------------------------------------------------------------


@pytest.fixture
def show(new_page, full_portal, complaints):
    """show(name, **options): a screen in a browser of its own."""

    def show(name, **options):
        state = SCREENS[name]
        complaints.expect(f"status of {state.status}")
        page = new_page(full_portal, **options)
        state.show(page, full_portal)
        return page

    return show


@each_screen
def test_a_narrow_or_enlarged_page_is_not_scrolled_to_the_side(name, show):
    """A phone of 320 points; a window of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10)."""
    page = show(name, viewport={"width": 320, "height": 256})
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(LOST) == []
    for group in page.locator("summary").all():
        group.click()
        assert page.evaluate(SIDEWAYS) == 0


@pytest.fixture(scope="module")
def large_letters(browser):
    """A browser whose reader has set letters of 200 % (WCAG 2.2, 1.4.4)."""
    twice = browser.browser_type.launch(
        executable_path=program(),
        args=[*FLAGS, "--blink-settings=defaultFontSize=32"],
        chromium_sandbox=False,
    )
    yield twice
    twice.close()


@each_screen
def test_letters_twice_as_large_lose_nothing_on_a_narrow_phone(name, large_letters, full_portal):
    context = large_letters.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    SCREENS[name].show(page, full_portal)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(LOST) == []
    context.close()


@each_screen
def test_wide_text_spacing_loses_nothing(name, show):
    page = show(name, bypass_csp=True)
    page.add_style_tag(content=TEXT_SPACING)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SIDEWAYS) == 0
        assert page.evaluate(LOST) == []


# --- On paper -------------------------------------------------------------------------------------


def printed(page, folder) -> str:
    paper = folder / "paper.pdf"
    page.emulate_media(media="print")
    page.pdf(path=paper, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_ordinary_page_prints_without_navigation(page, tmp_path):
    page.goto(shelf.RICH)
    text = printed(page, tmp_path)
    told = [
        "Zdravých měst České republiky",
        "Všechno na jednom místě",
        "14. března 2015",
        f"návod na stromořadí ({shelf.OUTSIDE})",
        "Nádražní 14 28 000 Kč",
        "Plán od žáků.",
        f"{urlsplit(page.url).netloc}/p/",
        page.url,
        "nszm@nszm.cz",
    ]
    assert [words for words in told if words not in text] == [], text
    hidden = ["naše weby", "O webu", "TISK", "zpět na", "Předchozí", "Související", "DataPlán"]
    assert [words for words in hidden if words in text] == [], text


def test_an_ordinary_list_prints_without_navigation(page, tmp_path):
    page.goto("/aktuality/?strana=3")
    text = printed(page, tmp_path)
    assert "Text ze starého portálu" in text
    hidden = ["naše weby", "O webu", "TISK", "Roky", "Témata", "předchozí", "vybrat podle"]
    assert [words for words in hidden if words in text] == [], text


def test_the_print_view_prints_the_list_with_addresses(page, tmp_path):
    page.goto("/aktuality/tisk/")
    text = printed(page, tmp_path)
    short = re.search(r"Všechno na jednom místě .*? 127\.0\.0\.1:\d+(/p/[a-z0-9]+)", text)[1]
    assert page.goto(short).url.endswith(shelf.RICH)
    assert "vytištěno" in text
    hidden = ["zpět na stránku", "větší písmo", "Použít", "Vytisknout"]
    assert [words for words in hidden if words in text] == []


def test_paper_repeats_the_head_of_a_table(page, tmp_path):
    page.goto(f"{shelf.RICH}tisk/")
    page.evaluate(GROW)
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    with_rows = [number for number, text in enumerate(pages) if "Nádražní" in text]
    assert len(with_rows) > 1
    assert all("Ulice" in pages[number] for number in with_rows)


def test_a_camera_reads_the_code_from_the_page_in_the_dark_too(new_page, full_portal, tmp_path):
    page = new_page(full_portal, color_scheme="dark")
    page.goto(f"{shelf.RICH}tisk/")
    code = page.get_by_role("img", name="QR kód")
    expect(code).to_be_visible()
    code.screenshot(path=tmp_path / "qr.png")
    (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "qr.png"))
    assert page.goto(found.text).url.endswith(shelf.RICH)
    printed(page, tmp_path)
    page.goto(f"{shelf.RICH}tisk/")
    printed(page, tmp_path)
    asked = ["pdftoppm", "-r", "150", "-png", "paper.pdf", "sheet"]
    subprocess.run(asked, cwd=tmp_path, check=True)
    sheets = sorted(tmp_path.glob("sheet*.png"))
    read = [each.text for sheet in sheets for each in zxingcpp.read_barcodes(Image.open(sheet))]
    assert read == [found.text]


def test_what_is_dark_on_the_screen_is_white_on_paper(new_page, full_portal):
    page = new_page(full_portal, color_scheme="dark")
    page.goto(shelf.RICH)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


# --- While it comes -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_leading_picture_comes(width, new_page, full_portal):
    page = new_page(full_portal, viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    page.goto(shelf.RICH, wait_until="networkidle")
    assert page.evaluate("window.moved") < 0.005
