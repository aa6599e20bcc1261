"""Any photograph an editor has becomes an upright sRGB picture without metadata."""

import logging
import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pillow_heif
from django.core.files.base import ContentFile, File
from django.utils import timezone
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from nszm_portal.library.intake.uploads import (
    MEGABYTE,
    check_size,
    digest_of,
    refusal,
    upload_name,
)

# Previews inside the file are not wanted; without the plug-in Pillow cannot read HEIC at all.
pillow_heif.register_heif_opener(thumbnails=False)

LARGEST_FILE = 60 * MEGABYTE
# Sensors sold as "50 Mpx" give 8192 × 6144 or 8688 × 5792 points: what rounds to fifty passes.
MOST_PIXELS = 50_500_000
LONGER_SIDE = 2560  # points; what is stored
JPEG_QUALITY = 90
# Only what decodes in memory by itself: Pillow's other readers start programs or follow links.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP")
KINDS = "JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF nebo BMP"
SVG = re.compile(rb"<svg[\s>]|<!DOCTYPE\s+svg", re.IGNORECASE)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TakenPicture:
    """What is to be stored of an upload."""

    content: ContentFile  # re-encoded; its name is only a suffix to go by, ".jpg" or ".png"
    width: int
    height: int
    taken_on: date | None
    digest: str  # of the file as it came
    upload_name: str


def read_picture(upload: File) -> TakenPicture:
    """Decodes `upload` and encodes it anew, at most LONGER_SIDE points wide and high.

    Raises ValidationError with a Czech sentence that names the file when it is empty, too
    large, no picture, or damaged.
    """
    name = upload_name(upload)
    check_size(upload, name, LARGEST_FILE)
    digest = digest_of(upload)
    with _open(upload, name) as source:
        _check_pixels(source, name)
        try:
            taken_on = _taken_on(source)
            picture = _web_ready(source)
        except Exception as error:  # decoders raise whatever a hostile file makes them raise
            logger.info("A picture could not be decoded: %r", error)
            raise refusal(
                f"Obrázek „{name}“ je poškozený nebo neúplný a nejde přečíst.", "damaged"
            ) from error
    return TakenPicture(
        content=_encoded(picture),
        width=picture.width,
        height=picture.height,
        taken_on=taken_on,
        digest=digest,
        upload_name=name,
    )


def _open(upload: File, name: str) -> Image.Image:
    """Reads no more than the header."""
    try:
        return Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusal(
            f"Obrázek „{name}“ má příliš mnoho bodů, přijímáme nejvýše 50 megapixelů.",
            "too_many_pixels",
        ) from error
    except UnidentifiedImageError as error:
        raise _no_picture(upload, name) from error
    except Exception as error:  # as above: a header can be as hostile as the rest
        logger.info("A picture could not be opened: %r", error)
        raise refusal(
            f"Obrázek „{name}“ je poškozený nebo neúplný a nejde přečíst.", "damaged"
        ) from error


def _no_picture(upload: File, name: str):
    upload.seek(0)
    if SVG.search(upload.read(4096)):
        return refusal(
            f"Soubor „{name}“ je kresba SVG, kterou nepřijímáme: uložte ji jako PNG.", "svg"
        )
    return refusal(
        f"Soubor „{name}“ není obrázek, který umíme přečíst ({KINDS}), nebo je poškozený.",
        "no_picture",
    )


def _check_pixels(source: Image.Image, name: str) -> None:
    width, height = source.size
    if width * height > MOST_PIXELS:
        raise refusal(
            f"Obrázek „{name}“ je příliš velký: má {width} × {height} bodů, "
            "přijímáme nejvýše 50 megapixelů.",
            "too_many_pixels",
        )


def _taken_on(source: Image.Image) -> date | None:
    """The day on which the camera says it was taken; None where it says nothing believable."""
    try:
        exif = source.getexif().get_ifd(ExifTags.IFD.Exif)
        stamp = exif.get(ExifTags.Base.DateTimeOriginal)
        stamp = stamp or exif.get(ExifTags.Base.DateTimeDigitized)
        day = date.fromisoformat(str(stamp)[:10].replace(":", "-"))
    except Exception:  # EXIF is written by anything and anyone; without a date nothing is lost
        return None
    return day if day.year >= 1826 and day <= timezone.localdate() else None


def _web_ready(source: Image.Image) -> Image.Image:
    """A new picture: upright, sRGB, eight bits, small enough, RGB or RGBA, knowing nothing else."""
    # A JPEG can be decoded at a half, a quarter or an eighth: a fraction of the memory and time.
    source.draft(None, _fitting(source.size))
    source.load()
    profile = source.info.get("icc_profile")
    picture = _eight_bits(source)
    # The size is asked again: a TIFF may have been turned while it was loaded.
    picture = picture.resize(_fitting(source.size), Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _without_idle_alpha(_srgb(picture, profile))
    picture = _upright(picture, source)
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    longer = max(size)
    if longer <= LONGER_SIDE:
        return size
    width, height = (max(1, round(side * LONGER_SIDE / longer)) for side in size)
    return width, height


def _eight_bits(source: Image.Image) -> Image.Image:
    """In a mode that can be resized and that colour management understands."""
    if source.mode.startswith(("I", "F")):
        return _levels(source)
    wanted = {"RGBA"} if source.has_transparency_data else {"L", "RGB", "CMYK", "LAB"}
    if source.mode in wanted:
        return source  # converting would hold two hundred megabytes twice
    if source.has_transparency_data:
        return source.convert("RGBA")
    return source.convert("L" if source.mode == "1" else "RGB")


def _levels(source: Image.Image) -> Image.Image:
    """Sixteen bits, or numbers of any scale: converting them directly would cut them off at 255."""
    _, highest = source.getextrema()
    if source.mode.startswith("I;16"):
        scale = 256
    else:
        scale = next((top for top in (1, 255, 65535) if highest <= top), highest) / 255
    if source.mode == "F":
        return source.point(lambda value: value * (1 / scale) + 0).convert("L")
    return source.convert("I").point(lambda value: value * (1 / scale) + 0).convert("L")


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    if picture.mode == "LAB":
        source_profile = ImageCms.createProfile("LAB")
    elif profile:
        source_profile = BytesIO(profile)
    else:
        return picture.convert(target)
    try:
        return ImageCms.profileToProfile(
            picture,
            source_profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=target,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as error:
        # A profile that is broken or belongs to other colours says nothing: taken as sRGB.
        logger.info("A colour profile was left aside: %s", error)
        return picture.convert(target)


def _without_idle_alpha(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        return picture.convert("RGB")
    return picture


def _upright(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Turned as the camera was held. Asked of the source: resizing loses what TIFF says."""
    try:
        picture.getexif()[ExifTags.Base.Orientation] = source.getexif().get(
            ExifTags.Base.Orientation, 1
        )
        return ImageOps.exif_transpose(picture)
    except Exception as error:  # broken EXIF around sound pixels
        logger.info("The orientation could not be read: %r", error)
        return picture


def _encoded(picture: Image.Image) -> ContentFile:
    stream = BytesIO()
    if picture.mode == "RGBA":
        picture.save(stream, "PNG")
        return ContentFile(stream.getvalue(), name="picture.png")
    picture.save(stream, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    return ContentFile(stream.getvalue(), name="picture.jpg")
