"""People as simple figures."""

from nszm_portal.demonstration.drawing import palette as p
from nszm_portal.demonstration.drawing.canvas import Canvas, mix


def person(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    cloth: str,
    skin: str = p.SKIN[0],
    hair: str = p.WOOD,
    *,
    skirt: bool = False,
    waving: bool = False,
) -> None:
    """A simple standing figure; (x, y) is between the feet, `size` the height."""
    c.oval(x + size * 0.1, y, size * 0.2, size * 0.025, p.INK, 0.15)
    trousers = mix(cloth, p.INK, 0.55)
    if skirt:
        c.box(x - size * 0.07, y - size * 0.2, size * 0.045, size * 0.2, skin)
        c.box(x + size * 0.025, y - size * 0.2, size * 0.045, size * 0.2, skin)
        c.shape(
            [
                (x - size * 0.09, y - size * 0.5),
                (x + size * 0.09, y - size * 0.5),
                (x + size * 0.17, y - size * 0.15),
                (x - size * 0.17, y - size * 0.15),
            ],
            trousers,
        )
    else:
        c.box(
            x - size * 0.105,
            y - size * 0.45,
            size * 0.095,
            size * 0.45,
            trousers,
            radius=size * 0.03,
        )
        c.box(
            x + size * 0.01,
            y - size * 0.45,
            size * 0.095,
            size * 0.45,
            trousers,
            radius=size * 0.03,
        )
    shoulder = y - size * 0.72
    sleeve = mix(cloth, p.INK, 0.18)
    c.line(
        [(x + size * 0.12, shoulder + size * 0.02), (x + size * 0.17, y - size * 0.42)],
        sleeve,
        size * 0.07,
    )
    if waving:
        c.line(
            [(x - size * 0.12, shoulder + size * 0.02), (x - size * 0.26, y - size * 0.96)],
            sleeve,
            size * 0.07,
        )
        c.oval(x - size * 0.265, y - size * 0.985, size * 0.035, size * 0.035, skin)
    else:
        c.line(
            [(x - size * 0.12, shoulder + size * 0.02), (x - size * 0.17, y - size * 0.42)],
            sleeve,
            size * 0.07,
        )
    c.box(x - size * 0.15, y - size * 0.77, size * 0.3, size * 0.37, cloth, radius=size * 0.09)
    head(c, x, y - size * 0.88, size * 0.1, skin, hair)


def head(c: Canvas, x: float, y: float, r: float, skin: str, hair: str) -> None:
    c.box(x - r * 0.35, y + r * 0.5, r * 0.7, r * 0.8, mix(skin, p.EARTH, 0.3))
    c.oval(x, y - r * 0.12, r * 1.06, r * 1.04, hair)
    c.oval(x, y + r * 0.14, r * 0.9, r * 0.92, skin)


def passer(c: Canvas, x: float, y: float, size: float) -> None:
    """A person whose clothes, skin and hair are left to chance."""
    c_ = c.chance
    person(
        c,
        x,
        y,
        size * c_.uniform(0.94, 1.05),
        c_.choice(p.CLOTH),
        c_.choice(p.SKIN),
        c_.choice((p.WOOD, p.INK, p.EARTH, "#C9A35B", "#B8B4AA")),
        skirt=c_.random() < 0.4,
    )
