"""Writes a paper's objects down (PDF 1.7, ISO 32000-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nszm_portal.demonstration.pdf import faces

if TYPE_CHECKING:
    from nszm_portal.demonstration.pdf.paper import Paper, Tag


class File:
    """Numbers the objects of a paper and ends them with the table of their positions."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.objects: list[bytes] = []
        self.places: dict[int, int] = {}

    def bytes(self) -> bytes:
        paper = self.paper
        catalog, tree, info, pages = (self._reserve() for _ in range(4))
        fonts = self._fonts()
        self.page_numbers = [self._reserve() for _ in paper.pages]
        for index, number in enumerate(self.page_numbers):
            self._page(index, number, pages, fonts)
        kids = _references(self.page_numbers)
        self._set(pages, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(paper.pages), kids))
        self._structure(tree)
        self._set(info, b"<</Title %s/Producer(NSZM)>>" % _text(paper.title))
        self._set(
            catalog,
            b"<</Type/Catalog/Pages %d 0 R/Lang(cs-CZ)/MarkInfo<</Marked true>>"
            b"/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>" % (pages, tree),
        )
        return self._written(catalog, info)

    def _fonts(self) -> bytes:
        """The fonts of all pages, as an entry of their resources."""
        meanings = self._stream(faces.meanings())
        found = []
        for face, (plain, composed) in faces.NAMES.items():
            basic = self._add(faces.basic_font(face))
            drawings = [self._stream(faces.drawing(letter, face)) for letter in faces.COMPOSED]
            ours = self._add(faces.composed_font(face, basic, drawings, meanings))
            found.append(f"/{plain} {basic} 0 R/{composed} {ours} 0 R")
        return "".join(found).encode()

    def _page(self, index: int, number: int, pages: int, fonts: bytes) -> None:
        content = self._stream(b"\n".join(self.paper.pages[index]))
        self._set(
            number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/StructParents %d"
            b"/Tabs/S/Resources<</Font<<%s>>>>>>" % (pages, content, index, fonts),
        )

    def _structure(self, tree: int) -> None:
        root = self._element(self.paper.root, tree)
        rows = b" ".join(
            b"%d [%s]" % (index, _references(self.places[id(tag)] for tag in marks))
            for index, marks in enumerate(self.paper.marks)
        )
        self._set(tree, b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>>>" % (root, rows))

    def _element(self, tag: Tag, parent: int) -> int:
        number = self._reserve()
        head = b"<</Type/StructElem/S/%s/P %d 0 R" % (tag.role.encode(), parent)
        if tag.mark >= 0:
            self.places[id(tag)] = number
            page = self.page_numbers[tag.page]
            self._set(number, head + b"/Pg %d 0 R/K %d>>" % (page, tag.mark))
        else:
            kids = _references(self._element(child, number) for child in tag.children)
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

    def _stream(self, content: bytes) -> int:
        return self._add(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))

    def _written(self, catalog: int, info: int) -> bytes:
        # The second line tells programs that copy files that this one is not text.
        out, positions = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, start=1):
            positions.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(positions) + 1)
        for position in positions:
            out += b"%010d 00000 n \n" % position
        size = len(positions) + 1
        out += b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (size, catalog, info)
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(out)


def _references(numbers) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _text(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()
