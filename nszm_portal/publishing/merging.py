"""Rows of a form that were typed on another version than the one that is stored now."""

from django.http import QueryDict

Row = dict[str, list[str]]
MOST = 1000  # rows of one table, as Django takes them


def rebase_rows(data: QueryDict, stored: QueryDict, prefix: str) -> None:
    """Makes the rows of one table in `data` fit those that are stored, so that they replace them.

    One whose row somebody has deleted comes as a new one; what `data` does not know goes.
    """
    if f"{prefix}-TOTAL_FORMS" not in data:
        return
    mine, theirs = _take_rows(data, prefix), _take_rows(stored.copy(), prefix)
    there = {_key(row) for row in theirs}
    kept = [row for row in mine if _key(row) in there]
    known = {_key(row) for row in kept}
    gone = [row | {"DELETE": ["on"]} for row in theirs if _key(row) not in known]
    new = [row | {"id": [""]} for row in mine if _key(row) not in there and "DELETE" not in row]
    rows = [*kept, *gone, *new]
    for number, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{prefix}-{number}-{name}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept) + len(gone))


def _key(row: Row) -> str:
    return (row.get("id") or [""])[0]


def _take_rows(data: QueryDict, prefix: str) -> list[Row]:
    """The rows of one table, which are taken out of the data."""
    rows: dict[int, Row] = {}
    for name in list(data):
        number, _, field = name.removeprefix(f"{prefix}-").partition("-")
        is_row = name.startswith(f"{prefix}-") and number.isascii() and number.isdigit()
        if is_row and len(number) < 5 and int(number) < MOST:
            rows.setdefault(int(number), {})[field] = data.pop(name)
    return [rows[number] for number in sorted(rows)]
