"""Form fields for days and hours as Czechs type them: "3. června 2027", "3.6.2027", "v 8.00"."""

import re

from django import forms

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "ledna leden",
            "února únor",
            "března březen",
            "dubna duben",
            "května květen",
            "června červen",
            "července červenec",
            "srpna srpen",
            "září",
            "října říjen",
            "listopadu listopad",
            "prosince prosinec",
        ),
        1,
    )
    for name in names.split()
}
_DAY_IN_WORDS = re.compile(r"(\d{1,2})\.\s*([^\W\d]+)\s+(\d{4})")
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_HOUR = re.compile(r"(?:v\s)?\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:h|hod)?\.?", re.IGNORECASE)


def day_in_numbers(text: str) -> str:
    """A typed day in the one form that every reader of dates knows; others stay as they are."""
    text = text.strip()
    if (found := _DAY_IN_WORDS.fullmatch(text)) and (month := _MONTHS.get(found[2].lower())):
        return f"{found[1]}.{month}.{found[3]}"
    return ".".join(found.groups()) if (found := _DAY.fullmatch(text)) else text


def hour_in_numbers(text: str) -> str:
    """The same of an hour: "8", "8.00" and "v 8 h" are "8:00"."""
    found = _HOUR.fullmatch(text.strip())
    return f"{found[1]}:{found[2] or '00'}" if found else text


class DateField(forms.DateField):
    def to_python(self, value):
        return super().to_python(day_in_numbers(value) if isinstance(value, str) else value)


class TimeField(forms.TimeField):
    def to_python(self, value):
        return super().to_python(hour_in_numbers(value) if isinstance(value, str) else value)


class MomentField(forms.SplitDateTimeField):
    """A day and an hour in two fields."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields = (DateField(required=False), TimeField(required=False))
