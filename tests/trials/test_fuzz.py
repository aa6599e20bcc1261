"""The fuzzer for ten minutes: no 500, no process that died, no memory that grows."""

import pytest

from tests.robustness.fuzzing import workers
from tests.robustness.trying import prepared

WARMING, SECONDS = 120, 600
MOST_GROWTH = 25_000  # kilobytes of a process between the second minute and the last


@pytest.fixture(scope="module")
def stage(make_portal):
    with prepared(make_portal()) as stage:
        yield stage


def test_ten_minutes_of_it(stage):
    first = stage.fuzzer(seed=2026).run(WARMING)
    before = workers(stage.portal)
    second = stage.fuzzer(seed=2027).run(SECONDS - WARMING)
    after = workers(stage.portal)
    asked = first.asked + second.asked
    print(f"{asked} requests, {sum((first.statuses + second.statuses).values())} answered")
    print(dict(sorted((first.statuses + second.statuses).items())))
    print(f"slowest {max(first.slowest, second.slowest):.1f} s; memory {before} → {after} kB")
    assert "\n".join(first.wrong + second.wrong) == "", stage.told()
    assert stage.changed_workers() == set()
    assert max(after[pid] - before[pid] for pid in before) < MOST_GROWTH
