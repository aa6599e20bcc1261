from datetime import date

import pytest

from nszm_portal.demonstration.content.texts import Text

WEDNESDAY = date(2026, 11, 25)


def text(**header):
    return Text("key", header, "")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2015-02-12", date(2015, 2, 12)),
        ("+3 days", date(2026, 11, 28)),
        ("-25 days", date(2026, 10, 31)),
        ("+0 fridays", date(2026, 11, 27)),
        ("+2 tuesdays", date(2026, 12, 8)),
        ("-1 mondays", date(2026, 11, 16)),
        ("", None),
    ],
)
def test_a_day_is_a_date_or_counted_from_today(value, day):
    assert text(starts=value).day("starts", WEDNESDAY) == day


def test_a_day_that_is_nonsense_is_refused():
    with pytest.raises(ValueError, match="brzy"):
        text(starts="brzy").day("starts", WEDNESDAY)


def test_rows_are_divided_by_bars():
    rows = text(speaker="Jan Dub | ředitel\nEva Lípa | | Brno").rows("speaker")
    assert rows == [["Jan Dub", "ředitel"], ["Eva Lípa", "", "Brno"]]
    assert text().rows("speaker") == []
