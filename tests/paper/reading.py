"""What a PDF says: to who reads it, and to a screen reader."""

import io
import re
import subprocess
from dataclasses import dataclass, field

import pikepdf

HEAD_AND_FOOT = re.compile(r"strana \d+ z \d+")


def text_of(pdf: bytes) -> str:
    """The words in the order of the page, in one line; words divided at the end of a line whole."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    text = HEAD_AND_FOOT.sub("", done.stdout.decode())
    return " ".join(re.sub(r"[-\u2010\u00ad]\n", "", text).split())


@dataclass
class Part:
    """An element of the structure tree (ISO 32000-1, 14.7.2)."""

    role: str
    alt: str = ""
    identifier: str = ""
    headers: list[str] = field(default_factory=list)  # of a cell, by their identifiers
    parts: list["Part"] = field(default_factory=list)

    def all(self, *roles: str) -> list["Part"]:
        own = [self] if self.role in roles else []
        return own + [part for inside in self.parts for part in inside.all(*roles)]


class Paper:
    """What is said of the whole document, and its structure."""

    def __init__(self, content: bytes):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            self.pages = len(pdf.pages)
            self.language = str(pdf.Root.Lang)
            self.is_tagged = bool(pdf.Root.MarkInfo.Marked)
            self.shows_title = bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            self.title = str(pdf.docinfo.get("/Title", ""))
            self.author = str(pdf.docinfo.get("/Author", ""))
            with pdf.open_metadata() as metadata:
                self.standard = metadata.get("pdfuaid:part")
            self.bookmarks = [item.title for item in pdf.open_outline().root]
            self.links = {
                str(link.A.URI)
                for page in pdf.pages
                for link in page.get("/Annots", [])
                if link.get("/A") and "/URI" in link.A
            }
            self.is_embedded = all(
                "/FontFile3" in font or "/FontFile2" in font for font in _fonts(pdf)
            )
            self.structure = _part(pdf.Root.StructTreeRoot)


def _fonts(pdf) -> list:
    return [item for item in pdf.objects if _is_of(item, "/FontDescriptor")]


def _is_of(item, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


def _part(element) -> Part:
    kids = _listed(element.get("/K"))
    attributes = _listed(element.get("/A"))
    headers = [str(header) for each in attributes for header in each.get("/Headers", [])]
    return Part(
        str(element.get("/S", "/Root"))[1:],
        str(element.get("/Alt", "")),
        str(element.get("/ID", "")),
        headers,
        [_part(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid],
    )


def _listed(value) -> list:
    """One or several, as the standard allows either."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
