"""From whatever colours a file has to sRGB."""

import logging
import struct
from io import BytesIO

from PIL import ExifTags, Image, ImageCms

DISPLAY_P3 = 12  # colour primaries of ITU-T H.273
# Columns of each space's matrix (red, green and blue as X, Y and Z), adapted to D50 as ICC has it.
P3_COLUMNS = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)
ADOBE_COLUMNS = (
    (0.60974, 0.31111, 0.01947),
    (0.20528, 0.62567, 0.06087),
    (0.14919, 0.06322, 0.74457),
)
D50 = (0.96420, 1.0, 0.82491)
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
ADOBE_CURVE = (563 / 256,)  # Adobe RGB (1998), 4.3.1.2

logger = logging.getLogger(__name__)


def profile_of(source: Image.Image, head: bytes) -> bytes | None:
    """The ICC profile of a picture's colours; None where they are taken to be sRGB.

    `head` is the beginning of the file. A phone may name its colours only by a number in the
    container, and a camera only by a letter in its EXIF.
    """
    if profile := source.info.get("icc_profile"):
        return profile
    if source.format in {"HEIF", "AVIF"} and _primaries(head) == DISPLAY_P3:
        return _matrix_profile(P3_COLUMNS, SRGB_CURVE)
    if source.mode == "RGB" and _is_adobe_rgb(source):
        return _matrix_profile(ADOBE_COLUMNS, ADOBE_CURVE)
    return None


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """As RGB, or as RGBA when `picture` is."""
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


def _primaries(head: bytes) -> int:
    at = head.find(b"colrnclx")
    return int.from_bytes(head[at + 8 : at + 10], "big") if at >= 0 else 0


def _is_adobe_rgb(source: Image.Image) -> bool:
    """What cameras set to Adobe RGB write instead of a profile (DCF 2.0, option file)."""
    try:
        return source.getexif().get_ifd(ExifTags.IFD.Interop).get(1) == "R03"
    except Exception:  # broken EXIF around sound pixels
        return False


def _matrix_profile(columns, curve) -> bytes:
    """The smallest ICC profile (version 4) that says what RGB colours mean."""
    measured = [_xyz(D50), *map(_xyz, columns), _parametric(curve)]
    names = [b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"]
    which = [0, 1, 2, 3, 4, 4, 4]
    offset = 128 + 4 + 12 * len(names)
    offsets = [offset + sum(map(len, measured[:number])) for number in range(len(measured))]
    table = struct.pack(">I", len(names)) + b"".join(
        struct.pack(">4sII", name, offsets[number], len(measured[number]))
        for name, number in zip(names, which, strict=True)
    )
    body = table + b"".join(measured)
    header = struct.pack(">I4sI4s4s4s", 128 + len(body), b"", 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + _numbers(D50)
    return header.ljust(128, b"\0") + body


def _xyz(colour) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(colour)


def _parametric(curve) -> bytes:
    kind = {1: 0, 5: 3}[len(curve)]
    return b"para" + bytes(4) + struct.pack(">HH", kind, 0) + _numbers(curve)


def _numbers(numbers) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)
