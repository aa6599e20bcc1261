"""What readers looked for in vain is counted as words: few of them, and nothing of the readers."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from nszm_portal.search import missed
from nszm_portal.search.models import Missed
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Lets the seconds of this process pass: `clock(2)`."""
    missed.forget()
    now = [1000.0]
    monkeypatch.setattr(missed.time, "monotonic", lambda: now[0])

    def pass_by(seconds):
        now[0] += seconds

    return pass_by


def counts():
    return dict(Missed.objects.values_list("words", "count"))


def test_each_asking_is_counted_in_one_row(client, clock):
    for text in ("Perlorodka", "perlorodka", "  PERLORODKA! ", "„perlorodka“"):
        client.get("/hledat/", {"q": text})
        clock(2)
    client.get("/hledat/", {"q": "perlorodka říční -mlok"})
    assert counts() == {"perlorodka": 4, "perlorodka říční": 1}
    assert set(Missed.objects.values_list("last_on", flat=True)) == {timezone.localdate()}


def test_nothing_of_the_reader_is_kept(editor_client):
    headers = {"referer": "http://testserver/setkani/", "x-forwarded-for": "203.0.113.7"}
    editor_client.get("/hledat/?q=perlorodka&odkud=tajne", headers=headers)
    today = timezone.localdate()
    assert list(Missed.objects.values_list()) == [
        (Missed.objects.get().pk, "perlorodka", 1, today),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "jan.novak@example.org",
        "Jan Novák, jan@example.org",
        "777123456",
        "777 123 456",
        "+420 777\u00a0123\u00a0456",
        "777-123-456",
        "777.123.456",
        "850101/1234",
        "účet 19-2000145399/0800",
        "„777 123 456“",
        "eu",
        "sad -777123456",
        " ".join(f"dlouhá{number}" for number in range(12)),
        "–",
        "-sad",
        "",
    ],
)
def test_what_could_tell_of_somebody_or_says_nothing_is_not_kept(client, text):
    assert client.get("/hledat/", {"q": text}).status_code == 200
    assert counts() == {}


@pytest.mark.parametrize("text", ["dotace 2015", "agenda 2030", "perlorodka 12. 2. 2015"])
def test_a_year_or_a_day_is_no_such_number(client, text):
    client.get("/hledat/", {"q": text})
    assert len(counts()) == 1


def test_what_is_found_or_meant_is_not_missed(client, clock):
    published(title="Perlorodka v řece")
    for text in ("perlorodka", "perlorotka", "perlorodka mlok"):
        assert client.get("/hledat/", {"q": text}).status_code == 200
        clock(2)
    assert counts() == {}


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (compatible; Robotbot/2.1)", "curl/8.5.0"])
def test_who_says_that_it_is_a_robot_is_not_counted(client, agent):
    client.get("/hledat/?q=perlorodka", headers={"user-agent": agent})
    assert counts() == {}


def test_only_reading_counts(client):
    client.head("/hledat/?q=perlorodka")
    assert counts() == {}


@pytest.mark.parametrize("narrowed", ["druh=article", "rok=2015", "kraj=liberecky-kraj"])
def test_what_is_missing_only_in_a_part_is_not_counted(client, narrowed):
    client.get(f"/hledat/?q=perlorodka&{narrowed}")
    assert counts() == {}


def test_letters_typed_on_the_way_are_not_counted(client):
    client.get("/hledat/naseptavac/?q=perlorodka")
    assert counts() == {}


def test_a_flood_is_let_go(client, clock):
    for number in range(50):
        client.get(f"/hledat/?q=povodeň{number}")
    assert counts() == {"povodeň0": 1}
    clock(2)
    client.get("/hledat/?q=perlorodka")
    assert set(counts()) == {"povodeň0", "perlorodka"}


def test_the_table_is_bounded_and_the_longest_unasked_goes_first(client, clock, monkeypatch):
    monkeypatch.setattr(missed, "MOST", 3)
    today = timezone.localdate()
    for days, words in enumerate(("včera", "předevčírem", "dávno"), start=1):
        Missed.objects.create(words=words, count=99, last_on=today - timedelta(days=days))
    client.get("/hledat/?q=perlorodka")
    assert set(counts()) == {"včera", "předevčírem", "perlorodka"}
    clock(2)
    client.get("/hledat/?q=předevčírem")
    clock(2)
    client.get("/hledat/?q=mlok")
    assert set(counts()) == {"předevčírem", "perlorodka", "mlok"}


def test_a_database_that_refuses_leaves_the_page_as_it_is(client, monkeypatch):
    def refuse(words):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(missed, "_count", refuse)
    page = client.get("/hledat/?q=perlorodka")
    assert page.status_code == 200 and "Nic jsme nenašli." in page.text


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_somebody_who_stores(client):
    Missed.objects.create(words="perlorodka", count=1, last_on=timezone.localdate())
    holds, done = threading.Event(), threading.Event()

    def store():
        with transaction.atomic():
            Missed.objects.update(count=5)
            holds.set()
            done.wait(30)
        connection.close()

    thread = threading.Thread(target=store)
    thread.start()
    try:
        assert holds.wait(10)
        started = time.perf_counter()
        page = client.get("/hledat/?q=perlorodka")
        assert time.perf_counter() - started < 3
    finally:
        done.set()
        thread.join()
    assert "Nic jsme nenašli." in page.text
    assert counts() == {"perlorodka": 5}
