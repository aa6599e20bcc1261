"""Scenes of a meeting of regions: the house where it is held, and who speaks."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.buildings import windows
from nszm_portal.demonstration.drawing.canvas import Canvas, Fade, mix
from nszm_portal.demonstration.drawing.indoors import OUTLINE, listener, room
from nszm_portal.demonstration.drawing.nature import bush, cloud, far_hills, round_tree, sky
from nszm_portal.demonstration.drawing.people import passer, person
from nszm_portal.demonstration.drawing.town import paving


def lectern(c: Canvas) -> None:
    """A woman at a lectern beside a screen; in front of her the backs of the first row."""
    room(c, "#F4EFE2")
    _screen(c, 170, 120, 900, 580)
    for x, colour in ((1610, p.BRAND), (1720, p.BLUE)):
        c.box(x, 210, 10, 780, p.EARTH)
        c.shape([(x + 10, 230), (x + 92, 262), (x + 78, 560), (x + 10, 620)], colour)
        c.oval(x + 5, 206, 14, 14, p.OCHRE)
    person(c, 1360, 1090, 640, p.ROOF, p.SKIN[0], "#C9A35B", skirt=True, waving=True)
    _desk(c, 1360)
    for x, cloth, hair in (
        (170, p.SLATE, p.WOOD),
        (480, p.LEAF, p.INK),
        (790, p.BLUE, "#B8B4AA"),
        (1100, "#5B3B8C", p.EARTH),
        (1690, p.CLAY, p.WOOD),
    ):
        listener(c, x, cloth, hair)


def _screen(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    c.box(x + 12, y + 14, width, height, p.INK, 0.1, 8)
    c.box(x, y, width, height, p.WHITE, radius=6)
    c.box(x, y, width, 18, p.BRAND)
    c.box(x + 60, y + 62, 420, 24, p.SLATE, radius=8)
    c.box(x + 60, y + 104, 260, 14, p.STONE, radius=6)
    c.shape([(x + 90 + dx * 700, y + 150 + dy * 390) for dx, dy in OUTLINE], p.MIST)
    for dx, dy, colour in (
        (0.33, 0.2, p.ROOF),
        (0.55, 0.62, p.BRAND),
        (0.72, 0.7, p.BLUE),
        (0.13, 0.58, p.OCHRE),
        (0.9, 0.5, p.LEAF),
    ):
        c.oval(x + 90 + dx * 700, y + 150 + dy * 390, 24, 24, p.WHITE)
        c.oval(x + 90 + dx * 700, y + 150 + dy * 390, 17, 17, colour)


def _desk(c: Canvas, x: float) -> None:
    wood = mix(p.WOOD, p.OCHRE, 0.25)
    c.shape([(x - 150, 800), (x + 150, 800), (x + 120, 1110), (x - 120, 1110)], Fade(wood, p.WOOD))
    c.box(x - 176, 772, 352, 36, mix(wood, p.WHITE, 0.25), radius=8)
    c.oval(x, 920, 52, 52, p.CREAM)
    c.oval(x, 920, 38, 38, p.BRAND)
    c.line([(x + 96, 776), (x + 70, 690), (x + 24, 654)], p.SLATE, 8)
    c.oval(x + 20, 650, 13, 13, p.INK)


def office(c: Canvas) -> None:
    """A modern regional office behind a paved yard."""
    sky(c)
    cloud(c, 420, 190, 90)
    cloud(c, 1500, 130, 70)
    far_hills(c)
    c.box(330, 300, 1180, 640, Fade("#DFE6E3", "#CBD5D0"))
    c.box(300, 270, 1240, 40, mix(p.BRAND, p.PINE, 0.4))
    glass = mix(p.RIVER, p.NIGHT, 0.35)
    windows(c, 350, 320, 500, 500, 6, 4, glass)
    windows(c, 1010, 320, 480, 500, 6, 4, glass)
    _entrance(c, 860, glass)
    c.box(0, 930, c.width, 30, p.MEADOW)
    paving(c, 950)
    for x, colour in ((190, p.BLUE), (250, p.ROOF), (310, p.BRAND)):
        c.oval(x + 4, 1006, 22, 6, p.INK, 0.15)
        c.box(x, 330, 8, 676, p.STONE)
        c.shape([(x + 8, 344), (x + 54, 356), (x + 50, 470), (x + 8, 492)], colour)
    round_tree(c, 1650, 1010, 520)
    for x in (470, 620, 1200, 1350):
        bush(c, x, 956, 90)
    for x, y, size in (
        (760, 1080, 210),
        (850, 1100, 215),
        (1080, 1050, 190),
        (1330, 1170, 260),
        (520, 1190, 270),
    ):
        passer(c, x, y, size)


def _entrance(c: Canvas, x: float, glass: str) -> None:
    """A glazed middle part over the whole height, with a roof above the door."""
    c.box(x, 310, 140, 630, Fade(mix(glass, p.WHITE, 0.35), glass))
    for step in range(1, 8):
        c.box(x, 310 + step * 79, 140, 4, p.WHITE)
    c.box(x + 68, 310, 4, 630, p.WHITE)
    c.box(x - 70, 780, 280, 22, p.PINE, radius=4)
    c.box(x - 56, 800, 12, 140, p.STONE)
    c.box(x + 184, 800, 12, 140, p.STONE)
    c.box(x + 18, 830, 104, 110, p.NIGHT)
    c.box(x + 68, 830, 4, 110, p.WHITE)
