"""PostgreSQL's tsvector with a GIN index, without any of its own language configurations.

https://www.postgresql.org/docs/15/datatype-textsearch.html
"""

from collections.abc import Iterable
from contextlib import contextmanager

from django.db import connection, transaction

from nszm_portal.search.content import Indexed
from nszm_portal.search.expressions import GAP, All, Any, Expression, Phrase, Token, Without

CREATE = [
    "ALTER TABLE search_document ADD COLUMN words tsvector NOT NULL DEFAULT ''",
    # Unpacking takes longer than reading what is not packed.
    "ALTER TABLE search_document ALTER COLUMN words SET STORAGE EXTERNAL",
    # Both long columns lie aside, so that the rows themselves fill few pages.
    "ALTER TABLE search_document SET (toast_tuple_target = 128)",
    # Without the list of what is not sorted in yet, which every search would have to read.
    "CREATE INDEX search_document_words ON search_document USING gin (words)"
    " WITH (fastupdate = off)",
]
DROP = ["ALTER TABLE search_document DROP COLUMN words"]

LAST_POSITION = 16383  # what stands further on has no place, so no phrase is found there
MOST_POSITIONS = 256  # of one word


def write(rows: Iterable[tuple[int, Indexed]]) -> None:
    """Puts documents' words in the place of those that they had."""
    with connection.cursor() as cursor:
        for pk, indexed in rows:
            cursor.execute(
                "UPDATE search_document SET words = %s::tsvector WHERE entry_id = %s",
                [_vector(indexed), pk],
            )


def _vector(indexed: Indexed) -> str:
    places: dict[str, list[int]] = {token: [] for token in indexed.tokens}
    for place, word in enumerate(indexed.sequence, start=1):
        if word != GAP:
            of_word = places.setdefault(word, [])
            if place < LAST_POSITION and len(of_word) < MOST_POSITIONS:
                of_word.append(place)
    return " ".join(
        f"'{word}':{','.join(map(str, where))}" if where else f"'{word}'"
        for word, where in places.items()
    )


def matching(expression: Expression) -> tuple[str, list]:
    # As an array, which is found first and whatever the planner takes it to hold: it knows nothing
    # of how many documents have several words, and would read all entries in their order.
    found = "SELECT entry_id FROM search_document WHERE words @@ %s::tsquery"
    return f"SELECT unnest(ARRAY({found}))", [written(expression)]


@contextmanager
def by_index():
    """Within it no table is read from end to end.

    The planner does not know what it costs to unpack the words of each document, nor how few
    documents have several words at once, and would read all of them, or all entries beside them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        ways = ("seqscan", "hashjoin", "mergejoin")
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = off" for way in ways))
        yield


def written(expression: Expression) -> str:
    """An expression as a tsquery. Tokens have neither apostrophes nor backslashes in them."""
    match expression:
        case Token(token):
            return f"'{token}'"
        case Phrase(words):
            return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"
        case All(parts):
            return f"({' & '.join(map(written, parts))})"
        case Any(parts):
            return f"({' | '.join(map(written, parts))})"
        case Without(part, excluded):
            return f"({written(part)} & !{written(excluded)})"


def tidy() -> None:
    """Without figures about new rows it would choose bad plans."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
