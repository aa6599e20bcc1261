"""Reads the texts that lie beside this module."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent


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

    def day(self, name: str, today: date) -> date | None:
        """A value that is a date, or a number of days from today; None when there is none."""
        value = self[name]
        if value.endswith(" days"):
            return today + timedelta(days=int(value.removesuffix(" days")))
        return date.fromisoformat(value) if value else None


def read(kind: str) -> list[Text]:
    """All texts of a kind ("articles", "pages", "documents"), in the order of their keys."""
    files = sorted((FOLDER / kind).iterdir(), key=lambda file: file.stem)
    return [_text(file) for file in files if file.suffix in {".html", ".txt"}]


def _text(file: Path) -> Text:
    header, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    pairs = (line.partition(": ") for line in header.splitlines())
    return Text(file.stem, {name: value.strip() for name, _, value in pairs}, body.strip())
