"""The smaller versions of a picture: django-pictures makes them, this is our policy for it.

They are made when a picture is stored, in the process that stores it. PICTURES in settings says
in which widths and formats.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from django.urls import reverse
from pictures.models import PillowPicture
from PIL import Image

ENCODERS = {
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}
PAPER = (255, 255, 255)  # behind what was transparent, where the format knows no transparency


class Rendition(PillowPicture):
    """One width of one picture in one format.

    Unlike its base it is always served from our own origin, whatever the storage, and a
    transparent picture does not turn black in JPEG.
    """

    @property
    def url(self) -> str:
        return media_url(self.name)

    def save(self, image: Image.Image) -> None:
        height = max(1, round(self.width * image.height / image.width))
        smaller = image.resize((self.width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        with BytesIO() as stream:
            self._flattened(smaller).save(
                stream, self.file_type, **ENCODERS[self.file_type], exif=b"", icc_profile=b""
            )
            self.storage.delete(self.name)  # a storage would otherwise invent another name
            self.storage.save(self.name, ContentFile(stream.getvalue()))

    def _flattened(self, image: Image.Image) -> Image.Image:
        if image.mode != "RGBA" or self.file_type != "JPEG":
            return image
        paper = Image.new("RGB", image.size, PAPER)
        paper.paste(image, mask=image.getchannel("A"))
        return paper


def media_url(name: str) -> str:
    """The address of a stored file of a picture, an original or a rendition."""
    return reverse("library:media", kwargs={"path": name})
