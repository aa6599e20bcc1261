"""What follows from an agreement's dates: on the days at its boundaries and around midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nszm_portal.czech.dates import PRAGUE
from partners import validity
from partners.models import Agreement, by_validity
from partners.validity import Validity
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
SIGNED, ENDS = date(2024, 1, 10), date(2026, 6, 30)
PREPARED, IN_FORCE = Validity.PREPARED, Validity.IN_FORCE
SOON, EXPIRED = Validity.ABOUT_TO_EXPIRE, Validity.EXPIRED

CASES = [
    (None, None, date(2026, 1, 1), PREPARED),
    (None, date(2020, 1, 1), date(2026, 1, 1), PREPARED),
    (SIGNED, None, date(2024, 1, 9), PREPARED),
    (SIGNED, None, date(2024, 1, 10), IN_FORCE),
    (SIGNED, None, date(2199, 12, 31), IN_FORCE),
    (SIGNED, ENDS, date(2024, 1, 9), PREPARED),
    (SIGNED, ENDS, date(2024, 1, 10), IN_FORCE),
    (SIGNED, ENDS, date(2026, 3, 31), IN_FORCE),
    (SIGNED, ENDS, date(2026, 4, 1), SOON),  # 29 + 31 + 30 days before the end
    (SIGNED, ENDS, date(2026, 6, 30), SOON),
    (SIGNED, ENDS, date(2026, 7, 1), EXPIRED),
    (SIGNED, SIGNED, date(2024, 1, 10), SOON),
    (SIGNED, SIGNED, date(2024, 1, 11), EXPIRED),
    (SIGNED, SIGNED + timedelta(days=20), date(2024, 1, 9), PREPARED),
    (SIGNED, SIGNED + timedelta(days=20), date(2024, 1, 10), SOON),
]


@pytest.mark.parametrize("signed_on,valid_until,on,expected", CASES)
def test_the_dates_and_the_day_decide(signed_on, valid_until, on, expected):
    assert validity.of(signed_on, valid_until, on) == expected
    row = AgreementFactory(signed_on=signed_on, valid_until=valid_until)
    assert row.validity(on) == expected
    for each in Validity:
        assert (row in Agreement.objects.in_validity(each, on)) == (each == expected)


@pytest.mark.parametrize("signed_on,valid_until,on,expected", CASES)
def test_querysets_agree_with_it(signed_on, valid_until, on, expected):
    row = AgreementFactory(signed_on=signed_on, valid_until=valid_until)
    found = {
        name: row in getattr(Agreement.objects, name)(on)
        for name in ("prepared", "signed", "in_force", "about_to_expire", "expired")
    }
    assert found == {
        "prepared": expected == PREPARED,
        "signed": expected != PREPARED,
        "in_force": expected in {IN_FORCE, SOON},
        "about_to_expire": expected == SOON,
        "expired": expected == EXPIRED,
    }


@pytest.mark.parametrize(
    "moment,expected",
    [
        (datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), SOON),  # 23:59:59 in Prague's summer
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), EXPIRED),  # midnight in Prague, not in Greenwich
        (datetime(2024, 1, 9, 22, 59, 59, tzinfo=UTC), PREPARED),  # and in its winter
        (datetime(2024, 1, 9, 23, 0, tzinfo=UTC), IN_FORCE),
    ],
)
def test_a_day_begins_at_midnight_in_prague(moment, expected):
    row = AgreementFactory(signed_on=SIGNED, valid_until=ENDS)
    with time_machine.travel(moment, tick=False):
        assert row.validity() == expected


def midnight(year, month, day):
    return datetime(year, month, day, tzinfo=PRAGUE)


@pytest.mark.parametrize(
    "now,expected",
    [
        (midnight(2024, 1, 1), midnight(2024, 1, 10)),
        (midnight(2024, 1, 10), midnight(2026, 4, 1)),
        (midnight(2026, 3, 31), midnight(2026, 4, 1)),
        (midnight(2026, 4, 1), midnight(2026, 7, 1)),
        (midnight(2026, 7, 1) - timedelta(seconds=1), midnight(2026, 7, 1)),
        (midnight(2026, 7, 1), None),
    ],
)
def test_the_next_moment_is_the_midnight_when_something_changes(now, expected):
    AgreementFactory(signed_on=SIGNED, valid_until=ENDS)
    AgreementFactory(signed_on=None, valid_until=None)
    AgreementFactory(signed_on=SIGNED, valid_until=None)
    assert Agreement.objects.next_moment(now) == expected


@pytest.mark.parametrize("signed_on,valid_until,on,expected", CASES)
def test_nothing_changes_before_the_next_moment(signed_on, valid_until, on, expected):
    row = AgreementFactory(signed_on=signed_on, valid_until=valid_until)
    now = datetime(on.year, on.month, on.day, 12, tzinfo=PRAGUE)
    moment = Agreement.objects.next_moment(now)
    last = moment.date() - timedelta(days=1) if moment else date(2200, 1, 1)
    assert row.validity(last) == expected
    assert moment is None or row.validity(moment.date()) != expected


def test_the_last_day_that_may_be_typed_has_a_next_moment():
    AgreementFactory(signed_on=SIGNED, valid_until=date(2199, 12, 31))
    assert Agreement.objects.next_moment(midnight(2199, 12, 31)) == midnight(2200, 1, 1)


def test_it_ends_on_its_last_day_or_later_than_it_was_signed():
    row = AgreementFactory(signed_on=SIGNED, valid_until=SIGNED)
    row.valid_until = SIGNED - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "dřív" in refused.value.message_dict["valid_until"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("field", ["signed_on", "valid_until"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1989, 12, 31), date(2200, 1, 1), date.max])
def test_a_year_that_must_be_a_slip_is_refused(field, day):
    row = AgreementFactory(signed_on=None)
    setattr(row, field, day)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "Rok" in refused.value.message_dict[field][0]


def test_lists_show_those_in_force_then_prepared_then_past():
    rows = [
        AgreementFactory(signed_on=date(2000, 1, 1), valid_until=date(2001, 1, 1)),
        AgreementFactory(signed_on=None),
        AgreementFactory(signed_on=date(2000, 1, 1)),
    ]
    groups = by_validity(rows)
    assert [group["title"] for group in groups] == ["Platné", "Připravované", "Ukončené"]
    assert [group["agreements"] for group in groups] == [[rows[2]], [rows[1]], [rows[0]]]
    assert by_validity(rows[:1]) == [{"title": "Ukončené", "agreements": rows[:1]}]


def test_a_kept_page_is_not_sent_after_the_midnight_of_the_end(client, transactional_db):
    with time_machine.travel(datetime(2026, 6, 30, 20, 0, tzinfo=PRAGUE), tick=False) as clock:
        row = published(Agreement, signed_on=SIGNED, valid_until=ENDS)
        addresses = [row.get_absolute_url(), "/partneri/dohody/"]
        for address in addresses:
            assert "brzy skončí" in client.get(address).text
        clock.move_to(datetime(2026, 6, 30, 23, 59, 59, tzinfo=PRAGUE))
        for address in addresses:
            assert "brzy skončí" in client.get(address).text
        clock.move_to(datetime(2026, 7, 1, 0, 0, tzinfo=PRAGUE))
        for address in addresses:
            assert "už neplatí" in client.get(address).text


@pytest.mark.parametrize(
    "valid_until,expected",
    [(None, IN_FORCE), (date(2026, 4, 1), SOON), (date(2026, 1, 1), EXPIRED)],
)
def test_what_was_signed_on_an_unknown_day_is_not_prepared(client, valid_until, expected):
    on = date(2026, 3, 1)
    row = published(
        Agreement, title="Dohoda z archivu", signed_on=None, undated=True, valid_until=valid_until
    )
    assert row.validity(on) == expected
    for each in Validity:
        assert (row in Agreement.objects.in_validity(each, on)) == (each == expected)
    page = client.get(row.get_absolute_url()).text.replace("\u00a0", " ")
    assert "není znám" in page and "připravuje se" not in page
    assert "den neznáme" in client.get("/partneri/dohody/").text.replace("\u00a0", " ")
    assert "Dohoda z archivu" not in client.get("/").text  # a day is never invented


def test_a_day_is_either_known_or_not():
    row = AgreementFactory(undated=True)
    with pytest.raises(ValidationError, match="ne obojí"):
        row.full_clean()
