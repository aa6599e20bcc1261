"""Scenes of a quarter where people live: a park, a school yard."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.buildings import townhouse, windows
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix
from nszm_portal.demonstration.drawing.nature import bush, cloud, hill, round_tree, sky, sun
from nszm_portal.demonstration.drawing.people import passer, person


def park(c: Canvas) -> None:
    sky(c)
    for x, y, size in ((360, 170, 90), (1460, 140, 80)):
        cloud(c, x, y, size)
    for x in range(-60, 1960, 175):
        townhouse(
            c,
            x,
            640,
            175,
            c.chance.choice((150, 190, 230)),
            mix(c.chance.choice(p.WALLS), p.HAZE, 0.35),
            roof=mix(p.CLAY, p.HAZE, 0.3),
            columns=3,
            glass=p.MUTED,
        )
    c.box(0, 600, c.width, 120, mix(p.BRAND, p.HAZE, 0.45))
    for x in range(-20, 1960, 92):
        round_tree(
            c,
            x + c.chance.uniform(-20, 20),
            700,
            c.chance.uniform(190, 270),
            mix(p.LEAF, p.HAZE, 0.3),
        )
    hill(c, [(-20, 690), (500, 672), (1000, 690), (1500, 670), (1940, 690)], Fade(p.SPRING, p.LEAF))
    c.oval(1360, 850, 330, 64, mix(p.STONE, p.SPRING, 0.4))
    c.oval(1360, 848, 306, 54, Fade(p.WATER, p.RIVER))
    for x, y in ((1230, 850), (1290, 838)):
        _duck(c, x, y)
    middle = curve([(620, 690), (560, 770), (820, 880), (820, 1020), (560, 1300)])
    sides = [[(x + sign * (12 + (y - 690) * 0.36), y) for x, y in middle] for sign in (-1, 1)]
    c.shape([*sides[0], *reversed(sides[1])], Fade(mix(p.SAND, p.EARTH, 0.15), p.CREAM))
    for x, y, size in ((190, 860, 430), (1760, 900, 470), (1010, 790, 300)):
        round_tree(c, x, y, size, mix(p.LEAF, p.MEADOW, c.chance.random() * 0.5))
    for x, y, size in ((640, 800, 120), (770, 905, 165), (840, 912, 150)):
        passer(c, x, y, size)
    _bench(c, 1130, 1080)
    passer(c, 700, 1130, 265)
    person(c, 600, 1140, 170, p.OCHRE, p.SKIN[1], p.INK)
    round_tree(c, 70, 1240, 620, mix(p.LEAF, p.BRAND, 0.4))
    for x, size in ((1560, 66), (1660, 84), (1780, 70), (1870, 60)):
        bush(c, x, 1180 + size * 0.4, size, c.chance.choice((p.LEAF, p.MEADOW)))
        for _ in range(7):
            c.oval(
                x + c.chance.uniform(-size, size) * 0.7,
                1180 - c.chance.uniform(0, size) * 0.5,
                7,
                7,
                c.chance.choice((p.ROSE, p.WHITE, p.OCHRE)),
            )


def _duck(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y, 19, 9, p.WOOD)
    c.oval(x + 16, y - 11, 7, 7, p.BRAND)
    c.shape([(x + 22, y - 12), (x + 31, y - 9), (x + 22, y - 7)], p.OCHRE)


def _bench(c: Canvas, x: float, y: float) -> None:
    c.oval(x + 190, y + 4, 230, 18, p.INK, 0.15)
    for dx in (24, 340):
        c.box(x + dx, y - 84, 12, 84, p.SLATE)
    for step in range(3):
        c.box(x, y - 190 + step * 30, 380, 20, Fade("#B98652", p.WOOD), radius=5)
    for dx, cloth, hair in ((110, p.BLUE, "#B8B4AA"), (230, p.CLAY, "#D8D4CA")):
        dark = mix(cloth, p.INK, 0.55)
        c.line([(x + dx, y - 92), (x + dx + 14, y - 82), (x + dx + 16, y - 8)], dark, 36)
        c.box(x + dx - 38, y - 218, 76, 138, cloth, radius=28)
        c.oval(x + dx, y - 266, 34, 34, hair)
        c.oval(x + dx, y - 257, 29, 31, p.SKIN[0])
    c.box(x - 6, y - 92, 392, 20, Fade("#B98652", p.WOOD), radius=5)
    for dx in (110, 230):
        c.box(x + dx - 26, y - 96, 56, 16, mix((p.BLUE, p.CLAY)[dx > 150], p.INK, 0.55), radius=8)


def school(c: Canvas) -> None:
    sky(c)
    sun(c, 240, 190, 54)
    for x, y, size in ((700, 150, 84), (1640, 190, 92)):
        cloud(c, x, y, size)
    hill(
        c, [(-20, 720), (480, 690), (960, 710), (1440, 680), (1940, 720)], mix(p.LEAF, p.HAZE, 0.5)
    )
    for x in (30, 190, 1730, 1880):
        round_tree(c, x, 800, c.chance.uniform(300, 380), mix(p.LEAF, p.HAZE, 0.2))
    _school_house(c)
    hill(c, [(-20, 800), (960, 792), (1940, 800)], Fade(p.SPRING, p.MEADOW))
    c.shape(
        [(860, 795), (1060, 795), (1400, 1300), (420, 1300)],
        Fade(mix(p.SAND, p.EARTH, 0.12), p.CREAM),
    )
    for number, (y, size) in enumerate(((900, 44), (960, 54), (1030, 66), (1115, 80))):
        for dx in (0,) if number % 2 == 0 else (-0.55, 0.55):
            c.box(
                930 - size / 2 + dx * size - (y - 900) * 0.14, y, size, size * 0.62, p.WHITE, 0.85
            )
            c.box(
                936 - size / 2 + dx * size - (y - 900) * 0.14,
                y + 5,
                size - 12,
                size * 0.62 - 10,
                mix(p.SAND, p.CREAM, 0.5),
            )
    for x, y in ((90, 960), (170, 1110), (1330, 930), (1440, 1060)):
        _bed(c, x, y)
    for x, y, size in (
        (700, 920, 130),
        (790, 935, 124),
        (1130, 915, 128),
        (1230, 1130, 200),
        (1650, 1240, 200),
        (560, 1200, 196),
    ):
        passer(c, x, y, size)
    person(c, 880, 1075, 170, p.OCHRE, p.SKIN[0], "#C9A35B", waving=True)
    person(c, 1120, 1210, 290, p.BLUE, p.SKIN[3], p.WOOD, skirt=True)
    round_tree(c, 1830, 1150, 430, p.LEAF)


def _school_house(c: Canvas) -> None:
    c.shape([(330, 410), (420, 290), (1500, 290), (1590, 410)], Fade(p.CLAY, p.ROOF))
    c.box(360, 400, 1200, 400, Fade(p.CREAM, p.WALL))
    c.box(350, 396, 1220, 14, p.STONE)
    windows(c, 380, 430, 400, 340, 4, 2, p.RIVER)
    windows(c, 1140, 430, 400, 340, 4, 2, p.RIVER)
    c.box(810, 330, 300, 470, Fade(p.PEACH, p.ROSE))
    c.shape([(785, 340), (960, 205), (1135, 340)], p.ROOF)
    c.shape([(830, 330), (960, 230), (1090, 330)], p.PEACH)
    c.oval(960, 300, 30, 30, p.WHITE)
    c.line([(960, 300), (960, 280)], p.INK, 4)
    c.line([(960, 300), (974, 306)], p.INK, 4)
    windows(c, 820, 400, 280, 170, 3, 1, p.RIVER)
    c.box(890, 610, 140, 190, p.BRAND, radius=6)
    c.box(957, 610, 6, 190, mix(p.BRAND, p.INK, 0.3))
    c.box(905, 630, 45, 70, p.WATER)
    c.box(970, 630, 45, 70, p.WATER)
    c.box(860, 790, 200, 14, p.STONE)


def _bed(c: Canvas, x: float, y: float) -> None:
    """A raised bed with vegetables."""
    c.oval(x + 170, y + 76, 190, 16, p.INK, 0.13)
    c.box(x + 8, y - 6, 324, 30, "#5C4630")
    for index in range(7):
        left = x + 34 + index * 45
        leaf = (p.LEAF, p.SPRING, p.BRAND)[index % 3]
        for lean in (-16, 0, 16):
            c.line([(left, y + 12), (left + lean, y - 34)], leaf, 9)
        if index % 3 == 1:
            c.oval(left + 4, y - 30, 11, 11, p.ROOF)
    c.box(x, y + 16, 340, 60, Fade("#B98652", p.WOOD), radius=4)
    c.box(x, y + 44, 340, 3, p.WOOD)
