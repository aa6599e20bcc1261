"""Pictures for other programmes: one JPEG with its type, its sides and its real length."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from django.conf import settings
from django.core.files.storage import storages

from nszm_portal.library.models import Picture
from nszm_portal.library.renditions import media_url
from nszm_portal.library.storage import StorageAway, size_of

WIDTH = 960  # points; what a column of text needs on a dense screen


@dataclass(frozen=True)
class Depiction:
    """A file of a picture under its whole address; `length` in bytes."""

    name: str
    media_type: str
    width: int
    height: int
    alt: str
    length: int = 0

    @property
    def url(self) -> str:
        return settings.SITE_URL + media_url(self.name)


def of(picture: Picture, ratio: Fraction | None = None) -> Depiction | None:
    """The smallest JPEG of at least WIDTH, else the widest; its length is not asked for.

    A whole picture smaller than all of them is given as it was stored; of one that is too small
    for a crop there is none.
    """
    made = picture.renditions("JPEG", ratio)
    if made:
        width, rendition = next(((at, each) for at, each in made if at >= WIDTH), made[-1])
        height = rendition.height or max(1, round(width * picture.height / picture.width))
        return Depiction(rendition.name, "image/jpeg", width, height, picture.alt)
    return _original(picture) if ratio is None else None


def measured(pictures: Iterable[Picture]) -> dict[int, Depiction]:
    """Whole pictures with their lengths, by their keys.

    Where a smaller version is missing, or the storage is away, the picture as it was stored takes
    its place: the length of that is known without asking.
    """
    found, is_away = {}, False
    for picture in pictures:
        depiction = of(picture)
        try:
            if is_away:
                raise FileNotFoundError
            found[picture.pk] = replace(depiction, length=_length(depiction.name))
        except FileNotFoundError:
            found[picture.pk] = _original(picture)
        except StorageAway:
            is_away, found[picture.pk] = True, _original(picture)
    return found


@lru_cache(maxsize=4096)
def _length(name: str) -> int:
    """A stored file never changes, so neither does its length."""
    return size_of(storages["default"], name)


def _original(picture: Picture) -> Depiction:
    media_type = "image/png" if picture.file.name.endswith(".png") else "image/jpeg"
    sides = picture.width, picture.height
    return Depiction(picture.file.name, media_type, *sides, picture.alt, picture.size)
