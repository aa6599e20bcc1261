"""What an expression finds is the same whether the archive is asked by years or at once."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import finding, query
from tests.factories.meetings import held
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["by years", "at once"])
def archive(request, monkeypatch):
    """Thirty found in six years and in none, among thirty others; hidden ones everywhere."""
    if request.param == "by years":
        monkeypatch.setattr(finding, "AT_ONCE", 0)
        monkeypatch.setattr(finding, "FEWEST", 1)
    for number in range(30):
        year = 2010 + number % 6
        day = {"undated": True} if number % 7 == 0 else {"shown_on": date(year, 5, 1 + number % 9)}
        published(title=f"Perlorodka {number}", **day)
        published(title=f"Mlok {number}", **day)
        if number % 3 == 0:
            bring_to(ArticleFactory(title=f"Perlorodka skrytá {number}", **day), Phase.EXPIRED)


def titles(text, most=100):
    return [row[0] for row in finding.newest(query.read(text).find(), most, ("title",))]


def in_lists(client):
    """All visible articles in the order in which lists show them."""
    pages = (client.get("/aktuality/", {"strana": number}) for number in (1, 2, 3))
    return [entry.title for page in pages for entry in page.context["page"].items]


@pytest.mark.parametrize("most", [1, 2, 7, 29, 30, 31])
def test_the_newest_come_in_the_order_of_lists(client, archive, most):
    expected = [title for title in in_lists(client) if "Perlorodka" in title]
    assert len(expected) == 30
    assert titles("perlorodka", most) == expected[:most]


@pytest.mark.parametrize("text,count", [("škeble", 0), ("mlok 17", 1), ("perlorodka -29", 29)])
def test_little_is_found_whole(archive, text, count):
    assert len(titles(text)) == count


def test_in_an_empty_archive_nothing_is_found():
    assert titles("perlorodka") == []


def test_a_moment_decides(archive):
    later = timezone.now() + timedelta(days=1)
    ArticleFactory(title="Škeble").publish(at=later)
    assert titles("škeble") == []
    with time_machine.travel(later + timedelta(seconds=1)):
        assert titles("škeble") == ["Škeble"]


@pytest.mark.django_db(transaction=True)
def test_a_new_year_is_noticed_at_once():
    published(title="Perlorodka", shown_on=date(2010, 1, 1))
    assert titles("perlorodka") == ["Perlorodka"]
    published(title="Perlorodka znovu", shown_on=date(2031, 1, 1))
    assert titles("perlorodka") == ["Perlorodka znovu", "Perlorodka"]


def test_editors_find_the_published_of_one_kind_hidden_ones_too(monkeypatch):
    shown = published(title="Sad", body="<p>Perlorodka.</p>", shown_on=date(2020, 1, 1))
    planned = ArticleFactory(title="Park", body="<p>Perlorodka.</p>", shown_on=date(2021, 1, 1))
    bring_to(planned, Phase.SCHEDULED)
    bring_to(ArticleFactory(body="<p>Perlorodka.</p>"), Phase.WITHDRAWN)
    ArticleFactory(body="<p>Perlorodka.</p>")
    held(body="<p>Perlorodka.</p>")
    assert finding.published_of("article", "perlorodky") == [planned.pk, shown.pk]
    assert finding.published_of("article", "–") == finding.published_of("article", "") == []
    monkeypatch.setattr(finding, "FOR_EDITORS", 1)
    assert finding.published_of("article", "perlorodky") == [planned.pk]
