"""One state of the database, read while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """Gives an alias under which everything read is of the same moment, and nobody waits for it.

    A connection of its own: `atomic()` would take SQLite's lock of writers at once.
    https://www.sqlite.org/isolation.html, https://www.postgresql.org/docs/15/transaction-iso.html
    """
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    connection.alias = ALIAS
    connections[ALIAS] = connection
    try:
        _begin(connection)
        yield ALIAS
    finally:
        connection.close()
        del connections[ALIAS]


def _begin(connection) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            cursor.execute("BEGIN DEFERRED")
            # The moment is that of the first reading, not of BEGIN.
            cursor.execute("SELECT count(*) FROM sqlite_master")
        return
    connection.set_autocommit(False)
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT 1")
