"""Pictures drawn by the program itself, the same each time.

`canvas` is what one draws on, `nature`, `buildings` and `people` are what recurs; `country`,
`meadow`, `town`, `quarter`, `indoors` and `assembly` hold the scenes; `logos` has marks that stand
for the partners' own, written in the `letters` of this program.
"""

from collections.abc import Callable

from nszm_portal.demonstration.drawing import (
    assembly,
    country,
    indoors,
    logos,
    meadow,
    quarter,
    town,
)
from nszm_portal.demonstration.drawing.canvas import Canvas

ORDINARY = (1920, 1280)
UPRIGHT = (1280, 1707)
WIDE = (2400, 1000)

SCENES: dict[str, tuple[tuple[int, int], Callable[[Canvas], None]]] = {
    "landscape": (ORDINARY, country.landscape),
    "bridge": (ORDINARY, country.bridge),
    "cycle-path": (ORDINARY, meadow.cycle_path),
    "wind": (ORDINARY, meadow.wind),
    "lookout": (UPRIGHT, country.lookout),
    "square": (ORDINARY, town.square),
    "market": (ORDINARY, town.market),
    "park": (ORDINARY, quarter.park),
    "school": (ORDINARY, quarter.school),
    "night": (ORDINARY, town.night),
    "panorama": (WIDE, town.panorama),
    "table": (ORDINARY, indoors.table),
    "agreement": (ORDINARY, indoors.agreement),
    "dot-map": (ORDINARY, indoors.dot_map),
    "charts": (ORDINARY, indoors.charts),
    "forum": (ORDINARY, indoors.forum),
    "lectern": (ORDINARY, assembly.lectern),
    "office": (ORDINARY, assembly.office),
}
LOGOS: dict[str, tuple[tuple[int, int], Callable[[Canvas], None]]] = {
    "logo-labour": ((820, 300), logos.labour),
    "logo-environment": ((600, 600), logos.environment),
    "logo-health": ((420, 640), logos.health),
    "logo-regions": ((1060, 240), logos.regions),
    "logo-institute": ((600, 600), logos.institute),
    "logo-charles": ((480, 660), logos.charles),
    "logo-masaryk": ((640, 500), logos.masaryk),
    "logo-partnership": ((790, 360), logos.partnership),
    "logo-network": ((832, 300), logos.network),
}


def draw(key: str) -> bytes:
    """A scene as a JPEG file, a logo as a PNG."""
    size, paint = LOGOS.get(key) or SCENES[key]
    canvas = Canvas(*size, seed=key)
    paint(canvas)
    return canvas.png() if key in LOGOS else canvas.jpeg()


def file_name(key: str) -> str:
    return f"{key}.png" if key in LOGOS else f"{key}.jpg"
