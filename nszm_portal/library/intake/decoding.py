"""Any photograph an editor has becomes an upright sRGB picture without metadata.

Run as a program it does so once: see `confined`, which starts it.
"""

import logging
import re
import sys
from io import BytesIO
from typing import BinaryIO

import pillow_heif
from PIL import AvifImagePlugin, ExifTags, Image, ImageOps, UnidentifiedImageError

from nszm_portal.library.intake import colours, confined
from nszm_portal.library.intake.confined import Decoded, Refused
from nszm_portal.library.intake.credits import credit_of

THREADS = 2  # each holds a part of the picture
# Nothing but the picture itself is wanted; without the plug-in Pillow cannot read HEIC at all.
pillow_heif.register_heif_opener(
    thumbnails=False, depth_images=False, aux_images=False, decode_threads=THREADS
)
AvifImagePlugin.DEFAULT_MAX_THREADS = THREADS

# Sensors sold as "50 Mpx" give 8192 × 6144 or 8688 × 5792 points: what rounds to fifty passes.
MOST_PIXELS = 50_500_000
LONGER_SIDE = 2560  # points; what is stored
JPEG_QUALITY = 90
# Only what decodes in memory by itself: Pillow's other readers start programs or follow links.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP")
SVG = re.compile(rb"<svg[\s>]|<!DOCTYPE\s+svg", re.IGNORECASE)
HEAD = 2**16  # bytes; where a file says what it is
DNG_VERSION, SUBFILE_TYPE, REDUCED = 50706, 254, 1  # tags of TIFF, and a value of the second

logger = logging.getLogger(__name__)


def decode(file: BinaryIO) -> Decoded:
    """Decodes a file and encodes it anew, at most LONGER_SIDE points wide and high.

    Raises Refused when it is no picture, too large, or damaged.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    with _open(file, head) as source:
        _check(source, head)
        try:
            taken_on, credit = _taken_on(source), credit_of(source)
            picture = _web_ready(source, head)
        except MemoryError as error:
            raise Refused("too_demanding") from error
        except Exception as error:  # decoders raise whatever a hostile file makes them raise
            logger.info("A picture could not be decoded: %r", error)
            raise Refused("damaged") from error
    content, suffix = _encoded(picture)
    return Decoded(content, suffix, picture.width, picture.height, taken_on, credit)


def _open(file: BinaryIO, head: bytes) -> Image.Image:
    """Reads no more than the header."""
    try:
        return Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise Refused("svg" if SVG.search(head[:4096]) else "no_picture") from error
    except MemoryError as error:
        raise Refused("too_demanding") from error
    except Exception as error:  # a header can be as hostile as the rest
        logger.info("A picture could not be opened: %r", error)
        raise Refused("damaged") from error


def _check(source: Image.Image, head: bytes) -> None:
    width, height = source.size
    if width * height > MOST_PIXELS:
        raise Refused("too_many_pixels", width, height)
    if source.format == "TIFF" and _is_raw(source, head):
        raise Refused("raw")


def _is_raw(source: Image.Image, head: bytes) -> bool:
    """A camera's raw file calls itself TIFF, and its first picture is a small preview."""
    tags = source.tag_v2
    reduced = tags.get(SUBFILE_TYPE) == REDUCED
    return reduced or DNG_VERSION in tags or head[8:10] == b"CR"


def _taken_on(source: Image.Image) -> str:
    """The day that the camera wrote, as ISO 8601 has it; "" where it wrote none."""
    try:
        exif = source.getexif().get_ifd(ExifTags.IFD.Exif)
        stamp = exif.get(ExifTags.Base.DateTimeOriginal)
        stamp = stamp or exif.get(ExifTags.Base.DateTimeDigitized)
        return str(stamp or "")[:10].replace(":", "-")
    except Exception:  # EXIF is written by anything and anyone; without a date nothing is lost
        return ""


def _web_ready(source: Image.Image, head: bytes) -> Image.Image:
    """A new picture: upright, sRGB, eight bits, small enough, RGB or RGBA, knowing nothing else."""
    # A JPEG can be decoded at a half, a quarter or an eighth: a fraction of the memory and time.
    source.draft(None, _fitting(source.size))
    source.load()
    profile = colours.profile_of(source, head)
    picture = _eight_bits(source)
    # The size is asked again: a TIFF may have been turned while it was loaded.
    picture = picture.resize(_fitting(source.size), Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _without_idle_alpha(colours.to_srgb(picture, profile))
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


def _encoded(picture: Image.Image) -> tuple[bytes, str]:
    stream = BytesIO()
    if picture.mode == "RGBA":
        picture.save(stream, "PNG")
        return stream.getvalue(), ".png"
    picture.save(stream, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    return stream.getvalue(), ".jpg"


def main() -> None:
    confined.confine()
    with open(sys.stdin.fileno(), "rb", closefd=False) as file:
        try:
            outcome = decode(file)
        except Refused as refused:
            outcome = refused
    confined.write(outcome, sys.stdout.buffer)


if __name__ == "__main__":
    main()
