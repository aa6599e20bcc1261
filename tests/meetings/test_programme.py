"""A programme as its page shows it."""

from datetime import date

import pytest

from meetings import programme
from tests.factories.meetings import ItemFactory, MaterialFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def days(meeting):
    found = programme.days(meeting, meeting.items.all(), meeting.materials.all())
    return [(day.label.replace("\u00a0", " "), len(day.lines)) for day in found]


def test_a_single_day_needs_no_heading():
    meeting = MeetingFactory()
    ItemFactory.create_batch(2, meeting=meeting)
    assert days(meeting) == [("", 2)]


def test_several_days_are_called_by_their_dates_and_move_with_the_meeting():
    meeting = MeetingFactory(ends_on=date(2015, 2, 13))
    ItemFactory(meeting=meeting, day=2)
    ItemFactory(meeting=meeting, day=1)
    assert days(meeting) == [("12. února 2015", 1), ("13. února 2015", 1)]
    meeting.starts_on, meeting.ends_on = date(2015, 2, 28), date(2015, 3, 1)
    assert days(meeting) == [("28. února 2015", 1), ("1. března 2015", 1)]


def test_days_of_an_unknown_date_are_counted():
    meeting = MeetingFactory(undated=True)
    ItemFactory(meeting=meeting, day=1)
    ItemFactory(meeting=meeting, day=2)
    assert days(meeting) == [("1. den", 1), ("2. den", 1)]


def test_each_item_has_its_own_materials():
    meeting = MeetingFactory()
    first, second = ItemFactory.create_batch(2, meeting=meeting)
    own = MaterialFactory.create_batch(2, meeting=meeting, item=second)
    MaterialFactory(meeting=meeting)
    (day,) = programme.days(meeting, meeting.items.all(), meeting.materials.all())
    assert [(line.item, line.materials) for line in day.lines] == [(first, []), (second, own)]


def test_there_is_no_programme_without_items():
    assert days(MeetingFactory()) == []
