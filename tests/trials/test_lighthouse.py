"""Lighthouse's four categories on the phone profile, of each kind of page."""

import pytest

from tests.browser import shelf, shelf_meetings, shelf_partners

PAGES = {
    "home": "/",
    "list": "/aktuality/",
    "article": shelf.RICH,
    "meeting": shelf_meetings.COMING,
    "partner": shelf_partners.RICH,
    "search": "/hledat/?q=lavicky",
}
# Answers of the search are not to be found by other searches.
NOT_TO_BE_FOUND = {"search": ["is-crawlable 0"]}


@pytest.fixture(scope="module")
def full_portal(make_portal):
    portal = make_portal()
    shelf.put(portal, "many")
    portal.start()
    return portal


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_all_points(name, full_portal, lighthouse):
    full_portal.get(PAGES[name])  # so that the first rendering is not what is measured
    judgement = lighthouse(full_portal.url + PAGES[name])
    print(name, judgement.points, judgement.lost)
    lost = judgement.lost["seo"]
    assert lost == NOT_TO_BE_FOUND.get(name, [])
    if not lost:
        assert judgement.points["seo"] == 100
    for category in ("performance", "accessibility", "best-practices"):
        assert judgement.points[category] == 100, judgement.lost[category]
