"""What came of each file, as a table for who ran the import."""

from collections.abc import Iterable

from nszm_portal.czech.dates import short_date
from nszm_portal.legacy.inflow import Outcome
from nszm_portal.legacy.reading import MEETING

_HEAD = ("soubor", "výsledek", "druh", "datum", "titulek")
_WIDEST = (44, 16, 9, 14, 60)
_FIELDS = {
    "kind": "druh",
    "title": "titulek",
    "date": "datum",
    "host": "hostitel",
    "speakers": "řečníci",
    "materials": "soubory",
    "regions": "kraje",
    "body": "text",
}


def lines(outcomes: Iterable[Outcome]) -> Iterable[str]:
    """The table, and under a file what there is to say of it."""
    outcomes = list(outcomes)
    rows = [_HEAD, *(_row(outcome) for outcome in outcomes)]
    widths = [
        min(widest, max(len(row[column]) for row in rows)) for column, widest in enumerate(_WIDEST)
    ]
    yield _line(_HEAD, widths)
    yield "  ".join("─" * width for width in widths)
    for outcome, row in zip(outcomes, rows[1:], strict=True):
        yield _line(row, widths)
        if outcome.why:
            yield f"    {outcome.why}"
        for doubt in outcome.doubts:
            yield f"    {_FIELDS.get(doubt.field, doubt.field)}: {doubt.note}"
    yield ""


def _row(outcome) -> tuple[str, ...]:
    page = outcome.page
    if page is None:
        return outcome.name, outcome.result, "", "", ""
    kind = "setkání" if page.kind == MEETING else "aktualita"
    unknown = "k určení" if kind == "setkání" and not page.is_dateless else "není známo"
    day = short_date(page.starts_on) if page.starts_on else unknown
    return outcome.name, outcome.result, kind, day, page.title


def _line(row, widths) -> str:
    cells = (_fitted(cell, width) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()


def _fitted(cell, width) -> str:
    cell = " ".join(cell.split())
    cell = "".join(letter if letter.isprintable() else "\ufffd" for letter in cell)
    return cell.ljust(width) if len(cell) <= width else f"{cell[: width - 1]}…"
