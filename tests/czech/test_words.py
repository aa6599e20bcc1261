"""The forms of one word share a key; other words do not, and any text at all is taken apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nszm_portal.czech import words


def belong_together(one: str, other: str) -> bool:
    return not set(words.keys(words.fold(one))).isdisjoint(words.keys(words.fold(other)))


@pytest.mark.parametrize(
    "one,other",
    [
        ("obec", "obcí"),
        ("obec", "obce"),
        ("město", "měst"),
        ("město", "městech"),
        ("zdravých", "Zdravá"),
        ("zdravy", "zdravými"),
        ("kraj", "krajích"),
        ("Praha", "Praze"),
        ("Vysočina", "Vysočinou"),
        ("knihovna", "knihoven"),
        ("lidé", "lidí"),
        ("dítě", "dětmi"),
        ("kůň", "koně"),
        ("setkání", "setkáními"),
        ("hejtman", "hejtmanovi"),
        ("podepsal", "podepsat"),
        ("Bzenec", "Bzence"),
    ],
)
def test_forms_of_a_word_belong_together_with_and_without_diacritics(one, other):
    assert belong_together(one, other)
    assert belong_together(words.fold(one), other) and belong_together(one, words.fold(other))


@pytest.mark.parametrize(
    "one,other",
    [
        ("město", "místo"),
        ("obec", "obal"),
        ("strom", "stroj"),
        ("kraj", "krasa"),
        ("2015", "2016"),
        ("ma21", "ma22"),
        ("les", "leč"),
    ],
)
def test_other_words_do_not(one, other):
    assert not belong_together(one, other)


@pytest.mark.parametrize(
    "written,folded",
    [
        ("Žďár", "zdar"),
        ("ŘÍČANY", "ricany"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ﬁnance", "finance"),
        ("İstanbul", "istanbul"),
        ("MA21", "ma21"),
        ("２０１５", "2015"),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_word_is_folded(written, folded):
    assert words.fold(written) == folded


def test_a_stem_is_never_shorter_than_three_letters_and_a_number_has_none():
    assert [words.stem(word) for word in ("mesta", "psa", "oku", "eu")] == [
        "mest",
        "psa",
        "oku",
        "eu",
    ]
    assert words.stem("2030") == "2030" and words.stem("co2") == "co2"


def test_the_words_of_a_text_come_in_its_order():
    text = "Frýdek-Místek: 12. 2. 2015, „Zdravá města“_2 (50 %)"
    assert words.words(text) == "frydek mistek 12 2 2015 zdrava mesta 2 50".split()
    assert words.words("– … !?") == []


def test_a_text_typed_with_separate_marks_has_the_same_words():
    text = "Žáci města Žďár"
    assert words.words(unicodedata.normalize("NFD", text)) == words.words(text)


@given(st.text())
def test_any_text_is_taken_apart_into_words_that_both_databases_can_keep(text):
    found = words.words(text)
    assert words.words(" ".join(found)) == found
    for word in found:
        assert words.WORD.fullmatch(word) and len(word) <= words.LONGEST
        assert words.stem(word) in words.keys(word)
