"""Half a minute without each part, under load; the table of what came of it."""

import pytest

from tests.faults import days, machines
from tests.faults.stacks import (  # noqa: F401  fixtures
    alone,
    behind,
    bucket,
    cluster,
    mail,
    on_small_disk,
    stack,
)
from tests.faults.telling import table

SECONDS = 30


@pytest.fixture(scope="module")
def rows():
    rows = []
    yield rows
    print("\n" + table(rows))


@pytest.mark.parametrize("day", [days.database_gone, days.database_hangs])
def test_without_a_database(stack, cluster, rows, day):  # noqa: F811
    rows.append(day(stack, cluster, SECONDS))


@pytest.mark.parametrize("day", [days.redis_gone, days.redis_hangs])
def test_without_redis(stack, redis_server, rows, day):  # noqa: F811
    rows.append(day(stack, redis_server, SECONDS))


def test_without_a_storage(alone, bucket, rows):  # noqa: F811
    rows.append(machines.storage_hangs(alone, bucket, SECONDS))


def test_with_a_full_disk(on_small_disk, rows):  # noqa: F811
    rows.append(machines.disk_full(*on_small_disk, SECONDS))


def test_without_a_server_of_mail(alone, mail, rows):  # noqa: F811
    rows.append(machines.mail_gone(alone, mail, SECONDS))


@pytest.mark.parametrize("by", [2, -48])
def test_at_another_time(alone, rows, by):  # noqa: F811
    rows.append(machines.clock_jumps(alone, by, SECONDS))


def test_with_a_migration(alone, rows):  # noqa: F811
    rows.append(machines.migration(alone, SECONDS))


def test_with_servers_that_are_killed(behind, rows):  # noqa: F811
    rows.append(machines.server_killed(*behind, SECONDS))
