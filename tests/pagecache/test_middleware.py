"""A page is kept for who has no cookie, until something or the clock changes it."""

from datetime import timedelta

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nszm_portal.pagecache import generation, memory, middleware
from tests.factories.publishing import ArticleFactory, published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    generation.forget()
    memory._values.clear()


def test_it_sends_the_second_page_without_a_query(client, django_assert_num_queries):
    article = published()
    first = client.get(article.get_absolute_url())
    with django_assert_num_queries(0):
        second = client.get(article.get_absolute_url())
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_change_is_seen_at_once(client):
    article = published(title="Původní titulek")
    assert "Původní titulek" in client.get("/aktuality/").text
    article.title = "Opravený titulek"
    article.save()
    assert "Opravený titulek" in client.get("/aktuality/").text


def test_a_withdrawn_article_is_gone_at_once(client):
    article = published()
    assert client.get(article.get_absolute_url()).status_code == 200
    article.withdraw("mistake", "Omyl.")
    assert client.get(article.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("address", ["/", "/aktuality/", "/aktuality/tisk/"])
def test_a_scheduled_article_appears_by_itself(client, address):
    now = timezone.now()
    ArticleFactory(title="Napřed naplánovaný text").publish(at=now + timedelta(minutes=5))
    assert "Napřed naplánovaný" not in client.get(address).text
    with time_machine.travel(now + timedelta(minutes=5, seconds=1)):
        assert "Napřed naplánovaný" in client.get(address).text


def test_an_expired_article_disappears_by_itself(client):
    now = timezone.now()
    article = published(title="Text na omezenou dobu")
    article.expire_at = now + timedelta(minutes=5)
    article.save()
    assert "Text na omezenou dobu" in client.get("/").text
    with time_machine.travel(now + timedelta(minutes=6)):
        assert "Text na omezenou dobu" not in client.get("/").text
        assert client.get(article.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("address", ["/", "/aktuality/"])
def test_what_a_clock_that_ran_fast_has_shown_is_gone_when_it_is_put_right(client, address):
    now = timezone.now()
    ArticleFactory(title="Napřed naplánovaný text").publish(at=now + timedelta(minutes=5))
    with time_machine.travel(now + timedelta(hours=2)):
        assert "Napřed naplánovaný" in client.get(address).text
    with time_machine.travel(now + timedelta(seconds=1)):
        assert "Napřed naplánovaný" not in client.get(address).text


def test_a_print_view_is_made_anew_at_midnight(client):
    with time_machine.travel("2026-11-22 22:30:00+01:00"):
        article = published()
        address = f"{article.get_absolute_url()}tisk/"
        assert "22.\u00a0listopadu 2026" in client.get(address).text
    with time_machine.travel("2026-11-23 00:00:10+01:00"):
        assert "23.\u00a0listopadu 2026" in client.get(address).text


def test_somebody_signed_in_gets_neither_a_kept_page_nor_leaves_one(client, admin_client):
    published()
    client.get("/")
    assert "ETag" not in admin_client.get("/")


def test_an_unknown_query_passes_the_cache_by(client, monkeypatch):
    published()
    client.get("/aktuality/")
    stored = []
    monkeypatch.setattr(cache, "set", lambda *args, **kwargs: stored.append(args))
    for number in range(5):
        assert client.get(f"/aktuality/?x={number}").status_code == 200
    assert stored == []


def test_it_compresses_as_the_browser_asks(client):
    published()
    plain = client.get("/")
    squeezed = client.get("/", headers={"accept-encoding": "gzip, br"})
    assert squeezed["Content-Encoding"] == "br"
    assert brotli.decompress(squeezed.content) == plain.content
    assert "Accept-Encoding" in squeezed["Vary"]
    refused = client.get("/", headers={"accept-encoding": "br;q=0, gzip;q=0"})
    assert "Content-Encoding" not in refused


def test_an_unchanged_page_is_answered_by_304(client):
    published()
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_feed_that_has_not_changed_stays_readable_for_other_sites(client):
    published()
    first = client.get("/rss.xml")
    again = client.get("/rss.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == first["Access-Control-Allow-Origin"] == "*"


def test_head_has_no_body(client):
    published()
    for _ in range(2):
        answer = client.head("/")
        assert answer.status_code == 200
        assert answer.content == b""


def test_a_host_that_is_not_ours_is_refused_though_the_page_is_kept(client):
    published()
    client.get("/")
    assert client.get("/", headers={"host": "cizi.example"}).status_code == 400


def test_a_dead_cache_only_makes_it_slower(client, monkeypatch):
    published(title="Vidět také jinak")

    def broken(*args, **kwargs):
        raise ConnectionError("Redis is away")

    for name in ("get", "set", "add", "delete"):
        monkeypatch.setattr(cache, name, broken)
    assert "Vidět také jinak" in client.get("/").text


def test_the_last_generation_known_serves_while_the_database_is_away(client, monkeypatch):
    from django.db import OperationalError

    published()
    before = client.get("/").content

    def away(*args, **kwargs):
        raise OperationalError("the database is away")

    generation.forget()
    monkeypatch.setattr(generation.Generation.objects, "values_list", away)
    assert client.get("/").content == before


def test_a_stampede_makes_one_rendering(monkeypatch):
    import threading

    from django.http import HttpResponse
    from django.test import RequestFactory

    rendered = []

    def slow(request):
        rendered.append(1)
        threading.Event().wait(0.3)
        return HttpResponse("stránka " * 100)

    served = []
    page = middleware.PageCacheMiddleware(slow)
    monkeypatch.setattr(generation, "current", lambda: "one")
    monkeypatch.setattr(memory, "next_moment", lambda now: None)
    threads = [
        threading.Thread(target=lambda: served.append(page(RequestFactory().get("/")).content))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rendered) == 1
    assert len(set(served)) == 1 and len(served) == 8


def test_a_rolled_back_change_leaves_nothing_behind(client):
    from django.db import transaction

    article = published(title="Titulek před pokusem")
    client.get("/")
    with pytest.raises(RuntimeError), transaction.atomic():
        article.title = "Titulek, který neplatí"
        article.save()
        Client().get("/")
        raise RuntimeError
    assert "Titulek před pokusem" in client.get("/").text
