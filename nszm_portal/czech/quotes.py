"""Czech quotation marks: „ “ outside, ‚ ‘ inside. Part of the typographer (see typography.py)."""

import re
from dataclasses import dataclass

_MARK = re.compile("[\"'„“”‚‘\n]")
# An English pair is told by its opening “, which stands where Czech has „.
_ENGLISH_PAIR = re.compile(r"(?<![^\s(\[])“(?=\S)([^\"„“”\n]*)(?<=\S)”")

_DOUBLE, _SINGLE = "„“", "‚‘"
_KIND = {'"': _DOUBLE, "„": _DOUBLE, "“": _DOUBLE, "”": _DOUBLE} | dict.fromkeys("'‚‘", _SINGLE)
_ONLY_OPENS, _ONLY_CLOSES = "„‚", "“”‘"

_ALIKE = "\"'„“”‚‘-–—/"  # what may touch a quotation mark on either side
_BEFORE_OPENING = _ALIKE + "([{"
_NEVER_OPENED = ")]},;:!?"
_AFTER_CLOSING = _ALIKE + _NEVER_OPENED + ".…"
_NEVER_CLOSED = "([{"


@dataclass(slots=True)
class _Pair:
    first: int  # the order of its opening mark among all marks of the text
    last: int
    start: int  # where the opening mark stands
    end: int
    kind: str


def set_quotes(text: str) -> str:
    """Give paired quotation marks their Czech shape; the length of the text stays.

    A mark without a partner on its line is left as it is, as are apostrophes inside words and the
    marks of feet, inches and minutes. Rule: Internetová jazyková příručka, Uvozovky.
    """
    if not _MARK.search(text):
        return text
    text = _ENGLISH_PAIR.sub(r"„\1“", text)
    letters = list(text)
    for pair in _nested_as_single(_pairs(text)):
        letters[pair.start], letters[pair.end] = pair.kind
    return "".join(letters)


def _pairs(text: str) -> list[_Pair]:
    found, waiting = [], []
    open_count = {_DOUBLE: 0, _SINGLE: 0}
    for order, match in enumerate(_MARK.finditer(text)):
        mark, at = match[0], match.start()
        if mark == "\n":
            waiting.clear()
            open_count = {_DOUBLE: 0, _SINGLE: 0}
            continue
        kind = _KIND[mark]
        if open_count[kind] and mark not in _ONLY_OPENS and _may_close(text, at):
            first, start = _take_partner(waiting, open_count, kind)
            found.append(_Pair(first, order, start, at, kind))
        elif mark not in _ONLY_CLOSES and _may_open(text, at):
            waiting.append((order, at, kind))
            open_count[kind] += 1
    return sorted(found, key=lambda pair: pair.start)


def _take_partner(waiting: list, open_count: dict, wanted: str) -> tuple[int, int]:
    """Drop opening marks of the other kind: a pair that crosses another is not a pair."""
    while True:
        order, at, kind = waiting.pop()
        open_count[kind] -= 1
        if kind == wanted:
            return order, at


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    outside = not before or before.isspace() or before in _BEFORE_OPENING
    return outside and bool(after) and not after.isspace() and after not in _NEVER_OPENED


def _may_close(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    outside = not after or after.isspace() or after in _AFTER_CLOSING
    return outside and bool(before) and not before.isspace() and before not in _NEVER_CLOSED


def _nested_as_single(pairs: list[_Pair]) -> list[_Pair]:
    """Double marks inside double marks become single ones.

    Only where nothing else is quoted within them: then setting the text again finds the same pairs.
    """
    ends: list[int] = []
    for pair in pairs:
        while ends and ends[-1] < pair.start:
            ends.pop()
        if pair.kind == _DOUBLE:
            if ends and pair.last == pair.first + 1:
                pair.kind = _SINGLE
            else:
                ends.append(pair.end)
    return pairs
