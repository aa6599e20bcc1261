"""The sitemap: every visible page once, nothing else, in the structure of sitemaps.org."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from nszm_portal.pages.models import Page
from nszm_portal.publishing import kinds, sitemaps
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import PictureFactory
from tests.factories.meetings import held
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
SPACES = {"s": sitemaps.STANDARD, "i": sitemaps.IMAGES}


def parsed(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def told(tree, xpath):
    return tree.xpath(xpath, namespaces=SPACES)


def files(client):
    found = told(parsed(client, "/sitemap.xml"), "/s:sitemapindex/s:sitemap/s:loc/text()")
    return [address.removeprefix(SITE) for address in found]


def paths(client):
    """All addresses of all files; each file is judged by the rules of the standard on the way."""
    found = []
    for file in files(client):
        tree = parsed(client, file)
        assert tree.tag == f"{{{sitemaps.STANDARD}}}urlset"
        for url in tree:
            tags = [etree.QName(child).localname for child in url]
            assert url.tag == f"{{{sitemaps.STANDARD}}}url"
            assert tags[0] == "loc" and tags == sorted(tags, key=["loc", "lastmod", "image"].index)
            assert all(len(picture) == 1 for picture in url.findall("i:image", SPACES))
            assert 12 <= len(url[0].text) <= 2048 and url[0].text.startswith(f"{SITE}/")
            found.append(url[0].text.removeprefix(SITE))
    return found


@pytest.fixture
def everything():
    topic = TopicFactory(name="Zdraví")
    article = published(shown_on=date(2020, 3, 5))
    article.topics.add(topic)
    published(undated=True)
    held(starts_on=date(2019, 10, 9))
    for model in kinds.all():
        published(model)


def test_it_has_each_visible_page_once_and_every_one_of_them_is_there(client, everything):
    found = paths(client)
    assert len(found) == len(set(found))
    expected = {row.get_absolute_url() for model in kinds.all() for row in model.objects.all()}
    expected |= {"/", "/aktuality/", "/aktuality/2020/", "/aktuality/2020/03/", "/kraje/"}
    expected |= {"/aktuality/tema/zdravi/", "/aktuality/bez-data/", "/setkani/", "/setkani/2019/"}
    expected |= {"/partneri/", "/partneri/dohody/", region().get_absolute_url()}
    assert expected <= set(found)
    assert {client.get(path).status_code for path in found} == {200}
    assert not [
        path for path in found if "noindex" in client.get(path).headers.get("X-Robots-Tag", "")
    ]


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN])
def test_what_is_hidden_leaves_no_trace(client, phase):
    article = bring_to(ArticleFactory(title="Tajný", shown_on=date(2011, 1, 1)), phase)
    article.topics.add(TopicFactory(name="Tajné téma"))
    assert not [path for path in paths(client) if "tajn" in path or "2011" in path]
    assert not [file for file in files(client) if "article" in file]


@pytest.mark.django_db(transaction=True)
def test_the_clock_alone_changes_it(client):
    now = timezone.now()
    ArticleFactory(slug="za-chvili").publish(at=now + timedelta(minutes=5))
    assert "/aktuality/za-chvili/" not in paths(client)
    with time_machine.travel(now + timedelta(minutes=5, seconds=1)):
        assert "/aktuality/za-chvili/" in paths(client)


def test_it_tells_of_pictures_and_of_the_last_change_of_what_is_read(client):
    cover, inside = (PictureFactory(width=1300, height=900) for _ in range(2))
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC), tick=False):
        article = ArticleFactory(cover=cover, body=f'<p><img data-picture="{inside.pk}"></p>')
        article.publish()
    article.pinned = True
    article.save()
    (file,) = [file for file in files(client) if "article" in file]
    tree = parsed(client, file)
    assert told(tree, "//s:lastmod/text()") == ["2026-03-05T10:00:00+01:00"]
    pictures = told(tree, "//s:url/i:image/i:loc/text()")
    assert set(pictures) == {SITE + picture.rendition_url(960) for picture in (cover, inside)}


def test_many_are_divided_and_a_new_one_changes_the_last_file_alone(client):
    articles = [published() for _ in range(5)]
    with mock.patch.object(sitemaps, "PER_FILE", 2):
        before = {file: client.get(file).content for file in files(client)}
        assert len([file for file in before if "article" in file]) >= 3
        assert set(paths(client)) >= {article.get_absolute_url() for article in articles}
        published()
        published()
        after = {file: client.get(file).content for file in files(client)}
    old = [file for file in before if "article" in file][:-1]
    assert [after[file] for file in old] == [before[file] for file in old]


def test_its_queries_do_not_grow(client, django_assert_max_num_queries):
    for _ in range(3):
        published(cover=PictureFactory(width=64, height=48))
    (file,) = [file for file in files(client) if "article" in file]
    with django_assert_max_num_queries(3):
        client.get(file)
    with django_assert_max_num_queries(1):
        client.get("/sitemap.xml")


@pytest.mark.parametrize(
    "name", ["article-0", "article-7", "nic-1", f"article-{'9' * 30}", "article", "article-1-1"]
)
def test_another_file_is_not_there(client, name):
    published(Page)
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_it_is_only_read(client):
    for path in ("/sitemap.xml", "/sitemap/stranky.xml", "/robots.txt"):
        assert client.post(path).status_code == 405
        assert (client.head(path).status_code, client.head(path).content) == (200, b"")
