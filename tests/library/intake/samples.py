"""Pictures as editors may have them, each with what it should look like on the web."""

import struct
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

import pillow_heif
from PIL import ExifTags, Image, ImageCms

from tests.factories.library import (
    BLUE,
    DISPLAY_P3,
    GREEN,
    RED,
    WHITE,
    encoded,
    png,
    profile,
)
from tests.library.intake.metadata import dirty

# Columns of the matrix of Adobe RGB (1998), adapted to D50.
ADOBE_RGB = {
    b"rXYZ": (0.60974, 0.31111, 0.01947),
    b"gXYZ": (0.20528, 0.62567, 0.06087),
    b"bXYZ": (0.14919, 0.06322, 0.74457),
}
# How the camera's pixels lie when EXIF says that number (JEITA CP-3451, Orientation).
AS_SHOT = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
# The scene of 160 × 120 points in ten bits, as avifenc writes it (--depth 10 --min 20 --max 30).
AVIF_OF_TEN_BITS = (
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAA"
    "AAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAWcAAAAo"
    "aWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAA"
    "AKAAAAB4AAAAEHBpeGkAAAAAAwoKCgAAAAxhdjFDgQBMAAAAABNjb2xybmNseAABAA0ABoAAAAAXaXBtYQAAAAAA"
    "AAABAAEEAQKDBAAAAW9tZGF0EgAKCRgdp/vzQENBoTLXAhMgARwg4vyAi7gpOblvF2B0nIwG8oaKkuUUQuI2a+5L"
    "XccWh+IlozjzuF5fsD8j/4XnbNZvaLefH/+IxJrxmj0UPpAcIZevsse7mtVMpvEJ7r87JUwnkoJolHLFV8+mu/7S"
    "vuvAVW+T/xOTuIMmB66Jnqo5MMTj5dN2/idkr/1Is8pOc4Nn86462K9kkKjDxjexTmNMAXC9E5eMB8VzMqjrCmT7"
    "OyrpH33zomu5O5R53IhTnF/3V1BdOJsLLniJQhdv5Pma7kBxwRyqVaS0oO8xRWsTBVKXzMSc8/h+9tgb1HrFLL/B"
    "rG4Z0XS0tfR0DFy9y+e3roBUK4EUIw8cfYUELhBsKYmMZRs2WO4bCz1GN9Rc6OgUhDzL1S99Tm+zDi5wI6/IqJWB"
    "+0QTixgzZpibDFe7pl7e+2zS8lEmtkP14T5YuscIJzYgtFyRD8Y9XsENj4z4zMA="
)


@dataclass(frozen=True)
class Sample:
    """One upload. It is meant to be stored looking like `meant`, or refused saying `says`."""

    label: str
    content: Callable[[], bytes]
    name: str = "IMG_0001.JPG"
    meant: Callable[[], Image.Image] | None = None
    says: str = ""
    media_type: str = "image/jpeg"
    credit: str = ""


def scene(width=320, height=240) -> Image.Image:
    """A soft gradient with a colour in each corner: which way is up, and what the colours are."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (across, down, Image.new("L", (width, height), 110)))
    wide, high = max(1, width // 4), max(1, height // 4)
    image.paste(RED, (0, 0, wide, high))
    image.paste(GREEN, (width - wide, 0, width, high))
    image.paste(BLUE, (0, height - high, wide, height))
    image.paste(WHITE, (width - wide, height - high, width, height))
    return image


def see_through(mode="RGBA") -> Image.Image:
    image = scene()
    image.putalpha(255)
    image.paste((0, 0, 0, 0), (120, 80, 200, 160))
    return image.convert(mode)


def in_srgb(image: Image.Image, own: bytes) -> Image.Image:
    """What numbers of another space look like; asked of LittleCMS, not of the portal."""
    return ImageCms.profileToProfile(
        image,
        BytesIO(own),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def all_samples() -> Iterator[Sample]:
    yield from kinds()
    yield from sizes()
    yield from ways_of_keeping_colours()
    yield from several_frames()
    yield from turned()
    yield from spaces()
    yield from names()
    yield from with_metadata()


def kinds() -> Iterator[Sample]:
    for file_type, suffix in {
        "JPEG": "jpg",
        "PNG": "png",
        "WEBP": "webp",
        "AVIF": "avif",
        "HEIF": "HEIC",
        "GIF": "gif",
        "TIFF": "tif",
        "BMP": "bmp",
    }.items():
        yield Sample(file_type, partial(made, file_type), f"Snímek.{suffix}", scene)
    yield Sample("progressive JPEG", partial(made, "JPEG", progressive=True), meant=scene)
    yield Sample("lossless WebP", partial(made, "WEBP", lossless=True), meant=scene)
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"):
        content = partial(made, "TIFF", compression=compression)
        yield Sample(f"TIFF, {compression}", content, "sken.tif", scene)
    yield Sample("AVIF of 10 bits", lambda: b64decode(AVIF_OF_TEN_BITS), meant=small)
    yield Sample("HEIC of 10 bits", heic_of_ten_bits, meant=scene)


def made(file_type: str, image: Callable[[], Image.Image] = scene, **options) -> bytes:
    return encoded(image(), file_type, **options)


def small() -> Image.Image:
    return scene(160, 120)


def heic_of_ten_bits() -> bytes:
    image = scene()
    data = b"".join(struct.pack("<H", value * 257) for value in image.tobytes())
    with BytesIO() as stream:
        pillow_heif.from_bytes("RGB;16", image.size, data).save(stream, quality=90)
        return stream.getvalue()


def sizes() -> Iterator[Sample]:
    for size in [(1, 1), (1, 3000), (2561, 64), (4000, 3000)]:
        drawn = partial(scene, *size)
        yield Sample(f"PNG {size[0]} × {size[1]}", partial(made, "PNG", drawn), meant=drawn)


def ways_of_keeping_colours() -> Iterator[Sample]:
    for mode in ("L", "LA", "1", "P"):
        drawn = partial(converted, mode)
        yield Sample(f"PNG, mode {mode}", partial(made, "PNG", drawn), "a.png", drawn)
    grey = partial(converted, "L")
    yield Sample("grey JPEG", partial(made, "JPEG", grey), meant=grey)
    yield Sample("PNG, 16 bits of grey", grey_of_16_bits, "a.png", grey)
    yield Sample("PNG, 16 bits of colour", png_of_16_bits, "a.png", scene)
    yield Sample("TIFF, 16 bits of colour", tiff_of_16_bits, "a.tif", scene)
    cmyk = partial(converted, "CMYK")
    yield Sample("CMYK JPEG with Adobe's marker", partial(made, "JPEG", cmyk), meant=cmyk)
    yield Sample("CMYK JPEG without it", cmyk_without_marker, meant=cmyk)
    with_profile = partial(made, "JPEG", cmyk, icc_profile=cmyk_profile())
    printed = partial(printed_colours, cmyk)
    yield Sample("CMYK JPEG with a profile", with_profile, meant=printed)
    yield Sample("CMYK TIFF", partial(made, "TIFF", cmyk), meant=cmyk)
    for file_type in ("PNG", "WEBP", "TIFF", "AVIF", "HEIF"):
        content = partial(made, file_type, see_through)
        yield Sample(f"{file_type}, see-through", content, meant=see_through)
    for file_type in ("PNG", "GIF"):
        content = partial(palette_with_transparency, file_type)
        yield Sample(f"{file_type}, transparent colour", content, meant=see_through)


def converted(mode: str) -> Image.Image:
    return scene().quantize(256) if mode == "P" else scene().convert(mode)


def grey_of_16_bits() -> bytes:
    levels = converted("L").convert("I").point(lambda value: value * 257 + 0)
    return encoded(levels.convert("I;16"), "PNG")


def doubled(data: bytes) -> bytes:
    return bytes(byte for value in data for byte in (value, value))


def png_of_16_bits() -> bytes:
    image = scene()
    data, length = doubled(image.tobytes()), image.width * 6
    rows = b"".join(b"\0" + data[at : at + length] for at in range(0, len(data), length))
    return png(*image.size, depth=16, rows=rows)


def tiff_of_16_bits() -> bytes:
    image = scene()
    return tiff(*image.size, bits=16, data=doubled(image.tobytes()))


def tiff(width, height, *, bits=8, data=b"", pages=1, **tags: int) -> bytes:
    """An RGB TIFF written by hand; `tags` (t254=1) replace or add to its own. All pages alike."""
    start = 8 + 6
    entries = {256: width, 257: height, 259: 1, 262: 2, 273: start, 277: 3, 278: height}
    entries |= {279: len(data)} | {int(name[1:]): value for name, value in tags.items()}
    length = 2 + 12 * (len(entries) + 1) + 4
    first = start + len(data)
    body = struct.pack("<2sHI3H", b"II", 42, first, bits, bits, bits) + data
    for page in range(pages):
        following = first + (page + 1) * length if page + 1 < pages else 0
        rows = {258: struct.pack("<HHII", 258, 3, 3, 8)}
        rows |= {tag: struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries.items()}
        body += struct.pack("<H", len(rows)) + b"".join(rows[tag] for tag in sorted(rows))
        body += struct.pack("<I", following)
    return body


def cmyk_without_marker() -> bytes:
    content = encoded(converted("CMYK"), "JPEG")
    at = content.index(b"\xff\xee")
    length = int.from_bytes(content[at + 2 : at + 4], "big")
    assert b"Adobe" in content[at : at + 2 + length]
    return content[:at] + content[at + 2 + length :]


def cmyk_profile() -> bytes:
    """Inks somewhat duller than Pillow thinks: an ICC profile with a table of 16 colours."""
    to_lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    cells = b""
    for number in range(16):
        inks = [number >> shift & 1 for shift in (3, 2, 1, 0)]
        colour = [round(255 * (1 - 0.75 * ink) * (1 - 0.8 * inks[3])) for ink in inks[:3]]
        light, a, b = ImageCms.applyTransform(
            Image.new("RGB", (1, 1), tuple(colour)), to_lab
        ).getpixel((0, 0))
        # In Pillow's LAB both are signed bytes; the table wants them shifted by 128.
        cells += bytes([light, (a + 128) % 256, (b + 128) % 256])
    same = bytes(range(256))
    identity = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    table = (
        b"mft1"
        + bytes(4)
        + bytes([4, 3, 2, 0])
        + struct.pack(">9i", *(65536 * value for value in identity))
    )
    table += same * 4 + cells + same * 3
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    tags = struct.pack(">I", 2)
    tags += struct.pack(">4sII", b"wtpt", 156, 20) + struct.pack(">4sII", b"A2B0", 176, len(table))
    size = 156 + len(white) + len(table)
    header = struct.pack(">I4sI4s4s4s", size, b"", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    header += bytes(12) + b"acsp" + bytes(28) + white[8:]
    return header.ljust(128, b"\0") + tags + white + table


def printed_colours(image: Callable[[], Image.Image]) -> Image.Image:
    return in_srgb(image(), cmyk_profile())


def palette_with_transparency(file_type: str) -> bytes:
    image = see_through()
    if file_type == "PNG":
        image = image.quantize(256, Image.Quantize.FASTOCTREE)
    return encoded(image, file_type)


def several_frames() -> Iterator[Sample]:
    second = Image.new("RGB", (320, 240), (1, 2, 3))
    for file_type in ("GIF", "WEBP", "PNG", "AVIF", "TIFF", "HEIF"):
        content = partial(made, file_type, save_all=True, append_images=[second] * 2)
        yield Sample(f"{file_type} of three frames", content, meant=scene)
    content = partial(made, "MPO", save_all=True, append_images=[second])
    yield Sample("MPO", content, meant=scene)
    yield Sample("motion photo", lambda: made("JPEG") + film(), "PXL_MP.jpg", scene)


def film() -> bytes:
    return b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\x10\x08mdat" + b"film" * 1024


def exif_turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif.tobytes()


def turned() -> Iterator[Sample]:
    for orientation in range(1, 9):
        shot = partial(as_shot, orientation)
        content = partial(made, "JPEG", shot, exif=exif_turned(orientation))
        yield Sample(f"JPEG, orientation {orientation}", content, meant=scene)
    for file_type in ("HEIF", "AVIF", "TIFF", "PNG", "WEBP"):
        for orientation in (6, 7):
            shot = partial(as_shot, orientation)
            content = partial(made, file_type, shot, exif=exif_turned(orientation))
            yield Sample(f"{file_type}, orientation {orientation}", content, meant=scene)
    # The container's rotation is what counts; EXIF beside it only repeats it or is stale.
    yield Sample("HEIC, orientation only in EXIF", partial(exif_only, 6), meant=scene)


def as_shot(orientation: int) -> Image.Image:
    return scene() if orientation == 1 else scene().transpose(AS_SHOT[orientation])


def exif_only(orientation: int) -> bytes:
    content = made("HEIF", exif=exif_turned(1))
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00"
    assert content.count(entry + b"\x01") == 1
    return content.replace(entry + b"\x01", entry + bytes([orientation]))


def spaces() -> Iterator[Sample]:
    p3, adobe = profile(DISPLAY_P3), profile(ADOBE_RGB)
    for file_type in ("JPEG", "HEIF", "PNG", "AVIF", "WEBP", "TIFF"):
        content = partial(made, file_type, icc_profile=p3)
        yield Sample(f"{file_type} in Display P3", content, meant=partial(seen_as, p3))
    for file_type in ("HEIF", "AVIF"):
        content = partial(numbered, file_type)
        label = f"{file_type} in Display P3, by number only"
        yield Sample(label, content, meant=partial(seen_as, p3))
    content = partial(made, "JPEG", icc_profile=adobe)
    yield Sample("JPEG with Adobe's primaries", content, meant=partial(seen_as, adobe))


def seen_as(own: bytes) -> Image.Image:
    return in_srgb(scene(), own)


def numbered(file_type: str) -> bytes:
    """As phones write it without a profile: primaries 12, sRGB's curve (ITU-T H.273)."""
    content = made(file_type)
    mark = b"colrnclx\x00"
    assert content.count(mark + b"\x01") == 1
    return content.replace(mark + b"\x01", mark + b"\x0c")


def names() -> Iterator[Sample]:
    heic = partial(made, "HEIF", quality=70)
    yield Sample("HEIC that calls itself JPEG", heic, "IMG_1.jpg", scene)
    as_page = {"name": "dopis.html", "media_type": "text/html"}
    content = partial(made, "PNG", compress_level=1)
    yield Sample("PNG that calls itself HTML", content, meant=scene, **as_page)
    for name in (
        "Žluťoučký kůň u řeky Úpy.JPG",
        "../../../etc/passwd",
        "<img src=x onerror=alert(1)>.jpg",
        "a" * 300 + ".jpg",
        "fotka\u202egpj.exe",
        "'; DROP TABLE library_picture; --.jpg",
        "{name}%s%n.jpg",
        ".htaccess",
    ):
        label = f"named {ascii(name)[1:25]}"
        # The same picture a second time would not be stored again.
        content = partial(made, "JPEG", comment=name.encode())
        yield Sample(label, content, name, scene)


def with_metadata() -> Iterator[Sample]:
    for file_type in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"):
        content = partial(dirty, file_type, scene())
        label = f"{file_type} with all metadata"
        yield Sample(label, content, meant=scene, credit="Řehoř Šťáva")
