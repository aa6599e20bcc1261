"""One reader's way through the portal: finding, narrowing, reading, printing, reporting a mistake.

Once with JavaScript off, once with the keyboard alone and by what a screen reader is told.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from nszm_portal.reports import guarding
from tests.browser import shelf

SOUGHT = "lavickami v ulici"
FOUND = re.compile("Ulice číslo .* má lavičky")
MISTAKE = "V nadpisu je číslo navíc."
MOST_STOPS = 120  # presses of Tab from one control to the next that is wanted
LANDMARKS = {"banner", "navigation", "search", "main", "contentinfo"}
CONTROLS = {"link", "button", "searchbox", "combobox", "textbox", "radio", "checkbox"}
CONTROLS |= {"DisclosureTriangle", "DisclosureTriangleGrouped"}  # a summary of <details>


@pytest.fixture(scope="module")
def journey_portal(make_portal):
    portal = make_portal(GUNICORN_CMD_ARGS="--workers 1")
    shelf.put(portal, "many")
    portal.start()
    return portal


def mails(portal) -> str:
    portal.manage("send_queued_mail")
    folder = portal.folder / "mail"
    return "".join(file.read_text() for file in folder.iterdir()) if folder.exists() else ""


def test_without_script_from_finding_to_a_mistake_reported(new_page, journey_portal):
    page = new_page(journey_portal, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill(SOUGHT)
    page.get_by_role("button", name="Hledat").click()
    page.get_by_role("link", name=re.compile("^2014")).click()
    narrowed = page.url
    page.get_by_role("link", name=FOUND).first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.go_back()
    expect(page).to_have_url(narrowed)
    expect(page.get_by_role("link", name="Zrušit zúžení: 2014")).to_be_visible()
    page.get_by_role("link", name=FOUND).first.click()
    article = page.url
    page.get_by_role("link", name="TISK").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="zpět na stránku").first.click()
    expect(page).to_have_url(article)
    page.get_by_role("link", name="chyba na této stránce").click()
    page.get_by_label("chyba v textu").check()
    page.get_by_label("Co se děje?").fill(MISTAKE)
    time.sleep(guarding.EARLIEST + 1)
    page.get_by_role("button", name="Odeslat zprávu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Děkujeme")
    page.get_by_role("link", name="zpět na stránku, o které jste psali").click()
    expect(page).to_have_url(article)
    assert page.context.cookies() == []
    assert article.removeprefix(journey_portal.url) in mails(journey_portal)


class ScreenReader:
    """Goes by Tab alone and keeps what the accessibility tree says of each stop."""

    def __init__(self, page):
        self.page = page
        self.tree = page.context.new_cdp_session(page)
        self.tree.send("Accessibility.enable")
        self.trail: list[tuple[str, str]] = []

    def nodes(self) -> list[dict]:
        nodes = self.tree.send("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if not node.get("ignored")]

    def focused(self) -> tuple[str, str]:
        """Role and name; of the page itself when nothing on it has the focus."""
        for node in reversed(self.nodes()):
            properties = {each["name"]: each["value"] for each in node.get("properties", ())}
            if properties.get("focused", {}).get("value"):
                return _role(node), " ".join(node.get("name", {}).get("value", "").split())
        return "", ""  # between the last control and the first one again

    def landmarks(self) -> set[str]:
        return {_role(node) for node in self.nodes()} & LANDMARKS

    def go_to(self, role: str, name: str) -> None:
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.focused()
            if stop[0]:
                self.trail.append(stop)
            if stop[0] == role and re.search(name, stop[1]):
                return
        raise AssertionError(f"Tab does not come to {role} {name!r}: {self.trail[-MOST_STOPS:]}")

    def follow(self, role: str, name: str) -> None:
        self.go_to(role, name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def _role(node: dict) -> str:
    return node["role"]["value"]


def test_the_keyboard_alone_and_what_a_screen_reader_says(new_page, journey_portal):
    page = new_page(journey_portal)
    page.goto("/")
    reader = ScreenReader(page)
    assert reader.landmarks() == LANDMARKS
    reader.go_to("combobox", "Hledat na webu")
    page.keyboard.type(SOUGHT)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reader.follow("link", r"^2014")
    expect(page.get_by_role("link", name="Zrušit zúžení: 2014")).to_be_visible()
    reader.follow("link", FOUND.pattern)
    article = page.url
    assert reader.landmarks() == LANDMARKS
    reader.follow("link", "^TISK$")
    reader.follow("link", "^zpět na stránku$")
    expect(page).to_have_url(article)
    reader.follow("link", "^Bariéra nebo chyba na této stránce")
    reader.go_to("radio", "")
    page.keyboard.press("ArrowDown")
    kind = reader.focused()
    reader.go_to("textbox", "^Co se děje")
    page.keyboard.type(MISTAKE)
    time.sleep(guarding.EARLIEST + 1)
    reader.follow("button", "^Odeslat zprávu$")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Děkujeme")
    print(*(f"{role}: {name}" for role, name in reader.trail), sep="\n")
    assert kind[0] == "radio" and kind[1]
    # A page that is just opened is a stop of its own: the reader says its title.
    assert {role for role, _ in reader.trail} <= CONTROLS | {"RootWebArea", "main"}
    assert [stop for stop in reader.trail if not stop[1].strip() and stop[0] != "main"] == []
