"""What a code of a short address is made of, and what happens to one that is mistyped."""

import pytest

from nszm_portal.paper import codes
from nszm_portal.publishing import kinds

ALIKE = ["0o", "1il", "2z", "5s", "68b", "9gq", "uv"]
KEYS = [1, 2, 18, 19, 20, 361, 6858, 6859, 123_456, 2**31, 2**63 - 1]
EVERY = [(kind, key) for kind in codes.KINDS for key in KEYS]


@pytest.mark.parametrize("kind,key", EVERY)
def test_a_code_is_read_back(kind, key):
    code = codes.code_of(kind, key)
    assert codes.read(code) == (kind, key)
    assert codes.read(code.upper()) == (kind, key)


@pytest.mark.parametrize(
    "kind,key,code",
    [
        ("article", 1, "ckye9"),
        ("article", 123_456, "chxce4"),
        ("meeting", 12, "dkyy9"),
        ("partner", 7, "ekypy"),
        ("agreement", 361, "fnyde"),
        ("page", 3, "hkyh7"),
        ("document", 6859, "jnydpf"),
    ],
)
def test_codes_on_paper_stay_what_they_are(kind, key, code):
    """Whoever has to change a line here breaks what is printed already."""
    assert codes.code_of(kind, key) == code


def test_no_two_things_have_the_same_code():
    made = {codes.code_of(kind, key) for kind in codes.KINDS for key in range(1, 3000)}
    assert len(made) == 2999 * len(codes.KINDS)


def test_letters_are_not_taken_for_one_another():
    assert codes.LETTERS.isascii() and codes.LETTERS.islower()
    assert len(set(codes.LETTERS)) == len(codes.LETTERS)
    for group in ALIKE:
        assert len(set(group) & set(codes.LETTERS)) <= 1, group


@pytest.mark.parametrize("kind,key", EVERY)
def test_one_wrong_letter_is_noticed(kind, key):
    code = codes.code_of(kind, key)
    for place, right in enumerate(code):
        for wrong in set(codes.LETTERS) - {right}:
            assert codes.read(code[:place] + wrong + code[place + 1 :]) is None


@pytest.mark.parametrize("kind,key", EVERY)
def test_two_letters_that_changed_places_are_noticed(kind, key):
    code = codes.code_of(kind, key)
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or codes.read(swapped) is None


@pytest.mark.parametrize(
    "code", ["", "c", "ckye", "ckyye9", "ckye0", "ckyé9", "../..", "ckye9" * 9, "ckye9 ", "akyex"]
)
def test_what_is_no_code_is_not_read(code):
    assert codes.read(code) is None


def test_zeros_before_make_no_other_code_of_the_same_thing():
    zeros = [codes._shifted([0, 0, 0, digit], codes.SHIFT) for digit in range(19)]
    for values in zeros:
        longer = [codes.KINDS["article"], *values]
        code = "".join(codes.LETTERS[value] for value in [*longer, codes._check(longer)])
        assert codes.read(code) is None


def test_every_kind_has_a_number_of_its_own():
    real = [model.kind for model in kinds.all() if not model.__module__.startswith("tests.")]
    assert {*real, "document"} == set(codes.KINDS)
    assert codes.code_of("ministr", 1) == ""


def test_numbers_of_kinds_never_change():
    known = ["article", "meeting", "partner", "agreement", "page", "document"]
    assert list(codes.KINDS.items())[:6] == [(kind, n) for n, kind in enumerate(known, 1)]
    assert sorted(codes.KINDS.values()) == list(range(1, len(codes.KINDS) + 1))
