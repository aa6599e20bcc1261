"""Houses of a village and of a town."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix


def windows(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    columns: int,
    rows: int,
    colour: str = p.SLATE,
    frame: str = p.WHITE,
) -> None:
    """A grid of windows inside the given box; each with a light frame and a sill."""
    cell_w, cell_h = width / columns, height / rows
    for row in range(rows):
        for column in range(columns):
            w, h = cell_w * 0.42, cell_h * 0.56
            left, top = x + cell_w * (column + 0.29), y + cell_h * (row + 0.22)
            edge = max(w * 0.13, 1)
            c.box(left - edge, top - edge, w + 2 * edge, h + 2 * edge, frame)
            c.box(left, top, w, h, colour)
            c.box(left + w * 0.46, top, max(w * 0.08, 0.8), h, frame)
            c.box(
                left - edge * 1.6, top + h + edge, w + edge * 3.2, edge, mix(frame, p.EARTH, 0.35)
            )


def cottage(
    c: Canvas, x: float, y: float, size: float, wall: str = p.WALL, roof: str = p.ROOF
) -> None:
    """A house seen from a corner: gable on the left, long side on the right; stands on y."""
    high, gable, side, rise = size * 0.46, size * 0.46, size * 0.8, size * 0.4
    c.oval(x + size * 0.75, y, size * 0.85, size * 0.05, p.INK, 0.12)
    top = y - high
    c.shape(
        [(x, y), (x, top), (x + gable / 2, top - rise), (x + gable, top), (x + gable, y)],
        wall,
    )
    c.box(x + gable, top, side, high, mix(wall, p.EARTH, 0.32))
    ridge = (x + gable / 2, top - rise)
    c.shape(
        [
            (ridge[0] - size * 0.02, ridge[1] - size * 0.02),
            (ridge[0] + side, ridge[1] - size * 0.02),
            (x + gable + side + size * 0.04, top + size * 0.03),
            (x + gable + size * 0.03, top + size * 0.03),
        ],
        roof,
    )
    c.line(
        [(x - size * 0.03, top + size * 0.03), ridge, (x + gable + size * 0.03, top + size * 0.03)],
        mix(roof, p.INK, 0.25),
        size * 0.035,
    )
    chimney = (ridge[0] + side * 0.55, ridge[1] - size * 0.12)
    c.box(*chimney, size * 0.09, size * 0.2, mix(roof, p.INK, 0.3))
    windows(c, x + size * 0.05, top + size * 0.06, gable - size * 0.1, high * 0.6, 2, 1)
    windows(
        c,
        x + gable + size * 0.06,
        top + size * 0.06,
        side - size * 0.3,
        high * 0.6,
        2,
        1,
        p.SLATE,
        p.SAND,
    )
    c.box(x + gable + side - size * 0.22, y - high * 0.62, size * 0.13, high * 0.62, p.WOOD)


def church(
    c: Canvas, x: float, y: float, size: float, wall: str = p.CREAM, roof: str = p.ROOF
) -> None:
    """A village church: tower with a cupola, nave to the right; `size` is the tower's height."""
    dark = mix(wall, p.EARTH, 0.32)
    width = size * 0.22
    c.oval(x + size * 0.35, y, size * 0.6, size * 0.04, p.INK, 0.12)
    c.box(x + width, y - size * 0.32, size * 0.6, size * 0.32, dark)
    c.shape(
        [
            (x + width * 0.6, y - size * 0.56),
            (x + width + size * 0.48, y - size * 0.56),
            (x + width + size * 0.64, y - size * 0.31),
            (x + width * 0.6, y - size * 0.31),
        ],
        roof,
    )
    for step in range(3):
        left = x + width + size * (0.1 + step * 0.17)
        c.box(left, y - size * 0.24, size * 0.06, size * 0.15, p.SLATE, radius=size * 0.03)
    c.box(x, y - size * 0.72, width * 0.62, size * 0.72, wall)
    c.box(x + width * 0.62, y - size * 0.72, width * 0.38, size * 0.72, dark)
    c.box(x + width * 0.2, y - size * 0.62, width * 0.26, size * 0.11, p.SLATE, radius=width * 0.13)
    c.oval(x + width * 0.33, y - size * 0.42, width * 0.15, width * 0.15, p.WHITE)
    c.line([(x + width * 0.33, y - size * 0.42), (x + width * 0.33, y - size * 0.445)], p.INK, 1.5)
    copper = p.BRAND
    c.shape(
        curve(
            [
                (x - width * 0.06, y - size * 0.72),
                (x + width * 0.06, y - size * 0.79),
                (x + width * 0.38, y - size * 0.83),
                (x + width * 0.5, y - size * 0.93),
                (x + width * 0.62, y - size * 0.83),
                (x + width * 0.94, y - size * 0.79),
                (x + width * 1.06, y - size * 0.72),
            ]
        ),
        copper,
    )
    c.line(
        [(x + width * 0.5, y - size), (x + width * 0.5, y - size * 0.9)],
        p.INK,
        max(size * 0.008, 1.5),
    )


def townhouse(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    wall: str,
    *,
    roof: str = p.ROOF,
    gable: str = "flat",
    columns: int = 3,
    rows: int = 2,
    arcade: bool = False,
    glass: str = p.SLATE,
) -> None:
    """A house of a square's row, seen from the front; `gable` is flat, stepped or curved."""
    top = y - height
    _crown(c, x, top, width, wall, roof, gable)
    c.box(x, top, width, height, Fade(mix(wall, p.WHITE, 0.25), wall))
    c.box(x - 3, top - 5, width + 6, 12, mix(wall, p.EARTH, 0.3))
    ground = height * 0.3
    windows(c, x + width * 0.05, top + 12, width * 0.9, height - ground - 16, columns, rows, glass)
    c.box(x, y - ground - 6, width, 7, mix(wall, p.EARTH, 0.3))
    if arcade:
        _arches(c, x, y, width, ground, wall)
    else:
        _shop(c, x, y, width, ground)


def _crown(c: Canvas, x: float, top: float, width: float, wall: str, roof: str, gable: str) -> None:
    if gable == "flat":
        rise = width * 0.3
        c.shape(
            [
                (x - 6, top),
                (x + width * 0.1, top - rise),
                (x + width * 0.9, top - rise),
                (x + width + 6, top),
            ],
            Fade(mix(roof, p.PEACH, 0.15), roof),
        )
        for share in (0.33, 0.67):
            mid = x + width * share
            c.box(mid - 15, top - rise * 0.58, 30, rise * 0.4, mix(wall, p.WHITE, 0.3))
            c.shape(
                [
                    (mid - 20, top - rise * 0.58),
                    (mid, top - rise * 0.82),
                    (mid + 20, top - rise * 0.58),
                ],
                roof,
            )
            c.box(mid - 8, top - rise * 0.48, 16, rise * 0.26, p.SLATE)
        return
    rise = width * 0.5
    if gable == "stepped":
        for step in range(4):
            inset = width * 0.12 * step
            high = top - rise * 0.25 * (step + 1)
            c.box(x + inset, high, width - 2 * inset, rise * 0.25 + 8, wall)
            c.box(x + inset - 3, high - 6, width - 2 * inset + 6, 8, roof)
    else:
        side = [(0, 0), (0.06, 0.22), (0.2, 0.36), (0.28, 0.66), (0.5, 0.82)]
        left = [(x + width * dx, top - rise * dy) for dx, dy in side]
        right = [(x + width * (1 - dx), top - rise * dy) for dx, dy in reversed(side)]
        c.shape([*curve(left), *curve(right)], wall)
        c.line(curve(left) + curve(right), mix(wall, p.EARTH, 0.4), 5)
    c.oval(x + width / 2, top - rise * 0.36, width * 0.07, width * 0.07, p.WHITE)
    c.oval(x + width / 2, top - rise * 0.36, width * 0.052, width * 0.052, p.SLATE)


def _arches(c: Canvas, x: float, y: float, width: float, height: float, wall: str) -> None:
    dark = mix(wall, p.INK, 0.55)
    count = max(2, round(width / 95))
    each = width / count
    for index in range(count):
        left = x + index * each + each * 0.14
        c.box(
            left,
            y - height * 0.86,
            each * 0.72,
            height * 0.86 + each * 0.3,
            dark,
            radius=each * 0.36,
        )
    c.box(x, y, width, each * 0.32, mix(p.STONE, p.SAND, 0.4))


def _shop(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    c.box(x + width * 0.08, y - height * 0.74, width * 0.5, height * 0.56, p.SLATE)
    c.box(x + width * 0.08, y - height * 0.86, width * 0.5, height * 0.14, p.BRAND)
    c.box(x + width * 0.68, y - height * 0.8, width * 0.2, height * 0.8, p.WOOD)
