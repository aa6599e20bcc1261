"""PDF and office files are kept byte for byte; everything else is refused."""

import re
import struct
import zipfile
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from django.core.files.base import File

from nszm_portal.czech.slugs import slug
from nszm_portal.library.intake.uploads import (
    MEGABYTE,
    NAME_LENGTH,
    check_size,
    digest_of,
    refusal,
    upload_name,
)

LARGEST_FILE = 50 * MEGABYTE
TITLE_LENGTH = 200
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "odt": f"{OPEN_DOCUMENT}text",
    "ods": f"{OPEN_DOCUMENT}spreadsheet",
    "odp": f"{OPEN_DOCUMENT}presentation",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "csv": "text/csv",
}
ACCEPTED = "PDF, Word, Excel, PowerPoint, OpenDocument, RTF, TXT nebo CSV"
# The main part of each; the template and macro variants of the formats have other ones.
OFFICE_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
OPEN_TYPES = {MEDIA_TYPES[kind]: kind for kind in ("odt", "ods", "odp")}
# Names of streams in the compound files of older Office.
OLE_STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
# What a program would run, whatever the file calls itself.
MARKUP = re.compile(
    rb"<!doctype|<(?:html|head|body|script|svg|iframe|meta|\?xml|\?php|%)|\A#!", re.IGNORECASE
)
# A module of a program inside an office file; LibreOffice lists empty libraries in script-l*.xml.
MACROS = re.compile(r"(?:.*/)?vbaProject\.bin|Basic/[^/]+/(?!script-l[bc]\.xml)[^/]+|Scripts/.+")
PAGES_NODE = re.compile(rb"/Type\s*/Pages\b")
NODE_REACH = 2**16  # bytes around the mark in which its object begins and ends
MOST_NODES = 10_000


@dataclass(frozen=True)
class TakenDocument:
    """What is to be stored of an upload."""

    content: File
    name: str  # as it stands in the address
    title: str
    media_type: str
    size: int  # bytes
    pages: int | None
    digest: str


class _Macros(Exception):
    """An office file that carries a program."""


def read_document(upload: File) -> TakenDocument:
    """Tells by content what `upload` is.

    Raises ValidationError with a Czech sentence that names the file when it is empty, too
    large, carries macros, or is none of the ACCEPTED kinds.
    """
    shown = upload_name(upload)
    check_size(upload, shown, LARGEST_FILE)
    digest = digest_of(upload)
    path = PurePosixPath(shown)
    try:
        kind = _kind_of(upload, path.suffix.lower().removeprefix("."))
    except _Macros:
        raise refusal(
            f"Soubor „{shown}“ obsahuje makra, proto ho nepřijímáme: uložte ho bez nich.", "macros"
        ) from None
    if kind is None:
        raise refusal(
            f"Soubor „{shown}“ není dokument, který přijímáme ({ACCEPTED}), nebo je poškozený.",
            "unknown_document",
        )
    upload.seek(0)
    stem = path.stem if path.suffix else shown
    return TakenDocument(
        content=upload,
        name=f"{slug(stem, max_length=NAME_LENGTH - 5) or 'dokument'}.{kind}",
        title=" ".join(stem.replace("_", " ").split())[:TITLE_LENGTH],
        media_type=MEDIA_TYPES[kind],
        size=upload.size,
        pages=_pages(upload) if kind == "pdf" else None,
        digest=digest,
    )


def _kind_of(upload: File, suffix: str) -> str | None:
    upload.seek(0)
    start = upload.read(1024)
    # Some programs write a byte order mark or a line end before the signature of a PDF.
    if start.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"PK\x03\x04"):
        return _zipped_kind(upload)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(upload, suffix)
    return _text_kind(upload, suffix)


def _zipped_kind(upload: File) -> str | None:
    if not _directory_is_sane(upload):
        return None
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            if any(MACROS.fullmatch(name) for name in names):
                raise _Macros
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return OPEN_TYPES.get(stream.read(200).decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in OFFICE_PARTS.items() if part in names), None)


def _directory_is_sane(upload: File) -> bool:
    """Whether the archive's table of contents may be read: it is held in memory as a whole."""
    upload.seek(max(0, upload.size - 65_557))
    tail = upload.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return False
    entries, size = struct.unpack_from("<HI", tail, at + 10)
    upload.seek(0)
    return entries <= 20_000 and size <= 4 * MEGABYTE


def _ole_kind(upload: File, suffix: str) -> str | None:
    """The stream's name tells the program; where a file has several, its suffix decides."""
    upload.seek(0)
    content = upload.read()
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise _Macros
    found = [
        kind for stream, kind in OLE_STREAMS.items() if f"{stream}\0".encode("utf-16-le") in content
    ]
    return suffix if suffix in found else next(iter(found), None)


def _text_kind(upload: File, suffix: str) -> str | None:
    """Plain text has no signature: the suffix must say so, and nothing may look like a program."""
    if suffix not in {"txt", "csv"}:
        return None
    upload.seek(0)
    content = upload.read()
    if MARKUP.search(content) or re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", content):
        return None
    for encoding in ("utf-8", "cp1250"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return suffix
    return None


def _pages(upload: File) -> int | None:
    """The count in the root of the page tree; None where it is compressed or not to be found."""
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    count = None
    for mark in islice(PAGES_NODE.finditer(content), MOST_NODES):
        start = content.rfind(b"obj", max(0, mark.start() - NODE_REACH), mark.start())
        end = content.find(b"endobj", mark.end(), mark.end() + NODE_REACH)
        node = content[start:end] if 0 <= start < end else b""
        found = re.search(rb"/Count\s+(\d{1,6})\b", node)
        if found and not re.search(rb"/Parent\b", node):
            count = int(found[1])  # a later version of the tree stands behind the earlier one
    return count or None
