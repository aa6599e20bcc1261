"""The smaller versions of a picture: django-pictures makes them, this is our policy for it.

They are made when a picture is stored, in the process that stores it. Which widths are made is
what the layouts ask for: a whole picture beside or above a text, a crop in a list.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.urls import reverse
from pictures.models import PictureField, PictureFieldFile, PillowPicture
from PIL import Image

ENCODERS = {
    "AVIF": {"quality": 55, "speed": 8},
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}
MODERN = ("AVIF", "WEBP")  # in the order in which they are offered
IN_A_LIST, LEADING = Fraction(3, 2), Fraction(16, 9)
# None is the whole picture. A few widths of JPEG are enough for who knows nothing better, for
# editors and for machines.
WIDTHS = {
    None: {"modern": (320, 640, 960, 1280, 1600), "JPEG": (320, 960, 1600)},
    IN_A_LIST: {"modern": (160, 320, 480), "JPEG": (320,)},
    LEADING: {"modern": (640, 960, 1280), "JPEG": (960,)},
}
WORTH_A_STEP = 1.1  # a picture between two widths gets one of its own where it is so much wider
CENTRE = 50  # percent of the width or height, where nobody has said what matters
PAPER = (255, 255, 255)  # behind what was transparent, where the format knows no transparency

logger = logging.getLogger(__name__)

Focus = tuple[int, int]  # percent of the width from the left, and of the height from above


@dataclass(eq=False)
class Rendition(PillowPicture):
    """One width of one picture in one format, whole or cropped around what matters.

    Unlike its base it is always served from our own origin, whatever the storage, and a
    transparent picture does not turn black in JPEG.
    """

    focus: Focus = (CENTRE, CENTRE)

    def deconstruct(self):
        path, arguments, named = super().deconstruct()
        return path, (*arguments, self.focus), named

    @property
    def url(self) -> str:
        return media_url(self.name)

    @property
    def name(self) -> str:
        """Another focus has another name: what was once given out under one never changes."""
        whole = PurePosixPath(super().name)
        if self.aspect_ratio is None or self.focus == (CENTRE, CENTRE):
            return str(whole)
        folder = f"{whole.parent.name}-{self.focus[0]}-{self.focus[1]}"
        return str(whole.parent.with_name(folder) / whole.name)

    def save(self, image: Image.Image) -> None:
        box = crop_box(image.size, self.aspect_ratio, self.focus)
        width, height = box[2] - box[0], box[3] - box[1]
        size = (self.width, self.height or max(1, round(self.width * height / width)))
        smaller = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
        with BytesIO() as stream:
            self._flattened(smaller).save(
                stream, self.file_type, **ENCODERS[self.file_type], exif=b"", icc_profile=b""
            )
            self.storage.delete(self.name)  # a storage would otherwise invent another name
            self.storage.save(self.name, ContentFile(stream.getvalue()))

    def _flattened(self, image: Image.Image) -> Image.Image:
        if image.mode != "RGBA":
            return image
        alpha = image.getchannel("A")
        if alpha.getextrema()[0] == 255:
            return image.convert("RGB")
        if self.file_type != "JPEG":
            return image
        paper = Image.new("RGB", image.size, PAPER)
        paper.paste(image, mask=alpha)
        return paper


def crop_box(
    size: tuple[int, int], ratio: Fraction | None, focus: Focus
) -> tuple[float, float, float, float]:
    """The largest part of a picture with the given ratio of sides: left, top, right, bottom.

    Its middle is as near to `focus` as the edges of the picture allow.
    """
    width, height = size
    if ratio is None:
        return 0, 0, width, height
    inside = min(width, float(height * ratio)), min(height, float(width / ratio))
    left, top = (
        min(max(whole * percent / 100 - part / 2, 0), whole - part)
        for whole, part, percent in zip(size, inside, focus, strict=True)
    )
    return left, top, left + inside[0], top + inside[1]


def widths(size: tuple[int, int], ratio: Fraction | None, wanted: tuple[int, ...]) -> list[int]:
    """Which of the `wanted` widths a picture of that size gives, from the smallest.

    None is wider than the picture; but one that ends between two of them gives its own as well.
    """
    left, _, right, _ = crop_box(size, ratio, (CENTRE, CENTRE))
    own = int(right - left)
    found = [width for width in wanted if width <= own]
    if found and len(found) < len(wanted) and own >= found[-1] * WORTH_A_STEP:
        found.append(own)
    return found


class PolicyFieldFile(PictureFieldFile):
    """A picture's file with the renditions that our layouts ask for."""

    @property
    def focus(self) -> Focus:
        return self.instance.focus_x, self.instance.focus_y

    @property
    def aspect_ratios(self) -> dict[Fraction | None, dict[str, dict[int, Rendition]]]:
        size = self.width, self.height
        return {
            ratio: {
                file_type: {
                    width: Rendition(self.name, file_type, ratio, self.storage, width, self.focus)
                    for width in widths(size, ratio, of_ratio.get(file_type, of_ratio["modern"]))
                }
                for file_type in ENCODERS
            }
            for ratio, of_ratio in WIDTHS.items()
        }

    def make_missing(self) -> int:
        """Makes the renditions that are not stored; says how many."""
        renditions = sorted(self.get_picture_files_list(), key=lambda each: each.name)
        missing = [each for each in renditions if not self.storage.exists(each.name)]
        if missing:
            with self.storage.open(self.name) as stream, Image.open(stream) as source:
                image = Rendition.pre_process(source)
            for rendition in missing:
                rendition.save(image)
        return len(missing)

    def delete_all(self) -> None:
        """Those of an earlier focus and of an earlier policy too."""
        if self:
            _empty(self.storage, str(PurePosixPath(self.name).with_suffix("")))


class PolicyField(PictureField):
    """Its policy is not written into migrations: a change of it needs no change of the table."""

    attr_class = PolicyFieldFile

    def deconstruct(self):
        name, path, arguments, named = super().deconstruct()
        for said_here in (
            "aspect_ratios",
            "container_width",
            "file_types",
            "pixel_densities",
            "grid_columns",
            "breakpoints",
        ):
            del named[said_here]
        return name, path, arguments, named


def _empty(storage: Storage, folder: str) -> None:
    with suppress(FileNotFoundError):
        folders, names = storage.listdir(folder)
        for name in names:
            storage.delete(f"{folder}/{name}")
        for inside in folders:
            _empty(storage, f"{folder}/{inside}")
        storage.delete(folder)  # an empty folder; object storage knows none


def media_url(name: str) -> str:
    """The address of a stored file of a picture, an original or a rendition."""
    return reverse("library:media", kwargs={"path": name})
