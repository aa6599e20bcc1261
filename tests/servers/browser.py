"""Debian's Chromium, driven by playwright."""

import os
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.servers import processes

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program() -> str:
    """Where Chromium is."""
    return processes.program("chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Browser:
    chromium = program()
    # playwright runs an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # A container's root cannot have Chromium's sandbox; only our own pages are opened.
        browser = playwright.chromium.launch(
            executable_path=chromium, args=FLAGS, chromium_sandbox=False
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Complaints(list):
    """What the browser held against the pages: errors, refused by policy, fetched from elsewhere.

    The browser tells it a little after the page was shown, so an expected complaint is announced
    by a part of its text (`expect`) and left out at the end of the test.
    """

    def __init__(self):
        super().__init__()
        self._expected = []

    def expect(self, part: str) -> None:
        self._expected.append(part)

    def unexpected(self) -> list[str]:
        return [text for text in self if not any(part in text for part in self._expected)]


@pytest.fixture
def complaints() -> Complaints:
    """A test ends as failed when a complaint is left that it did not expect."""
    complaints = Complaints()
    yield complaints
    assert complaints.unexpected() == []


@pytest.fixture
def new_page(browser, complaints) -> Callable[..., Page]:
    """new_page(portal, **options): a page in a browser of its own; options as new_context takes."""
    contexts = []

    def new_page(portal, **options) -> Page:
        settings = {"locale": "cs-CZ", "timezone_id": "Europe/Prague", "base_url": portal.url}
        context = browser.new_context(**settings | options)
        contexts.append(context)
        page = context.new_page()
        watch(page, complaints)
        return page

    yield new_page
    for context in contexts:
        context.close()


def watch(page: Page, complaints: Complaints) -> None:
    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname != "127.0.0.1":
            complaints.append(f"fetched from elsewhere: {request.url}")

    def on_console(message):
        if message.type == "error":
            complaints.append(f"{page.url}: {message.text}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))


@pytest.fixture
def page(new_page, portal) -> Page:
    """A desktop window on a portal with an empty database."""
    return new_page(portal)


@pytest.fixture
def demo_page(new_page, demo_portal) -> Page:
    """A desktop window on a portal with the demonstration."""
    return new_page(demo_portal)
