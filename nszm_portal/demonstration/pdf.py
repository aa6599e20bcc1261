"""A small writer of text PDFs: headings, paragraphs, lists and tables on A4, tagged for readers.

It uses the two Helvetica faces that every viewer brings, so no font has to be carried along; the
Czech letters that their usual encoding lacks are named in its /Differences.
"""

import re
import unicodedata
from dataclasses import dataclass, field

PAGE = (595, 842)
MARGIN = 64
LEADING = 1.42
NARROW = "Helvetica"
BOLD = "Helvetica-Bold"
GREEN, GREY, PALE = b"0.09 0.38 0.23", b"0.3 0.35 0.32", b"0.79 0.82 0.8"

GLYPHS = {
    "č": "ccaron", "ď": "dcaron", "ě": "ecaron", "ň": "ncaron", "ř": "rcaron", "ť": "tcaron",
    "ů": "uring", "Č": "Ccaron", "Ď": "Dcaron", "Ě": "Ecaron", "Ň": "Ncaron", "Ř": "Rcaron",
    "Ť": "Tcaron", "Ů": "Uring",
}  # fmt: skip
# The codes of letters that no Czech text needs (¡ ¢ … ®) are given to those that it does.
CODES = {letter: 0xA1 + index for index, letter in enumerate(GLYPHS)}

# Widths in thousandths of the size, from the metrics of the two faces.
_WIDTHS = {
    NARROW: {
        191: "'", 222: "ijl", 278: " !,./:;I[\\]ft", 317: "ť", 333: "-()`r„“", 350: "•", 355: '"',
        389: "*", 500: "Jckszvxy", 556: "#$_0123456789?Labdeghnopqu–€", 584: "+<=>",
        611: "FTZ", 643: "ď", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W",
        1000: "…—", 1015: "@",
    },
    BOLD: {
        238: "'", 278: " ,./I[\\]ijl", 333: "-!():;`ft", 350: "•", 389: "*rť", 474: '"',
        500: "z„“", 556: "#$_0123456789Jaceksvxy–€", 584: "+<=>", 611: "?FLTZbdghnopqu",
        667: "EPSVXY", 722: "&ABCDHKNRU", 743: "ď", 778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
        1000: "…—",
    },
}  # fmt: skip
WIDTHS = {
    face: {letter: width for width, letters in groups.items() for letter in letters}
    for face, groups in _WIDTHS.items()
}


def encode(text: str) -> bytes:
    """Text → the codes of our encoding; a letter that it does not know becomes a question mark."""
    return b"".join(
        bytes([CODES[letter]]) if letter in CODES else letter.encode("cp1252", "replace")
        for letter in text.replace("\u00a0", " ")
    )


def width(text: str, face: str, size: float) -> float:
    """How wide a line is, in points; a letter with a mark is as wide as the letter."""
    known = WIDTHS[face]
    total = 0
    for letter in text:
        base = unicodedata.normalize("NFKD", letter)[0]
        total += known.get(letter, known.get(base, 556))
    return total * size / 1000


def wrap(text: str, face: str, size: float, room: float) -> list[str]:
    """Lines no wider than `room` points; a no-break space keeps its neighbours together."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer, face, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


@dataclass
class Tag:
    """One element of the document's structure: a role and either children or a place on a page."""

    role: str
    children: list["Tag"] = field(default_factory=list)
    page: int = -1
    mark: int = -1


class Paper:
    """Collects blocks from top to bottom and starts a new page when one is full."""

    def __init__(self, title: str, head: str = "", foot: str = "") -> None:
        self.title, self.head, self.foot = title, head, foot
        self.pages: list[list[bytes]] = []
        self.marks: list[list[Tag]] = []
        self.root = Tag("Document")
        self._new_page()

    def heading(self, text: str, level: int = 2) -> None:
        size = {1: 20, 2: 13.5}[level]
        self._space(0 if level == 1 else 12, size * 4)
        self._block(f"H{level}", text, BOLD, size)
        self._space(10 if level == 1 else 3)

    def paragraph(self, text: str) -> None:
        self._block("P", text, NARROW, 10.5)
        self._space(7)

    def bullets(self, items: list[str]) -> None:
        listing = self._tag("L")
        for text in items:
            self._block("LI", f"•\u00a0\u00a0{text}", NARROW, 10.5, parent=listing, indent=14)
            self._space(3)
        self._space(5)

    def table(self, rows: list[list[str]], shares: list[float]) -> None:
        """The first row is the heading; `shares` of the width belong to the columns."""
        self._space(4)
        table = self._tag("Table")
        room = PAGE[0] - 2 * MARGIN
        for number, row in enumerate(rows):
            self._row(table, row, [share * room for share in shares], heading=number == 0)
        self._space(10)

    def bytes(self) -> bytes:
        """The finished file."""
        return _File(self).bytes()

    def _new_page(self) -> None:
        top = PAGE[1] - MARGIN
        self.pages.append(
            [
                _aside(self.head, BOLD, 9, top + 12, GREEN),
                _rule(top + 4, GREEN, 1.2),
                _aside(self.foot, NARROW, 8.5, MARGIN - 26, GREY),
            ]
        )
        self.marks.append([])
        self.y = top - 14

    def _space(self, points: float, then_at_least: float = 0) -> None:
        self.y -= points
        if self.y - then_at_least < MARGIN:
            self._new_page()

    def _tag(self, role: str, parent: Tag | None = None) -> Tag:
        tag = Tag(role)
        (parent or self.root).children.append(tag)
        return tag

    def _block(self, role, text, face, size, parent=None, indent=0) -> None:
        room = PAGE[0] - 2 * MARGIN - indent
        tag = self._tag(role, parent)
        for line in wrap(text, face, size, room):
            if self.y - size * LEADING < MARGIN:
                self._new_page()
            self.y -= size * LEADING
            self._line(tag, MARGIN + indent, self.y, line, face, size)

    def _row(self, table: Tag, cells: list[str], widths: list[float], *, heading: bool) -> None:
        face, size = (BOLD if heading else NARROW), 9.5
        wrapped = [
            wrap(text, face, size, room - 10) for text, room in zip(cells, widths, strict=True)
        ]
        high = max(map(len, wrapped)) * size * LEADING + 7
        self._space(0, high)
        row, left = self._tag("TR", table), MARGIN
        for lines, room in zip(wrapped, widths, strict=True):
            cell = self._tag("TH" if heading else "TD", row)
            for number, line in enumerate(lines):
                self._line(cell, left, self.y - size * LEADING * (number + 1), line, face, size)
            left += room
        self.y -= high
        self.pages[-1].append(_rule(self.y, GREY if heading else PALE, 1 if heading else 0.5))

    def _line(self, tag: Tag, x: float, y: float, text: str, face: str, size: float) -> None:
        """Each line is one marked piece; lines of a block are gathered under its element."""
        piece = Tag("Span", page=len(self.pages) - 1, mark=len(self.marks[-1]))
        tag.children.append(piece)
        self.marks[-1].append(piece)
        shown = _shown(text + " ", face, size, x, y)
        self.pages[-1].append(b"/Span <</MCID %d>> BDC %s EMC" % (piece.mark, shown))


def _shown(text: str, face: str, size: float, x: float, y: float) -> bytes:
    escaped = re.sub(rb"([\\()])", rb"\\\1", encode(text))
    font = b"/F1" if face == NARROW else b"/F2"
    return b"BT %s %.1f Tf %.1f %.1f Td (%s) Tj ET" % (font, size, x, y, escaped)


def _aside(text: str, face: str, size: float, y: float, colour: bytes) -> bytes:
    """A line beside the content, which readers of the structure skip."""
    line = _shown(text, face, size, MARGIN, y)
    return b"/Artifact BMC q %s rg %s Q EMC" % (colour, line)


def _rule(y: float, colour: bytes, thick: float) -> bytes:
    ends = (MARGIN, y, PAGE[0] - MARGIN, y)
    return b"/Artifact BMC %s RG %.1f w %.1f %.1f m %.1f %.1f l S EMC" % (colour, thick, *ends)


class _File:
    """Numbers the objects of a paper and writes them with their table of positions."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.objects: list[bytes] = []

    def bytes(self) -> bytes:
        paper = self.paper
        catalog, tree, info = self._reserve(), self._reserve(), self._reserve()
        pages = self._reserve()
        fonts = [self._add(_font(face)) for face in (NARROW, BOLD)]
        self.page_numbers = [self._reserve() for _ in paper.pages]
        for index, number in enumerate(self.page_numbers):
            self._page(index, number, pages, fonts)
        kids = b" ".join(b"%d 0 R" % number for number in self.page_numbers)
        self._set(pages, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(paper.pages), kids))
        self._structure(tree)
        self._set(info, b"<</Title %s/Producer(NSZM)>>" % _text(paper.title))
        self._set(
            catalog,
            b"<</Type/Catalog/Pages %d 0 R/Lang(cs-CZ)/MarkInfo<</Marked true>>"
            b"/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>" % (pages, tree),
        )
        return self._written(catalog, info)

    def _page(self, index: int, number: int, pages: int, fonts: list[int]) -> None:
        stream = b"\n".join(self.paper.pages[index])
        content = self._add(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        self._set(
            number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/StructParents %d/Tabs/S"
            b"/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>>>>>"
            % (pages, *PAGE, content, index, *fonts),
        )

    def _structure(self, tree: int) -> None:
        self.places: dict[int, int] = {}
        root = self._element(self.paper.root, tree)
        rows = []
        for index, marks in enumerate(self.paper.marks):
            owners = b" ".join(b"%d 0 R" % self.places[id(tag)] for tag in marks)
            rows.append(b"%d [%s]" % (index, owners))
        self._set(
            tree,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>>>" % (root, b" ".join(rows)),
        )

    def _element(self, tag: Tag, parent: int) -> int:
        number = self._reserve()
        head = b"<</Type/StructElem/S/%s/P %d 0 R" % (tag.role.encode(), parent)
        if tag.mark >= 0:
            self.places[id(tag)] = number
            page = self.page_numbers[tag.page]
            self._set(number, head + b"/Pg %d 0 R/K %d>>" % (page, tag.mark))
        else:
            kids = b" ".join(b"%d 0 R" % self._element(child, number) for child in tag.children)
            scope = b"/A<</O/Table/Scope/Column>>" if tag.role == "TH" else b""
            self._set(number, head + scope + b"/K[%s]>>" % kids)
        return number

    def _reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def _set(self, number: int, body: bytes) -> None:
        self.objects[number - 1] = body

    def _add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def _written(self, catalog: int, info: int) -> bytes:
        out, positions = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, start=1):
            positions.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(positions) + 1)
        for position in positions:
            out += b"%010d 00000 n \n" % position
        out += b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(positions) + 1,
            catalog,
            info,
            start,
        )
        return bytes(out)


def _text(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def _font(face: str) -> bytes:
    reverse = {code: letter for letter, code in CODES.items()}
    letters = [reverse.get(code) or bytes([code]).decode("cp1252", "replace") for code in range(32, 256)]
    widths = " ".join(str(round(width(letter, face, 1000))) for letter in letters)
    names = "".join(f"/{name}" for name in GLYPHS.values())
    return (
        f"<</Type/Font/Subtype/Type1/BaseFont/{face}/FirstChar 32/LastChar 255/Widths[{widths}]"
        f"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[161{names}]>>>>"
    ).encode()
