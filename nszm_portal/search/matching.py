"""Where the words of a text are forms of what a query seeks; for ranking and for excerpts."""

from nszm_portal.czech import words
from nszm_portal.search.query import Query, Sought

Pair = tuple[int, str]  # the number of a thing sought, and a folded word of one of its names


class Matcher:
    """One query, asked of many texts."""

    def __init__(self, query: Query):
        self.sought = query.sought
        self.count = len(query.sought)
        self._by_key: dict[str, set[Pair]] = {}
        self._known: dict[str, frozenset[Pair]] = {}
        for number, sought in enumerate(query.sought):
            if not sought.is_phrase:
                for word in {word for name in sought.names for word in name}:
                    for key in (word, *words.keys(word)):
                        self._by_key.setdefault(key, set()).add((number, word))
        # Forms of a word begin as one of its keys does, but for very few; to ask for the lemma of
        # each word of a text would take most of a search's time.
        self._initials = {key[0] for key in self._by_key}

    def meant(self, word: str) -> frozenset[Pair]:
        """Of what a folded word is a form."""
        if word[:1] not in self._initials:
            return frozenset()
        if word not in self._known:
            found = (self._by_key.get(key, ()) for key in (word, *words.keys(word)))
            self._known[word] = frozenset(pair for pairs in found for pair in pairs)
        return self._known[word]


def has_all(sought: Sought, number: int, pairs: set[Pair]) -> bool:
    """Whether all words of one of its names are among those found."""
    return any(pairs.issuperset((number, word) for word in name) for name in sought.names)


def contains(forms: list[str], phrase: tuple[str, ...]) -> list[int]:
    """At which words of a text a phrase begins."""
    last = len(forms) - len(phrase)
    return [at for at in range(last + 1) if tuple(forms[at : at + len(phrase)]) == phrase]
