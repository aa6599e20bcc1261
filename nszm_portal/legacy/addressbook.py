"""The list of where old pages stood: lines of "file;old path;apc"."""

import csv
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from nszm_portal.legacy import addresses
from nszm_portal.legacy.reading import letters

HEADER = {"file", "soubor", "name", "jméno", "nazev", "název"}


@dataclass(frozen=True)
class Place:
    path: str
    apc: str


@dataclass
class AddressBook:
    """Places by the names of files, and what was wrong with lines, as sentences."""

    places: dict[str, Place] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def find(self, name: str) -> Place | None:
        """Where the file `name` stood; in the list it may be called by the end of its path."""
        parts = PurePosixPath(name).parts
        for start in range(len(parts)):
            key = "/".join(parts[start:])
            if key in self.places:
                self.used.add(key)
                return self.places[key]
        return None

    def unused(self) -> list[str]:
        """Sentences about lines for whose file there was no page."""
        return [
            f"řádek {number}: soubor „{name}“ mezi stránkami není."
            for name, number in self.lines.items()
            if name not in self.used
        ]


def read(path: Path) -> AddressBook:
    """The list in a file, in whatever encoding; a wrong line is told and passed over.

    Raises OSError, or Refused for what is no text.
    """
    book = AddressBook()
    text, _ = letters.decode(path.read_bytes())
    for number, line in enumerate(text.split("\n"), start=1):
        row = _cells(line)
        is_header = not book.places and bool(row) and row[0].lower() in HEADER
        if any(row) and not is_header and (fault := _add(book, row, number)):
            book.faults.append(f"řádek {number}: {fault}")
    return book


def _cells(line: str) -> list[str]:
    """The cells of one line; a quotation mark left open does not swallow the next one."""
    try:
        row = next(csv.reader([line], delimiter=";", skipinitialspace=True), [])
    except csv.Error:
        row = line.split(";")
    return [cell.strip() for cell in row]


def _add(book, row, number) -> str:
    """Adds a line's place; what is wrong with it, else nothing."""
    if len(row) < 2 or any(row[3:]):
        return "má být „soubor;stará adresa;apc“."
    name = row[0].replace("\\", "/").removeprefix("./").strip("/")
    if not name:
        return "chybí jméno souboru."
    try:
        path, apc = addresses.taken_apart(row[1])
    except ValueError as error:
        return str(error)
    apc = addresses.code(row[2] if len(row) > 2 else "") or apc
    if apc and not addresses.is_code(apc):
        return addresses.NO_CODE
    if not (path or apc):
        return "chybí stará adresa."
    if name in book.places:
        return f"soubor „{name}“ je v seznamu podruhé."
    book.places[name] = Place(path, apc)
    book.lines[name] = number
    return ""
