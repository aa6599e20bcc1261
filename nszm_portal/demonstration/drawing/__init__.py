"""Pictures drawn by the program itself, the same each time.

`canvas` is what one draws on, `nature`, `buildings` and `people` are what recurs; `country`,
`meadow`, `town`, `quarter` and `indoors` hold the scenes.
"""

from collections.abc import Callable

from nszm_portal.demonstration.drawing import country, indoors, meadow, quarter, town
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
}


def draw(scene: str) -> bytes:
    """The scene as a JPEG file."""
    size, paint = SCENES[scene]
    canvas = Canvas(*size, seed=scene)
    paint(canvas)
    return canvas.jpeg()
