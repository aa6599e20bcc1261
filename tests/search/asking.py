"""The judged queries: asking a portal all of them, and how good its answers are.

The open half may be looked at while search is worked on. The sealed one is read by programs alone,
and nothing that they print may tell a line of it.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

FOLDER = Path(__file__).parent
HALVES = ("open", "sealed")
FIRST = 5  # of an answer, among which precision is measured
LETTERS = (2, 3)  # of a word, after which titles are suggested


@dataclass(frozen=True)
class Judged:
    """A query of a class, and the keys of the demonstration's publications that answer it."""

    name: str
    text: str = field(repr=False)
    relevant: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Measures:
    """Means over several queries; `rank` is the mean reciprocal rank of the first that is right."""

    recall: float
    precision: float
    rank: float


def judged(half: str) -> list[Judged]:
    lines = (FOLDER / f"judged_{half}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [Judged(name, text, tuple(relevant.split())) for name, text, relevant in rows]


def measures(queries: list[Judged], found: list[list[str]]) -> Measures:
    """How good the answers are; each is a list of keys, the best first."""
    pairs = [(each.relevant, keys) for each, keys in zip(queries, found, strict=True)]
    return Measures(
        mean(len(set(relevant) & set(keys)) / len(relevant) for relevant, keys in pairs),
        mean(_precision(relevant, keys) for relevant, keys in pairs),
        mean(
            next((1 / place for place, key in enumerate(keys, 1) if key in relevant), 0.0)
            for relevant, keys in pairs
        ),
    )


def _precision(relevant, keys) -> float:
    """1 where as many of the first are right as can be."""
    return sum(key in relevant for key in keys[:FIRST]) / min(FIRST, len(relevant))


class Answers:
    """What a portal answers; a failing test must not print it."""

    def __init__(self, halves: dict[str, dict[str, list[list[str]]]]):
        self._halves = halves

    def of(self, half: str, asked: str) -> list[list[str]]:
        """Keys, the best first, for each query ("found") or each beginning ("suggested")."""
        return self._halves[half][asked]


def ask(portal) -> Answers:
    """Asks a portal with the demonstration, which need not run."""
    code = "from tests.search import asking; asking.report()"
    return Answers(json.loads(portal.manage("shell", "-v0", "-c", code).splitlines()[-1]))


# --- inside the portal's own process ------------------------------------------------------------


def report() -> None:
    print(
        json.dumps({half: {"found": found(half), "suggested": suggested(half)} for half in HALVES})
    )


def found(half: str) -> list[list[str]]:
    from nszm_portal.search import answering, query

    keys = _keys()
    answers = [answering.reply(query.read(each.text)).answer for each in judged(half)]
    return [[keys[pk] for pk in answer.order] for answer in answers]


def suggested(half: str) -> list[list[str]]:
    """What is suggested after two and after three letters of each query's first word."""
    from nszm_portal.czech.words import WORD
    from nszm_portal.search.suggestions import suggest

    keys = _keys()
    first = [WORD.search(each.text).group() for each in judged(half)]
    typed = [word[:count] for word in first for count in LETTERS]
    return [[keys[entry.pk] for entry in suggest(letters)] for letters in typed]


def _keys() -> dict[int, str]:
    """Primary keys of entries with the keys by which the demonstration made their publications."""
    from nszm_portal.demonstration.models import Piece
    from nszm_portal.publishing.models import Entry

    pieces = {(row.key.partition(":")[0], row.object_id): row.key for row in Piece.objects.all()}
    rows = Entry.objects.values_list("pk", "kind", "object_id")
    return {pk: pieces[kind, object_id] for pk, kind, object_id in rows}
