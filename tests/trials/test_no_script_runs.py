"""Every payload in every field of every kind, by the forms and past them, on every page of it."""

from urllib.parse import quote

import pytest

from tests.browser import poison, shelf
from tests.browser.canary import Canary
from tests.browser.payloads import PAYLOADS
from tests.browser.test_no_script_runs import BUNDLE, wrong


@pytest.fixture
def canary_of(browser):
    contexts = []

    def canary_of(portal, **options) -> Canary:
        settings = {"bypass_csp": True, "locale": "cs-CZ", "base_url": portal.url}
        contexts.append(browser.new_context(**settings | options))
        return Canary(contexts[-1].new_page(), portal.url)

    yield canary_of
    for context in contexts:
        context.close()


def rows(portal, kind) -> list[tuple[str, str]]:
    """Address and key of each publication of a kind."""
    told = poison.poison(portal, f"addresses({kind!r})").splitlines()
    return [tuple(row.split()) for row in told]


@pytest.mark.parametrize("kind", ["article", "meeting", "partner", "agreement", "page"])
def test_in_all_texts_of_a_kind(make_portal, canary_of, kind):
    portal = make_portal()
    poison.poison(portal, f"every_one_of({kind!r})")
    portal.start()
    found = rows(portal, kind)
    keys = [pk for _, pk in found]
    bundles = [
        "/tisk/?" + "&".join(f"id={kind}:{pk}" for pk in keys[start : start + BUNDLE])
        for start in range(0, len(keys), BUNDLE)
    ]
    details = [address for address, _ in found]
    print(f"{kind}: {len(PAYLOADS)} payloads, {len(details)} pages, {len(bundles)} bundles")
    assert len(keys) >= len(PAYLOADS)
    assert wrong(canary_of(portal), details + bundles) == []
    # And with the policy: it had nothing to refuse.
    assert wrong(canary_of(portal, bypass_csp=False), details[::3]) == []


def test_around_every_page(make_portal, canary_of):
    portal = make_portal()
    poison.poison(portal, "directly(around=1)")
    portal.start()
    lists = [f"/aktuality/?strana={number}" for number in range(2, 24)]
    addresses = ["/", "/aktuality/", *lists, "/setkani/", "/partneri/", "/kraje/", "/o-webu/"]
    assert wrong(canary_of(portal), addresses) == []
    assert wrong(canary_of(portal, bypass_csp=False), addresses[:3]) == []


def test_in_every_address_and_query(demo_portal, canary_of):
    canary = canary_of(demo_portal)
    for payload in PAYLOADS:
        written = quote(payload[:2000], safe="")
        for address in (
            f"/hledat/?q={written}",
            f"/{written}/",
            f"/napiste-nam/?stranka={written}",
        ):
            assert canary.look(address, statuses=(200, 400, 404, 414)) == []
        canary.look(f"/hledat/naseptavac/?q={written}", judged=False)
        assert canary.found == []


def test_by_the_forms(make_portal, canary_of):
    portal = make_portal()
    shelf.put(portal, "people")
    told = poison.poison(portal, "by_forms()")
    print(told)
    portal.start()
    found = rows(portal, "article")
    assert len(found) > 0.9 * len(PAYLOADS)
    assert wrong(canary_of(portal), [address for address, _ in found]) == []
    canary = canary_of(portal)
    shelf.sign_in(canary.page)
    for _, pk in found[::5]:
        for door in ("nahled", "history", "delete"):
            assert canary.look(f"/admin/news/article/{pk}/{door}/", in_admin=True) == []


def test_in_the_editor(make_portal, canary_of):
    """As a colleague's text, opened in CKEditor under the policy of the forms."""
    portal = make_portal()
    poison.poison(portal, "every_one_of('article')")
    portal.start()
    canary = canary_of(portal, bypass_csp=False)
    shelf.sign_in(canary.page)
    for _, pk in rows(portal, "article"):
        path = f"/admin/news/article/{pk}/change/?kopie=0"
        found = canary.look(path, in_admin=True)
        text = canary.page.locator("iframe.cke_wysiwyg_frame").first
        text.content_frame.locator("body").wait_for()
        assert found + canary.told(path, in_admin=True) == []
