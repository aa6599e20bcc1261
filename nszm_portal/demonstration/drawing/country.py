"""Scenes out of doors: hills, river, roads, wind."""

from math import cos, pi, sin

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.buildings import church, cottage
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix
from nszm_portal.demonstration.drawing.nature import (
    bush,
    cloud,
    conifer,
    height_on,
    hill,
    poplar,
    round_tree,
    sky,
    sun,
)
from nszm_portal.demonstration.drawing.people import head, passer, person

HILLS = (
    ((0, 640), (300, 560), (640, 610), (980, 530), (1400, 600), (1920, 540)),
    ((0, 720), (360, 690), (760, 740), (1180, 660), (1560, 700), (1920, 650)),
)


def far_hills(c: Canvas, lift: float = 0, haze: str = p.HAZE) -> None:
    """Two ranges on the horizon, paler the farther they are."""
    for points, colour in zip(HILLS, (mix(p.LEAF, haze, 0.72), mix(p.LEAF, haze, 0.5)), strict=True):
        stretched = [(x * c.width / 1920, y - lift) for x, y in points]
        hill(c, [(-20, stretched[0][1]), *stretched, (c.width + 20, stretched[-1][1])], colour)


def landscape(c: Canvas) -> None:
    sky(c)
    sun(c, 1500, 250, 62)
    for x, y, size in ((330, 230, 105), (930, 170, 78), (1240, 320, 60)):
        cloud(c, x, y, size)
    far_hills(c)
    wood = hill(c, [(-20, 800), (260, 770), (620, 830), (1000, 790), (1400, 745), (1940, 780)], mix(p.MEADOW, p.HAZE, 0.25))
    for x in range(1330, 1930, 34):
        conifer(c, x + c.chance.uniform(-8, 8), height_on(wood, x) + 14, c.chance.uniform(66, 98), mix(p.BRAND, p.HAZE, 0.3))
    _strips(c)
    hill(c, [(-20, 905), (300, 880), (700, 905), (1100, 885), (1500, 910), (1940, 880)], Fade(p.SPRING, p.MEADOW))
    for x, y, size in ((520, 890, 95), (1130, 900, 110), (1240, 905, 90)):
        round_tree(c, x, y, size, p.LEAF)
    village = ((610, 905, 82), (730, 925, 92), (960, 905, 84), (850, 950, 104), (1010, 960, 96), (560, 960, 88))
    church(c, 800, 905, 240)
    for x, y, size in sorted(village, key=lambda house: house[1]):
        cottage(c, x, y, size, c.chance.choice((p.CREAM, p.WALL, p.PEACH, p.SAND)), c.chance.choice((p.ROOF, p.CLAY, p.BRICK)))
    for x, y, size in ((500, 968, 80), (700, 985, 64), (1130, 980, 96), (960, 985, 60)):
        round_tree(c, x, y, size, mix(p.LEAF, p.MEADOW, c.chance.random() * 0.5))
    hill(c, [(-20, 1010), (400, 1035), (900, 1010), (1400, 1050), (1940, 1000)], Fade(p.MEADOW, p.LEAF))
    _grass(c, 1110)
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
            [(left, 786 + index * 8), (left + 92, 794 + index * 8), (left + 20, 905), (left - 110, 905)],
            mix(colour, p.HAZE, 0.15),
        )


def _road(c: Canvas) -> None:
    middle = curve([(900, 1040), (800, 1090), (960, 1160), (820, 1230), (900, 1300)])
    left = [(x - (y - 1030) * 0.42, y) for x, y in middle]
    right = [(x + (y - 1030) * 0.42, y) for x, y in middle]
    c.shape([*left, *reversed(right)], Fade(p.SAND, p.CREAM))


def _grass(c: Canvas, top: int) -> None:
    """Blades and flowers in the foreground."""
    for _ in range(150):
        x, y = c.chance.uniform(0, c.width), c.chance.uniform(top, c.height)
        size = 10 + (y - top) * 0.12
        c.line([(x, y), (x + c.chance.uniform(-6, 6), y - size)], c.chance.choice((p.BRAND, p.SPRING, p.LEAF)), 2)
    for _ in range(46):
        x, y = c.chance.uniform(0, c.width), c.chance.uniform(top + 20, c.height)
        c.oval(x, y, 5, 4.4, c.chance.choice((p.WHITE, p.OCHRE, p.ROSE)))


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
        cottage(c, x, height_on(bank, x) + 22, c.chance.uniform(88, 118), c.chance.choice((p.CREAM, p.WALL, p.PEACH)), c.chance.choice((p.ROOF, p.CLAY, p.BRICK)))
    for x in range(20, 1920, 150):
        round_tree(c, x + c.chance.uniform(-40, 40), 800, c.chance.uniform(80, 140), mix(p.LEAF, p.MEADOW, c.chance.random() * 0.6))
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
        c.box(c.chance.uniform(-60, c.width), y, width, 2 + (y - top) * 0.009, c.chance.choice((p.WHITE, p.HAZE, p.BLUE)), 0.28, 2)


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
        c.shape([(x - 46, 1024), (x - 36, 930), (x + 36, 930), (x + 46, 1024), (x, 1050)], mix(stone, p.EARTH, 0.2))
        c.shape([(x - 36, 930), (x, 902), (x + 36, 930)], mix(stone, p.ROOF, 0.25))
        for step in range(5):
            half = 50 - step * 7
            c.box(x - half, 1056 + step * 22, half * 2, 12, mix(p.RIVER, p.SAND, 0.4), 0.5 - step * 0.08, 6)
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


def cycle_path(c: Canvas) -> None:
    sky(c)
    sun(c, 360, 260, 60)
    for x, y, size in ((820, 200, 90), (1450, 260, 110)):
        cloud(c, x, y, size)
    far_hills(c)
    ground = hill(c, [(-20, 800), (500, 775), (1000, 800), (1500, 770), (1940, 790)], Fade(p.SPRING, p.MEADOW))
    for x in (90, 200, 300, 1500, 1600, 1690, 1770):
        cottage(c, x, height_on(ground, x) + 20, c.chance.uniform(70, 92), c.chance.choice((p.CREAM, p.PEACH)), c.chance.choice((p.ROOF, p.CLAY)))
    c.shape([(-20, 960), (700, 842), (960, 838), (-20, 1120)], mix(p.OCHRE, p.CREAM, 0.35))
    _grass(c, 1000)
    middle = curve([(1010, 796), (960, 850), (1020, 930), (900, 1070), (700, 1300)])
    edges = [[(x + sign * (4 + (y - 796) * 0.62), y) for x, y in middle] for sign in (-1, 1)]
    c.shape([*edges[0], *reversed(edges[1])], Fade(mix(p.STONE, p.WHITE, 0.3), p.STONE))
    for start in range(4, len(middle) - 4, 6):
        a, b = middle[start], middle[start + 3]
        wide = 1 + (a[1] - 796) * 0.022
        c.shape([(a[0] - wide, a[1]), (a[0] + wide, a[1]), (b[0] + wide * 1.3, b[1]), (b[0] - wide * 1.3, b[1])], p.WHITE)
    for x, y, size in ((1095, 812, 110), (1150, 846, 160), (1235, 905, 240), (1390, 1010, 370), (1660, 1190, 600)):
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
            c.line([(hx, hy), (hx + wheel * 0.86 * cos(turn * pi / 3), hy + wheel * 0.86 * sin(turn * pi / 3))], p.MUTED, 1.2)
    pedal, seat, bars = (x - size * 0.02, y - wheel), (x - size * 0.12, y - size * 0.52), (x + size * 0.2, y - size * 0.56)
    for a, b in ((hubs[0], pedal), (pedal, seat), (hubs[0], seat), (seat, bars), (pedal, bars), (bars, hubs[1])):
        c.line([a, b], p.BRAND, frame)
    c.line([(seat[0] - size * 0.06, seat[1]), (seat[0] + size * 0.05, seat[1])], p.INK, size * 0.04)
    c.line([bars, (bars[0] + size * 0.05, bars[1] - size * 0.06)], p.INK, frame)
    dark = mix(cloth, p.INK, 0.55)
    hip, knee, neck = (seat[0], seat[1] - size * 0.03), (x + size * 0.1, y - size * 0.4), (x + size * 0.02, y - size * 0.86)
    c.line([hip, knee, (pedal[0] + size * 0.04, pedal[1] + size * 0.06)], dark, size * 0.09)
    c.line([hip, (neck[0], neck[1] + size * 0.04)], cloth, size * 0.17)
    c.line([(neck[0] + size * 0.02, neck[1] + size * 0.07), (x + size * 0.14, y - size * 0.66), (bars[0] + size * 0.03, bars[1] - size * 0.04)], mix(cloth, p.INK, 0.2), size * 0.06)
    c.oval(neck[0] + size * 0.05, neck[1] - size * 0.11, size * 0.085, size * 0.095, p.SKIN[0])
    c.shape([(neck[0] - size * 0.05, neck[1] - size * 0.13), (neck[0] + size * 0.02, neck[1] - size * 0.235), (neck[0] + size * 0.11, neck[1] - size * 0.215), (neck[0] + size * 0.15, neck[1] - size * 0.14)], p.OCHRE)


def _signpost(c: Canvas, x: float, y: float) -> None:
    c.line([(x, y), (x, y - 300)], p.WOOD, 12)
    for top, way in ((y - 300, 1), (y - 225, -1)):
        tip, back = x + way * 170, x - way * 40
        c.shape([(back, top), (tip - way * 34, top), (tip, top + 27), (tip - way * 34, top + 54), (back, top + 54)], p.OCHRE)
        c.box(min(back, tip) + 50, top + 20, 84, 5, p.SLATE)
        c.box(min(back, tip) + 50, top + 32, 56, 5, p.SLATE)


def wind(c: Canvas) -> None:
    sky(c, "#9CC6D6", p.CREAM)
    for x, y, size in ((300, 300, 100), (1010, 200, 80), (1650, 360, 90)):
        cloud(c, x, y, size)
    far_hills(c)
    ground = hill(c, [(-20, 820), (480, 760), (960, 790), (1500, 730), (1940, 770)], Fade(p.SPRING, p.MEADOW))
    for x, size, turn in ((180, 330, 0.3), (420, 250, 1.1), (1480, 420, 0.75), (1760, 300, 0.1)):
        turbine(c, x, height_on(ground, x) + 8, size, turn)
    for x in range(560, 1300, 62):
        round_tree(c, x, height_on(ground, x) + 16, c.chance.uniform(50, 90), mix(p.LEAF, p.HAZE, 0.25))
    hill(c, [(-20, 985), (500, 1000), (1000, 960), (1500, 985), (1940, 950)], Fade(p.MEADOW, p.LEAF))
    _grass(c, 1060)
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
    c.shape([(x - size * 0.02, y), (x - size * 0.009, y - size), (x + size * 0.009, y - size), (x + size * 0.02, y)], Fade(p.WHITE, "#DDE4E0"))
    hub = (x, y - size)
    for blade in range(3):
        angle = turn + blade * 2 * pi / 3
        along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))
        shape = [(0, 0.012), (0.12, 0.03), (0.62, 0.006), (0.62, -0.004), (0, -0.012)]
        c.shape([(hub[0] + size * (d * along[0] + w * across[0]), hub[1] + size * (d * along[1] + w * across[1])) for d, w in shape], mix(p.WHITE, p.HAZE, 0.25 * blade))
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
    c.shape([(x - 40, y - 244), (x + 80, y - 430), (x + 660, y - 430), (x + 780, y - 244)], Fade(p.CLAY, p.ROOF))
    for column in range(6):
        left = x + 120 + column * 84
        c.shape([(left, y - 410), (left + 74, y - 410), (left + 70 + (column - 2.5) * 6, y - 280), (left - 8 + (column - 2.5) * 6, y - 280)], Fade(p.RIVER, p.NIGHT))
        c.line([(left - 3, y - 345), (left + 72, y - 345)], p.WATER, 2)
    for left in (50, 200, 470, 600):
        c.box(x + left, y - 190, 90, 110, p.WHITE)
        c.box(x + left + 8, y - 182, 74, 94, Fade(p.RIVER, p.SLATE))
        c.box(x + left + 42, y - 182, 6, 94, p.WHITE)
    c.box(x + 345, y - 190, 80, 190, p.BRAND)
    c.oval(x + 410, y - 95, 5, 5, p.OCHRE)


def lookout(c: Canvas) -> None:
    """The upright one."""
    sky(c, down_to=0.6)
    sun(c, 980, 330, 66)
    for x, y, size in ((260, 280, 90), (1010, 620, 76), (180, 760, 60)):
        cloud(c, x, y, size)
    far_hills(c, -560)
    hill(c, [(-20, 1330), (300, 1290), (700, 1360), (1300, 1280)], mix(p.MEADOW, p.HAZE, 0.3))
    for x in range(-10, 1300, 40):
        conifer(c, x, 1380 + c.chance.uniform(-10, 18), c.chance.uniform(90, 140), mix(p.BRAND, p.HAZE, 0.35))
    hill(c, [(-20, 1440), (320, 1400), (640, 1360), (960, 1400), (1300, 1450)], Fade(p.SPRING, p.MEADOW))
    _tower(c, 640, 1440)
    for x, y, size in ((120, 1560, 380), (310, 1540, 230), (1130, 1570, 420), (960, 1530, 220)):
        conifer(c, x, y, size, p.BRAND)
    for x, y in ((470, 1570), (540, 1590), (800, 1560)):
        passer(c, x, y, 150)
    _grass(c, 1600)


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
        head(c, x + dx, top - 124, 18, c.chance.choice(p.SKIN), c.chance.choice((p.WOOD, p.INK, p.EARTH)))
    for dx in (-112, 112):
        c.line([(x + dx, top - 20), (x + dx, top - 210)], p.WOOD, 13)
    c.shape([(x - 165, top - 200), (x, top - 350), (x + 165, top - 200)], p.ROOF)
    c.shape([(x, top - 350), (x + 165, top - 200), (x + 30, top - 200)], mix(p.ROOF, p.INK, 0.22))
    c.line([(x, top - 345), (x, top - 430)], p.SLATE, 5)
    c.shape([(x, top - 430), (x + 78, top - 408), (x, top - 386)], p.BRAND)
