"""SQLite's FTS5. A row's key is its document's; a trigger deletes it with the document.

https://www.sqlite.org/fts5.html
"""

from collections.abc import Iterable
from contextlib import nullcontext

from django.db import connection

from nszm_portal.search.content import Indexed
from nszm_portal.search.expressions import All, Any, Expression, Phrase, Token, Without

CREATE = [
    """CREATE VIRTUAL TABLE search_tokens USING fts5(
        sequence, tokens, columnsize = 0, tokenize = "ascii tokenchars '~^|:'"
    )""",
    """CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN
        DELETE FROM search_tokens WHERE rowid = old.entry_id;
    END""",
]
MERGED = 500  # pages in one go, for which who saves has to wait
DROP = ["DROP TRIGGER search_document_gone", "DROP TABLE search_tokens"]


def write(rows: Iterable[tuple[int, Indexed]]) -> None:
    """Puts documents' words in the place of those that they had."""
    rows = list(rows)
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_tokens WHERE rowid = %s", [(pk,) for pk, _ in rows])
        cursor.executemany(
            "INSERT INTO search_tokens (rowid, sequence, tokens) VALUES (%s, %s, %s)",
            [(pk, " ".join(one.sequence), " ".join(one.tokens)) for pk, one in rows],
        )


def matching(expression: Expression) -> tuple[str, list]:
    sql = "SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s"
    return sql, [written(expression)]


def by_index():
    """Its virtual table is never read in another way."""
    return nullcontext()


def written(expression: Expression) -> str:
    """An expression in FTS5's language. Tokens have no quotation marks in them."""
    match expression:
        case Token(token):
            return f'"{token}"'
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case All(parts):
            return f"({' AND '.join(map(written, parts))})"
        case Any(parts):
            return f"({' OR '.join(map(written, parts))})"
        case Without(part, excluded):
            return f"({written(part)} NOT {written(excluded)})"


def tidy() -> None:
    """Joins the many small parts that a rebuilt index consists of, a bit at a time.

    https://www.sqlite.org/fts5.html#the_merge_command: less than two changes mean that all is done.
    """
    pages = -MERGED
    with connection.cursor() as cursor:
        while True:
            before = connection.connection.total_changes
            cursor.execute(
                "INSERT INTO search_tokens (search_tokens, rank) VALUES ('merge', %s)", [pages]
            )
            if connection.connection.total_changes - before < 2:
                break
            pages = MERGED
        cursor.execute("ANALYZE")
