"""Counted by address and for a while; nobody is refused for the sake of the cache."""

from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from nszm_portal.limits.counting import MOST_CLIENTS, Limit, TooMany, _own

LIMIT = Limit("zkouska", most=3, period=60)


def request(address="192.0.2.1", *, staff=False):
    asked = RequestFactory().get("/", REMOTE_ADDR=address)
    asked.user = SimpleNamespace(is_staff=staff)
    return asked


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-05-04 09:00:10", tick=False) as clock:
        yield clock


def test_so_many_are_let_through_and_then_it_says_how_long_to_wait(now):
    assert [LIMIT.wait(request()) for _ in range(5)] == [0, 0, 0, 50, 50]
    with pytest.raises(TooMany) as refused:
        LIMIT.take(request())
    assert refused.value.seconds == 50
    now.shift(50)
    assert LIMIT.wait(request()) == 0


def test_another_address_and_another_thing_are_counted_by_themselves():
    for _ in range(4):
        LIMIT.wait(request())
    assert LIMIT.wait(request("192.0.2.2")) == 0
    assert Limit("jina", most=3, period=60).wait(request()) == 0


def test_a_household_has_one_network():
    waits = [LIMIT.wait(request(f"2001:db8:1:2::{number}")) for number in range(1, 5)]
    assert waits == [0, 0, 0, 50]
    assert LIMIT.wait(request("2001:db8:1:3::1")) == 0


def test_staff_are_not_counted():
    assert [LIMIT.wait(request(staff=True)) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize("address", ["", "unix:", "x"])
def test_nobody_is_refused_for_another_where_no_address_is_told(address):
    assert [LIMIT.wait(request(address)) for _ in range(9)] == [0] * 9


def test_what_is_kept_names_nobody():
    LIMIT.wait(request())
    assert "192.0.2.1" not in str(cache._cache.keys())


def test_without_the_cache_a_process_counts_by_itself(monkeypatch):
    def away(*args, **options):
        raise ConnectionError

    for name in ("add", "incr"):
        monkeypatch.setattr(cache, name, away, raising=False)
    assert [LIMIT.wait(request()) for _ in range(4)] == [0, 0, 0, 50]


def test_what_a_process_counts_by_itself_is_bounded(monkeypatch):
    def away(*args, **options):
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away, raising=False)
    for number in range(MOST_CLIENTS + 500):
        LIMIT.wait(request(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"))
    assert len(_own._cache) <= MOST_CLIENTS
