"""The identification number of a legal person (IČO) as a column.

Rule: eight digits, given out by the Czech Statistical Office (zákon č. 89/1995 Sb., § 20) and in
the registers by zákon č. 111/2009 Sb., § 25; older ones of fewer digits are filled up by zeros from
the left. The last digit checks the seven before it: with weights 8 to 2 from the left they add up
to s, and it is (11 - s mod 11) mod 10, as Wikipedie (Identifikační číslo osoby) gives it.
"""

from django.core.exceptions import ValidationError
from django.db import models

LENGTH = 8
TYPED = 20  # characters that an editor may type, with spaces between the digits


def check_digit(seven: str) -> int:
    """The last digit of the number whose first seven these are."""
    weighed = sum(
        weight * int(digit) for weight, digit in zip(range(LENGTH, 1, -1), seven, strict=True)
    )
    return (11 - weighed % 11) % 10


def normalise(text: str) -> str:
    """Without spaces, and with the zeros that are often left out at the beginning."""
    digits = "".join(text.split())
    return digits.zfill(LENGTH) if _are_digits(digits) else digits


def validate(number: str) -> None:
    if not _are_digits(number) or len(number) != LENGTH:
        raise ValidationError("IČO má osm číslic, například 61385247.")
    if int(number) == 0 or check_digit(number[:-1]) != int(number[-1]):
        raise ValidationError(
            "V tomto IČO je překlep: jeho poslední číslice nesouhlasí s ostatními."
        )


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


class IcoField(models.CharField):
    """Kept as eight digits, however many of its zeros were typed; may be empty."""

    default_validators = [validate]

    def __init__(self, verbose_name="IČO", **kwargs):
        super().__init__(verbose_name, **({"max_length": LENGTH, "blank": True} | kwargs))

    def to_python(self, value):
        value = super().to_python(value)
        return normalise(value) if value else value

    def formfield(self, **kwargs):
        return super().formfield(**({"max_length": TYPED} | kwargs))
