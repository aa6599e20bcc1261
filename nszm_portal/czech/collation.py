"""Czech alphabetical order as a string that any database sorts right.

Rule: ČSN 97 6030 as Internetová jazyková příručka (Abecední řazení) gives it. A space stands
before the first letter; then a b c č d e f g h ch i … r ř s š … z ž; digits after the letters.
Other diacritics only break ties (á after a, ě after é, ů after ú), and capital letters only what
is left (after small ones). Punctuation does not count.
"""

import re
import unicodedata

from .letters import BY_BASIC_LETTERS

LONGEST = 200

# The key is made of digits alone, two for each letter: not only a comparison of bytes, but also
# any locale that a database may have been created with orders those alike.
_END = "00"
_SPACE = "10"
_ALPHABET = "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž".split()
_WEIGHTS = {letter: str(weight) for weight, letter in enumerate(_ALPHABET, start=11)} | {
    str(digit): str(50 + digit) for digit in range(10)
}
_OF_OTHER_SCRIPTS = "99{:07d}"

_ACUTE, _CARON, _RING = "\u0301\u030c\u030a"
_PLAIN, _OTHER_MARK = "1", "5"
_MARKS = {"": _PLAIN, _ACUTE: "2", _CARON: "3", _RING: "4"}
_SMALL, _CAPITAL = "1", "2"

_LETTER = re.compile("[cC][hH]|.", re.DOTALL)
_BLANKS = re.compile(r"\s+")


def sort_key(text: str) -> str:
    """A key of text for ordering: ASCII digits, at most 200 of them.

    The first hundred letters decide; texts that differ only in punctuation have the same key.
    """
    weights, marks, cases = [], [], []
    for letter in _LETTER.findall(_prepared(text)):
        for weight, mark in _weighed(letter):
            weights.append(weight)
            marks.append(mark)
            cases.append(_CAPITAL if letter[0].isupper() else _SMALL)
    ties = "".join(marks).rstrip(_PLAIN)
    last_ties = "".join(cases).rstrip(_SMALL)
    key = "".join(weights)
    if ties or last_ties:
        key += _END + ties
    if last_ties:
        key += _END[0] + last_ties
    return key[:LONGEST]


def _prepared(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(BY_BASIC_LETTERS)
    counted = "".join(letter for letter in text if letter.isalnum() or letter.isspace())
    return _BLANKS.sub(" ", counted).strip()


def _weighed(letter: str) -> list[tuple[str, str]]:
    """Weight and mark of a letter; several pairs for a ligature, none for a lone accent."""
    small = letter.lower()
    if small == " ":
        return [(_SPACE, _PLAIN)]
    if small in _WEIGHTS:
        return [(_WEIGHTS[small], _PLAIN)]
    parts = unicodedata.normalize("NFKD", small)
    mark = _MARKS.get("".join(filter(unicodedata.combining, parts)), _OTHER_MARK)
    return [(_weight(part), mark) for part in parts if part.isalnum()]


def _weight(letter: str) -> str:
    return _WEIGHTS.get(letter) or _OF_OTHER_SCRIPTS.format(ord(letter))
