"""The sentences of a publication in which the query was found, with the words marked."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.czech import words
from nszm_portal.czech.typography import typeset
from nszm_portal.search.matching import Matcher, contains, has_all
from nszm_portal.search.query import Query

LONGEST = 280  # letters of an excerpt
_STOP = re.compile(r"(?<!\w)(\w*)[.!?…][“\"]?\s+(?=[„\"(]?(\w))")
# After these a full stop ends no sentence, whatever follows.
_SHORTENED = frozenset(
    "Bc Mgr Ing MUDr PhDr RNDr Dr Ph D prof doc např tzv tzn tj sv tř č str".split()
)
_ROMAN = re.compile("[IVXLC]+")


class Marker:
    """Finds the words of one query in texts, in whatever form they stand there."""

    def __init__(self, query: Query):
        self.matcher = Matcher(query)
        self.count = self.matcher.count

    def found(self, text: str) -> list[tuple[int, int, int]]:
        """Where what is sought stands in a text: (start, end, number of the thing sought).

        Of a name of several words all have to stand there.
        """
        there = [
            (match.start(), match.end(), part)
            for match in words.WORD.finditer(text)
            for part in words.folded_parts(match.group())[:1]
        ]
        meant = [(start, end, self.matcher.meant(word)) for start, end, word in there]
        has = {pair for _, _, pairs in meant for pair in pairs}
        whole = {pair for pair in has if has_all(self.matcher.sought[pair[0]], pair[0], has)}
        places = {
            start: (start, end, min(pairs & whole)[0])
            for start, end, pairs in meant
            if pairs & whole
        }
        for number, sought in enumerate(self.matcher.sought):
            if sought.is_phrase:
                for at in contains([word for _, _, word in there], sought.names[0]):
                    start, end = there[at][0], there[at + len(sought.names[0]) - 1][1]
                    places[start] = (start, end, number)
        return [places[start] for start in sorted(places)]

    def mark(self, text: str) -> SafeString:
        """A text set by the typographer and escaped, with <mark> around what is sought."""
        text = typeset(unicodedata.normalize("NFC", text))
        parts, last = [], 0
        for start, end, _ in self.found(text):
            if start >= last:
                parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
                last = end
        return mark_safe("".join([*parts, escape(text[last:])]))

    def excerpt(self, lead: str, text: str) -> SafeString:
        """The lead where it or the title has all that is sought, else sentences with most of it.

        `text` is a document's: its title and lead on the first two lines.
        """
        title = text.split("\n", 1)[0]
        if lead and self.count in (len(self._numbers(lead)), len(self._numbers(title))):
            return self.mark(lead)
        best: list[_Sentence] = []
        for number, sentence in enumerate(_sentences(text)):
            has = self._numbers(sentence)
            best = _better(best, _Sentence(number, sentence, frozenset(has)))
            if len(has) == self.count:
                break
        if not best or (lead and len(self._numbers(lead)) >= len(_covered(best))):
            return self.mark(lead or "")
        best.sort(key=lambda each: each.number)
        joined = ""
        for each, following in zip(best, [*best[1:], None], strict=True):
            joined += self._cut(each.text, LONGEST // len(best))
            if following:
                joined += " " if following.number == each.number + 1 else " … "
        return self.mark(joined)

    def _numbers(self, text: str) -> set[int]:
        return {number for _, _, number in self.found(text)}

    def _cut(self, sentence: str, longest: int) -> str:
        """A sentence, or of a long one what stands around the first thing found."""
        if len(sentence) <= longest:
            return sentence
        first, last, _ = self.found(sentence)[0]
        start = 0
        if last > longest * 0.7:
            start = sentence.rfind(" ", 0, max(0, first - longest // 3)) + 1
            # A very long word before it leaves it no room.
            start = start if last - start < longest else first
        end = max(start + longest, last)
        if end < len(sentence):
            blank = sentence.rfind(" ", last, end)
            end = blank if blank > 0 else end
        cut = sentence[start:end].rstrip(" ,;:–-")
        return ("… " if start else "") + cut + (" …" if end < len(sentence) else "")


@dataclass(frozen=True)
class _Sentence:
    number: int
    text: str
    has: frozenset[int]


def _covered(sentences: list[_Sentence]) -> frozenset[int]:
    return frozenset().union(*(each.has for each in sentences))


def _better(best: list[_Sentence], new: _Sentence) -> list[_Sentence]:
    """At most two sentences: the new one alone, beside one of the old ones, or not at all."""
    if not new.has:
        return best
    choices = [best, [new], *([old, new] for old in best)]
    # The first of equal ones stays: what stands earlier in a text says more of it.
    return max(choices, key=lambda some: (len(_covered(some)), -len(some)))


def _sentences(text: str):
    for line in text.split("\n")[2:]:
        start = 0
        for stop in _STOP.finditer(line):
            if _ends_sentence(*stop.groups()):
                yield line[start : stop.end()].strip()
                start = stop.end()
        if start < len(line):
            yield line[start:]


def _ends_sentence(before: str, after: str) -> bool:
    """Not after an initial, a short form or the day of a date; nor before a small letter."""
    is_ordinal = before.isdigit() and len(before) < 3
    is_short = len(before) == 1 or before in _SHORTENED or _ROMAN.fullmatch(before)
    return not (after.islower() or is_ordinal or is_short)
