"""Whatever stands in a text, an address or a query: no script runs, no request leaves our origin.

Each page is opened without its Content-Security-Policy, which is the second guard and not the
first; a second look at some of them asks that the policy had nothing to refuse either. All
payloads in all fields of all kinds are in tests/trials.
"""

import re
from collections import Counter
from urllib.parse import quote, urljoin, urlsplit

import pytest

from tests.browser import poison, shelf
from tests.browser.canary import Canary
from tests.browser.payloads import PAYLOADS

BUNDLE = 30  # publications on one page
KINDS = {
    "meeting": "/setkani/",
    "partner": "/partneri/",
    "agreement": "/partneri/dohody/",
    "page": "/",
}
PAGES = [
    *("/", "/aktuality/", "/aktuality/?strana=3", "/aktuality/tisk/", "/aktuality/tema/otravene/"),
    *("/kraje/", "/kraje/liberecky-kraj/", "/kraje/tisk/", "/opendata/", "/napiste-nam/"),
    *("/hledat/?q=alert", "/hledat/?q=script+img", "/hledat/?q=onerror&rok=2026", "/nahled/x/"),
    *("/tisk/?druh=meeting&rok=2015", "/tisk/?druh=article", f"/nahled/{poison.GUEST}/"),
]
MACHINES = [
    *("/rss.xml", "/atom.xml", "/feed.json", "/aktuality/tema/otravene/rss.xml", "/sitemap.xml"),
    *("/opendata/aktuality.json", "/opendata/udalosti.json", "/hledat/naseptavac/?q=al"),
    "/aktuality/otraveny-article-20/ofn.json",
]
# Of the admin: one page of each shape that links lead to, without what ends the session.
LEFT_OUT = re.compile(r"/logout/|/jsi18n/|__fk__|/admin/r/|/password/|/add/")


@pytest.fixture(scope="module")
def poisoned(make_portal):
    portal = make_portal()
    poison.poison(portal, "directly()")
    print(poison.poison(portal, "by_forms(slice(None, None, 20))"))
    portal.start()
    return portal


@pytest.fixture
def canary(browser, poisoned):
    context = browser.new_context(bypass_csp=True, locale="cs-CZ", base_url=poisoned.url)
    yield Canary(context.new_page(), poisoned.url)
    context.close()


def wrong(canary, paths, **options) -> list[str]:
    return [each for path in paths for each in canary.look(path, **options)]


EVIL = """<!doctype html><title>x</title><base href=/><p style="color:red">x</p>
<a href="javascript:alert(1)">x</a><img src=//zly.example/a.png><img src=x onerror=alert(1)>
<img name=kanarek><form name=querySelector></form><script>throw Error("zle")</script>"""


def test_the_canary_sees_what_it_is_for(canary, poisoned):
    canary.page.route(
        f"{poisoned.url}/zle/", lambda route: route.fulfill(body=EVIL, content_type="text/html")
    )
    canary.look("/zle/", judged=False)
    found = " | ".join(canary.found + canary.told("/zle/"))
    for part in ("dialog 1", "request to http://zly.example/a.png", "error of a script: zle"):
        assert part in found
    for part in ("<base>", "onerror", "style", "href=javascript:alert(1)", "is inline"):
        assert part in found
    for part in ("kanarek is taken", "name of the document is taken", "leads away"):
        assert part in found


def test_there_are_enough_of_them():
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 500


def test_on_no_page(canary):
    assert wrong(canary, PAGES, statuses=(200, 404)) == []


def test_on_no_page_of_another_kind(canary):
    details = [
        f"{start}otraveny-{kind}-{number}/" for kind, start in KINDS.items() for number in range(2)
    ]
    printed = [f"{path}tisk/" for path in details[::2]]
    assert wrong(canary, [*KINDS.values(), *details, *printed]) == []


def test_with_no_payload_in_all_the_texts_of_an_article(canary, poisoned):
    rows = [row.split() for row in poison.poison(poisoned, "addresses('article')").splitlines()]
    keys = [pk for _, pk in rows]
    assert len(keys) > len(PAYLOADS)
    bundles = [
        "/tisk/?" + "&".join(f"id=article:{pk}" for pk in keys[start : start + BUNDLE])
        for start in range(0, len(keys), BUNDLE)
    ]
    assert wrong(canary, bundles) == []
    assert wrong(canary, [address for address, _ in rows[::40]]) == []


def test_not_in_what_is_for_machines(canary):
    assert wrong(canary, MACHINES, judged=False) == []


def test_not_from_an_address_or_a_query(canary):
    some = [quote(payload[:300], safe="") for payload in PAYLOADS[::45]]
    assert wrong(canary, [f"/hledat/?q={each}" for each in some], statuses=(200,)) == []
    paths = [f"/cz/{each}/" for each in some] + [f"/napiste-nam/?stranka={each}" for each in some]
    assert wrong(canary, paths, statuses=(200, 400, 404)) == []


def test_the_policy_had_nothing_to_refuse(browser, poisoned):
    context = browser.new_context(locale="cs-CZ", base_url=poisoned.url)
    canary = Canary(context.new_page(), poisoned.url)
    pages = [*PAGES[:3], "/setkani/otraveny-meeting-3/", "/aktuality/otraveny-article-60/"]
    assert wrong(canary, pages) == []
    context.close()


def test_on_no_page_of_the_admin(canary):
    shelf.sign_in(canary.page)
    found, looked = [], 0
    seen, waiting = Counter(), ["/admin/", "/admin/news/article/", "/admin/news/article/smazane/"]
    while waiting and looked < 60:
        path = waiting.pop(0)
        shape = re.sub(r"\d+", "N", path.partition("?")[0])
        seen[shape] += 1
        if seen[shape] > 1 and "kopie=" not in path or seen[shape] > 3 or LEFT_OUT.search(path):
            continue
        looked += 1
        found += canary.look(path, in_admin=True)
        if canary.page.locator("iframe.cke_wysiwyg_frame").count():
            canary.page.locator(".cke_wysiwyg_frame").first.content_frame.locator("body").wait_for()
            found += canary.told(path, in_admin=True)
        waiting += links(canary.page, path)
    assert found == []
    assert looked > 40


def links(page, path) -> list[str]:
    """Where a page of the admin leads inside the admin."""
    told = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    parts = [urlsplit(urljoin(path, each)) for each in told if each]
    inside = [each for each in parts if not each.netloc and each.path.startswith("/admin/")]
    return [each.path + (f"?{each.query}" if each.query else "") for each in inside]
