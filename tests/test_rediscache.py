"""A Redis that is away is an empty cache, asked now and then whether it is back."""

import time

import pytest

from nszm_portal import rediscache
from nszm_portal.rediscache import ForgivingRedisCache
from tests.servers import processes

OPTIONS = {"OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}}


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setattr(rediscache._State, "away_until", float("-inf"))


def test_it_keeps_what_redis_keeps(redis_url):
    cache = ForgivingRedisCache(redis_url, OPTIONS)
    assert cache.add("a", 1) and not cache.add("a", 2)
    cache.set_many({"b": "č"})
    assert cache.incr("a") == 2
    assert cache.get_many(["a", "b"]) == {"a": 2, "b": "č"}
    assert cache.delete("a") and not cache.has_key("a")
    with pytest.raises(ValueError):
        cache.incr("a")


def test_while_it_is_away_there_is_nothing_in_it_and_nobody_fails():
    cache = ForgivingRedisCache(f"redis://127.0.0.1:{processes.free_port()}/0", OPTIONS)
    assert cache.get("a") is None and cache.get("a", "jinak", version=1) == "jinak"
    assert cache.get_many(["a"]) == {}
    assert cache.add("a", 1) is True
    assert cache.set("a", 1, timeout=3) is None
    assert cache.set_many({"a": 1}) == []
    assert not cache.touch("a") and not cache.delete("a") and not cache.has_key("a")
    assert cache.get_or_set("a", lambda: 5) == 5
    cache.delete_many(["a"])
    cache.clear()
    with pytest.raises(ValueError):
        cache.incr("a")


def test_it_is_asked_again_after_a_while(redis_server, redis_url, monkeypatch):
    cache = ForgivingRedisCache(redis_url, OPTIONS)
    cache.set("a", 1)
    monkeypatch.setattr(rediscache._State, "away_until", time.monotonic() + 0.2)
    assert cache.get("a") is None
    time.sleep(0.25)
    assert cache.get("a") == 1
