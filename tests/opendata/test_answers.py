"""How the lists are sent: all that is visible, to the minute, to any script, in bounded memory."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nszm_portal.opendata import answers
from nszm_portal.opendata.models import Provider
from tests.factories.library import DocumentFactory
from tests.factories.meetings import MeetingFactory, held
from tests.factories.publishing import ArticleFactory, published, region
from tests.opendata.asking import ARTICLES, EVENTS, body, fetch, records, titles

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = pytest.mark.parametrize(
    "address,make", [(ARTICLES, ArticleFactory), (EVENTS, MeetingFactory)]
)


@pytest.fixture
def many(monkeypatch):
    """As if there were many: more than two are sent in a stream, by two."""
    monkeypatch.setattr(answers, "KEPT", 2)
    monkeypatch.setattr(answers, "BATCH", 2)


def test_an_empty_list_is_a_list():
    assert records(ARTICLES) == records(EVENTS) == []


def test_the_newest_stands_first():
    now = timezone.now()
    for days in (3, 1, 2):
        ArticleFactory(title=f"Před {days} dny").publish(at=now - timedelta(days=days))
    assert titles(ARTICLES) == ["Před 1 dny", "Před 2 dny", "Před 3 dny"]


@BOTH
@pytest.mark.parametrize("kept", [0, 2000], ids=["streamed", "kept"])
def test_what_is_scheduled_appears_and_what_expires_goes_to_the_minute(
    address, make, kept, monkeypatch
):
    monkeypatch.setattr(answers, "KEPT", kept)
    now = timezone.now()
    make(title="Na chvíli", expire_at=now + timedelta(minutes=9)).publish(
        at=now + timedelta(minutes=5)
    )
    seen = []
    for minutes in (0, 4.99, 5.01, 8.99, 9.01):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            seen.append(titles(address) == ["Na chvíli"])
    assert seen == [False, False, True, True, False]


@BOTH
def test_it_is_linked_data_for_any_script(address, make):
    make().publish()
    for _ in range(2):  # as it was made, and as it was kept
        answer = fetch(address)
        assert answer["Content-Type"] == "application/ld+json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer


@BOTH
def test_it_is_kept_until_something_changes(address, make, django_assert_num_queries):
    publication = make(title="Původní")
    publication.publish()
    first = fetch(address)
    with django_assert_num_queries(0):
        assert fetch(address).content == first.content
    publication.title = "Opravený"
    publication.save()
    assert titles(address) == ["Opravený"]


def test_another_licence_or_ico_is_seen_at_once():
    published()
    assert records(ARTICLES)[0]["oznamovatel"]["ičo"] == "61385247"
    provider, _ = Provider.objects.get_or_create(pk=1)
    provider.ico = "70891508"
    provider.save()
    assert records(ARTICLES)[0]["oznamovatel"]["ičo"] == "70891508"


@pytest.mark.parametrize("kept", [0, 2000], ids=["streamed", "kept"])
def test_who_has_it_already_is_told_so(kept, monkeypatch):
    monkeypatch.setattr(answers, "KEPT", kept)
    article = published()
    known = fetch(ARTICLES)
    body(known)
    again = fetch(ARTICLES, if_none_match=known["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    article.title = "Opravený"
    article.save()
    assert fetch(ARTICLES, if_none_match=known["ETag"]).status_code == 200


def test_a_stream_is_another_one_when_a_moment_has_passed(many):
    now = timezone.now()
    for _ in range(4):
        published()
    ArticleFactory().publish(at=now + timedelta(minutes=5))
    known = fetch(ARTICLES)["ETag"]
    with time_machine.travel(now + timedelta(minutes=4)):
        assert fetch(ARTICLES, if_none_match=known).status_code == 304
    with time_machine.travel(now + timedelta(minutes=6)):
        assert fetch(ARTICLES, if_none_match=known).status_code == 200


@BOTH
@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_long_list_is_streamed_whole(many, address, make, count):
    for number in range(count):
        make(title=f"Text {number}").publish()
    answer = fetch(address)
    assert answer.streaming
    assert answer["Access-Control-Allow-Origin"] == "*"
    pieces = list(answer.streaming_content)
    assert len(pieces) == (count + 1) // 2 + 1
    found = json.loads(b"".join(pieces))
    assert [each["název"]["cs"] for each in found] == [f"Text {n}" for n in reversed(range(count))]


def test_who_asks_for_the_head_of_a_long_list_waits_for_no_text(many):
    for _ in range(3):
        published()
    with CaptureQueriesContext(connection) as asked:
        answer = Client().head(ARTICLES)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"]
    assert not [query for query in asked if '"body"' in query["sql"]]


@BOTH
def test_more_records_do_not_take_more_queries(address, make):
    taken = []
    for _ in range(3):
        for _ in range(4):
            made = make()
            made.regions.add(region())
            made.attachments.create(document=DocumentFactory())
            made.publish()
        with CaptureQueriesContext(connection) as asked:
            records(address)
        taken.append(len(asked))
    assert taken[0] == taken[1] == taken[2] < 25


@pytest.mark.parametrize("address", [ARTICLES, EVENTS, "/opendata/"])
def test_it_can_only_be_read(address):
    assert Client().post(address, {"a": "1"}).status_code == 405


def test_a_kind_has_its_own_list():
    published(title="Aktualita"), held(title="Setkání")
    assert (titles(ARTICLES), titles(EVENTS)) == (["Aktualita"], ["Setkání"])
