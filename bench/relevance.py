"""Measures how well search finds what the judged queries ask for, and what each part adds.

Beside it stands Snowball's Czech stemmer alone, on words as they are written and without marks.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from unittest import mock

import snowballstemmer
from django.core.management import call_command

from bench import installation
from tests.search import asking

ALL = "all"
FIRST_WIDTH = 28
MEASURES = (
    "recall",
    f"precision at {asking.FIRST}",
    "mean reciprocal rank",
)  # as asking's Measures
SNOWBALL = snowballstemmer.stemmer("czech")
Keys = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Method:
    """Some parts of the search; without `keys` a word has those that the portal gives it."""

    name: str
    keys: Keys | None = None
    equivalents: bool = False
    spelling: bool = False
    widening: bool = False
    folded: bool = True


def main(arguments=None) -> int:
    options = _options(arguments)
    with installation.portal(options.database):
        answers = {method.name: _answers(method) for method in _methods()}
    print(f"{options.database}, the demonstration")
    for half in asking.HALVES:
        found = {name: by_half[half] for name, by_half in answers.items()}
        print(*tables(half, asking.judged(half), found), sep="\n")
    return 0


def _methods() -> list[Method]:
    """From the least to all, each with one part more than the one before; then the comparison."""
    from nszm_portal.czech import words

    return [
        Method("exact form", lambda word: (word,)),
        Method("+ light stem", lambda word: (words.stem(word),)),
        Method("+ lemmas"),
        Method("+ equivalents", equivalents=True),
        Method("+ spelling", equivalents=True, spelling=True),
        Method("+ all but one", equivalents=True, spelling=True, widening=True),
        Method("Snowball", _snowball, folded=False),
        Method("Snowball, folded", _snowball),
    ]


def _snowball(word: str) -> tuple[str, ...]:
    return (SNOWBALL.stemWord(word),)


def _answers(method: Method) -> dict[str, list[list[str]]]:
    with only(method):
        call_command("reindex", verbosity=0)
        return {half: asking.found(half) for half in asking.HALVES}


@contextmanager
def only(method: Method) -> Iterator[None]:
    """Search has no other parts than the method's. What was indexed before is not made anew."""
    from nszm_portal.czech import words
    from nszm_portal.search import equivalents, results, spelling

    with ExitStack() as stack:

        def replace(place, name, replacement):
            stack.enter_context(mock.patch.object(place, name, replacement))

        stack.callback(_forget)  # after the replacements are taken back
        if method.keys:
            replace(words, "keys", method.keys)
        if not method.folded:
            replace(words, "JOINING", _OnceFolded(words.JOINING, words.fold))
            replace(words, "fold", lambda word: word.lower()[: words.LONGEST])
        if not method.equivalents:
            replace(equivalents, "widened", lambda sought: sought)
        if not method.spelling:
            replace(spelling, "corrected", lambda query: None)
        if not method.widening:
            replace(results, "widen", lambda answer, narrowing: None)
        _forget()
        yield


@dataclass(frozen=True)
class _OnceFolded:
    """Folded words, among which words that are not folded are looked for."""

    words: frozenset[str]
    fold: Callable[[str], str]

    def __contains__(self, word: str) -> bool:
        return self.fold(word) in self.words


def _forget() -> None:
    """What this process keeps of words as another method takes them."""
    from nszm_portal.czech import words
    from nszm_portal.pagecache import memory

    words.folded_parts.cache_clear()
    memory.forget()


def tables(half: str, queries: list[asking.Judged], answers: dict[str, list[list[str]]]):
    """A table for each measure: methods below each other, classes of queries side by side."""
    classes = [*dict.fromkeys(each.name for each in queries), ALL]
    widths = [max(len(name), 5) for name in classes]
    counts = [sum(name in {each.name, ALL} for each in queries) for name in classes]
    measured = {
        method: [astuple(_of_class(name, queries, found)) for name in classes]
        for method, found in answers.items()
    }
    for place, measure in enumerate(MEASURES):
        yield ""
        yield _line(f"{half}: {measure}", classes, widths)
        yield _line("-" * FIRST_WIDTH, ["-" * (width - 1) + ":" for width in widths], widths)
        yield _line("queries", counts, widths)
        for method, by_class in measured.items():
            yield _line(method, [f"{values[place]:.3f}" for values in by_class], widths)


def _of_class(name: str, queries: list[asking.Judged], found: list[list[str]]) -> asking.Measures:
    pairs = zip(queries, found, strict=True)
    chosen = [(query, keys) for query, keys in pairs if name in {query.name, ALL}]
    return asking.measures(*(list(column) for column in zip(*chosen, strict=True)))


def _line(first: str, cells: list, widths: list[int]) -> str:
    padded = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"| {first:<{FIRST_WIDTH}} | {' | '.join(padded)} |"


def _options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
