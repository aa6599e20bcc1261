"""Colours that a file names without carrying a profile."""

from io import BytesIO

import pytest
from PIL import ExifTags, Image

from nszm_portal.library.intake import read_picture
from tests.factories.library import DISPLAY_P3, decoded_here, encoded, profile, upload
from tests.library.intake.samples import in_srgb, made, numbered, scene, seen_as
from tests.library.intake.uploading import difference

CLOSE = 2.5


def stored(content: bytes) -> Image.Image:
    with decoded_here():
        return Image.open(BytesIO(read_picture(upload(content, "fotka.jpg")).content.read()))


@pytest.mark.parametrize("file_type", ["HEIF", "AVIF"])
def test_display_p3_is_known_by_its_number(file_type):
    meant = seen_as(profile(DISPLAY_P3))
    assert difference(stored(numbered(file_type)), meant) < CLOSE
    assert difference(stored(made(file_type)), scene()) < CLOSE
    assert difference(scene(), meant) > 2 * CLOSE  # so that one cannot pass for the other


@pytest.mark.parametrize("file_type", ["HEIF", "AVIF"])
def test_a_profile_counts_more_than_a_number(file_type):
    content = made(file_type, icc_profile=profile())
    content = content.replace(b"colrnclx\0\1", b"colrnclx\0\x0c")
    assert difference(stored(content), scene()) < CLOSE


def exif_of(index: str) -> bytes:
    exif = Image.Exif()
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.ColorSpace] = 65535
    camera[ExifTags.IFD.Interop] = {1: index}
    return exif.tobytes()


def test_a_camera_set_to_adobe_rgb_is_known_by_its_letter():
    image = Image.new("RGB", (64, 64), (150, 100, 60))
    plain = stored(encoded(image, exif=exif_of("R98"))).getpixel((32, 32))
    wide = stored(encoded(image, exif=exif_of("R03"))).getpixel((32, 32))
    assert plain == pytest.approx((150, 100, 60), abs=3)
    # By the formulas of Adobe RGB (1998) and IEC 61966-2-1.
    assert wide == pytest.approx(by_formulas(150, 100, 60), abs=4)
    assert max(abs(a - b) for a, b in zip(plain, wide, strict=True)) > 8


def by_formulas(*adobe: int) -> tuple[int, ...]:
    red, green, blue = ((value / 255) ** (563 / 256) for value in adobe)
    x = 0.57667 * red + 0.18556 * green + 0.18823 * blue
    y = 0.29734 * red + 0.62736 * green + 0.07529 * blue
    z = 0.02703 * red + 0.07069 * green + 0.99134 * blue
    linear = (
        3.24045 * x - 1.53714 * y - 0.49853 * z,
        -0.96927 * x + 1.87601 * y + 0.04156 * z,
        0.05564 * x - 0.20403 * y + 1.05723 * z,
    )
    return tuple(
        round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))
        for v in linear
    )


def test_a_letter_beside_a_profile_says_nothing():
    content = made("JPEG", icc_profile=profile(DISPLAY_P3), exif=exif_of("R03"))
    meant = in_srgb(scene(), profile(DISPLAY_P3))
    assert difference(stored(content), meant) < CLOSE
