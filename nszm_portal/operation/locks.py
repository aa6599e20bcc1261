"""A lock that one job holds in the whole installation, and that ends with its process."""

import contextlib
import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Whether nobody else holds the lock of that name; who got it keeps it until the end.

    With SQLite everybody is on this machine, so a file beside the database serves. PostgreSQL
    keeps it for several machines, on a connection that no other work closes.
    """
    hold = _by_file if connection.vendor == "sqlite" else _by_database
    with hold(name) as held:
        yield held


@contextmanager
def _by_file(name: str) -> Iterator[bool]:
    database = Path(connection.settings_dict["NAME"])
    with open(database.with_name(f"{database.name}.{name.replace(' ', '')}.lock"), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _by_database(name: str) -> Iterator[bool]:
    digest = hashlib.blake2b(f"nszm_portal:{name}".encode(), digest_size=8).digest()
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    with contextlib.closing(own), own.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_lock(%s)", [int.from_bytes(digest, "big", signed=True)]
        )
        yield cursor.fetchone()[0]
