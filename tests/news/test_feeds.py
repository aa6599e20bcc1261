"""Which articles are in which of their feeds."""

import pytest

from tests.factories.publishing import TopicFactory, published
from tests.publishing.feed_reading import FILES, read

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("file", FILES)]


def test_all_of_them(client, file):
    published(title="Sad")
    feed = read(client.get(f"/aktuality/{file}").content, file)
    assert [item.title for item in feed.items] == ["Sad"]
    assert feed.title == "Aktuality\u00a0– Národní síť Zdravých měst ČR"
    assert feed.home == "http://127.0.0.1:8000/aktuality/"


def test_those_of_a_topic(client, file):
    topic = TopicFactory(name="Péče o zdraví")
    article = published(title="Sad")
    article.topics.add(topic)
    published(title="Jiný")
    feed = read(client.get(f"{topic.get_absolute_url()}{file}").content, file)
    assert [item.title for item in feed.items] == ["Sad"]
    assert feed.title.startswith("Aktuality na téma Péče o\u00a0zdraví")
    assert feed.home == f"http://127.0.0.1:8000{topic.get_absolute_url()}"


def test_a_topic_that_is_not_there_has_none(client, file):
    assert client.get(f"/aktuality/tema/neni/{file}").status_code == 404
