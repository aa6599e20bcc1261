"""Scenes on a meadow: a cycle path, a house that lives on wind and sun."""

from math import cos, pi, sin

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.buildings import cottage
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix
from nszm_portal.demonstration.drawing.nature import (
    bush,
    cloud,
    far_hills,
    grass,
    height_on,
    hill,
    poplar,
    round_tree,
    sky,
    sun,
)
from nszm_portal.demonstration.drawing.people import person


def cycle_path(c: Canvas) -> None:
    sky(c)
    sun(c, 360, 260, 60)
    for x, y, size in ((820, 200, 90), (1450, 260, 110)):
        cloud(c, x, y, size)
    far_hills(c)
    ground = hill(
        c, [(-20, 800), (500, 775), (1000, 800), (1500, 770), (1940, 790)], Fade(p.SPRING, p.MEADOW)
    )
    for x in (90, 200, 300, 1500, 1600, 1690, 1770):
        cottage(
            c,
            x,
            height_on(ground, x) + 20,
            c.chance.uniform(70, 92),
            c.chance.choice((p.CREAM, p.PEACH)),
            c.chance.choice((p.ROOF, p.CLAY)),
        )
    c.shape([(-20, 960), (700, 842), (960, 838), (-20, 1120)], mix(p.OCHRE, p.CREAM, 0.35))
    grass(c, 1000)
    middle = curve([(1010, 796), (960, 850), (1020, 930), (900, 1070), (700, 1300)])
    edges = [[(x + sign * (4 + (y - 796) * 0.62), y) for x, y in middle] for sign in (-1, 1)]
    c.shape([*edges[0], *reversed(edges[1])], Fade(mix(p.STONE, p.WHITE, 0.3), p.STONE))
    for start in range(4, len(middle) - 4, 6):
        a, b = middle[start], middle[start + 3]
        wide = 1 + (a[1] - 796) * 0.022
        c.shape(
            [
                (a[0] - wide, a[1]),
                (a[0] + wide, a[1]),
                (b[0] + wide * 1.3, b[1]),
                (b[0] - wide * 1.3, b[1]),
            ],
            p.WHITE,
        )
    for x, y, size in (
        (1095, 812, 110),
        (1150, 846, 160),
        (1235, 905, 240),
        (1390, 1010, 370),
        (1660, 1190, 600),
    ):
        poplar(c, x, y, size, mix(p.LEAF, p.MEADOW, (1190 - y) / 800))
    cyclist(c, 980, 905, 130, p.BLUE)
    cyclist(c, 760, 1120, 330, p.ROOF)
    _signpost(c, 330, 1130)


def cyclist(c: Canvas, x: float, y: float, size: float, cloth: str) -> None:
    """Rides to the right; (x, y) is on the ground between the wheels."""
    wheel, frame = size * 0.22, size * 0.026
    c.oval(x, y, size * 0.5, size * 0.03, p.INK, 0.18)
    hubs = [(x - size * 0.28, y - wheel), (x + size * 0.28, y - wheel)]
    for hx, hy in hubs:
        c.oval(hx, hy, wheel, wheel, p.INK)
        c.oval(hx, hy, wheel * 0.86, wheel * 0.86, mix(p.STONE, p.SPRING, 0.4))
        for turn in range(6):
            c.line(
                [
                    (hx, hy),
                    (
                        hx + wheel * 0.86 * cos(turn * pi / 3),
                        hy + wheel * 0.86 * sin(turn * pi / 3),
                    ),
                ],
                p.MUTED,
                1.2,
            )
    pedal, seat, bars = (
        (x - size * 0.02, y - wheel),
        (x - size * 0.12, y - size * 0.52),
        (x + size * 0.2, y - size * 0.56),
    )
    for a, b in (
        (hubs[0], pedal),
        (pedal, seat),
        (hubs[0], seat),
        (seat, bars),
        (pedal, bars),
        (bars, hubs[1]),
    ):
        c.line([a, b], p.BRAND, frame)
    c.line([(seat[0] - size * 0.06, seat[1]), (seat[0] + size * 0.05, seat[1])], p.INK, size * 0.04)
    c.line([bars, (bars[0] + size * 0.05, bars[1] - size * 0.06)], p.INK, frame)
    dark = mix(cloth, p.INK, 0.55)
    hip, knee, neck = (
        (seat[0], seat[1] - size * 0.03),
        (x + size * 0.1, y - size * 0.4),
        (x + size * 0.02, y - size * 0.86),
    )
    c.line([hip, knee, (pedal[0] + size * 0.04, pedal[1] + size * 0.06)], dark, size * 0.09)
    c.line([hip, (neck[0], neck[1] + size * 0.04)], cloth, size * 0.17)
    c.line(
        [
            (neck[0] + size * 0.02, neck[1] + size * 0.07),
            (x + size * 0.14, y - size * 0.66),
            (bars[0] + size * 0.03, bars[1] - size * 0.04),
        ],
        mix(cloth, p.INK, 0.2),
        size * 0.06,
    )
    c.oval(neck[0] + size * 0.05, neck[1] - size * 0.11, size * 0.085, size * 0.095, p.SKIN[0])
    c.shape(
        [
            (neck[0] - size * 0.05, neck[1] - size * 0.13),
            (neck[0] + size * 0.02, neck[1] - size * 0.235),
            (neck[0] + size * 0.11, neck[1] - size * 0.215),
            (neck[0] + size * 0.15, neck[1] - size * 0.14),
        ],
        p.OCHRE,
    )


def _signpost(c: Canvas, x: float, y: float) -> None:
    c.line([(x, y), (x, y - 300)], p.WOOD, 12)
    for top, way in ((y - 300, 1), (y - 225, -1)):
        tip, back = x + way * 170, x - way * 40
        c.shape(
            [
                (back, top),
                (tip - way * 34, top),
                (tip, top + 27),
                (tip - way * 34, top + 54),
                (back, top + 54),
            ],
            p.OCHRE,
        )
        c.box(min(back, tip) + 50, top + 20, 84, 5, p.SLATE)
        c.box(min(back, tip) + 50, top + 32, 56, 5, p.SLATE)


def wind(c: Canvas) -> None:
    sky(c, "#9CC6D6", p.CREAM)
    for x, y, size in ((300, 300, 100), (1010, 200, 80), (1650, 360, 90)):
        cloud(c, x, y, size)
    far_hills(c)
    ground = hill(
        c, [(-20, 820), (480, 760), (960, 790), (1500, 730), (1940, 770)], Fade(p.SPRING, p.MEADOW)
    )
    for x, size, turn in ((180, 330, 0.3), (420, 250, 1.1), (1480, 420, 0.75), (1760, 300, 0.1)):
        turbine(c, x, height_on(ground, x) + 8, size, turn)
    for x in range(560, 1300, 62):
        round_tree(
            c, x, height_on(ground, x) + 16, c.chance.uniform(50, 90), mix(p.LEAF, p.HAZE, 0.25)
        )
    hill(
        c, [(-20, 985), (500, 1000), (1000, 960), (1500, 985), (1940, 950)], Fade(p.MEADOW, p.LEAF)
    )
    grass(c, 1060)
    _solar_house(c, 900, 1130)
    for x in (930, 1005, 1180, 1540, 1610):
        bush(c, x, 1134, c.chance.uniform(24, 34), c.chance.choice((p.LEAF, p.MEADOW)))
    for x, y, size in ((760, 1130, 300), (1725, 1120, 330), (1830, 1150, 250)):
        round_tree(c, x, y, size, mix(p.LEAF, p.MEADOW, 0.2))
    for row in range(2):
        for column in range(3):
            _panel(c, 110 + column * 190 + row * 46, 1070 + row * 105)
    person(c, 1010, 1150, 210, p.ROOF, p.SKIN[0], p.WOOD, waving=True)
    person(c, 1120, 1158, 130, p.OCHRE, p.SKIN[0], "#C9A35B")


def turbine(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    c.shape(
        [
            (x - size * 0.02, y),
            (x - size * 0.009, y - size),
            (x + size * 0.009, y - size),
            (x + size * 0.02, y),
        ],
        Fade(p.WHITE, "#DDE4E0"),
    )
    hub = (x, y - size)
    for blade in range(3):
        angle = turn + blade * 2 * pi / 3
        along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))
        shape = [(0, 0.012), (0.12, 0.03), (0.62, 0.006), (0.62, -0.004), (0, -0.012)]
        c.shape(
            [
                (
                    hub[0] + size * (d * along[0] + w * across[0]),
                    hub[1] + size * (d * along[1] + w * across[1]),
                )
                for d, w in shape
            ],
            mix(p.WHITE, p.HAZE, 0.25 * blade),
        )
    c.oval(*hub, size * 0.024, size * 0.024, p.STONE)


def _panel(c: Canvas, x: float, y: float) -> None:
    c.line([(x + 40, y + 90), (x + 40, y + 40)], p.SLATE, 7)
    c.line([(x + 130, y + 90), (x + 130, y + 40)], p.SLATE, 7)
    corners = [(x + 34, y), (x + 182, y), (x + 150, y + 72), (x, y + 72)]
    c.shape(corners, Fade(p.RIVER, p.BLUE))
    for share in (0.25, 0.5, 0.75):
        c.line([(x + 34 + 148 * share, y), (x + 150 * share, y + 72)], p.WATER, 2)
    c.line([(x + 17, y + 36), (x + 166, y + 36)], p.WATER, 2)


def _solar_house(c: Canvas, x: float, y: float) -> None:
    c.oval(x + 400, y, 480, 26, p.INK, 0.12)
    c.box(x, y - 250, 740, 250, Fade(p.CREAM, p.WALL))
    c.shape(
        [(x - 40, y - 244), (x + 80, y - 430), (x + 660, y - 430), (x + 780, y - 244)],
        Fade(p.CLAY, p.ROOF),
    )
    for column in range(6):
        left = x + 120 + column * 84
        c.shape(
            [
                (left, y - 410),
                (left + 74, y - 410),
                (left + 70 + (column - 2.5) * 6, y - 280),
                (left - 8 + (column - 2.5) * 6, y - 280),
            ],
            Fade(p.RIVER, p.NIGHT),
        )
        c.line([(left - 3, y - 345), (left + 72, y - 345)], p.WATER, 2)
    for left in (50, 200, 470, 600):
        c.box(x + left, y - 190, 90, 110, p.WHITE)
        c.box(x + left + 8, y - 182, 74, 94, Fade(p.RIVER, p.SLATE))
        c.box(x + left + 42, y - 182, 6, 94, p.WHITE)
    c.box(x + 345, y - 190, 80, 190, p.BRAND)
    c.oval(x + 410, y - 95, 5, 5, p.OCHRE)
