"""Half a minute without each part, under load; the table of what came of it."""

import pytest

from tests.faults import days
from tests.faults.conftest import cluster, stack  # noqa: F401  the same stack
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
