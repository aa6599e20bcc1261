"""Scenes of a town: its square, a market, a night, a view over the roofs."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.buildings import church, cottage, townhouse
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix
from nszm_portal.demonstration.drawing.nature import bush, cloud, hill, round_tree, sky, sun
from nszm_portal.demonstration.drawing.people import passer, person

GABLES = ("flat", "curved", "flat", "stepped", "flat", "curved", "flat")


def row(c: Canvas, y: float, *, arcade: bool, glass: str = p.SLATE, low: int = 380) -> None:
    """A row of houses across the whole width; `y` is the pavement."""
    x, index = -30.0, 0
    while x < c.width:
        width = c.chance.choice((230, 270, 300))
        townhouse(
            c,
            x,
            y,
            width,
            low + c.chance.choice((0, 30, 70)),
            p.WALLS[index % len(p.WALLS)],
            roof=c.chance.choice(p.ROOFS),
            gable=GABLES[index % len(GABLES)],
            columns=3 if width < 300 else 4,
            arcade=arcade,
            glass=glass,
        )
        x, index = x + width, index + 1


def paving(c: Canvas, top: float, colour: str = p.SAND, joint: str = p.STONE) -> None:
    """A paved ground that runs towards the horizon."""
    c.box(
        0, top, c.width, c.height - top, Fade(mix(colour, joint, 0.35), mix(colour, p.WHITE, 0.3))
    )
    y, gap = top + 14, 14.0
    while y < c.height:
        c.box(0, y, c.width, max(gap * 0.06, 1), joint, 0.8)
        y, gap = y + gap, gap * 1.2
    middle = c.width / 2
    for index in range(-16, 17):
        c.line(
            [(middle + index * 75, top), (middle + index * 190, c.height)],
            mix(colour, joint, 0.75),
            1.6,
        )


def square(c: Canvas) -> None:
    sky(c)
    sun(c, 1620, 170, 52)
    for x, y, size in ((260, 150, 80), (900, 110, 66)):
        cloud(c, x, y, size)
    church(c, 1330, 560, 470)
    row(c, 820, arcade=True)
    paving(c, 820)
    for x, y in ((150, 850), (430, 862), (560, 858), (1290, 854), (1500, 866), (1790, 850)):
        passer(c, x, y, 118)
    _fountain(c, 960, 1010)
    for x, y, size in (
        (330, 1010, 185),
        (620, 1100, 215),
        (1330, 1060, 205),
        (1610, 1130, 225),
        (250, 1180, 235),
    ):
        passer(c, x, y, size)
    person(c, 1420, 1066, 130, p.OCHRE, p.SKIN[0], "#C9A35B", skirt=True)
    for x in (60, 1860):
        _tub(c, x, 1190)


def _fountain(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y + 46, 300, 54, p.INK, 0.12)
    c.oval(x, y + 36, 280, 62, mix(p.STONE, p.EARTH, 0.4))
    c.box(x - 280, y - 22, 560, 58, mix(p.STONE, p.EARTH, 0.2))
    c.oval(x, y - 22, 280, 62, p.STONE)
    c.oval(x, y - 24, 252, 50, Fade(p.RIVER, p.WATER))
    c.shape(
        [(x - 30, y - 20), (x - 20, y - 190), (x + 20, y - 190), (x + 30, y - 20)],
        mix(p.STONE, p.EARTH, 0.3),
    )
    c.oval(x, y - 190, 92, 20, mix(p.STONE, p.EARTH, 0.4))
    c.oval(x, y - 196, 92, 18, p.STONE)
    c.box(x - 11, y - 290, 22, 96, mix(p.STONE, p.EARTH, 0.3))
    c.oval(x, y - 300, 22, 24, p.STONE)
    for side in (-1, 1):
        for reach, high in ((60, 66), (120, 96)):
            jet = curve(
                [
                    (x + side * 4, y - 312),
                    (x + side * reach * 0.5, y - 312 - high * 0.4),
                    (x + side * reach, y - 200),
                    (x + side * reach * 1.25, y - 40),
                ]
            )
            c.line(jet, p.WHITE, 3.5)


def _tub(c: Canvas, x: float, y: float) -> None:
    bush(c, x, y - 100, 78, p.LEAF)
    for dx, dy in ((-40, -130), (10, -150), (40, -120), (-10, -115)):
        c.oval(x + dx, y + dy, 9, 9, p.ROSE)
    c.shape([(x - 84, y - 104), (x + 84, y - 104), (x + 64, y), (x - 64, y)], Fade(p.CLAY, p.BRICK))
    c.box(x - 92, y - 116, 184, 20, p.CLAY)


def market(c: Canvas) -> None:
    sky(c)
    for x, y, size in ((420, 140, 84), (1380, 120, 96)):
        cloud(c, x, y, size)
    row(c, 760, arcade=False, low=360)
    paving(c, 760)
    for x in (60, 700, 1290, 1880):
        passer(c, x, 812, 122)
    for x, colour in ((90, p.BRAND), (560, p.CLAY), (1030, p.BLUE), (1500, p.OCHRE)):
        _stall(c, x, 1050, colour)
    for x, y, size in ((250, 1160, 250), (800, 1190, 262), (940, 1175, 240), (1490, 1180, 256)):
        passer(c, x, y, size)
    person(c, 350, 1168, 165, p.OCHRE, p.SKIN[0], p.WOOD)
    _baskets(c)


def _stall(c: Canvas, x: float, y: float, colour: str) -> None:
    width, high = 330, 330
    c.oval(x + width / 2, y, width * 0.6, 20, p.INK, 0.14)
    for dx in (8, width - 20):
        c.box(x + dx, y - high, 12, high, p.WOOD)
    c.box(x + 20, y - high + 40, width - 40, 150, mix(colour, p.INK, 0.72), 0.5)
    person(
        c,
        x + width / 2,
        y - 20,
        262,
        c.chance.choice(p.CLOTH),
        c.chance.choice(p.SKIN),
        c.chance.choice((p.WOOD, p.INK)),
    )
    c.box(x, y - 140, width, 140, Fade(p.EARTH, p.WOOD))
    for board in range(1, 4):
        c.box(x, y - 140 + board * 35, width, 2, p.WOOD)
    for heap in range(4):
        _goods(c, x + 12 + heap * 78, y - 140, heap)
    stripes = 8
    each = (width + 60) / stripes
    for stripe in range(stripes):
        left = x - 30 + stripe * each
        tone = colour if stripe % 2 == 0 else p.CREAM
        top = x + 10 + stripe * (width - 20) / stripes
        c.shape(
            [
                (top, y - high - 70),
                (top + (width - 20) / stripes, y - high - 70),
                (left + each, y - high + 16),
                (left, y - high + 16),
            ],
            tone,
        )
        c.oval(left + each / 2, y - high + 16, each / 2, 22, tone)


def _goods(c: Canvas, x: float, y: float, kind: int) -> None:
    colour = (p.ROOF, p.SPRING, p.OCHRE, p.ROSE)[kind]
    for level, count in enumerate((4, 3, 2)):
        for index in range(count):
            c.oval(
                x + 12 + level * 8 + index * 16,
                y - 8 - level * 13,
                9.5,
                9,
                mix(colour, p.INK, 0.12 * ((index + level) % 2)),
            )


def _baskets(c: Canvas) -> None:
    for x, y, colour in ((520, 1240, p.ROOF), (1180, 1225, p.SPRING), (1310, 1245, p.OCHRE)):
        for index in range(5):
            c.oval(x - 44 + index * 22, y - 66 - (index % 2) * 9, 17, 16, colour)
        c.shape(
            [(x - 70, y - 62), (x + 70, y - 62), (x + 54, y), (x - 54, y)], Fade("#C49A62", p.WOOD)
        )
        c.line([(x - 70, y - 62), (x + 70, y - 62)], "#D9B57E", 9)


def night(c: Canvas) -> None:
    c.box(0, 0, c.width, c.height, Fade("#0C2238", "#3F6279"))
    for _ in range(120):
        size = c.chance.uniform(0.9, 2.6)
        c.oval(
            c.chance.uniform(0, c.width),
            c.chance.uniform(0, 520),
            size,
            size,
            p.CREAM,
            c.chance.uniform(0.4, 0.95),
        )
    c.glow(1480, 210, 260, "#F6E9C4", 0.5)
    c.oval(1480, 210, 68, 68, "#F6E9C4")
    for x, y, r in ((1462, 196, 13), (1500, 228, 17), (1492, 182, 8)):
        c.oval(x, y, r, r, "#E9D8AC")
    for index, tone in enumerate(("#2B4C61", "#203F53")):
        hill(
            c,
            [
                (-20, 640 + index * 60),
                (500, 590 + index * 70),
                (1000, 650 + index * 50),
                (1500, 590 + index * 60),
                (1940, 640 + index * 60),
            ],
            tone,
        )
    church(c, 820, 800, 480, "#54697A", "#2A3C49")
    _lit_row(c)
    c.box(0, 860, c.width, 420, Fade("#2C4354", "#16283A"))
    for x in range(120, 1920, 280):
        _lamp(c, x, 1000)
    for x, y, size in ((560, 1080, 190), (640, 1086, 180), (1290, 1060, 180)):
        person(c, x, y, size, c.chance.choice(("#3E5C70", "#6B4A3A", "#2F6048")), "#A98A72", p.INK)


def _lit_row(c: Canvas) -> None:
    x = -20.0
    while x < c.width:
        width, high = c.chance.choice((170, 205, 240)), c.chance.choice((190, 240, 300))
        wall = mix(
            c.chance.choice(("#2A4154", "#33495A", "#3A4A55")), p.NIGHT, c.chance.random() * 0.3
        )
        c.shape(
            [
                (x - 8, 860 - high),
                (x + width / 2, 860 - high - width * 0.42),
                (x + width + 8, 860 - high),
            ],
            mix(wall, p.INK, 0.4),
        )
        c.box(x, 860 - high, width, high, wall)
        for line in range(high // 75):
            for column in range(3):
                lit = c.chance.random() < 0.42
                left, top = x + 20 + column * (width - 40) / 3 + 8, 860 - high + 26 + line * 72
                if lit:
                    c.glow(left + 13, top + 19, 46, p.OCHRE, 0.4)
                c.box(left, top, 26, 38, "#FFDF94" if lit else "#1B2E3E")
                c.box(left + 12, top, 3, 38, wall)
        x += width


def _lamp(c: Canvas, x: float, y: float) -> None:
    c.glow(x, y - 290, 240, "#FFE3A1", 0.55)
    c.oval(x, y + 4, 122, 22, "#FFE3A1", 0.2)
    c.line([(x, y), (x, y - 270)], p.INK, 8)
    c.shape([(x - 22, y - 322), (x + 22, y - 322), (x + 14, y - 270), (x - 14, y - 270)], "#FFEFC2")
    c.shape([(x - 28, y - 322), (x, y - 348), (x + 28, y - 322)], p.INK)


def panorama(c: Canvas) -> None:
    """The wide one: roofs, towers and a river bend."""
    sky(c, down_to=0.6)
    sun(c, 1930, 210, 56)
    for x, y, size in ((350, 170, 90), (1080, 130, 76), (1560, 230, 64)):
        cloud(c, x, y, size)
    hill(
        c, [(-20, 480), (500, 400), (1100, 470), (1700, 390), (2420, 450)], mix(p.LEAF, p.HAZE, 0.7)
    )
    hill(
        c,
        [(-20, 540), (600, 500), (1200, 540), (1800, 480), (2420, 520)],
        mix(p.LEAF, p.HAZE, 0.45),
    )
    for depth, (y, size) in enumerate(((600, 62), (650, 74), (710, 90), (790, 112))):
        if depth == 1:
            church(c, 1500, 690, 330)
        if depth == 2:
            church(c, 640, 760, 420, p.WALL)
        for x in range(-80, 2460, round(size * 1.12)):
            if c.chance.random() < 0.2:
                round_tree(
                    c, x + size * 0.5, y + 6, size * 1.15, mix(p.LEAF, p.HAZE, 0.3 - depth * 0.07)
                )
                continue
            tone = 0.3 - depth * 0.08
            cottage(
                c,
                x,
                y + c.chance.uniform(-10, 10),
                size * c.chance.uniform(0.9, 1.1),
                mix(c.chance.choice((p.CREAM, p.WALL, p.PEACH, p.SAND)), p.HAZE, tone),
                mix(c.chance.choice(p.ROOFS), p.HAZE, tone),
            )
    hill(c, [(-20, 800), (700, 815), (1400, 805), (2420, 815)], Fade(p.SPRING, p.LEAF))
    c.shape(
        [
            *curve([(-20, 880), (600, 862), (1300, 890), (2000, 850), (2420, 862)]),
            (2420, 960),
            *curve([(2420, 945), (1700, 960), (1000, 985), (400, 945), (-20, 965)]),
        ],
        Fade(p.WATER, p.RIVER),
    )
    for x in range(0, 2400, 130):
        round_tree(
            c,
            x + c.chance.uniform(-40, 40),
            866,
            c.chance.uniform(90, 150),
            mix(p.LEAF, p.MEADOW, c.chance.random() * 0.6),
        )
