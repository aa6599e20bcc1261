"""The short forms: moments with a full disk, without mail, at another time, with servers killed."""

import pytest

from tests.faults import days, machines
from tests.faults.crowd import gather


def test_what_a_reader_reports_without_a_server_of_mail_is_sent_later(alone, mail):
    machines.mail_gone(alone, mail, seconds=0.5)


@pytest.mark.parametrize("by", [2, -48])
def test_a_clock_that_jumps_shows_nothing_before_its_time(alone, by):
    machines.clock_jumps(alone, by, seconds=0.5)


def test_a_column_more_is_added_while_people_read(alone):
    machines.migration(alone, seconds=3)


def test_many_read_while_some_save(behind):
    nginx, portals = behind
    crowd = gather(nginx, portals[0], list(days.WARM), readers=50, editors=3, seconds=4)
    print(crowd)
    assert crowd.errors[:3] == crowd.lost == []
    assert len(crowd.seconds) > 100 and len(crowd.saved) >= 3


def test_servers_that_are_killed_take_nothing_along(behind):
    machines.server_killed(*behind, seconds=2)


def test_a_full_disk_stops_nobody_from_reading(on_small_disk):
    machines.disk_full(*on_small_disk, seconds=1)
