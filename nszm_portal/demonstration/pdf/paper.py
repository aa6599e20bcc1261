"""Lays blocks on pages."""

from dataclasses import dataclass, field

from nszm_portal.demonstration.pdf.faces import BOLD, NARROW, shown, wrap
from nszm_portal.demonstration.pdf.file import File

WIDTH, HEIGHT = 595, 842  # A4 in points
MARGIN = 64
LEADING = 1.42
GREEN, GREY, PALE = b"0.09 0.38 0.23", b"0.3 0.35 0.32", b"0.79 0.82 0.8"


@dataclass
class Tag:
    """One element of the document's structure: a role and either children or a place on a page."""

    role: str
    children: list["Tag"] = field(default_factory=list)
    page: int = -1
    mark: int = -1


class Paper:
    """Collects blocks from top to bottom and starts a new page when one is full.

    `head` and `foot` stand on every page, beside the content.
    """

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
            item = f"•\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{text}"
            self._block("LI", item, NARROW, 10.5, parent=listing, indent=14)
            self._space(3)
        self._space(5)

    def table(self, rows: list[list[str]], shares: list[float]) -> None:
        """The first row is the heading; `shares` of the width belong to the columns."""
        self._space(4)
        table = self._tag("Table")
        room = WIDTH - 2 * MARGIN
        for number, row in enumerate(rows):
            self._row(table, row, [share * room for share in shares], heading=number == 0)
        self._space(10)

    def bytes(self) -> bytes:
        """The finished file."""
        return File(self).bytes()

    def _new_page(self) -> None:
        top = HEIGHT - MARGIN
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

    def _block(
        self,
        role: str,
        text: str,
        face: str,
        size: float,
        parent: Tag | None = None,
        indent: float = 0,
    ) -> None:
        tag = self._tag(role, parent)
        for line in wrap(text, face, size, WIDTH - 2 * MARGIN - indent):
            self._space(size * LEADING)
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
            for number, line in enumerate(lines, start=1):
                self._line(cell, left, self.y - size * LEADING * number, line, face, size)
            left += room
        self.y -= high
        self.pages[-1].append(_rule(self.y, GREY if heading else PALE, 1 if heading else 0.5))

    def _line(self, tag: Tag, x: float, y: float, text: str, face: str, size: float) -> None:
        """Each line is one marked piece; lines of a block are gathered under its element."""
        piece = Tag("Span", page=len(self.pages) - 1, mark=len(self.marks[-1]))
        tag.children.append(piece)
        self.marks[-1].append(piece)
        # The space at the end keeps the last word apart from the next line's first.
        line = shown(f"{text} ", face, size, x, y)
        self.pages[-1].append(b"/Span <</MCID %d>> BDC %s EMC" % (piece.mark, line))


def _aside(text: str, face: str, size: float, y: float, colour: bytes) -> bytes:
    """A line beside the content, which readers of the structure skip."""
    line = shown(text, face, size, MARGIN, y)
    return b"/Artifact BMC q %s rg %s Q EMC" % (colour, line)


def _rule(y: float, colour: bytes, thick: float) -> bytes:
    ends = (MARGIN, y, WIDTH - MARGIN, y)
    return b"/Artifact BMC %s RG %.1f w %.1f %.1f m %.1f %.1f l S EMC" % (colour, thick, *ends)
