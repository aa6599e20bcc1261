"""A backup's file: a tar of which every byte is accounted for.

    tables/… media/…    what is kept
    members.jsonl       of each of these: name, place in the file and SHA-256
    manifest.json       what the backup is, and the place and SHA-256 of members.jsonl
    seal.txt            the place and SHA-256 of manifest.json

`tar -tf` and `sha256sum` are enough to look into it. It is written from its start to its end, so
that it can go through another program, and read from its end, so that whatever differs is found
before anything is believed. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
"""

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

BLOCK = 512
PIECE = 2**20  # bytes held at once
INDEX, MANIFEST, SEAL = "members.jsonl", "manifest.json", "seal.txt"
TOLD = 5  # damaged places that are named
LONGEST_MANIFEST = 64 * 2**20

_SEALED = re.compile(rb"manifest (\d{20})\nsha256 ([0-9a-f]{64})\n")
_TAIL = 4 * BLOCK  # the seal's header, its text and the two empty blocks that end a tar


class Damage(Exception):
    """The file is not what was written; its text says in Czech where."""


class NotABackup(Exception):
    """The file never was a backup of the portal."""


@dataclass(frozen=True)
class Member:
    """One file inside: its header begins at `start`, its content at `data`."""

    name: str
    start: int
    data: int
    size: int
    sha256: str  # of the content
    frame: str  # SHA-256 of the header and of the filling behind the content

    @property
    def end(self) -> int:
        return self.data + self.size + -self.size % BLOCK


class Writer:
    """Writes members one after another; `finish` makes the file a backup."""

    def __init__(self, stream: BinaryIO, moment: int):
        self.position = 0
        self._stream = stream
        self._moment = moment
        self._index = tempfile.TemporaryFile()  # noqa: SIM115 - __exit__ closes it

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._index.close()

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> Member:
        """Raises ValueError when the pieces are not `size` bytes together."""
        member = self._write(name, size, pieces)
        self._index.write(_line(asdict(member)))
        return member

    def finish(self, manifest: dict) -> None:
        size = self._index.tell()
        self._index.seek(0)
        index = self._write(INDEX, size, _pieces(self._index, size))
        start = self.position
        text = json.dumps(manifest | {"index": asdict(index)}, ensure_ascii=False, indent=1)
        content = text.encode()
        head, filling = self._frame(MANIFEST, len(content))
        block = head + content + filling
        self._put(block)
        self._put(_tail(start, hashlib.sha256(block).hexdigest()))

    def _write(self, name, size, pieces) -> Member:
        start = self.position
        head, filling = self._frame(name, size)
        self._put(head)
        data, digest = self.position, hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            self._put(piece)
        if self.position - data != size:
            raise ValueError(f"{name}: {self.position - data} bytes instead of {size}")
        self._put(filling)
        frame = hashlib.sha256(head + filling).hexdigest()
        return Member(name, start, data, size, digest.hexdigest(), frame)

    def _frame(self, name, size):
        return _header(name, size, self._moment), bytes(-size % BLOCK)

    def _put(self, piece: bytes) -> None:
        self._stream.write(piece)
        self.position += len(piece)


class Reader:
    """A backup opened for reading. What was not verified is not given out.

    Opening raises NotABackup, or Damage when its end is not the end of a backup.
    """

    def __init__(self, stream: BinaryIO):
        self._stream = stream
        self.length = stream.seek(0, os.SEEK_END)
        self._manifest_at = self._unseal()
        self.manifest = self._read_manifest()
        self._index = Member(**self.manifest["index"])

    def verify(self, advance: Callable[[int], object] = lambda size: None) -> None:
        """Reads the whole file, telling `advance` of each piece. Raises Damage."""
        if self._index.end != self._manifest_at or not self._is_whole(self._index, advance):
            raise Damage(_told([_place(INDEX, self._index.start, self._manifest_at)]))
        damaged, position = [], 0
        for member in self.members():
            if member.start != position or not self._is_whole(member, advance):
                damaged.append(_place(member.name, member.start, member.end))
            position = member.end
        if position != self._index.start:
            damaged.append(_place(INDEX, position, self._index.end))
        if damaged:
            raise Damage(_told(damaged))

    def members(self) -> Iterator[Member]:
        """All but the three at the end, in the order in which they were written."""
        rest = b""
        for piece in self.pieces(self._index):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                yield Member(**json.loads(line))

    def read(self, member: Member) -> bytes:
        self._stream.seek(member.data)
        return self._stream.read(member.size)

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The content a bit at a time; between two of them others may read elsewhere."""
        position, end = member.data, member.data + member.size
        while position < end:
            self._stream.seek(position)
            piece = self._stream.read(min(PIECE, end - position))
            if not piece:
                return
            yield piece
            position += len(piece)

    def open(self, member: Member) -> BinaryIO:
        """The content as a file of its own."""
        return io.BufferedReader(_Window(self._stream, member), PIECE)

    def _is_whole(self, member, advance) -> bool:
        self._stream.seek(member.start)
        frame = hashlib.sha256(self._stream.read(member.data - member.start))
        content = hashlib.sha256()
        for piece in self.pieces(member):
            content.update(piece)
            advance(len(piece))
        self._stream.seek(member.data + member.size)
        frame.update(self._stream.read(-member.size % BLOCK))
        return (content.hexdigest(), frame.hexdigest()) == (member.sha256, member.frame)

    def _unseal(self) -> int:
        at = self.length - _TAIL
        tail = b""
        if at >= 0:
            self._stream.seek(at)
            tail = self._stream.read(_TAIL)
        found = _SEALED.match(tail, BLOCK)
        if found is None or tail != _tail(int(found[1]), found[2].decode()):
            if not looks_like(self._stream):
                raise NotABackup
            where = f"bajty {max(0, at)} až {max(0, self.length - 1)}"
            raise Damage(
                f"Soubor nekončí tak, jak končí záloha ({where}): není celý, "
                "je za ní něco připojeno, nebo je její konec poškozený."
            )
        start = int(found[1])
        whole = 0 <= start < at and at - start <= LONGEST_MANIFEST
        if whole:
            self._stream.seek(start)
            self._block = self._stream.read(at - start)
            whole = hashlib.sha256(self._block).hexdigest().encode() == found[2]
        if not whole:
            raise Damage(_told([_place(f"{MANIFEST} nebo {SEAL}", min(start, at), self.length)]))
        return start

    def _read_manifest(self) -> dict:
        with tarfile.open(fileobj=io.BytesIO(self._block + bytes(2 * BLOCK))) as block:
            return json.load(block.extractfile(MANIFEST))


class _Window(io.RawIOBase):
    """A member's content, as what takes whole files wants it."""

    def __init__(self, stream: BinaryIO, member: Member):
        self._stream, self._member, self._at = stream, member, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=os.SEEK_SET):
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._member.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer):
        left = max(0, self._member.size - self._at)
        self._stream.seek(self._member.data + self._at)
        piece = self._stream.read(min(len(buffer), left))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def looks_like(stream: BinaryIO) -> bool:
    """Whether it begins or ends as a backup does; one of the two may be damaged."""
    length = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    begins = stream.read(BLOCK)[257:262] == b"ustar"
    stream.seek(max(0, length - _TAIL))
    return begins or SEAL.encode() in stream.read(_TAIL)


def _line(row: dict) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _pieces(stream: BinaryIO, size: int) -> Iterator[bytes]:
    for start in range(0, size, PIECE):
        yield stream.read(min(PIECE, size - start))


def _header(name: str, size: int, moment: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, moment, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def _tail(start: int, digest: str) -> bytes:
    """The end of a file whose manifest begins at `start`: nothing in it is left to chance."""
    text = f"manifest {start:020d}\nsha256 {digest}\n".encode()
    return _header(SEAL, len(text), 0) + text.ljust(BLOCK, b"\0") + bytes(2 * BLOCK)


def _place(name: str, start: int, end: int) -> str:
    return f"{name} (bajty {start} až {end - 1})"


def _told(places: list[str]) -> str:
    more = f" a dalších míst: {len(places) - TOLD}" if len(places) > TOLD else ""
    return f"Poškozeno je: {', '.join(places[:TOLD])}{more}."
