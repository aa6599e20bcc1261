"""The letters: the two Helvetica faces that every viewer brings, and Czech letters made of them.

The faces of some viewers (Chrome's among them) have š and ž, but no other letter with a caron and
no ů. All of them have the accents alone, so those letters are a font of our own (type 3) in which
each is drawn as a basic letter and an accent of Helvetica. No font has to be carried along, and a
search in the viewer finds the words, because the font tells what its letters mean.
"""

import re
import unicodedata
from collections.abc import Iterator

NARROW = "Helvetica"
BOLD = "Helvetica-Bold"
# Names in a page's resources: each face, and the composed letters that belong to it.
NAMES = {NARROW: ("F1", "F3"), BOLD: ("F2", "F4")}

COMPOSED = "čďěňřťůČĎĚŇŘŤŮ"
CODES = {letter: code for code, letter in enumerate(COMPOSED, start=1)}
# Our places for the accents in Helvetica's encoding, and what a small ď and ť have for theirs.
CARON, RING, HOOK = b"\xa1", b"\xa2", b"\x92"
_RAISED = 190  # by how much an accent stands higher over a capital, in thousandths of the size

# Widths in thousandths of the size, from the metrics of the two faces.
_WIDTHS = {
    NARROW: {
        191: "'", 222: "ijl’", 278: " !,./:;I[\\]ft", 333: "-()`r„“²", 350: "•", 355: '"',
        389: "*", 400: "°", 500: "Jckszvxy", 556: "#$_0123456789?Labdeghnopqu–€", 584: "+<=>",
        611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W",
        1000: "…—", 1015: "@",
    },
    BOLD: {
        238: "'", 278: " ,./I[\\]ijl’", 333: "-!():;`ft²", 350: "•", 389: "*r", 400: "°",
        474: '"', 500: "z„“", 556: "#$_0123456789Jaceksvxy–€", 584: "+<=>",
        611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M",
        889: "%m", 944: "W", 975: "@", 1000: "…—",
    },
}  # fmt: skip
WIDTHS = {
    face: {letter: width for width, letters in groups.items() for letter in letters}
    for face, groups in _WIDTHS.items()
}
_RUNS = re.compile(f"[{COMPOSED}]+|[^{COMPOSED}]+")


def width(text: str, face: str, size: float) -> float:
    """How wide a line is, in points."""
    return sum(_width(letter, face) for letter in text) * size / 1000


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


def shown(text: str, face: str, size: float, x: float, y: float) -> bytes:
    """The operators that show a line; a letter that no face has becomes a question mark."""
    pieces = b" ".join(
        b"/%s %.1f Tf (%s) Tj" % (name.encode(), size, re.sub(rb"([\\()])", rb"\\\1", codes))
        for name, codes in _runs(text, face)
    )
    return b"BT %.1f %.1f Td %s ET" % (x, y, pieces)


def basic_font(face: str) -> bytes:
    """Helvetica's dictionary: the usual western encoding with the two accents put in."""
    letters = (bytes([code]).decode("cp1252", "replace") for code in range(32, 256))
    widths = " ".join(str(_width(letter, face)) for letter in letters)
    return (
        f"<</Type/Font/Subtype/Type1/BaseFont/{face}/FirstChar 32/LastChar 255/Widths[{widths}]"
        "/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[161/caron/ring]>>>>"
    ).encode()


def composed_font(face: str, basic: int, drawings: list[int], meanings: int) -> bytes:
    """The dictionary of the composed letters, from the numbers of the objects it stands on."""
    names = [f"/c{code}" for code in CODES.values()]
    widths = " ".join(str(_width(letter, face)) for letter in COMPOSED)
    procedures = " ".join(f"{n} {d} 0 R" for n, d in zip(names, drawings, strict=True))
    return (
        "<</Type/Font/Subtype/Type3/FontBBox[0 -250 1000 1100]/FontMatrix[0.001 0 0 0.001 0 0]"
        f"/FirstChar 1/LastChar {len(COMPOSED)}/Widths[{widths}]/CharProcs<<{procedures}>>"
        f"/Encoding<</Type/Encoding/Differences[1{''.join(names)}]>>"
        f"/Resources<</Font<</B {basic} 0 R>>>>/ToUnicode {meanings} 0 R>>"
    ).encode()


def drawing(letter: str, face: str) -> bytes:
    """How one composed letter is drawn: the basic letter, then its accent."""
    base, accent, across, up = _parts(letter, face)
    return b"%d 0 d0 BT /B 1000 Tf (%s) Tj 1 0 0 1 %d %d Tm (%s) Tj ET" % (
        _width(letter, face),
        base.encode(),
        across,
        up,
        accent,
    )


def meanings() -> bytes:
    """The table by which viewers read composed letters as text (a ToUnicode CMap)."""
    pairs = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for letter, code in CODES.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Czech def "
        "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(CODES)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()


def _runs(text: str, face: str) -> Iterator[tuple[str, bytes]]:
    plain, composed = NAMES[face]
    for run in _RUNS.findall(text.replace("\N{NO-BREAK SPACE}", " ")):
        if run[0] in CODES:
            yield composed, bytes(CODES[letter] for letter in run)
        else:
            yield plain, run.encode("cp1252", "replace")


def _parts(letter: str, face: str) -> tuple[str, bytes, float, float]:
    base = unicodedata.normalize("NFD", letter)[0]
    wide = WIDTHS[face][base]
    if letter in "ďť":
        return base, HOOK, wide - 20, 0
    accent = RING if letter in "ůŮ" else CARON
    return base, accent, (wide - 333) / 2, _RAISED if letter.isupper() else 0


def _width(letter: str, face: str) -> int:
    known = WIDTHS[face]
    base = unicodedata.normalize("NFKD", letter)[0]
    if letter in "ďť":
        return known[base] + 110
    return known.get(letter, known.get(base, 556))
