"""All that the portal holds, written into one file while people go on working.

Rows are of one moment. The files that they name are copied afterwards: a stored file never
changes, but one may have been deleted or replaced since; which ones are gone is told.
"""

import fcntl
import gzip
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import connections
from django.utils import timezone
from tqdm import tqdm

from nszm_portal.library.storage import opened, reached, size_of
from nszm_portal.operation import encryption, migrated, tables
from nszm_portal.operation.archive import PIECE, Writer
from nszm_portal.operation.snapshot import snapshot

FORMAT = 1
PART = 8 * 2**20  # bytes of rows that are packed at once
DIGITS = 6


class Changed(Exception):
    """A stored file was not the same at the end of its reading; text is its name."""


@dataclass
class Summary:
    """What the backup holds; `missing` are files that rows name and the storage has not."""

    rows: int = 0
    files: int = 0
    size: int = 0
    seconds: float = 0
    missing: list[str] = field(default_factory=list)


def make(path: Path, lock: encryption.Lock, *, quiet: bool = False) -> Summary:
    """Writes the file anew; whatever fails leaves what stood there before.

    Raises OSError, StorageAway, DatabaseError, Changed, encryption.Refused.
    """
    began = time.monotonic()
    with _half(path) as target:
        with encryption.locked(target, lock) if lock else nullcontext(target) as stream:
            summary = _write(stream, timezone.now(), quiet)
        summary.size = target.seek(0, os.SEEK_END)
    summary.seconds = time.monotonic() - began
    return summary


@contextmanager
def _half(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when it is whole and on the disk."""
    part = path.with_name(f"{path.name}.part")
    # People's data: nobody else may read it, not even before it is whole.
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with open(descriptor, "w+b") as target:
        fcntl.flock(target, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            os.fchmod(descriptor, 0o600)
            target.truncate()
            yield target
            target.flush()
            os.fsync(descriptor)
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(stream: BinaryIO, moment: datetime, quiet: bool) -> Summary:
    summary = Summary()
    with Writer(stream, int(moment.timestamp())) as archive, tempfile.TemporaryFile() as named:
        with snapshot() as using:
            manifest = {
                "format": FORMAT,
                "created_at": moment.isoformat(),
                "database": connections[using].vendor,
                "migrations": migrated.state(using),
                "left_out": sorted(tables.LEFT_OUT),
                "tables": list(_write_tables(archive, using, named, quiet)),
            }
        summary.rows = sum(table["rows"] for table in manifest["tables"])
        _write_files(archive, named, summary, quiet)
        archive.finish(
            manifest | {"rows": summary.rows, "files": summary.files, "missing": summary.missing}
        )
    return summary


def _write_tables(archive, using, named, quiet) -> Iterator[dict]:
    models = tables.all_models()
    total = sum(tables.count(model, using) for model in models)
    with tqdm(total=total, unit=" řádků", disable=quiet) as bar:
        for model in models:
            yield _Table(archive, model, named).write(using, bar.update)


class _Table:
    """One table on its way into the archive, in parts that fit into memory."""

    def __init__(self, archive: Writer, model, named: BinaryIO):
        self.archive, self.model, self.named = archive, model, named
        self.lines, self.size, self.parts = [], 0, 0
        self.digest = hashlib.sha256()

    def write(self, using: str, advance) -> dict:
        """Gives what the manifest says of the table."""
        number = 0
        for row in tables.rows(self.model, using):
            self._take(tables.line(self.model, row))
            for name, is_made in tables.files(self.model, row):
                self.named.write(json.dumps([name, is_made]).encode() + b"\n")
            number += 1
            advance(1)
        self._put()
        return {
            "model": self.model._meta.label_lower,
            "columns": [column.attname for column in tables.columns(self.model)],
            "rows": number,
            "sha256": self.digest.hexdigest(),
            "last_number": tables.last_number(self.model, using),
        }

    def _take(self, line: bytes) -> None:
        self.digest.update(line)
        self.lines.append(line)
        self.size += len(line)
        if self.size >= PART:
            self._put()

    def _put(self) -> None:
        if not self.lines:
            return
        self.parts += 1
        packed = gzip.compress(b"".join(self.lines), 6, mtime=0)
        name = f"tables/{self.model._meta.label_lower}/{self.parts:0{DIGITS}}.jsonl.gz"
        self.archive.add(name, len(packed), [packed])
        self.lines, self.size = [], 0


def _write_files(archive, named, summary, quiet) -> None:
    named.seek(0)
    total = sum(1 for _ in named)
    named.seek(0)
    with tqdm(total=total, unit=" souborů", disable=quiet) as bar:
        for line in named:
            name, is_made = json.loads(line)
            try:
                _copy(archive, name)
                summary.files += 1
            except FileNotFoundError:
                if not is_made:
                    summary.missing.append(name)
            bar.update()


def _copy(archive: Writer, name: str) -> None:
    size = size_of(default_storage, name)
    with closing(opened(default_storage, name)) as content:
        try:
            archive.add(f"media/{name}", size, pieces(content))
        except ValueError as error:
            raise Changed(name) from error


def pieces(content) -> Iterator[bytes]:
    """A stored file a bit at a time; raises StorageAway when the storage stops giving it."""
    while True:
        with reached():
            piece = content.read(PIECE)
        if not piece:
            return
        yield piece
