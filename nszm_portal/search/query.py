"""What a reader means by what was typed: words, phrases in quotation marks, words to leave out."""

import re
import unicodedata
from dataclasses import dataclass, field

from nszm_portal.czech import words
from nszm_portal.search import equivalents
from nszm_portal.search.expressions import (
    Expression,
    Phrase,
    Without,
    all_of,
    any_form,
    any_of,
    form,
)

LONGEST = 400  # letters that are read; a question is shorter, and what follows is let go
MOST = 12  # words and phrases that are looked for
_PIECE = re.compile(r'(?<!\S)(?P<minus>-)?(?:["„“”«»](?P<phrase>[^"“”«»]*)["“”«»]?|(?P<plain>\S+))')


@dataclass(frozen=True)
class Sought:
    """One thing to find: a word, a phrase, or something that has more names than one.

    Each of `names` is a row of folded words; any of them will do.
    """

    names: tuple[tuple[str, ...], ...]
    is_phrase: bool = False
    written: str = ""  # as the reader typed it

    def exactly(self, *, title: bool = False) -> Expression:
        """In just the forms that were typed."""
        return self._expression(form, title)

    def in_any_form(self, *, title: bool = False) -> Expression:
        return self._expression(any_form, title)

    def _expression(self, of_word, title) -> Expression:
        if self.is_phrase:
            # Of a title it is only known which words it has.
            in_title = [form(word, title=True) for word in self.names[0]] if title else []
            return all_of([*in_title, Phrase(self.names[0])])
        return any_of(all_of(of_word(word, title=title) for word in name) for name in self.names)

    @property
    def is_joining(self) -> bool:
        return not self.is_phrase and self.names[0][0] in words.JOINING


@dataclass(frozen=True)
class Query:
    """What is sought, all of it, and what is left out."""

    text: str = ""
    sought: tuple[Sought, ...] = ()
    excluded: tuple[Sought, ...] = field(default=())

    def __bool__(self):
        return bool(self.sought)

    def find(self, *, title: bool = False, exactly: bool = False) -> Expression:
        """The documents that have all of it: anywhere or in the title, in any form or in this."""
        parts = [
            each.exactly(title=title) if exactly else each.in_any_form(title=title)
            for each in self.sought
        ]
        return self.without_excluded(all_of(parts))

    def find_most(self) -> Expression:
        """The documents in which only one of the things sought is missing."""
        parts = [each.in_any_form() for each in self.sought]
        all_but_one = [all_of(parts[:left] + parts[left + 1 :]) for left in range(len(parts))]
        return self.without_excluded(any_of(all_but_one))

    def without_excluded(self, expression: Expression) -> Expression:
        if not self.excluded:
            return expression
        return Without(expression, any_of(each.in_any_form() for each in self.excluded))


def read(text: str) -> Query:
    """The query that any text means; an empty one where there is no word to find in it."""
    text = " ".join(unicodedata.normalize("NFC", text[:LONGEST]).replace("\0", " ").split())
    sought, excluded = [], []
    for piece in _PIECE.finditer(text):
        found = _pieces(piece["phrase"], piece["plain"] or "")
        if not piece["minus"]:
            sought += found
        elif found:
            excluded.append(_joined(found))
    if any(not each.is_joining for each in sought):
        sought = [each for each in sought if not each.is_joining]
    sought = equivalents.widened(list(dict.fromkeys(sought))[:MOST])
    return Query(text, tuple(sought), tuple(dict.fromkeys(excluded))[:MOST])


def _joined(pieces: list[Sought]) -> Sought:
    """What a hyphen holds together is left out together."""
    if len(pieces) == 1:
        return pieces[0]
    return Sought((tuple(word for each in pieces for word in each.names[0]),))


def _pieces(phrase: str | None, plain: str) -> list[Sought]:
    if phrase is not None:
        found = tuple(words.words(phrase))
        if len(found) > 1:
            return [Sought((found[:MOST],), is_phrase=True, written=phrase.strip())]
        plain = phrase
    return [
        Sought(((part,),), written=written)
        for written in words.WORD.findall(plain)
        for part in words.folded_parts(written)
    ]
