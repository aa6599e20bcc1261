"""Whatever an editor uploads is an upright sRGB picture without metadata, or a sentence."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import ExifTags, Image, ImageFile

from nszm_portal.library.intake import read_picture
from nszm_portal.library.intake.pictures import LARGEST_FILE
from tests.factories.library import (
    BLUE,
    DISPLAY_P3,
    GREEN,
    RED,
    WHITE,
    decoded_here,
    encoded,
    png,
    profile,
    quadrants,
    upload,
)
from tests.library.intake.samples import AS_SHOT, tiff

SECRET = "Tajne-misto-porizeni"


@pytest.fixture(autouse=True)
def here():
    """What is read does not depend on where; see test_confined.py for the process of its own."""
    with decoded_here():
        yield


def taken(content: bytes, name="fotka.jpg"):
    return read_picture(upload(content, name))


def stored(content: bytes, name="fotka.jpg") -> Image.Image:
    image = Image.open(BytesIO(taken(content, name).content.read()))
    image.load()
    return image


def refused(content: bytes, name="fotka.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        taken(content, name)
    (sentence,) = caught.value.messages
    assert f"„{name}“" in sentence
    assert sentence.endswith(".")
    return sentence


def near(seen, meant, tolerance=12) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(seen[:3], meant, strict=True))


def assert_upright(image: Image.Image, colours=(RED, GREEN, BLUE, WHITE)):
    width, height = image.size
    for number, colour in enumerate(colours):
        point = (width * (1 + 2 * (number % 2)) // 4, height * (1 + 2 * (number // 2)) // 4)
        assert near(image.convert("RGB").getpixel(point), colour), (point, colour)


# --- kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file_type", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP"])
def test_the_content_decides_what_it_is(file_type):
    image = stored(encoded(quadrants(), file_type), "cokoli.txt")
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (640, 480))
    assert_upright(image)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK"])
def test_every_way_of_keeping_colours_becomes_rgb(mode):
    file_type = "JPEG" if mode == "CMYK" else "PNG"
    image = stored(encoded(quadrants(mode=mode), file_type))
    assert image.mode == "RGB"
    if mode in {"P", "CMYK"}:
        assert_upright(image)


def test_sixteen_bits_of_grey_keep_their_shade():
    image = Image.new("I;16", (40, 40), 0x8000)
    assert near(stored(encoded(image, "PNG")).getpixel((20, 20)), (128, 128, 128), 3)


def test_sixteen_bits_of_colour_keep_their_shade():
    row = b"\0" + b"\xdc\xff\x1e\x00\x80\x00" * 40
    image = stored(png(40, 40, depth=16, rows=row * 40))
    assert near(image.getpixel((20, 20)), (0xDC, 0x1E, 0x80), 6)


@pytest.mark.parametrize(
    ("mode", "value", "shade"), [("F", 0.5, 128), ("F", 128.0, 128), ("I", 0x8000, 128)]
)
def test_numbers_of_any_scale_keep_their_shade(mode, value, shade):
    image = Image.new(mode, (40, 40), value)
    image.putpixel((0, 0), {0.5: 1.0, 128.0: 255.0}.get(value, 65535))
    assert near(stored(encoded(image, "TIFF")).getpixel((20, 20)), (shade,) * 3, 3)


def test_lab_is_converted():
    image = Image.new("LAB", (40, 40), (255, 128, 128))
    assert near(stored(encoded(image, "TIFF")).getpixel((20, 20)), (255, 255, 255), 6)


@pytest.mark.parametrize("file_type", ["PNG", "WEBP", "TIFF"])
def test_transparency_is_kept(file_type):
    image = quadrants(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 255))
    image.paste((0, 0, 0, 0), (0, 0, 320, 240))
    result = stored(encoded(image, file_type))
    assert (result.format, result.mode) == ("PNG", "RGBA")
    assert result.getpixel((160, 120))[3] == 0
    assert result.getpixel((480, 120))[3] == 255


def test_transparency_that_hides_nothing_is_dropped():
    image = quadrants(mode="RGBA")
    assert stored(encoded(image, "PNG")).format == "JPEG"


def test_a_transparent_colour_of_a_palette_is_kept():
    image = quadrants(mode="P")
    content = encoded(image, "PNG", transparency=image.getpixel((0, 0)))
    assert stored(content).getpixel((10, 10))[3] == 0


@pytest.mark.parametrize("file_type", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_kept(file_type):
    second = Image.new("RGB", (640, 480))
    content = encoded(quadrants(), file_type, save_all=True, append_images=[second])
    assert_upright(stored(content))


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (2560, 1), (2561, 2)])
def test_extreme_shapes_are_taken(size):
    image = stored(encoded(Image.new("RGB", size, RED), "PNG"))
    assert max(image.size) <= 2560
    assert min(image.size) >= 1


# --- upright, small, sRGB ----------------------------------------------------------------------


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif.tobytes()


@pytest.mark.parametrize("file_type", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(orientation, file_type):
    image = quadrants(640, 320)
    if orientation != 1:
        image = image.transpose(AS_SHOT[orientation])
    result = taken(encoded(image, file_type, exif=turned(orientation)))
    assert (result.width, result.height) == (640, 320)
    assert_upright(Image.open(result.content))


def test_a_large_turned_photograph_is_shrunk_and_upright():
    image = quadrants(4000, 3000).transpose(Image.Transpose.ROTATE_90)
    result = taken(encoded(image, exif=turned(6)))
    assert (result.width, result.height) == (2560, 1920)
    assert_upright(Image.open(result.content))


@pytest.mark.parametrize("file_type", ["JPEG", "PNG"])
def test_only_what_is_too_large_is_shrunk(file_type):
    assert taken(encoded(quadrants(2560, 100), file_type)).width == 2560
    assert taken(encoded(quadrants(2600, 1300), file_type)).height == 1280


def test_display_p3_looks_the_same():
    # The red of sRGB as a camera with Display P3 writes it.
    image = Image.new("RGB", (64, 64), (234, 51, 35))
    content = encoded(image, "PNG", icc_profile=profile(DISPLAY_P3))
    assert near(stored(content).getpixel((32, 32)), (255, 0, 0), 6)
    assert near(stored(encoded(image, "PNG")).getpixel((32, 32)), (234, 51, 35), 6)


def test_display_p3_with_transparency_keeps_both():
    image = Image.new("RGBA", (64, 64), (234, 51, 35, 128))
    result = stored(encoded(image, "PNG", icc_profile=profile(DISPLAY_P3)))
    assert near(result.getpixel((32, 32)), (255, 0, 0), 6)
    assert result.getpixel((32, 32))[3] == 128


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("broken", [b"neni to profil", profile()[:200]])
def test_a_broken_profile_does_not_lose_the_picture(mode, broken):
    content = encoded(quadrants(mode=mode), "TIFF", icc_profile=broken)
    assert stored(content).size == (640, 480)


def test_a_profile_of_other_colours_is_left_aside():
    content = encoded(quadrants(mode="CMYK"), "JPEG", icc_profile=profile())
    assert_upright(stored(content))


# --- metadata ----------------------------------------------------------------------------------


def exif_of_a_phone(taken_at="2015:02:12 10:30:00") -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (50.0, 46.0, 12.0)
    place[ExifTags.GPS.GPSAreaInformation] = SECRET
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = taken_at
    return exif.tobytes()


@pytest.mark.parametrize("file_type", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_nothing_of_what_the_phone_knew_is_stored(file_type):
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    options = {"xmp": xmp} if file_type != "PNG" else {}
    if file_type == "TIFF":
        options = {"description": SECRET}
    if file_type == "JPEG":
        options["comment"] = SECRET.encode()
    content = encoded(
        quadrants(), file_type, exif=exif_of_a_phone(), icc_profile=profile(), **options
    )
    content += b"\0\0\0\x18ftypmp42" + SECRET.encode() * 20  # a motion photo's film
    assert SECRET.encode() in content
    result = taken(content)
    assert SECRET.encode() not in result.content.read()
    result.content.seek(0)
    image = Image.open(result.content)
    assert dict(image.getexif()) == {}
    assert not {"exif", "icc_profile", "xmp", "comment", "gps"} & set(image.info)
    assert result.taken_on == date(2015, 2, 12)


@pytest.mark.parametrize(
    ("stamp", "meant"),
    [
        ("2015:02:12 10:30:00", date(2015, 2, 12)),
        ("2015-02-12T10:30", date(2015, 2, 12)),
        ("0000:00:00 00:00:00", None),
        ("1601:01:01 00:00:00", None),
        ("9999:12:31 00:00:00", None),
        ("včera", None),
        ("", None),
    ],
)
def test_the_day_of_taking_is_believed_only_where_it_can_be(stamp, meant):
    assert taken(encoded(quadrants(), exif=exif_of_a_phone(stamp))).taken_on == meant


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_exif_around_sound_pixels_does_no_harm():
    content = encoded(quadrants(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40)
    result = taken(content)
    assert result.taken_on is None
    assert_upright(Image.open(result.content))


# --- refusals ----------------------------------------------------------------------------------


def test_an_empty_file_is_refused():
    assert "prázdný" in refused(b"")


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.4 neni obrazek",
        b"MZ\x90\0" + b"\0" * 200,
        b"GIF89a",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"P6 1 1 255\n\0\0\0",
    ],
)
def test_what_is_no_picture_is_refused(content):
    assert "není obrázek" in refused(content, "podvrh.jpg")


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?>\n<!-- znak -->\n<svg width="1"/>',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "">',
    ],
)
def test_a_drawing_in_svg_is_refused_with_advice(content):
    assert "SVG" in refused(content, "znak.png")


@pytest.mark.parametrize("file_type", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.filterwarnings("ignore:Truncated File Read")
def test_a_file_cut_short_is_refused(file_type, part):
    content = encoded(Image.effect_noise((320, 240), 80).convert("RGB"), file_type)
    assert "poškozený" in refused(content[: int(len(content) * part)])


def test_a_progressive_photograph_cut_short_is_refused():
    noise = Image.effect_noise((320, 240), 80)
    content = encoded(noise, progressive=True)
    refused(content[: len(content) // 2])


def test_a_file_above_the_limit_is_refused_unread(monkeypatch):
    file = upload(b"x", "velka.jpg")
    file.size = LARGEST_FILE + 1
    with pytest.raises(ValidationError, match="„velka.jpg“ je příliš velký: má 60,1"):
        read_picture(file)


@pytest.fixture
def no_decoding(monkeypatch):
    def load(self, *args):
        raise AssertionError("A picture was decoded before its size was judged.")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)


@pytest.mark.parametrize("size", [(7200, 7200), (20_000, 20_000), (60_000, 60_000)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_decompression_bomb_is_refused_before_it_is_decoded(size, no_decoding):
    assert "megapixelů" in refused(png(*size, rows=b"\0" * 1000), "bomba.png")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_dressed_as_jpeg_or_tiff_is_refused_before_it_is_decoded(no_decoding):
    content = bytearray(encoded(quadrants(64, 64)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    assert "megapixelů" in refused(bytes(content))
    content = encoded(quadrants(64, 64), "TIFF").replace(
        b"\x00\x01\x04\x00\x01\x00\x00\x00\x40\x00\x00\x00",
        b"\x00\x01\x04\x00\x01\x00\x00\x00\x40\x00\x20\x00",
    )
    assert "megapixelů" in refused(content)


@pytest.mark.parametrize("tag", [{"t254": 1}, {"t50706": 0x0401}])
def test_a_cameras_raw_file_is_not_taken_for_its_preview(tag):
    assert "RAW" in refused(tiff(16, 12, data=bytes(16 * 12 * 3), **tag), "DSC_0001.NEF")
    assert taken(tiff(16, 12, data=bytes(16 * 12 * 3))).width == 16


def test_fifty_megapixels_of_a_real_sensor_pass_the_limit():
    """8192 × 6144 is sold as 50 Mpx; only its header is made here, so it ends as damaged."""
    assert "poškozený" in refused(png(8192, 6144, rows=b"\0"))
