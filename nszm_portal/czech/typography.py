"""The typographer: sets typed Czech text as it is printed.

It acts on output, so what an editor typed stays as typed, and setting a text that is set already
changes nothing. Of a text it touches only white space, quotation marks, hyphens that stand for
dashes, and three dots that stand for an ellipsis. Sources of the rules: Internetová jazyková
příručka (ÚJČ AV ČR) and ČSN 01 6910; tests/czech/typography_cases.py lists them one by one.

A line break is never moved: a text that has lines keeps them, and nothing reaches across one. So
whoever sets the text of HTML, where a line break in the source is only a space, makes it a space
first, and hands over a <br> as "\\n".
"""

import re
from collections.abc import Callable
from itertools import accumulate, pairwise

from .nobreak import hold_together
from .quotes import set_quotes

# Addresses and file names are hidden behind this private letter while the rules work, letter for
# letter, so that no rule sees into them. A text that has the letter itself gets it back.
_HIDDEN = "\ue000"
_OUTSIDE = "\\s\"'„“”‚‘’«»–—…"
# A stretch without spaces and quotation marks with a sign inside that an address could have.
_CHUNK = re.compile(
    f"(?<![^{_OUTSIDE}])[^{_OUTSIDE}@/.{_HIDDEN}]*+(?:[@/.][^{_OUTSIDE}]++|{_HIDDEN}[^{_OUTSIDE}]*+)"
)
_ADDRESS = re.compile(
    rf"""\w@\w | :// | (?<![^\W_])www\. | /\S*/ | {_HIDDEN} |
    \.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|xml|json|ics|zip|rar|7z|html?|shtml|php|jpe?g|
    png|gif|svg|webp|mp[34]|avi)(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_KEPT = re.compile(r"[^\s–-]")
_ENDS_SENTENCE = ".,;:!?)]"

_BLANK = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASH = "(?:--?|–)"
_DAY = r"(?:[12]\d|3[01]|[1-9])\."
_MONTH = r"(?:1[0-2]|[1-9])\."
_MONTH_NAME = (
    "(?:ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince)"
    r"(?!\w)"
)
_TIME = r"\d{1,2}[:.]\d\d"
_YEAR = r"(?:1\d|2[01])\d\d"
_COUNT = r"\d{1,3}(?:,\d+)?"
# A number that is part of something longer (a code, a telephone number, a fraction) is no range.
_ALONE_BEFORE = r"(?<![\w.,:/+–-])"
_ALONE_AFTER = r"(?![\d_/:–-]|[.,]\d|\w{1,2}(?!\w))"


def _tight_if_ascending(years: re.Match) -> str:
    """A spaced dash between years is a range only upwards: "2030 - 2015 obcí" is two statements."""
    return f"{years[1]}–" if years[1] < years[2] else years[0]


# In order: a change may rely on those before it, and finds nothing to do in its own result.
_CHANGES: tuple[tuple[re.Pattern, str | Callable[[re.Match], str]], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (rf"[ {_BLANK}]{{2,}}|[{_BLANK}]", " "),
        (r"(?<!\.)\.{3}(?!\.)", "…"),
        # dates: "12.2.2015", the first of "12.2.-13.2.2015" and "od 1.6. do 2.6.2016", "12.února"
        (rf"(?<![\w./])({_DAY}) ?({_MONTH}) ?(?=\d{{4}}(?![\w/]|\.\d))", r"\1 \2 "),
        (
            rf"(?<![\w./])({_DAY})({_MONTH})"
            rf"(?=(?: ?{_DASH} ?|,? (?:a|i|až|do|nebo) |, ){_DAY} {_MONTH} \d)",
            r"\1 \2",
        ),
        (rf"(?<![\w./])({_DAY})(?={_MONTH_NAME})", r"\1 "),
        # from a day of one month to a day of another: more words than one take spaces
        (
            rf"(?<![\w./])({_DAY} (?:{_MONTH}(?: \d{{4}})?|{_MONTH_NAME}(?: \d{{4}})?)) ?{_DASH} ?"
            rf"(?={_DAY} (?:{_MONTH}|{_MONTH_NAME}))",
            r"\1 – ",
        ),
        # ranges: times, years, numbers, ordinals, days of one month
        (rf"{_ALONE_BEFORE}({_TIME}) ?{_DASH} ?(?={_TIME}{_ALONE_AFTER})", r"\1–"),
        (rf"{_ALONE_BEFORE}(?<!ISSN )({_YEAR}){_DASH}(?={_YEAR}{_ALONE_AFTER})", r"\1–"),
        (
            rf"{_ALONE_BEFORE}({_YEAR}) {_DASH} (?=({_YEAR}){_ALONE_AFTER})",
            _tight_if_ascending,
        ),
        (rf"{_ALONE_BEFORE}({_COUNT}){_DASH}(?={_COUNT}{_ALONE_AFTER})", r"\1–"),
        (rf"{_ALONE_BEFORE}(?<!\d\. )(\d{{1,3}}\.){_DASH}(?=\d{{1,3}}\.(?!\d))", r"\1–"),
        (
            rf"{_ALONE_BEFORE}(?<!\d\. )({_DAY}) {_DASH} (?={_DAY} (?:{_MONTH}|{_MONTH_NAME}))",
            r"\1–",
        ),
        # a dash between words
        (r"(?<=\S )--?(?= \S)", "–"),
    )
)


def typeset(text: str) -> str:
    """Set one block of plain text (a title, a lead, a paragraph).

    In: text as typed, without markup. Out: the same text with Czech quotation marks, dashes,
    ellipses, dates and no-break spaces. Any text is taken; a mark that cannot be understood, such
    as a quotation mark without a partner, stays. Addresses and file names are not touched.
    """
    return typeset_runs([text])[0]


def typeset_runs(runs: list[str]) -> list[str]:
    """Set one block that comes in pieces, such as the text nodes of a paragraph.

    In: the pieces in order. Out: as many pieces, which joined give typeset() of the joined input:
    a rule sees across the pieces, and what it changes at a seam stays in the earlier piece.
    """
    text, hidden = _hide_addresses("".join(runs))
    cuts = list(accumulate(map(len, runs[:-1])))
    for pattern, new in _CHANGES:
        text, cuts = _change(text, cuts, pattern, new)
    text = _reveal(hold_together(set_quotes(text)), hidden)
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])] if runs else []


def _hide_addresses(text: str) -> tuple[str, str]:
    hidden = []

    def hide(match: re.Match) -> str:
        chunk = match[0]
        address = chunk.rstrip(_ENDS_SENTENCE)
        if not _ADDRESS.search(address):
            return chunk
        hidden.append(address)
        return _HIDDEN * len(address) + chunk[len(address) :]

    return _CHUNK.sub(hide, text), "".join(hidden)


def _reveal(text: str, hidden: str) -> str:
    letters = iter(hidden)
    return re.sub(_HIDDEN, lambda _: next(letters), text)


def _change(
    text: str, cuts: list[int], pattern: re.Pattern, new: str | Callable[[re.Match], str]
) -> tuple[str, list[int]]:
    """pattern.sub(), which also moves the places where the text is cut into runs."""
    if not cuts:
        return pattern.sub(new, text), cuts
    pieces, moved, done, shift = [], [], 0, 0
    for match in pattern.finditer(text):
        old = match[0]
        piece = match.expand(new) if isinstance(new, str) else new(match)
        pieces += text[done : match.start()], piece
        while len(moved) < len(cuts) and cuts[len(moved)] < match.end():
            inside = max(cuts[len(moved)] - match.start(), 0)
            outside = min(cuts[len(moved)], match.start()) + shift
            moved.append(outside + (_seam(old, inside, piece) if inside else 0))
        done = match.end()
        shift += len(piece) - len(old)
    moved += (cut + shift for cut in cuts[len(moved) :])
    return "".join([*pieces, text[done:]]), moved


def _seam(old: str, cut: int, new: str) -> int:
    """Where new is cut so that the same letters stand before the cut as in old."""
    before = len(_KEPT.findall(old[:cut]))
    kept = [match.start() for match in _KEPT.finditer(new)]
    return kept[before] if before < len(kept) else len(new)
