"""A canvas that is drawn larger than asked and shrunk at the end, so that edges come out smooth."""

import random
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFilter

# Scenes think in pictures 1920 wide. They are drawn on a canvas of 2560 points and halved, which
# smooths the edges; wider ones would double the time in which the library makes its renditions.
FINER = 4 / 3
HALF = 2

Point = tuple[float, float]


@dataclass(frozen=True)
class Fade:
    """A fill that runs from one colour at the top of a shape to another at its bottom."""

    top: str
    bottom: str


def mix(first: str, second: str, share: float) -> str:
    """`share` (0 to 1) of `second` in `first`; colours in and out are "#RRGGBB"."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#{:02X}{:02X}{:02X}".format(*(round(a + (b - a) * share) for a, b in pairs))


def curve(points: list[Point], steps: int = 12) -> list[Point]:
    """The points of a smooth line through `points` (Catmull–Rom spline)."""
    padded = [points[0], *points, points[-1]]
    line = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(tuple(_between(a[i], b[i], c[i], d[i], t) for i in (0, 1)))
    return [*line, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


class Canvas:
    """Takes coordinates in points of the finished picture; paints over what is there."""

    def __init__(self, width: int, height: int, seed: str) -> None:
        self.width, self.height = width, height
        self.chance = random.Random(seed)
        self.image = Image.new("RGB", (round(width * FINER), round(height * FINER)), "white")
        self._pen = ImageDraw.Draw(self.image)

    def shape(self, points: list[Point], fill: str | Fade, opacity: float = 1) -> None:
        """A filled polygon; without opacity or a fade it is painted directly, which is quickest."""
        big = [(x * FINER, y * FINER) for x, y in points]
        if isinstance(fill, str) and opacity == 1:
            self._pen.polygon(big, fill=fill)
            return
        self._through_mask(_bounds(big), fill, opacity, lambda pen, at: pen.polygon(at(big), 255))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | Fade,
        opacity: float = 1,
        radius: float = 0,
    ) -> None:
        """A rectangle from its upper left corner, with round corners when `radius` is given."""
        big = [(x * FINER, y * FINER), ((x + width) * FINER, (y + height) * FINER)]
        if isinstance(fill, str) and opacity == 1:
            self._pen.rounded_rectangle(big, radius * FINER, fill=fill)
            return
        if opacity == 1 and not radius:
            left, top, right, bottom = _bounds(big)
            self.image.paste(_paint(fill, (right - left, bottom - top)), (left, top))
            return
        self._through_mask(
            _bounds(big),
            fill,
            opacity,
            lambda pen, at: pen.rounded_rectangle(at(big), radius * FINER, fill=255),
        )

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: str | Fade, opacity: float = 1
    ) -> None:
        """An ellipse about its centre."""
        big = [((x - rx) * FINER, (y - ry) * FINER), ((x + rx) * FINER, (y + ry) * FINER)]
        if isinstance(fill, str) and opacity == 1:
            self._pen.ellipse(big, fill=fill)
            return
        self._through_mask(_bounds(big), fill, opacity, lambda pen, at: pen.ellipse(at(big), 255))

    def line(self, points: list[Point], colour: str, width: float) -> None:
        """A line with round joints and round ends."""
        big = [(x * FINER, y * FINER) for x, y in points]
        self._pen.line(big, fill=colour, width=round(width * FINER), joint="curve")
        for x, y in (big[0], big[-1]):
            r = width * FINER / 2
            self._pen.ellipse([x - r, y - r, x + r, y + r], fill=colour)

    def glow(self, x: float, y: float, radius: float, colour: str, opacity: float) -> None:
        """A soft light about a point."""
        small = 64
        mask = Image.new("L", (small * 2, small * 2))
        ImageDraw.Draw(mask).ellipse(
            [small * 0.55, small * 0.55, small * 1.45, small * 1.45], fill=round(255 * opacity)
        )
        mask = mask.filter(ImageFilter.GaussianBlur(small * 0.2))
        side = round(radius * 2 * FINER)
        corner = (round((x - radius) * FINER), round((y - radius) * FINER))
        self.image.paste(Image.new("RGB", (side, side), colour), corner, mask.resize((side, side)))

    def jpeg(self) -> bytes:
        """The finished picture."""
        return self._file("JPEG", quality=92, subsampling=0)

    def png(self) -> bytes:
        """The finished picture, for few colours and sharp edges."""
        return self._file("PNG")

    def _file(self, file_type: str, **options) -> bytes:
        out = BytesIO()
        self.image.reduce(HALF).save(out, file_type, **options)
        return out.getvalue()

    def _through_mask(self, bounds, fill, opacity, paint) -> None:
        left, top, right, bottom = bounds
        size = (max(right - left, 1), max(bottom - top, 1))
        mask = Image.new("L", size)
        paint(ImageDraw.Draw(mask), lambda points: [(x - left, y - top) for x, y in points])
        if opacity < 1:
            mask = mask.point(lambda value: round(value * opacity))
        self.image.paste(_paint(fill, size), (left, top), mask)


def _paint(fill: str | Fade, size: tuple[int, int]) -> Image.Image:
    if isinstance(fill, str):
        return Image.new("RGB", size, fill)
    width, height = size
    share = Image.linear_gradient("L").resize((1, height))
    top, bottom = (Image.new("RGB", (1, height), colour) for colour in (fill.top, fill.bottom))
    return Image.composite(bottom, top, share).resize(size, Image.Resampling.NEAREST)


def _bounds(points: list[Point]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1
