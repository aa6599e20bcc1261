"""Capital letters of even strokes, so that no font has to be carried along."""

from math import cos, pi, sin

from nszm_portal.demonstration.drawing.canvas import Canvas, Point

GAP = 0.36  # between letters, in shares of their height


def _arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Part of an ellipse, in turns from the right and downwards."""
    steps = 24
    angles = (2 * pi * (start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + rx * cos(angle), y + ry * sin(angle)) for angle in angles]


_S = [*_arc(0.27, 0.25, 0.27, 0.25, -0.07, -0.75), *_arc(0.27, 0.75, 0.27, 0.25, -0.25, 0.43)]
_U = [(0, 0), *_arc(0.3, 0.68, 0.3, 0.32, 0.5, 0), (0.6, 0)]
_Z = [(0, 0), (0.58, 0), (0, 1), (0.58, 1)]
_BOWL = [(0, 0), *_arc(0.27, 0.27, 0.27, 0.27, -0.25, 0.25), (0, 0.54)]
_CARON = [(0.12, -0.32), (0.29, -0.18), (0.46, -0.32)]
_ACUTE = [(0.26, -0.17), (0.42, -0.34)]

# The width of each letter of height 1 and its strokes, from the upper left corner downwards.
LETTERS: dict[str, tuple[float, list[list[Point]]]] = {
    "C": (0.6, [_arc(0.38, 0.5, 0.38, 0.5, -0.14, -0.86)]),
    "E": (0.5, [[(0.5, 0), (0, 0), (0, 1), (0.5, 1)], [(0, 0.49), (0.42, 0.49)]]),
    "H": (0.6, [[(0, 0), (0, 1)], [(0.6, 0), (0.6, 1)], [(0, 0.5), (0.6, 0.5)]]),
    "K": (0.56, [[(0, 0), (0, 1)], [(0.54, 0), (0.02, 0.56)], [(0.2, 0.4), (0.56, 1)]]),
    "M": (0.76, [[(0, 1), (0, 0), (0.38, 0.62), (0.76, 0), (0.76, 1)]]),
    "N": (0.62, [[(0, 1), (0, 0), (0.62, 1), (0.62, 0)]]),
    "P": (0.54, [[(0, 1), *_BOWL]]),
    "R": (0.56, [[(0, 1), *_BOWL], [(0.24, 0.54), (0.56, 1)]]),
    "S": (0.54, [_S]),
    "U": (0.6, [_U]),
    "V": (0.68, [[(0, 0), (0.34, 1), (0.68, 0)]]),
    "Z": (0.58, [_Z]),
    "d": (0.5, [_arc(0.25, 0.72, 0.25, 0.28, 0, 1), [(0.5, 0), (0.5, 1)]]),
    "Ú": (0.6, [_U, _ACUTE]),
    "Ž": (0.58, [_Z, _CARON]),
}


def width(text: str, size: float) -> float:
    """How wide a word of a given height is, without the halves of its outer strokes."""
    return size * (sum(LETTERS[letter][0] for letter in text) + GAP * (len(text) - 1))


def write(
    c: Canvas, text: str, x: float, y: float, size: float, colour: str, weight: float = 0.16
) -> None:
    """A word from its upper left corner; `weight` is the strokes' thickness in shares of `size`."""
    for letter in text:
        wide, strokes = LETTERS[letter]
        for stroke in strokes:
            points = [(x + dx * size, y + dy * size) for dx, dy in stroke]
            c.line(points, colour, size * weight)
        x += (wide + GAP) * size
