"""Marks that stand in the demonstration for the partners' logos; like none of the real ones."""

from math import cos, pi, sin

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.canvas import Canvas, Point, curve, mix
from nszm_portal.demonstration.drawing.letters import width, write


def _centred(c: Canvas, text: str, y: float, size: float, colour: str) -> None:
    write(c, text, (c.width - width(text, size)) / 2, y, size, colour)


def _ring(x: float, y: float, r: float, count: int, turn: float = 0) -> list[Point]:
    """Points round a circle, from its top."""
    angles = [2 * pi * (step + turn) / count - pi / 2 for step in range(count)]
    return [(x + r * cos(angle), y + r * sin(angle)) for angle in angles]


def labour(c: Canvas) -> None:
    for (x, y), colour in zip(_ring(150, 158, 58, 3), (p.BLUE, p.BRAND, p.OCHRE), strict=True):
        c.oval(x, y, 78, 78, colour, 0.85)
    write(c, "MPSV", 340, 88, 126, p.NIGHT)


def environment(c: Canvas) -> None:
    right = curve([(300, 20), (400, 110), (415, 230), (300, 350)])
    left = curve([(300, 350), (185, 230), (200, 110), (300, 20)])
    c.shape([*right, *left], p.LEAF)
    c.shape([*right, (300, 20)], p.BRAND)
    c.line([(300, 130), (300, 372)], p.WHITE, 10)
    c.line(curve([(60, 380), (180, 352), (300, 380), (420, 408), (540, 380)]), p.RIVER, 20)
    _centred(c, "MŽP", 478, 104, p.PINE)


def health(c: Canvas) -> None:
    for r, colour in ((190, p.ROOF), (135, p.CLAY), (80, p.OCHRE)):
        half = [
            (210 - r * cos(pi * step / 40), 230 - r * sin(pi * step / 40)) for step in range(41)
        ]
        c.line(half, colour, 34)
    c.oval(210, 262, 42, 42, p.ROOF)
    _centred(c, "MZd", 470, 132, p.BRICK)


def regions(c: Canvas) -> None:
    heights = (90, 150, 120, 190, 140, 100)
    colours = (p.RIVER, p.BLUE, p.LEAF, p.BRAND, p.OCHRE, p.CLAY)
    for index, (high, colour) in enumerate(zip(heights, colours, strict=True)):
        c.box(20 + index * 92, 216 - high, 70, high, colour, radius=8)
    write(c, "MMR", 612, 58, 148, p.SLATE)


def institute(c: Canvas) -> None:
    c.shape(_ring(300, 300, 296, 6), p.BRAND)
    c.shape(_ring(300, 300, 262, 6), p.WHITE)
    c.shape(_ring(300, 300, 246, 6), p.BRAND)
    _centred(c, "SZÚ", 250, 128, p.WHITE)


def charles(c: Canvas) -> None:
    for inset, colour in ((0, p.BRICK), (52, p.CREAM), (88, p.ROOF), (140, p.WHITE)):
        left, right = 60 + inset, 420 - inset
        c.oval(240, 200 + inset * 0.16, (right - left) / 2, 180 - inset * 0.9, colour)
        c.box(left, 200 + inset * 0.16, right - left, 226 - inset * 0.16, colour)
    c.box(30, 418, 420, 22, p.BRICK)
    _centred(c, "UK", 512, 124, p.BRICK)


def masaryk(c: Canvas) -> None:
    c.box(0, 0, 640, 500, p.NIGHT, radius=26)
    c.box(70, 388, 500, 22, p.WATER)
    _centred(c, "MU", 110, 216, p.WHITE)


def partnership(c: Canvas) -> None:
    for x, colour in ((150, p.LEAF), (290, p.BLUE)):
        c.oval(x, 180, 140, 140, colour)
        c.oval(x, 180, 96, 96, p.WHITE)
    over = [(150 + 118 * cos(-a / 20), 180 + 118 * sin(-a / 20)) for a in range(16, 27)]
    c.line(over, p.LEAF, 44)  # the left ring passes over the right one above, under it below
    write(c, "NP", 520, 100, 160, p.PINE)


def network(c: Canvas) -> None:
    outer = _ring(150, 150, 116, 9)
    for a in range(9):
        c.line([outer[a], outer[(a + 2) % 9]], mix(p.BLUE, p.WHITE, 0.55), 6)
    for index, (x, y) in enumerate(outer):
        c.oval(x, y, 24, 24, (p.BLUE, p.BRAND, p.RIVER)[index % 3])
    write(c, "EHCN", 350, 84, 132, p.BLUE)
