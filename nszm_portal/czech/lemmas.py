"""The lemmas of a Czech word form, asked with or without its diacritics.

simplemma's dictionary knows forms as they are written. Here its keys are folded, so that "zdravych"
leads to the same lemma as "zdravých". In memory it would cost each process some 50 MB; so it lies
in a file that is made once for each version of simplemma and only looked into.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

SHAPE = 1  # of the file; raised when what is written into it changes
_here = threading.local()


def lemmas(folded: str) -> tuple[str, ...]:
    """The folded lemmas of a folded word form, in alphabetical order; none of an unknown word."""
    row = _file().execute("SELECT lemmas FROM form WHERE folded = ?", (folded,)).fetchone()
    return tuple(row[0].split(" ")) if row else ()


def path() -> Path:
    """Where the file of this version of simplemma lies, or will lie."""
    return settings.VAR / "czech" / f"lemmas-{version('simplemma')}-{SHAPE}.sqlite3"


def prepare() -> Path:
    """Makes the file unless it is there. Another process that does the same does no harm."""
    target = path()
    if not target.exists():
        # In a process of its own: what the dictionary takes in memory ends with it.
        subprocess.run(
            [sys.executable, "-m", "nszm_portal.czech.lemmas", str(target)],
            cwd=settings.BASE_DIR,
            check=True,
        )
    return target


def _file() -> sqlite3.Connection:
    if not hasattr(_here, "file"):
        _here.file = sqlite3.connect(f"file:{prepare()}?immutable=1", uri=True)
    return _here.file


def build(target: Path) -> None:
    """Writes the file under another name first, so that nobody ever reads half of it."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    from nszm_portal.czech.words import fold

    found: dict[str, set[str]] = {}
    for form, lemma in DefaultDictionaryFactory().get_dictionary("cs").items():
        for word in (form, lemma):
            found.setdefault(fold(word), set()).add(fold(lemma))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    os.close(handle)
    with sqlite3.connect(name) as file:
        file.execute("CREATE TABLE form (folded TEXT PRIMARY KEY, lemmas TEXT) WITHOUT ROWID")
        rows = ((folded, " ".join(sorted(of_it))) for folded, of_it in sorted(found.items()))
        file.executemany("INSERT INTO form VALUES (?, ?)", rows)
    file.close()
    os.chmod(name, 0o644)
    os.replace(name, target)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
