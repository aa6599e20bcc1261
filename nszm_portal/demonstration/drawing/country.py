"""Scenes of the country: a village, a river with a bridge, a lookout tower."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.buildings import church, cottage
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix
from nszm_portal.demonstration.drawing.nature import (
    bush,
    cloud,
    conifer,
    far_hills,
    grass,
    height_on,
    hill,
    round_tree,
    sky,
    sun,
)
from nszm_portal.demonstration.drawing.people import head, passer


def landscape(c: Canvas) -> None:
    sky(c)
    sun(c, 1500, 250, 62)
    for x, y, size in ((330, 230, 105), (930, 170, 78), (1240, 320, 60)):
        cloud(c, x, y, size)
    far_hills(c)
    wood = hill(
        c,
        [(-20, 800), (260, 770), (620, 830), (1000, 790), (1400, 745), (1940, 780)],
        mix(p.MEADOW, p.HAZE, 0.25),
    )
    for x in range(1330, 1930, 34):
        conifer(
            c,
            x + c.chance.uniform(-8, 8),
            height_on(wood, x) + 14,
            c.chance.uniform(66, 98),
            mix(p.BRAND, p.HAZE, 0.3),
        )
    _strips(c)
    hill(
        c,
        [(-20, 905), (300, 880), (700, 905), (1100, 885), (1500, 910), (1940, 880)],
        Fade(p.SPRING, p.MEADOW),
    )
    for x, y, size in ((520, 890, 95), (1130, 900, 110), (1240, 905, 90)):
        round_tree(c, x, y, size, p.LEAF)
    village = (
        (610, 905, 82),
        (730, 925, 92),
        (960, 905, 84),
        (850, 950, 104),
        (1010, 960, 96),
        (560, 960, 88),
    )
    church(c, 800, 905, 240)
    for x, y, size in sorted(village, key=lambda house: house[1]):
        cottage(
            c,
            x,
            y,
            size,
            c.chance.choice((p.CREAM, p.WALL, p.PEACH, p.SAND)),
            c.chance.choice(p.ROOFS),
        )
    for x, y, size in ((500, 968, 80), (700, 985, 64), (1130, 980, 96), (960, 985, 60)):
        round_tree(c, x, y, size, mix(p.LEAF, p.MEADOW, c.chance.random() * 0.5))
    hill(
        c,
        [(-20, 1010), (400, 1035), (900, 1010), (1400, 1050), (1940, 1000)],
        Fade(p.MEADOW, p.LEAF),
    )
    grass(c, 1110)
    _road(c)
    round_tree(c, 60, 1180, 330, mix(p.LEAF, p.MEADOW, 0.4))
    for x, y, size in ((1690, 1130, 330), (1810, 1190, 400)):
        round_tree(c, x, y, size, mix(p.LEAF, p.BRAND, 0.3))


def _strips(c: Canvas) -> None:
    """Fields on a slope, each of another colour."""
    colours = (p.OCHRE, p.SPRING, "#EBDCA6", p.MEADOW, p.SAND, p.SPRING)
    for index, colour in enumerate(colours):
        left = 160 + index * 92
        c.shape(
            [
                (left, 786 + index * 8),
                (left + 92, 794 + index * 8),
                (left + 20, 905),
                (left - 110, 905),
            ],
            mix(colour, p.HAZE, 0.15),
        )


def _road(c: Canvas) -> None:
    middle = curve([(900, 1040), (800, 1090), (960, 1160), (820, 1230), (900, 1300)])
    left = [(x - (y - 1030) * 0.42, y) for x, y in middle]
    right = [(x + (y - 1030) * 0.42, y) for x, y in middle]
    c.shape([*left, *reversed(right)], Fade(p.SAND, p.CREAM))


def bridge(c: Canvas) -> None:
    sky(c)
    sun(c, 420, 270, 58)
    for x, y, size in ((1120, 190, 95), (1560, 300, 70)):
        cloud(c, x, y, size)
    far_hills(c, 60)
    bank = hill(c, [(-20, 770), (400, 735), (900, 760), (1400, 725), (1940, 760)], p.SPRING)
    church(c, 1230, 752, 300)
    for x in range(60, 1900, 105):
        if 1200 < x < 1450:
            continue
        cottage(
            c,
            x,
            height_on(bank, x) + 22,
            c.chance.uniform(88, 118),
            c.chance.choice((p.CREAM, p.WALL, p.PEACH)),
            c.chance.choice(p.ROOFS),
        )
    for x in range(20, 1920, 150):
        round_tree(
            c,
            x + c.chance.uniform(-40, 40),
            800,
            c.chance.uniform(80, 140),
            mix(p.LEAF, p.MEADOW, c.chance.random() * 0.6),
        )
    c.box(0, 800, c.width, 480, Fade(p.WATER, p.RIVER))
    _reflections(c, 815, 1270)
    _arched_bridge(c)
    hill(c, [(-20, 1130), (180, 1140), (420, 1215), (700, 1290)], Fade(p.MEADOW, p.LEAF))
    for x, y, size in ((60, 1180, 90), (190, 1200, 70), (300, 1222, 56)):
        bush(c, x, y, size)


def _reflections(c: Canvas, top: int, bottom: int) -> None:
    for _ in range(110):
        y = c.chance.uniform(top, bottom)
        width = 20 + (y - top) * c.chance.uniform(0.1, 0.42)
        c.box(
            c.chance.uniform(-60, c.width),
            y,
            width,
            2 + (y - top) * 0.009,
            c.chance.choice((p.WHITE, p.HAZE, p.BLUE)),
            0.28,
            2,
        )


def _arched_bridge(c: Canvas) -> None:
    stone, shade = p.SAND, mix(p.SAND, p.EARTH, 0.5)
    deck = curve([(-20, 872), (480, 836), (960, 824), (1440, 836), (1940, 872)])
    c.shape([*deck, (1940, 1010), (-20, 1010)], Fade(stone, p.STONE))
    for index in range(5):
        middle, half = 192 + index * 384, 140
        c.oval(middle, 1030, half + 16, 150, shade)
        c.oval(middle, 1034, half, 138, Fade(mix(p.RIVER, p.INK, 0.35), p.RIVER))
    c.box(0, 1010, c.width, 170, Fade(mix(p.RIVER, p.WATER, 0.4), p.RIVER))
    for index in range(6):
        x = index * 384
        c.shape(
            [(x - 46, 1024), (x - 36, 930), (x + 36, 930), (x + 46, 1024), (x, 1050)],
            mix(stone, p.EARTH, 0.2),
        )
        c.shape([(x - 36, 930), (x, 902), (x + 36, 930)], mix(stone, p.ROOF, 0.25))
        for step in range(5):
            half = 50 - step * 7
            c.box(
                x - half,
                1056 + step * 22,
                half * 2,
                12,
                mix(p.RIVER, p.SAND, 0.4),
                0.5 - step * 0.08,
                6,
            )
    for x in (430, 560, 1010, 1290, 1370):
        passer(c, x, height_on(deck, x) + 4, 92)
    for x in range(110, 1920, 240):
        y = height_on(deck, x)
        c.line([(x, y), (x, y - 116)], p.SLATE, 5)
        c.oval(x, y - 122, 10, 13, p.OCHRE)
    c.shape([*deck, *((x, y - 36) for x, y in reversed(deck))], mix(stone, p.WHITE, 0.25))
    c.line([(x, y - 36) for x, y in deck], mix(stone, p.WHITE, 0.6), 8)
    c.line(deck, shade, 6)
    _reflections(c, 1060, 1275)


def lookout(c: Canvas) -> None:
    """The upright one."""
    sky(c, down_to=0.6)
    sun(c, 980, 330, 66)
    for x, y, size in ((260, 280, 90), (1010, 620, 76), (180, 760, 60)):
        cloud(c, x, y, size)
    far_hills(c, -560)
    hill(c, [(-20, 1330), (300, 1290), (700, 1360), (1300, 1280)], mix(p.MEADOW, p.HAZE, 0.3))
    for x in range(-10, 1300, 40):
        conifer(
            c,
            x,
            1380 + c.chance.uniform(-10, 18),
            c.chance.uniform(90, 140),
            mix(p.BRAND, p.HAZE, 0.35),
        )
    hill(
        c,
        [(-20, 1440), (320, 1400), (640, 1360), (960, 1400), (1300, 1450)],
        Fade(p.SPRING, p.MEADOW),
    )
    _tower(c, 640, 1440)
    for x, y, size in ((120, 1560, 380), (310, 1540, 230), (1130, 1570, 420), (960, 1530, 220)):
        conifer(c, x, y, size, p.BRAND)
    for x, y in ((470, 1570), (540, 1590), (800, 1560)):
        passer(c, x, y, 150)
    grass(c, 1600)


def _tower(c: Canvas, x: float, y: float) -> None:
    for level in range(5):
        low, high = y - level * 170, y - (level + 1) * 170
        wide, narrow = 150 - level * 16, 150 - (level + 1) * 16
        for a, b in (((x - wide, low), (x + narrow, high)), ((x + wide, low), (x - narrow, high))):
            c.line([a, b], p.EARTH, 9)
        c.line([(x - narrow, high), (x + narrow, high)], p.WOOD, 15)
        c.line([(x - wide, low), (x - narrow, high)], p.WOOD, 17)
        c.line([(x + wide, low), (x + narrow, high)], p.WOOD, 17)
    top = y - 850
    c.box(x - 130, top - 20, 260, 24, p.WOOD)
    for dx in range(-120, 121, 40):
        c.line([(x + dx, top - 20), (x + dx, top - 84)], p.EARTH, 7)
    c.line([(x - 126, top - 84), (x + 126, top - 84)], p.WOOD, 11)
    for dx in (-60, 20, 75):
        c.box(x + dx - 20, top - 108, 40, 56, c.chance.choice(p.CLOTH), radius=14)
        head(
            c,
            x + dx,
            top - 124,
            18,
            c.chance.choice(p.SKIN),
            c.chance.choice((p.WOOD, p.INK, p.EARTH)),
        )
    for dx in (-112, 112):
        c.line([(x + dx, top - 20), (x + dx, top - 210)], p.WOOD, 13)
    c.shape([(x - 165, top - 200), (x, top - 350), (x + 165, top - 200)], p.ROOF)
    c.shape([(x, top - 350), (x + 165, top - 200), (x + 30, top - 200)], mix(p.ROOF, p.INK, 0.22))
    c.line([(x, top - 345), (x, top - 430)], p.SLATE, 5)
    c.shape([(x, top - 430), (x + 78, top - 408), (x, top - 386)], p.BRAND)
