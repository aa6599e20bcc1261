"""How long a process that serves waits for PostgreSQL: a database that hangs must not hang it too.

libpq waits for an answer as long as the connection stands, and a machine that hangs keeps its
connections; then the few processes that serve would all wait, and with them readers whose page
needs no database. Commands wait as long as it takes, so only `wsgi` installs this.
"""

import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import psycopg2
from django.db import connections
from psycopg2 import extensions

CONNECT = 3.0  # seconds
CONNECT_AGAIN = 0.7  # seconds, when the last one waited in vain
ANSWER = 20.0  # seconds for one statement, without a byte
KNOCK_EVERY = 3.0  # seconds of such silence; then it is asked whether anybody is there at all
KNOCK = 1.5  # seconds
AWAY_FOR = 5.0  # seconds in which nobody tries again
# "Do you speak TLS?", which every server answers with one letter before anybody signs in
# (PostgreSQL's documentation, 53.7, SSLRequest).
SSL_REQUEST = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
# What the server itself ends before, in milliseconds: with it the connection stays usable. The
# last one is for a process that vanished with its machine and would keep its locks.
LIMITS = {
    "lock_timeout": 10_000,
    "statement_timeout": 15_000,
    "idle_in_transaction_session_timeout": 60_000,
}
EVENTS = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}


class _State:
    answer = ANSWER
    away_until = float("-inf")


def install() -> None:
    """From now on this process waits for PostgreSQL no longer than said here."""
    extensions.set_wait_callback(wait)
    for database in connections.settings.values():
        if database["ENGINE"].endswith("postgresql"):
            limits = " ".join(f"-c {name}={value}" for name, value in LIMITS.items())
            database.setdefault("OPTIONS", {}).setdefault("options", limits)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Statements inside are waited for at most so long."""
    _State.answer = seconds
    try:
        yield
    finally:
        _State.answer = ANSWER


def wait(connection) -> None:
    """psycopg2's wait callback (its documentation, "Support for coroutine libraries").

    Raises psycopg2.OperationalError; psycopg2 closes the connection then.
    """
    if connection.status == extensions.STATUS_SETUP:
        _wait_for_connection(connection)
    else:
        _wait_for_answer(connection)


def _wait_for_connection(connection) -> None:
    if time.monotonic() < _State.away_until:
        raise psycopg2.OperationalError("the database did not answer a moment ago")
    was_away = _State.away_until > float("-inf")
    if not _has_come(connection, CONNECT_AGAIN if was_away else CONNECT):
        _give_up()
    _State.away_until = float("-inf")


def _wait_for_answer(connection) -> None:
    """A statement that takes long is waited for; a server that is not there is not."""
    deadline = time.monotonic() + _State.answer
    while (left := deadline - time.monotonic()) > 0:
        if _has_come(connection, min(left, KNOCK_EVERY)):
            return
        if left > KNOCK_EVERY and not _is_there(connection.info):
            _give_up()
    raise psycopg2.OperationalError("the database does not answer in time")


def _has_come(connection, seconds: float) -> bool:
    """Whether all of what was asked for came within so many seconds without a byte."""
    while (state := connection.poll()) != extensions.POLL_OK:
        poll = select.poll()
        poll.register(connection.fileno(), EVENTS[state])
        if not poll.poll(seconds * 1000):
            return False
    return True


def _is_there(info) -> bool:
    try:
        with _opened(info.host, info.port) as knocking:
            knocking.sendall(SSL_REQUEST)
            return bool(knocking.recv(1))
    except OSError:
        return False


def _opened(host: str, port: int) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, port), timeout=KNOCK)
    opened = socket.socket(socket.AF_UNIX)
    opened.settimeout(KNOCK)
    opened.connect(f"{host}/.s.PGSQL.{port}")
    return opened


def _give_up() -> NoReturn:
    _State.away_until = time.monotonic() + AWAY_FOR
    raise psycopg2.OperationalError("the database does not answer")
