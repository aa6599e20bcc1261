"""How long a meeting lasts, in words and to the moment."""

from datetime import UTC, date, datetime, time

import pytest

from meetings import spans

FIRST, SECOND = date(2017, 5, 16), date(2017, 5, 17)


@pytest.mark.parametrize(
    "span,expected",
    [
        ((FIRST, None, None, None), "16. května 2017"),
        ((FIRST, None, FIRST, None), "16. května 2017"),
        ((FIRST, time(10), None, time(14, 30)), "16. května 2017 10:00–14:30"),
        ((FIRST, time(9, 5), None, None), "16. května 2017 od 9:05"),
        ((FIRST, None, SECOND, None), "16.–17. května 2017"),
        ((FIRST, time(9), SECOND, None), "16.–17. května 2017, od 9:00"),
        (
            (FIRST, time(9), SECOND, time(15)),
            "16. května 2017 9:00 – 17. května 2017 15:00",
        ),
        (
            (date(2019, 12, 31), None, date(2020, 1, 1), None),
            "31. prosince 2019 – 1. ledna 2020",
        ),
    ],
)
def test_in_words(span, expected):
    assert spans.in_words(*span).replace("\u00a0", " ") == expected


def test_day_and_month_and_what_comes_before_a_dash_stay_together():
    words = spans.in_words(FIRST, time(9), SECOND, time(15))
    assert words.count("\u00a0") == 3
    assert "9:00\u00a0– " in words


@pytest.mark.parametrize(
    "last_on,ends_time,expected",
    [
        (date(2017, 5, 16), time(14, 30), datetime(2017, 5, 16, 12, 30, tzinfo=UTC)),
        (date(2017, 1, 16), time(14, 30), datetime(2017, 1, 16, 13, 30, tzinfo=UTC)),
        (date(2017, 5, 16), None, datetime(2017, 5, 16, 22, tzinfo=UTC)),
        # On the last Sunday of March the day is an hour shorter.
        (date(2017, 3, 25), None, datetime(2017, 3, 25, 23, tzinfo=UTC)),
        (date(2017, 3, 26), None, datetime(2017, 3, 26, 22, tzinfo=UTC)),
    ],
)
def test_it_is_over_at_its_end_or_at_midnight(last_on, ends_time, expected):
    assert spans.end(last_on, ends_time) == expected
