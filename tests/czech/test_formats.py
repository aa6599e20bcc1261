from datetime import date, datetime, time

import pytest
from django import forms
from django.template import engines
from django.utils.formats import date_format, number_format, time_format
from django.utils.timezone import make_aware

NO_BREAK = "\u00a0"
DAY = date(2015, 2, 12)
AT = datetime(2015, 2, 12, 8, 5)


def shown(text):
    return text.replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("value", "name", "wanted"),
    [
        (DAY, "DATE_FORMAT", "12.~února 2015"),
        (DAY, "SHORT_DATE_FORMAT", "12.~2. 2015"),
        (DAY, "MONTH_DAY_FORMAT", "12.~února"),
        (DAY, "YEAR_MONTH_FORMAT", "únor 2015"),
        (AT, "DATETIME_FORMAT", "12.~února 2015 v~8:05"),
        (AT, "SHORT_DATETIME_FORMAT", "12.~2. 2015 8:05"),
    ],
)
def test_django_writes_dates_as_the_language_asks(value, name, wanted):
    assert date_format(value, name).lower() == shown(wanted)


def test_django_writes_times_and_numbers_as_the_language_asks():
    assert time_format(time(8, 5)) == "8:05"
    assert number_format(1234567.5) == shown("1~234~567,5")
    page = engines["django"].from_string("{{ day }} {{ number }}")
    assert page.render({"day": DAY, "number": 1500}) == shown("12.~února 2015 1~500")


@pytest.mark.parametrize(
    "typed",
    [
        "12.2.2015",
        "12.02.2015",
        "12. 2. 2015",
        "12.\u00a02.\u00a02015",
        "12.2. 2015",
        "12. 2.2015",
        " 12. 2. 2015 ",
        "2015-02-12",
    ],
)
def test_a_date_is_read_however_it_is_typed(typed):
    assert forms.DateField(localize=True).clean(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "12. 2. 2015 8:05",
        "12.2.2015 8:05",
        "12.2.2015 08:05",
        "12. 2. 2015 v 8:05",
        "12.\u00a02. 2015 v\u00a08:05",
        "12. 2. 2015 8.05",
        "12.2.2015 8:05:00",
        "2015-02-12 08:05",
        "2015-02-12 08:05:00",
        "2015-02-12T08:05",
    ],
)
def test_a_moment_is_read_however_it_is_typed(typed):
    assert forms.DateTimeField(localize=True).clean(typed) == make_aware(AT)


@pytest.mark.parametrize("typed", ["8:05", "08:05", "8.05", "8:05:00"])
def test_a_time_is_read_however_it_is_typed(typed):
    assert forms.TimeField(localize=True).clean(typed) == time(8, 5)


@pytest.mark.parametrize("typed", ["31.2.2015", "2.13.2015", "12/2/2015", "včera"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField(localize=True).clean(typed)


def test_a_form_is_filled_with_what_it_can_read_again():
    field = forms.DateTimeField(localize=True)
    filled = field.widget.format_value(AT)
    assert filled == "12.02.2015 08:05"
    assert field.clean(filled) == make_aware(AT)
