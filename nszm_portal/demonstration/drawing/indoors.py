"""Scenes round a table and on a wall: talks, agreements, maps, figures."""

from math import cos, hypot, pi, sin

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, curve, mix
from nszm_portal.demonstration.drawing.people import person

# The country's outline in shares of the width and of the height, clockwise from the north-west.
OUTLINE = (
    (0.0, 0.42), (0.05, 0.3), (0.13, 0.26), (0.2, 0.14), (0.31, 0.1), (0.36, 0.0), (0.45, 0.07),
    (0.52, 0.06), (0.56, 0.16), (0.66, 0.17), (0.64, 0.3), (0.72, 0.36), (0.79, 0.28), (0.86, 0.36),
    (0.93, 0.4), (1.0, 0.52), (0.94, 0.62), (0.86, 0.74), (0.8, 0.86), (0.68, 0.86), (0.62, 0.93),
    (0.53, 0.86), (0.42, 0.84), (0.37, 0.98), (0.28, 1.0), (0.2, 0.86), (0.12, 0.74), (0.07, 0.62),
    (0.04, 0.52),
)  # fmt: skip


def room(c: Canvas, wall: str = p.PAPER, floor: str = "#D9BE94") -> None:
    c.box(0, 0, c.width, c.height, Fade(mix(wall, p.WHITE, 0.4), mix(wall, p.SAND, 0.25)))
    c.box(0, 960, c.width, c.height - 960, Fade(mix(floor, p.WOOD, 0.2), floor))
    c.box(0, 944, c.width, 18, p.WHITE)
    for index in range(-12, 13):
        c.line(
            [(960 + index * 130, 962), (960 + index * 230, c.height)], mix(floor, p.WOOD, 0.25), 2
        )


def window_view(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    c.box(x - 16, y - 16, width + 32, height + 32, p.WHITE)
    c.box(x, y, width, height, Fade("#BCD9E0", p.CREAM))
    line = [
        (x + dx * width, y + dy * height)
        for dx, dy in ((0, 0.66), (0.3, 0.58), (0.65, 0.68), (1, 0.6))
    ]
    c.shape([*curve(line), (x + width, y + height), (x, y + height)], p.SPRING)
    line = [(px, py + height * 0.14) for px, py in line]
    c.shape([*curve(line), (x + width, y + height), (x, y + height)], p.MEADOW)
    c.box(x + width / 2 - 7, y, 14, height, p.WHITE)
    c.box(x - 34, y + height + 14, width + 68, 22, p.WHITE)
    c.box(x - 34, y + height + 36, width + 68, 6, p.STONE)


def table(c: Canvas) -> None:
    """Seen from above, people sitting round, papers and cups between them."""
    c.box(0, 0, c.width, c.height, Fade("#DCC9A6", "#D0B98F"))
    for index in range(12):
        c.box(0, index * 110, c.width, 3, mix("#D0B98F", p.WOOD, 0.22))
        c.box((index * 397) % 1900, index * 110, 3, 110, mix("#D0B98F", p.WOOD, 0.22))
    c.oval(960, 640, 830, 590, mix(p.SPRING, p.MIST, 0.5))
    c.oval(960, 640, 800, 564, mix(p.SPRING, p.MIST, 0.75))
    seats = 10
    for seat in range(seats):
        _sitter(c, seat, seats)
    c.oval(974, 660, 510, 372, p.INK, 0.16)
    c.oval(960, 640, 510, 372, mix(p.WOOD, p.OCHRE, 0.3))
    c.oval(960, 634, 500, 364, Fade("#E8CC9C", "#DDB97F"))
    for seat in range(seats):
        _place(c, seat, seats)
    c.oval(960, 630, 190, 136, p.PAPER)
    points = [(960 - 140 + dx * 280, 630 - 88 + dy * 172) for dx, dy in OUTLINE]
    c.shape(points, p.MIST)
    for dx, dy, colour in (
        (0.3, 0.35, p.ROOF),
        (0.55, 0.5, p.BRAND),
        (0.8, 0.55, p.BLUE),
        (0.35, 0.75, p.OCHRE),
        (0.16, 0.5, p.BRAND),
    ):
        c.oval(820 + dx * 280, 542 + dy * 172, 11, 11, colour)


def _around(seat: int, seats: int, rx: float, ry: float, shift: float = 0) -> tuple[float, float]:
    angle = 2 * pi * (seat + 0.5 + shift) / seats
    return 960 + rx * cos(angle), 634 + ry * sin(angle)


def _sitter(c: Canvas, seat: int, seats: int) -> None:
    x, y = _around(seat, seats, 600, 452)
    towards = (960 - x, 634 - y)
    long = hypot(*towards)
    dx, dy = towards[0] / long, towards[1] / long
    cloth = p.CLOTH[seat % len(p.CLOTH)]
    skin = p.SKIN[seat % len(p.SKIN)]
    c.oval(x - dx * 34, y - dy * 34, 98, 92, p.INK, 0.14)
    c.oval(x - dx * 40, y - dy * 40, 84, 80, p.SLATE)
    for side in (-1, 1):
        shoulder = (x - dy * side * 68, y + dx * side * 68)
        hand = (x + dx * 118 - dy * side * 36, y + dy * 118 + dx * side * 36)
        c.line([shoulder, hand], mix(cloth, p.INK, 0.18), 34)
        c.oval(*hand, 18, 18, skin)
    c.line([(x - dy * 58, y + dx * 58), (x + dy * 58, y - dx * 58)], cloth, 74)
    c.oval(x + dx * 12, y + dy * 12, 46, 46, skin)
    c.oval(x, y, 48, 48, (p.WOOD, p.INK, "#C9A35B", p.EARTH, "#B8B4AA")[seat % 5])


def _place(c: Canvas, seat: int, seats: int) -> None:
    x, y = _around(seat, seats, 350, 250)
    towards = (960 - x, 634 - y)
    long = hypot(*towards)
    dx, dy = towards[0] / long, towards[1] / long
    corners = [
        (x + a * 40 * dx - b * 31 * dy, y + a * 40 * dy + b * 31 * dx)
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    c.shape(corners, p.WHITE)
    for line in range(4):
        step = 20 - line * 14
        c.line(
            [
                (x + step * dx + 20 * dy, y + step * dy - 20 * dx),
                (x + step * dx - 18 * dy, y + step * dy + 18 * dx),
            ],
            p.STONE,
            3,
        )
    cup = _around(seat, seats, 400, 290, 0.34)
    c.oval(cup[0] + 4, cup[1] + 6, 27, 25, p.INK, 0.16)
    c.oval(*cup, 26, 25, p.WHITE)
    c.oval(*cup, 17, 16, "#7B5233")


def agreement(c: Canvas) -> None:
    """Two folders, a pen, two pairs of hands that are about to sign."""
    c.box(0, 0, c.width, c.height, Fade("#E2C694", "#CFA86C"))
    for index in range(9):
        y = 70 + index * 150
        grain = curve(
            [
                (-20, y),
                (500, y + c.chance.uniform(-22, 22)),
                (1200, y + c.chance.uniform(-22, 22)),
                (1940, y),
            ]
        )
        c.line(grain, mix("#CFA86C", p.WOOD, 0.2), 3)
    for x, colour in ((230, p.BRAND), (1010, p.BLUE)):
        c.box(x + 16, 300, 690, 820, p.INK, 0.16, 10)
        c.box(x, 270, 690, 820, Fade(mix(colour, p.WHITE, 0.08), colour), radius=10)
        _sheet(c, x + 40, 310, 610, 740, colour)
    _pen(c, 960, 1010)
    for x, cloth, skin, way in ((110, p.SLATE, p.SKIN[0], 1), (1810, "#4B3A66", p.SKIN[1], -1)):
        c.line([(x - way * 260, 1330), (x + way * 70, 1130)], cloth, 170)
        c.line([(x + way * 66, 1134), (x + way * 92, 1118)], p.WHITE, 150)
        c.line([(x + way * 120, 1098), (x + way * 200, 1050)], skin, 118)
        for finger in range(4):
            c.line(
                [
                    (x + way * 205, 1030 + finger * 18),
                    (x + way * (292 - finger * 12), 988 + finger * 26),
                ],
                skin,
                32,
            )


def _sheet(c: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    c.box(x, y, width, height, p.WHITE, radius=3)
    c.oval(x + 78, y + 86, 34, 34, colour)
    c.box(x + 68, y + 62, 20, 48, p.WHITE, radius=8)
    c.box(x + 140, y + 62, 300, 18, p.SLATE, radius=4)
    c.box(x + 140, y + 94, 220, 12, p.STONE, radius=4)
    for line in range(11):
        share = 0.5 if line in (4, 10) else c.chance.uniform(0.84, 0.94)
        c.box(x + 50, y + 170 + line * 34, width * share - 50, 11, "#D5DAD4", radius=4)
    for side in (0.1, 0.56):
        c.box(x + width * side, y + height - 96, width * 0.34, 3, p.SLATE)
    name = [
        (x + width * 0.13, y + height - 104),
        (x + width * 0.18, y + height - 150),
        (x + width * 0.22, y + height - 100),
        (x + width * 0.28, y + height - 140),
        (x + width * 0.33, y + height - 104),
        (x + width * 0.42, y + height - 122),
    ]
    c.line(curve(name), p.BLUE, 5)


def _pen(c: Canvas, x: float, y: float) -> None:
    c.line([(x - 92, y + 120), (x + 112, y - 180)], mix("#CFA86C", p.INK, 0.3), 20)
    c.line([(x - 100, y + 104), (x + 104, y - 196)], p.NIGHT, 24)
    c.line([(x - 2, y - 40), (x + 104, y - 196)], p.BRAND, 24)
    c.line([(x - 2, y - 40), (x + 4, y - 49)], p.OCHRE, 26)
    c.shape([(x - 109, y + 94), (x - 91, y + 108), (x - 128, y + 144)], p.OCHRE)


def dot_map(c: Canvas) -> None:
    """The country made of dots; a few hundred of them carry a colour."""
    c.box(0, 0, c.width, c.height, Fade("#F7F4EA", p.PAPER))
    edge = [(190 + x * 1540, 170 + y * 940) for x, y in OUTLINE]
    step = 30
    for line, y in enumerate(range(150, 1140, 26)):
        for x in range(170, 1780, step):
            at = (x + (step / 2 if line % 2 else 0), y)
            if _inside(at, edge):
                _dot(c, *at)
    links = ((620, 470), (890, 640), (1180, 560), (1420, 690), (1090, 850), (640, 830))
    for a, b in zip(links, (*links[1:], links[0]), strict=True):
        lift = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 60)
        c.line(curve([a, lift, b]), p.ROOF, 4)
    for x, y in links:
        c.oval(x, y, 34, 34, p.WHITE)
        c.oval(x, y, 26, 26, p.ROOF)
        c.oval(x, y, 9, 9, p.WHITE)


def _dot(c: Canvas, x: float, y: float) -> None:
    draw = c.chance.random()
    if draw < 0.16:
        c.oval(x, y, 10.5, 10.5, p.BRAND)
    elif draw < 0.34:
        c.oval(x, y, 9, 9, p.MEADOW)
    elif draw < 0.4:
        c.oval(x, y, 9, 9, p.OCHRE)
    else:
        c.oval(x, y, 7, 7, p.MIST)


def _inside(at: tuple[float, float], edge: list[tuple[float, float]]) -> bool:
    """Whether a point lies in a polygon: a ray to the right crosses its edge an odd number of
    times."""
    x, y = at
    within = False
    for (ax, ay), (bx, by) in zip(edge, [*edge[1:], edge[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            within = not within
    return within


def charts(c: Canvas) -> None:
    room(c)
    c.box(330, 130, 1040, 640, p.INK, 0.1, 8)
    c.box(320, 118, 1040, 640, p.WHITE, radius=6)
    c.box(320, 118, 1040, 16, p.BRAND)
    c.box(380, 190, 330, 22, p.SLATE, radius=6)
    c.box(380, 226, 220, 12, p.STONE, radius=6)
    for step in range(5):
        c.box(380, 330 + step * 80, 500, 2, p.MIST)
    for index, (high, colour) in enumerate(
        (
            (120, p.SPRING),
            (170, p.SPRING),
            (150, p.SPRING),
            (215, p.MEADOW),
            (255, p.MEADOW),
            (300, p.BRAND),
        )
    ):
        c.box(400 + index * 80, 650 - high, 52, high, colour, radius=3)
    trend = curve([(426, 520), (506, 470), (586, 484), (666, 420), (746, 384), (826, 330)])
    c.line(trend, p.ROOF, 6)
    for x, y in ((426, 520), (586, 484), (746, 384), (826, 330)):
        c.oval(x, y, 11, 11, p.WHITE)
        c.oval(x, y, 7, 7, p.ROOF)
    _pie(c, 1120, 350, 120)
    for index, colour in enumerate((p.BRAND, p.OCHRE, p.RIVER)):
        c.box(1010, 540 + index * 46, 26, 26, colour, radius=4)
        c.box(1052, 546 + index * 46, 190 - index * 34, 14, p.STONE, radius=5)
    window_view(c, 1500, 170, 300, 440)
    person(c, 1440, 1120, 560, p.BRAND, p.SKIN[0], p.WOOD, skirt=True)
    c.line([(1360, 750), (1290, 640), (1238, 560)], mix(p.BRAND, p.INK, 0.18), 38)
    c.oval(1228, 546, 22, 22, p.SKIN[0])
    for x, cloth, hair in (
        (230, p.BLUE, p.INK),
        (500, p.CLAY, "#C9A35B"),
        (790, p.SLATE, p.EARTH),
        (1080, "#5B3B8C", p.WOOD),
    ):
        listener(c, x, cloth, hair)


def _pie(c: Canvas, x: float, y: float, r: float) -> None:
    start = -pi / 2
    for share, colour in ((0.52, p.BRAND), (0.28, p.OCHRE), (0.2, p.RIVER)):
        turn = [start + 2 * pi * share * step / 40 for step in range(41)]
        c.shape([(x, y), *((x + r * cos(a), y + r * sin(a)) for a in turn)], colour)
        start += 2 * pi * share
    c.oval(x, y, r * 0.52, r * 0.52, p.WHITE)


def listener(c: Canvas, x: float, cloth: str, hair: str) -> None:
    """Seen from behind, sitting in the front."""
    c.box(x - 120, 1040, 240, 260, cloth, radius=90)
    c.box(x - 26, 1000, 52, 80, p.SKIN[1])
    c.oval(x, 950, 74, 82, hair)
    c.box(x - 140, 1150, 280, 150, Fade("#B98652", p.WOOD), radius=16)
    c.box(x - 116, 1176, 232, 10, mix(p.WOOD, p.INK, 0.2), radius=5)


def forum(c: Canvas) -> None:
    """A wall with coloured slips, people choosing among them."""
    room(c, "#F4EFE2")
    window_view(c, 90, 170, 300, 440)
    for sheet, colour in enumerate((p.BRAND, p.ROOF, p.BLUE, p.OCHRE)):
        x = 500 + sheet * 340
        c.box(x + 8, 140, 300, 560, p.INK, 0.08, 6)
        c.box(x, 130, 300, 560, p.WHITE, radius=4)
        c.box(x, 130, 300, 60, colour, radius=4)
        c.box(x + 40, 152, 170, 16, p.WHITE, radius=6)
        _slips(c, x, colour)
    for x, y, size, cloth, skin, hair, skirt in (
        (560, 1110, 520, p.BLUE, p.SKIN[0], p.WOOD, False),
        (900, 1130, 500, p.OCHRE, p.SKIN[2], p.INK, True),
        (1250, 1100, 530, p.BRAND, p.SKIN[3], "#B8B4AA", False),
        (1660, 1140, 510, p.CLAY, p.SKIN[0], "#C9A35B", True),
    ):
        person(c, x, y, size, cloth, skin, hair, skirt=skirt, waving=x in (900, 1660))
    person(c, 250, 1160, 400, p.LEAF, p.SKIN[1], p.INK)
    person(c, 1420, 1180, 330, p.ROSE, p.SKIN[0], p.WOOD, skirt=True)


def _slips(c: Canvas, x: float, colour: str) -> None:
    for index in range(10):
        left, top = x + 22 + (index % 2) * 136, 220 + (index // 2) * 92
        if c.chance.random() < 0.12:
            continue
        tone = mix(colour, p.CREAM, c.chance.uniform(0.55, 0.8))
        c.box(left, top, 120, 72, tone, radius=2)
        c.box(left + 14, top + 18, c.chance.uniform(60, 92), 8, p.SLATE, 0.6, 4)
        c.box(left + 14, top + 36, c.chance.uniform(40, 80), 8, p.SLATE, 0.6, 4)
        for vote in range(c.chance.randrange(4)):
            c.oval(left + 100 - vote * 18, top + 58, 7, 7, p.ROOF)
