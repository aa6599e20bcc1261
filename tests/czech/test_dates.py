from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nszm_portal.czech.dates import date_range, long_date, moment, short_date
from nszm_portal.czech.typography import typeset

NO_BREAK = "\u00a0"
MEETING = date(2015, 2, 12)


def shown(text):
    return text.replace("~", NO_BREAK)


def test_a_date_holds_its_day_and_month_together():
    assert long_date(MEETING) == shown("12.~února 2015")
    assert short_date(MEETING) == shown("12.~2. 2015")


def test_months_are_in_the_genitive():
    names = [long_date(date(2015, month, 1)).split()[1] for month in range(1, 13)]
    assert " ".join(names) == (
        "ledna února března dubna května června července srpna září října listopadu prosince"
    )


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        (datetime(2015, 2, 12, 9, 0, tzinfo=UTC), "12.~2. 2015 v~10:00"),
        (datetime(2015, 7, 12, 6, 5, tzinfo=UTC), "12.~7. 2015 v~8:05"),
        (datetime(2014, 12, 31, 23, 30, tzinfo=UTC), "1.~1. 2015 v~0:30"),
        (datetime(2015, 2, 12, 4, 0, tzinfo=timezone(timedelta(hours=-5))), "12.~2. 2015 v~10:00"),
    ],
)
def test_a_moment_is_shown_in_the_time_of_prague(at, wanted):
    assert moment(at) == shown(wanted)


def test_the_day_of_a_moment_is_the_day_in_prague():
    new_year = datetime(2014, 12, 31, 23, 30, tzinfo=UTC)
    assert long_date(new_year) == shown("1.~ledna 2015")
    assert short_date(new_year) == shown("1.~1. 2015")


@pytest.mark.parametrize("show", [moment, long_date, short_date])
def test_a_moment_without_a_zone_is_refused(show):
    with pytest.raises(ValueError, match="time zone"):
        show(datetime(2015, 2, 12, 10, 0))


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (MEETING, None, "12.~února 2015"),
        (MEETING, MEETING, "12.~února 2015"),
        (MEETING, date(2015, 2, 13), "12.–13.~února 2015"),
        (date(2015, 4, 30), date(2015, 5, 2), "30.~dubna~– 2.~května 2015"),
        (date(2014, 12, 30), date(2015, 1, 2), "30.~prosince 2014~– 2.~ledna 2015"),
        (date(2014, 2, 12), date(2015, 2, 13), "12.~února 2014~– 13.~února 2015"),
    ],
)
def test_a_range_says_nothing_twice(first, last, wanted):
    assert date_range(first, last) == shown(wanted)


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        date_range(MEETING, date(2015, 2, 11))


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.timedeltas(timedelta(0), timedelta(800)))
def test_the_typographer_has_nothing_to_add(first, length):
    last = min(first + length, date(2199, 12, 31))
    for text in (long_date(first), short_date(first), date_range(first, last)):
        assert typeset(text) == text
