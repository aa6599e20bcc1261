"""What Lighthouse says of an article; its measurement of speed is in tests/trials."""

from tests.browser import shelf

CATEGORIES = ("accessibility", "best-practices", "seo")


def test_an_article_loses_no_point(full_portal, lighthouse):
    judgement = lighthouse(full_portal.url + shelf.RICH, *CATEGORIES)
    assert judgement.points == dict.fromkeys(CATEGORIES, 100), judgement.lost
