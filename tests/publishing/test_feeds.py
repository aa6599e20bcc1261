"""What feeds say of publications, in each of the formats; which there are is each room's own."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from lxml import html

from news.models import Photograph
from nszm_portal.publishing import feeds
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region
from tests.publishing.feed_reading import FILES, read

pytestmark = pytest.mark.django_db
each_format = pytest.mark.parametrize("file", FILES)
SITE = "http://127.0.0.1:8000"
HOSTILE = 'Konec ]]> a <script>alert(1)</script> & "uvozovky" \x0b\x01 🎉 v Plzni'


def items(client, file, base="/aktuality/"):
    answer = client.get(base + file)
    assert answer.status_code == 200
    return read(answer.content, file).items


@each_format
def test_it_gives_the_whole_text_with_whole_addresses(client, file):
    picture, document = PictureFactory(width=1300, height=900), DocumentFactory()
    secret = DocumentFactory(is_public=False)
    other, draft = published(), ArticleFactory(title="Rozepsaný")
    article = ArticleFactory(
        lead="Perex.",
        body=f'<p>Viz <a data-page="{other.reference}">jinde</a>, '
        f'<a data-page="{draft.reference}">tajně</a>, <a href="#program">níže</a>, '
        f'<a data-document="{document.pk}">program</a>, '
        f'<a data-document="{secret.pk}">smlouva</a>.</p>'
        f'<p><img data-picture="{picture.pk}" alt="Sad"></p>'
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        change_note="Opravili jsme jméno.",
    )
    article.attachments.create(document=document)
    article.attachments.create(document=secret, title="Neveřejná")
    bring_to(article, Phase.VISIBLE)
    item = next(each for each in items(client, file) if each.url.endswith(f"{article.slug}/"))
    page = html.fragment_fromstring(item.content, create_parent="div")
    links = [link[2] for link in page.iterlinks()]
    assert f"{SITE}{other.get_absolute_url()}" in links
    assert f"{SITE}{article.get_absolute_url()}#program" in links
    assert links.count(f"{SITE}{document.get_absolute_url()}") == 2
    assert not [link for link in links if not link.startswith(SITE)]
    assert page.xpath("//img/@src") == [SITE + picture.rendition_url(960)]
    assert page.xpath("//img/@alt") == ["Sad"]
    assert page.xpath("//td/text()") == ["1"]
    assert "Opravili jsme jméno." in item.content
    told = item.content
    assert "tajně" in told and draft.slug not in told
    assert "smlouva" in told and "Neveřejná" not in told and secret.name not in links
    assert not page.xpath("//*[@class or @style or @tabindex or @srcset]")


@each_format
def test_pictures_are_enclosed_with_their_real_length(client, file):
    cover, photograph = PictureFactory(width=1300, height=900), PictureFactory(width=200)
    article = ArticleFactory(cover=cover)
    Photograph.objects.create(article=article, picture=photograph)
    bring_to(article, Phase.VISIBLE)
    (item,) = items(client, file)
    found = [(SITE + cover.rendition_url(960), "image/jpeg"), (SITE + photograph.url, "image/jpeg")]
    # RSS knows one alone; the others are in the text.
    assert [each[:2] for each in item.enclosures] == found[: 1 if file == "rss.xml" else 2]
    for url, _, length in item.enclosures:
        assert length == default_storage.size(url.removeprefix(f"{SITE}/media/"))
        assert url in item.content


def test_a_missing_version_of_a_picture_is_replaced_by_the_original(client):
    cover = PictureFactory(width=1300, height=900)
    bring_to(ArticleFactory(cover=cover), Phase.VISIBLE)
    default_storage.delete(cover.rendition_url(960).removeprefix("/media/"))
    (item,) = items(client, "atom.xml")
    assert item.enclosures == [(SITE + cover.url, "image/jpeg", cover.size)]


@each_format
def test_it_says_whose_it_is_what_of_and_sets_it_in_czech(client, file):
    article = ArticleFactory(title='Sraz v "Lípě" 10:00 - 14:30', byline="Ing. Jana Nováková")
    article.topics.add(TopicFactory(name="Zdraví"))
    article.regions.add(region())
    bring_to(article, Phase.VISIBLE)
    (item,) = items(client, file)
    assert item.title == "Sraz v\u00a0„Lípě“ 10:00–14:30"
    assert item.author == "Ing.\u00a0Jana Nováková"
    assert item.tags == ["Zdraví", "Liberecký kraj"]


@each_format
def test_hostile_words_stay_words(client, file):
    article = ArticleFactory(title=HOSTILE, lead=HOSTILE, byline=HOSTILE[:100])
    article.topics.add(TopicFactory(name=HOSTILE[:60]))
    bring_to(article, Phase.VISIBLE)
    (item,) = items(client, file)
    shown = unescape(item.title).replace("\u00a0", " ")
    assert shown == "Konec ]]> a <script>alert(1)</script> & „uvozovky“ 🎉 v Plzni"
    assert "<script" not in item.content


@each_format
def test_its_identifier_outlives_its_address(client, file):
    article = published()
    (before,) = items(client, file)
    article.slug = "jina-adresa"
    article.save()
    (after,) = items(client, file)
    assert after.identifier == before.identifier
    assert after.url == f"{SITE}/aktuality/jina-adresa/" != before.url


@each_format
def test_only_a_change_of_what_readers_see_is_an_update(client, file):
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC), tick=False):
        article = ArticleFactory()
        article.publish()
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False):
        article.pinned, article.slug = True, "jina-adresa"
        article.save()
    (item,) = items(client, file)
    assert (item.published, item.updated) == ("2026-03-05T09:00", "2026-03-05T09:00")
    with time_machine.travel(datetime(2026, 4, 2, 9, tzinfo=UTC), tick=False):
        article.change_note = "Opraven den konání."
        article.save()
    (item,) = items(client, file)
    assert (item.published, item.updated) == ("2026-03-05T09:00", "2026-04-02T09:00")


def test_another_photograph_is_an_update(client):
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC), tick=False):
        article = ArticleFactory()
        article.publish()
    Photograph.objects.create(article=article, picture=PictureFactory(width=64, height=48))
    article.save()
    (item,) = items(client, "atom.xml")
    assert item.updated > "2026-03-05T09:00"


@each_format
def test_what_was_written_before_its_moment_is_as_new_as_its_moment(client, file):
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC)):
        ArticleFactory().publish(at=datetime(2026, 3, 9, 9, tzinfo=UTC))
    (item,) = items(client, file)
    assert (item.published, item.updated) == ("2026-03-09T09:00", "2026-03-09T09:00")


@each_format
def test_an_old_text_keeps_the_date_that_readers_see(client, file):
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC)):
        published(title="Starý", shown_on=date(2013, 2, 12))
        published(title="Nový")
    assert [item.title for item in items(client, file)] == ["Nový", "Starý"]
    assert items(client, file)[1].published.startswith("2013-02-12T")


@each_format
def test_what_has_no_date_is_in_none(client, file):
    published(undated=True)
    assert items(client, file) == []
    assert items(client, file, "/") == []


@each_format
def test_it_has_the_newest_thirty(client, file):
    for number in range(1, feeds.NEWEST + 4):
        published(title=f"Text {number}.", shown_on=date(2020, 1, 1) + timedelta(days=number))
    found = items(client, file)
    assert len(found) == 30
    assert found[0].title == "Text 33." and found[-1].title == "Text 4."


@pytest.mark.django_db(transaction=True)
@each_format
def test_the_clock_alone_changes_it(client, file):
    now = timezone.now()
    ArticleFactory(title="Za chvíli").publish(at=now + timedelta(minutes=5))
    ending = published(title="Ještě chvíli")
    ending.expire_at = now + timedelta(minutes=7)
    ending.save()

    def titles(minutes, seconds=0):
        with time_machine.travel(now + timedelta(minutes=minutes, seconds=seconds)):
            return {item.title for item in items(client, file)}

    assert titles(4, 58) == {"Ještě chvíli"}
    assert titles(5, 1) == {"Ještě chvíli", "Za chvíli"}
    assert titles(7, 1) == {"Za chvíli"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cookie", ["", "cs"], ids=["kept by the page cache", "made anew"])
@each_format
def test_who_has_it_gets_nothing_until_it_changes(file, cookie):
    reader = Client()
    if cookie:
        reader.cookies["jazyk"] = cookie
    article = published()
    address = f"/aktuality/{file}"
    etag = reader.get(address)["ETag"]
    answer = reader.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    article.withdraw("mistake", "Omyl.")
    answer = reader.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert read(answer.content, file).items == []


@pytest.mark.django_db(transaction=True)
@each_format
def test_an_empty_one_is_always_the_same(client, file):
    with time_machine.travel("2026-03-05"):
        first = client.get(f"/{file}").content
    with time_machine.travel("2026-04-05"):
        assert client.get(f"/{file}").content == first


@pytest.mark.django_db(transaction=True)
@each_format
def test_a_second_reader_costs_no_query(client, file, django_assert_num_queries):
    published()
    client.get(f"/{file}")
    with django_assert_num_queries(0):
        assert client.get(f"/{file}").status_code == 200


def test_its_queries_do_not_grow(client, django_assert_max_num_queries):
    def more(count):
        other = published(body="<p>Krátký.</p>")
        for _ in range(count):
            picture, document = PictureFactory(width=64, height=48), DocumentFactory()
            article = ArticleFactory(
                cover=picture,
                body=f'<p><a data-page="{other.reference}">jinde</a>'
                f'<a data-document="{document.pk}">program</a>'
                f'<img data-picture="{picture.pk}"></p>',
            )
            article.regions.add(region())
            article.attachments.create(document=document)
            bring_to(article, Phase.VISIBLE)

    more(2)
    with django_assert_max_num_queries(12) as few:
        client.get("/aktuality/atom.xml")
    more(6)
    with django_assert_max_num_queries(len(few)):
        client.get("/aktuality/atom.xml")


@each_format
def test_it_is_only_read(client, file):
    published()
    head = client.head(f"/{file}")
    assert (head.status_code, head.content) == (200, b"")
    for method in (client.post, client.put, client.delete):
        assert method(f"/{file}").status_code == 405


def test_each_has_its_own_type_and_may_be_read_by_scripts(client):
    types = [client.get(f"/{file}")["Content-Type"] for file in FILES]
    assert types == [
        "application/rss+xml; charset=utf-8",
        "application/atom+xml; charset=utf-8",
        "application/feed+json; charset=utf-8",
    ]
    answer = client.get("/feed.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Robots-Tag"] == "noindex"
