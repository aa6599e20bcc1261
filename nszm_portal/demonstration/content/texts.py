"""Reads the texts that lie beside this module."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
WEEKDAYS = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays")


@dataclass(frozen=True)
class Text:
    """One file: its key, its header and what comes after."""

    key: str
    header: dict[str, str]
    body: str

    def __getitem__(self, name: str) -> str:
        return self.header.get(name, "")

    def names(self, name: str) -> list[str]:
        """A value that is a list."""
        return [part.strip() for part in self[name].split(";") if part.strip()]

    def rows(self, name: str) -> list[list[str]]:
        """A header that comes on several lines, each of them divided by "|"."""
        return [[part.strip() for part in line.split("|")] for line in self[name].splitlines()]

    def day(self, name: str, today: date) -> date | None:
        """A value that is a date, or one counted from today ("+3 days"); None when there is none.

        What needs a working day counts weeks: "+3 tuesdays" is the Tuesday three weeks after that
        of this week.
        """
        value = self[name]
        count, _, unit = value.partition(" ")
        if unit == "days":
            return today + timedelta(days=int(count))
        if unit in WEEKDAYS:
            monday = today - timedelta(days=today.weekday())
            return monday + timedelta(weeks=int(count), days=WEEKDAYS.index(unit))
        return date.fromisoformat(value) if value else None


def read(kind: str) -> list[Text]:
    """All texts of a kind ("articles", "meetings", "documents"), in the order of their keys."""
    files = sorted((FOLDER / kind).iterdir(), key=lambda file: file.stem)
    return [_text(file) for file in files if file.suffix in {".html", ".txt"}]


def _text(file: Path) -> Text:
    header, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    values = defaultdict(list)
    for line in header.splitlines():
        name, _, value = line.partition(": ")
        values[name].append(value.strip())
    return Text(file.stem, {name: "\n".join(lines) for name, lines in values.items()}, body.strip())
