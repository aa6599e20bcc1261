"""The check digit, with cases worked out by hand from the rule, and what an editor may type."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partners import ico
from tests.factories.partners import PartnerFactory

# Seven digits; each times 8, 7, 6, 5, 4, 3, 2; the rest of the sum after division by 11; the check.
CASES = [
    ("6138524", 48 + 7 + 18 + 40 + 20 + 6 + 8, 4, 7),
    ("0000001", 2, 2, 9),
    ("0000010", 3, 3, 8),
    ("1000000", 8, 8, 3),
    ("0000006", 12, 1, 0),  # 11 - 1 = 10: its last digit
    ("0000005", 10, 10, 1),
    ("0000040", 12, 1, 0),
    ("1001000", 8 + 5, 2, 9),
    ("1010100", 8 + 6 + 4, 7, 4),
    ("1000010", 8 + 3, 0, 1),  # 11 - 0 = 11: its last digit
    ("9999999", 9 * 35, 7, 4),
]


@pytest.mark.parametrize("seven,weighed,rest,check", CASES)
def test_the_check_digit_follows_the_rule(seven, weighed, rest, check):
    assert weighed % 11 == rest
    assert ico.check_digit(seven) == check
    ico.validate(f"{seven}{check}")


@pytest.mark.parametrize("seven,weighed,rest,check", CASES)
def test_every_other_last_digit_is_a_slip(seven, weighed, rest, check):
    for other in set(range(10)) - {check}:
        with pytest.raises(ValidationError, match="překlep"):
            ico.validate(f"{seven}{other}")


def test_one_wrong_digit_anywhere_is_found():
    for place in range(8):
        for digit in set("0123456789") - {"61385247"[place]}:
            with pytest.raises(ValidationError):
                ico.validate("61385247"[:place] + digit + "61385247"[place + 1 :])


@pytest.mark.parametrize(
    "typed,kept",
    [("61385247", "61385247"), (" 613 85 247 ", "61385247"), ("19", "00000019"), ("", "")],
)
def test_spaces_and_zeros_at_the_beginning_are_the_fields_own_care(db, typed, kept):
    partner = PartnerFactory(ico=typed)
    partner.full_clean()
    assert partner.ico == kept


@pytest.mark.parametrize(
    "typed", ["0", "00000000", "613852471", "CZ61385247", "6138524x", "٦١٣٨٥٢٤٧", "-1385247", "²"]
)
def test_anything_else_gets_a_sentence(db, typed):
    partner = PartnerFactory.build(ico=typed, type=None)
    with pytest.raises(ValidationError) as refused:
        partner.full_clean()
    assert "IČO" in refused.value.message_dict["ico"][0]


def test_the_database_holds_eight_digits_or_none(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerFactory(ico="1234x")
