"""Days and hours are read as Czechs type them, and what is none is refused."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from nszm_portal.czech.fields import DateField, MomentField, TimeField


@pytest.mark.parametrize(
    "typed",
    [
        "3.6.2027",
        "03.06.2027",
        "3. 6. 2027",
        "3.\u00a06.\u00a02027",
        "3.6. 2027",
        " 3. června 2027 ",
        "3.\u00a0června 2027",
        "3. ČERVNA 2027",
        "3. červen 2027",
        "2027-06-03",
    ],
)
def test_a_day(typed):
    assert DateField().clean(typed) == date(2027, 6, 3)


def test_june_is_not_july():
    assert DateField().clean("3. července 2027") == date(2027, 7, 3)


@pytest.mark.parametrize("typed", ["31. 2. 2027", "3. brumaire 2027", "zítra", "3. 6.", "3.6.27"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValidationError):
        DateField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["8", "8:00", "08:00", "8.00", "v 8:00", "8 h", "8 hod.", "8:00 hod"]
)
def test_an_hour(typed):
    assert TimeField().clean(typed) == time(8)


@pytest.mark.parametrize("typed", ["25", "8:60", "ráno"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(ValidationError):
        TimeField().clean(typed)


def test_a_moment_needs_both():
    found = MomentField().clean(["3. června 2027", "8"])
    assert (found.date(), found.time()) == (date(2027, 6, 3), time(8))
    with pytest.raises(ValidationError):
        MomentField().clean(["3. 6. 2027", ""])
