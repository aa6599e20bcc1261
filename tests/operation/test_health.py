"""What `/healthz` and `/readyz` say while the parts of a real installation are stopped."""

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from nszm_portal.operation import asking, health
from nszm_portal.operation.asking import Question, Round, State
from tests.servers.s3 import ObjectStorage
from tests.servers.wire import Wire

FINE = {"database", "migrations", "cache", "storage", "disk", "jobs"}


# --- alive -------------------------------------------------------------------------------------


def test_alive_is_a_constant_that_asks_nothing(client):
    """Without the mark for it, a test that asked the database would fail."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_both_answer_without_https(client, settings):
    """Who asks beside the portal has no certificate."""
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/robots.txt?1").status_code == 301


# --- ready, of a real installation -------------------------------------------------------------


@pytest.fixture(scope="module")
def bucket():
    storage = ObjectStorage()
    storage.start()
    yield storage
    storage.stop()


@pytest.fixture(scope="module")
def wire():
    """Between the portal and PostgreSQL."""
    url = urlsplit(os.environ["DATABASE_URL"])
    return None if url.scheme == "sqlite" else Wire(url.port)


@pytest.fixture(scope="module")
def whole(make_portal, redis_server, bucket, wire):
    """A portal with everything that can be stopped."""
    portal = make_portal(CACHE_URL=redis_server.url, **bucket.env)
    if wire:
        url = urlsplit(portal.env["DATABASE_URL"])
        there = url._replace(netloc=f"{url.username}@127.0.0.1:{wire.port}")
        portal.env["DATABASE_URL"] = urlunsplit(there)
    portal.start()
    return portal


def ask(portal):
    began = time.monotonic()
    answer = portal.get("/readyz")
    assert time.monotonic() - began < asking.PATIENCE + 2
    assert answer.headers["Cache-Control"] == "no-store"
    assert portal.get("/healthz").status == 200
    return answer.status, json.loads(answer.body)


def wrong(portal) -> set[str]:
    """The parts that do not do their work, once a former answer is forgotten."""
    time.sleep(asking.KEPT + 0.1)
    status, said = ask(portal)
    bad = {key for key, state in said["parts"].items() if state != "ok"}
    assert status == (503 if bad else 200)
    assert said["status"] == ("failing" if bad else "ok")
    return bad


def recovers(portal) -> bool:
    """Nobody tries a database that hung for a while (patience.AWAY_FOR)."""
    return any(not wrong(portal) for _ in range(25))


def test_all_is_well_and_no_more_is_said(whole):
    status, said = ask(whole)
    assert status == 200
    assert said == {"status": "ok", "parts": dict.fromkeys(said["parts"], "ok")}
    assert said["parts"].keys() >= FINE


def test_a_cache_that_is_away(whole, redis_server):
    redis_server.stop()
    try:
        assert wrong(whole) == {"cache"}
        assert whole.get("/").status == 200
    finally:
        redis_server.start()
    assert "cache is failing" in whole.log
    assert recovers(whole)


def test_a_storage_that_is_away(whole, bucket):
    bucket.stop()
    try:
        assert wrong(whole) == {"storage"}
    finally:
        bucket.start()
    assert "storage is" in whole.log
    assert recovers(whole)


@contextmanager
def without_its_file(portal):
    file = Path(urlsplit(portal.env["DATABASE_URL"]).path)
    away = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
    for path in away:
        if path.exists():
            path.rename(path.with_name("away-" + path.name))
    file.mkdir()  # where a file is missing SQLite would make an empty one
    try:
        yield
    finally:
        file.rmdir()
        for path in away:
            if (kept := path.with_name("away-" + path.name)).exists():
                kept.rename(path)


def test_a_database_that_is_away(whole, wire):
    if wire is None:
        with without_its_file(whole):
            assert {"database"} <= wrong(whole)
    else:
        wire.cut()
        assert {"database"} <= wrong(whole)
        wire.mend()
    assert recovers(whole)


def test_a_database_that_hangs_does_not_hang_the_answer(whole, wire):
    if wire is None:
        return  # a file does not
    wire.hold()
    assert {"database"} <= wrong(whole)
    assert {"database"} <= wrong(whole)
    wire.release()
    assert recovers(whole)


# --- single parts ------------------------------------------------------------------------------


def test_a_folder_in_which_nothing_can_be_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert health.storage() == ""
    assert list((tmp_path / "media").iterdir()) == []
    (tmp_path / "plain").write_text("")
    settings.MEDIA_ROOT = tmp_path / "plain" / "media"
    with pytest.raises(OSError):
        health.storage()


def test_a_full_disk_is_named():
    assert health.disks(least=1) == ""
    assert "zbývá jen" in health.disks(least=2**62)


@pytest.mark.django_db
def test_a_migration_that_was_not_applied(monkeypatch):
    from django.db import connection

    monkeypatch.setattr(health._Migrated, "until", float("-inf"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operation'")
    assert health.migrations() != ""


def test_a_part_that_hangs_is_asked_once_and_a_broken_one_tells_why():
    asked = []

    def hangs():
        asked.append(1)
        time.sleep(1.5)
        return ""

    def breaks():
        raise RuntimeError("nejde to")

    parts = Round([Question("a", hangs), Question("b", breaks)], patience=0.1)
    began = time.monotonic()
    for _ in range(3):
        parts._ended_at = float("-inf")
        silent, broken = parts.outcomes()
        assert (silent.state, broken.state) == (State.SILENT, State.FAILING)
        assert "nejde to" in broken.detail
    assert time.monotonic() - began < 1
    assert asked == [1]
