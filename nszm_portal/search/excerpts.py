"""The sentences of a publication in which the query was found, with the words marked."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.czech import words
from nszm_portal.czech.typography import typeset
from nszm_portal.search.content import INSIDE
from nszm_portal.search.matching import Matcher, contains, has_all
from nszm_portal.search.query import Query

LONGEST = 280  # letters of an excerpt
LONGEST_TITLE = 80  # of the document's title that an excerpt names
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
        self.worth_asking = _worth_asking(query)

    def found(self, text: str) -> list[tuple[int, int, int]]:
        """Where what is sought stands in a text: (start, end, number of the thing sought).

        Of a name of several words all have to stand there.
        """
        there = [
            (match.start(), match.end(), part)
            for match in self.worth_asking.finditer(text)
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
        for number, (sentence, document) in enumerate(_sentences(text)):
            has = self._numbers(sentence)
            best = _better(best, _Sentence(number, sentence, frozenset(has), document))
            if len(has) == self.count:
                break
        if not best or (lead and len(self._numbers(lead)) >= len(_covered(best))):
            return self.mark(lead or "")
        best.sort(key=lambda each: each.number)
        joined, document = "", ""
        for each, following in zip(best, [*best[1:], None], strict=True):
            if each.document != document:
                joined += f"V\u00a0dokumentu „{_short(each.document)}“: "
                document = each.document
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


def _worth_asking(query: Query) -> re.Pattern:
    """The words of a text that may be a form of what is sought: those with a first letter of one.

    What is inside a document is long, and to fold each word of it would take most of the time.
    """
    if any(sought.is_phrase for sought in query.sought):
        return words.WORD  # for which all that stand side by side must be known
    names = {word for sought in query.sought for name in sought.names for word in name}
    initials = {key[0] for word in names for key in (word, *words.keys(word))}
    plain = "".join(initial + initial.upper() for initial in initials if initial.isascii())
    # A letter beyond ASCII may be folded to any other.
    first = rf"[{plain}]|[^\W_\x00-\x7f]" if plain else r"[^\W_\x00-\x7f]"
    return re.compile(rf"(?<![^\W_])(?:{first})[^\W_]*")


@dataclass(frozen=True)
class _Sentence:
    number: int
    text: str
    has: frozenset[int]
    document: str = ""  # the title of the one in which it stands


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
    """The sentences below title and lead, each with the title of the document it stands in."""
    document = ""
    for line in text.split("\n")[2:]:
        if line.startswith(INSIDE):
            document = line.removeprefix(INSIDE)
            yield document, ""
            continue
        start = 0
        for stop in _STOP.finditer(line):
            if _ends_sentence(*stop.groups()):
                yield line[start : stop.end()].strip(), document
                start = stop.end()
        if start < len(line):
            yield line[start:], document


def _short(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: title.rfind(" ", 0, LONGEST_TITLE)].rstrip(" ,;:–-") + " …"


def _ends_sentence(before: str, after: str) -> bool:
    """Not after an initial, a short form or the day of a date; nor before a small letter."""
    is_ordinal = before.isdigit() and len(before) < 3
    is_short = len(before) == 1 or before in _SHORTENED or _ROMAN.fullmatch(before)
    return not (after.islower() or is_ordinal or is_short)
