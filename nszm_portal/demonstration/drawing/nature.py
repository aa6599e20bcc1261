"""Sky, hills, grass and trees."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, Point, curve, mix

HILLS = (
    ((0, 640), (300, 560), (640, 610), (980, 530), (1400, 600), (1920, 540)),
    ((0, 720), (360, 690), (760, 740), (1180, 660), (1560, 700), (1920, 650)),
)


def sky(c: Canvas, top: str = "#BCD9E0", bottom: str = p.CREAM, down_to: float = 0.7) -> None:
    """Covers the whole picture; the fade ends at `down_to` of its height."""
    c.box(0, 0, c.width, c.height, bottom)
    c.box(0, 0, c.width, c.height * down_to, Fade(top, bottom))


def sun(c: Canvas, x: float, y: float, radius: float) -> None:
    c.glow(x, y, radius * 4, "#FFF6DC", 0.9)
    c.oval(x, y, radius, radius, "#FFF3CF")


def cloud(c: Canvas, x: float, y: float, size: float, colour: str = "#F8FAF7") -> None:
    for dx, dy, r in (
        (-1.1, 0.12, 0.4),
        (-0.45, -0.12, 0.6),
        (0.3, -0.02, 0.5),
        (0.95, 0.16, 0.34),
    ):
        c.oval(x + dx * size, y + dy * size, r * size, r * size * 0.8, colour)
    c.box(x - 1.7 * size, y + 0.14 * size, 3.2 * size, 0.36 * size, colour, radius=0.18 * size)


def hill(c: Canvas, points: list[Point], fill: str | Fade) -> list[Point]:
    """Ground under a smooth line; gives back the line."""
    line = curve(points)
    c.shape([*line, (c.width + 20, c.height + 20), (-20, c.height + 20)], fill)
    return line


def height_on(line: list[Point], x: float) -> float:
    """How high the line of a hill runs above `x`."""
    return min(line, key=lambda point: abs(point[0] - x))[1]


def far_hills(c: Canvas, lift: float = 0, haze: str = p.HAZE) -> None:
    """Two ranges on the horizon, paler the farther they are."""
    for points, colour in zip(
        HILLS, (mix(p.LEAF, haze, 0.72), mix(p.LEAF, haze, 0.5)), strict=True
    ):
        stretched = [(x * c.width / 1920, y - lift) for x, y in points]
        hill(c, [(-20, stretched[0][1]), *stretched, (c.width + 20, stretched[-1][1])], colour)


def grass(c: Canvas, top: int) -> None:
    """Blades and flowers in the foreground."""
    for _ in range(150):
        x, y = c.chance.uniform(0, c.width), c.chance.uniform(top, c.height)
        size = 10 + (y - top) * 0.12
        c.line(
            [(x, y), (x + c.chance.uniform(-6, 6), y - size)],
            c.chance.choice((p.BRAND, p.SPRING, p.LEAF)),
            2,
        )
    for _ in range(46):
        x, y = c.chance.uniform(0, c.width), c.chance.uniform(top + 20, c.height)
        c.oval(x, y, 5, 4.4, c.chance.choice((p.WHITE, p.OCHRE, p.ROSE)))


def round_tree(c: Canvas, x: float, y: float, size: float, colour: str = p.LEAF) -> None:
    """A tree that stands on (x, y); `size` is its height."""
    c.oval(x + size * 0.12, y, size * 0.34, size * 0.035, p.INK, 0.14)
    c.shape(
        [
            (x - size * 0.035, y),
            (x - size * 0.02, y - size * 0.5),
            (x + size * 0.02, y - size * 0.5),
            (x + size * 0.035, y),
        ],
        mix(p.WOOD, colour, 0.25),
    )
    shade, light = mix(colour, p.PINE, 0.35), mix(colour, "#F5EBAE", 0.22)
    crown = (
        (-0.2, 0.48, 0.16),
        (0.19, 0.46, 0.17),
        (0, 0.44, 0.17),
        (-0.17, 0.64, 0.18),
        (0.19, 0.66, 0.17),
        (0, 0.62, 0.24),
        (-0.05, 0.78, 0.18),
        (0.1, 0.79, 0.15),
    )
    for dx, dy, r in crown:
        c.oval(x + dx * size, y - dy * size, r * size, r * size, shade)
    for dx, dy, r in crown:
        c.oval(
            x + (dx - 0.025) * size, y - (dy + 0.03) * size, r * size * 0.9, r * size * 0.88, colour
        )
    for dx, dy, r in (
        (-0.13, 0.8, 0.11),
        (-0.21, 0.57, 0.1),
        (0.08, 0.84, 0.09),
        (0.13, 0.58, 0.09),
    ):
        c.oval(x + dx * size, y - dy * size, r * size, r * size * 0.85, light, 0.45)


def conifer(c: Canvas, x: float, y: float, size: float, colour: str = p.BRAND) -> None:
    c.box(x - size * 0.025, y - size * 0.14, size * 0.05, size * 0.14, p.WOOD)
    for level in range(4):
        base, half = y - size * (0.1 + 0.2 * level), size * (0.24 - 0.048 * level)
        tip = base - size * 0.34
        c.shape([(x - half, base), (x, tip), (x + half, base)], colour)
        c.shape([(x, tip), (x + half, base), (x + half * 0.2, base)], mix(colour, p.INK, 0.22))


def poplar(c: Canvas, x: float, y: float, size: float, colour: str = p.LEAF) -> None:
    c.box(x - size * 0.015, y - size * 0.2, size * 0.03, size * 0.2, p.WOOD)
    c.oval(x, y - size * 0.53, size * 0.11, size * 0.45, mix(colour, p.PINE, 0.3))
    c.oval(x - size * 0.018, y - size * 0.55, size * 0.085, size * 0.41, colour)


def bush(c: Canvas, x: float, y: float, size: float, colour: str = p.LEAF) -> None:
    for dx, r in ((-0.5, 0.4), (0.5, 0.38), (0, 0.55)):
        c.oval(
            x + dx * size, y - r * size * 0.6, r * size, r * size * 0.75, mix(colour, p.PINE, 0.25)
        )
    for dx, r in ((-0.5, 0.33), (0.45, 0.3), (-0.04, 0.46)):
        c.oval(x + (dx - 0.04) * size, y - r * size * 0.8, r * size, r * size * 0.7, colour)
