"""The codes of short addresses: "cdr7m4" says in a few letters which thing is meant.

A code is made of the kind and the primary key alone, so it needs no table and is as permanent as
they are. It is the kind's letter, the key in base 19 and a check letter. Nothing here may ever
change: the codes are on paper, in archives and on walls.
"""

# Without letters that are taken for one another in print or in handwriting: 0 o, 1 i l, 2 z, 5 s,
# 6 8 b, 9 g q, m rn, u v. Nineteen are left, a prime number, as the check letter needs.
LETTERS = "acdefhjknprtwxy3479"
# For ever, also when a kind is given up: a new one gets the next number, at most the eighteenth.
KINDS = {
    "article": 1,
    "meeting": 2,
    "partner": 3,
    "agreement": 4,
    "page": 5,
    "document": 6,
}
SHORTEST, LONGEST = 5, 17  # of a code; the longest has the largest key that a database holds
SHIFT = 7  # by which each place differs from the one before, so that "aaa" is not so common

_BASE = len(LETTERS)
_NAMES = {number: kind for kind, number in KINDS.items()}


def code_of(kind: str, pk: int) -> str:
    """The code of a thing; "" of a kind that has none."""
    if kind not in KINDS:
        return ""
    digits = []
    while pk or len(digits) < SHORTEST - 2:
        pk, digit = divmod(pk, _BASE)
        digits.insert(0, digit)
    values = [KINDS[kind], *_shifted(digits, SHIFT)]
    return "".join(LETTERS[value] for value in [*values, _check(values)])


def read(code: str) -> tuple[str, int] | None:
    """(kind, primary key) of a code in letters of any size; None when it is not one."""
    values = [LETTERS.find(letter) for letter in code.lower()]
    if not SHORTEST <= len(values) <= LONGEST or -1 in values:
        return None
    *values, check = values
    pk = 0
    for digit in _shifted(values[1:], -SHIFT):
        pk = pk * _BASE + digit
    kind = _NAMES.get(values[0])
    # One thing has one code: what only begins with more zeros is not it.
    if check != _check(values) or kind is None or code_of(kind, pk) != code.lower():
        return None
    return kind, pk


def _shifted(values: list[int], by: int) -> list[int]:
    return [(value + place * by) % _BASE for place, value in enumerate(values, start=1)]


def _check(values: list[int]) -> int:
    """Differs whenever one letter does, and when two of them have changed places.

    A sum modulo a prime with a weight of its own for each place, as that of ISBN-10 (ISO 2108).
    """
    return sum(place * value for place, value in enumerate(values, start=2)) % _BASE
