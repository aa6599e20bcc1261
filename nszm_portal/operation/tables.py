"""Which tables a backup holds, and what a row looks like in it.

A row is a line of JSON, an array in the order of the model's columns: it says nothing of the
database it came from. Primary keys are kept, as addresses on paper hold them, and so is the last
one each table has given out: a number of something deleted must not come again.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models
from django.db.models.expressions import Value
from django.utils.duration import duration_iso_string

LEFT_OUT = {
    "accounts.session": "everybody signs in again",
    "sessions.session": "the portal keeps its own",
    "axes.accessattempt": "wrong passwords of the last minutes, at another address",
    "pagecache.generation": "one that was restored must never come again",
    "search.document": "`reindex` makes it",
    "search.word": "`reindex` makes it",
    "operation.checkedlink": "`check_links` makes it",
    "operation.linkplace": "`check_links` makes it",
    "operation.run": "says something of another installation",
    "operation.verified": "says something of another installation",
}
CHUNK = 1000  # rows asked for at once
PARAMETERS = 900  # of one statement; SQLite may have been built for 999


def all_models() -> list[type[models.Model]]:
    """Those with a table of their own, tables between two others included.

    Their order does not matter: every foreign key is checked when the transaction ends.
    """
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.swapped
        and model._meta.label_lower not in LEFT_OUT
    ]


def columns(model) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def count(model, using: str) -> int:
    return model._base_manager.using(using).count()


def rows(model, using: str) -> Iterator[tuple]:
    """The values of all rows by primary key, a few of them in memory at a time."""
    names = [field.attname for field in columns(model)]
    return (
        model._base_manager.using(using)
        .order_by("pk")
        .values_list(*names)
        .iterator(chunk_size=CHUNK)
    )


def line(model, row: tuple) -> bytes:
    """A row as it stands in the backup."""
    values = [_plain(field, value) for field, value in zip(columns(model), row, strict=True)]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _plain(field, value):
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    value = field.get_prep_value(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    return str(value) if isinstance(value, Decimal | UUID) else value


def digest(model, using: str) -> tuple[int, str]:
    """How many rows the table has, and the SHA-256 of all their lines."""
    number, sha = 0, hashlib.sha256()
    for row in rows(model, using):
        sha.update(line(model, row))
        number += 1
    return number, sha.hexdigest()


# --- back into a table --------------------------------------------------------------------------


def empty(model, using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def insert(model, lines: list[bytes], using: str) -> None:
    """Writes rows as they are: nothing is computed, no signal is sent."""
    connection, fields = connections[using], columns(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "
    at_once = max(1, PARAMETERS // len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(lines), at_once):
            some = [json.loads(line) for line in lines[start : start + at_once]]
            values = [
                _stored(field, value, connection)
                for row in some
                for field, value in zip(fields, row, strict=True)
            ]
            cursor.execute(into + ", ".join([one] * len(some)), values)


def _stored(field, value, connection):
    if isinstance(field, models.JSONField):
        if value is None and not field.null:
            value = Value(None, field)  # the null of JSON, not that of SQL
        return field.get_db_prep_save(value, connection)
    if isinstance(field, models.BinaryField) and value is not None:
        value = base64.b64decode(value)
    return field.get_db_prep_save(None if value is None else field.to_python(value), connection)


# --- the numbers that tables give out -----------------------------------------------------------


def _numbered(model) -> bool:
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField)


def last_number(model, using: str) -> int:
    """The last primary key that the table has given out, be its row there or not; 0 for none."""
    if not _numbered(model):
        return 0
    connection, table = connections[using], model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return found[0] if found else 0
        cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, model, connection)}")
        value, is_called = cursor.fetchone()
        return value if is_called else value - 1


def go_on_after(model, number: int, using: str) -> None:
    """The next row gets a number above `number` and above all that are there."""
    if not _numbered(model):
        return
    connection, table = connections[using], model._meta.db_table
    highest = model._base_manager.using(using).aggregate(top=models.Max("pk"))["top"] or 0
    number = max(number, highest)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
            )
        elif number:
            sequence = _sequence(cursor, model, connection)
            cursor.execute("SELECT setval(%s::regclass, %s)", [sequence, number])
        else:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)


def _sequence(cursor, model, connection) -> str:
    quoted = connection.ops.quote_name(model._meta.db_table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, model._meta.pk.column])
    return cursor.fetchone()[0]


# --- the files that rows name -------------------------------------------------------------------


def files(model, row: tuple) -> Iterator[tuple[str, bool]]:
    """Names of files, each with whether the portal could make it again from another."""
    fields = columns(model)
    if not any(isinstance(field, models.FileField) for field in fields):
        return
    instance = model.from_db(None, [field.attname for field in fields], row)
    for field in fields:
        file = getattr(instance, field.attname)
        if isinstance(field, models.FileField) and file:
            yield file.name, False
            if made := getattr(file, "get_picture_files_list", None):
                yield from ((name, True) for name in sorted(each.name for each in made()))
