"""Uploads that are meant to harm, or that something has harmed."""

import struct
import zlib
from collections.abc import Iterator
from functools import partial

from PIL import Image

from tests.factories.library import encoded, png, quadrants, zipped
from tests.library.intake.metadata import jpeg_with
from tests.library.intake.samples import Sample, film, made, scene, tiff

TOO_MANY, DAMAGED, NO_PICTURE = "megapixelů", "poškozený nebo neúplný", "není obrázek"
PAGE = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def all_hostile() -> Iterator[Sample]:
    yield from no_pictures()
    yield from cut_short()
    yield from bombs()
    yield from harmless_in_the_end()


def no_pictures() -> Iterator[Sample]:
    yield Sample("nothing", lambda: b"", "prazdny.jpg", says="prázdný")
    yield Sample("SVG", lambda: SVG, "znak.svg", says="SVG")
    yield Sample("SVG named JPEG", lambda: SVG, "znak.jpg", says="SVG")
    for label, content in {
        "HTML": PAGE,
        "PDF": b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF",
        "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "program": b"\x7fELF\2\1\1" + b"\0" * 200,
        "ZIP": zipped({"a.php": "<?php"}),
        "film": film(),
        "random bytes": bytes(number * 7919 % 251 for number in range(5000)),
    }.items():
        yield Sample(f"{label} named JPEG", partial(bytes, content), "a.jpg", says=NO_PICTURE)
    raw = partial(tiff, 16, 12, data=bytes(16 * 12 * 3), t254=1)
    yield Sample("raw file of a camera", raw, "DSC_0001.NEF", says="RAW")
    dng = partial(tiff, 16, 12, data=bytes(16 * 12 * 3), t50706=0x0401)
    yield Sample("DNG", dng, "IMG_0001.DNG", says="RAW")
    yield Sample("61 MB", large, "velky.jpg", says="příliš velký: má 61")


def large() -> bytes:
    return made("JPEG") + b"\0" * (61 * 10**6 - len(made("JPEG")))


def cut_short() -> Iterator[Sample]:
    for file_type in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF"):
        content = partial(half, file_type)
        yield Sample(f"half of {file_type}", content, says="poškozený")


def half(file_type: str) -> bytes:
    content = encoded(Image.effect_noise((320, 240), 80).convert("RGB"), file_type)
    return content[: len(content) // 2]


def bombs() -> Iterator[Sample]:
    for size in [(7200, 7200), (60_000, 60_000), (2**31 - 1, 2**31 - 1)]:
        content = partial(png, *size, rows=bytes(1000))
        yield Sample(f"PNG that claims {size[0]}²", content, "bomba.png", says=TOO_MANY)
    yield Sample("JPEG that claims 65535²", jpeg_bomb, says=TOO_MANY)
    yield Sample("GIF that claims 65535²", gif_bomb, says=TOO_MANY)
    yield Sample("TIFF that claims 65535²", partial(tiff, 65535, 65535), says=TOO_MANY)
    yield Sample("TIFF that claims 2³²", partial(tiff, 2**32 - 1, 2**32 - 1), says="Obrázek")
    yield Sample("WebP that claims 16384²", webp_bomb, says=TOO_MANY)
    for file_type in ("AVIF", "HEIF"):
        content = partial(ispe_bomb, file_type)
        yield Sample(f"{file_type} that claims 60000²", content, says="„IMG_0001.JPG“")
    yield Sample("PNG with 400 MB of text", partial(png_with, b"zTXt", 400), says=DAMAGED)
    yield Sample("2000 scans over 48 Mpx", scans, says="příliš dlouho")


def jpeg_bomb() -> bytes:
    content = bytearray(encoded(quadrants(64, 64)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    return bytes(content)


def gif_bomb() -> bytes:
    content = bytearray(encoded(quadrants(64, 64), "GIF"))
    content[6:10] = b"\xff\xff\xff\xff"
    return bytes(content)


def webp_bomb() -> bytes:
    size = (16384 - 1).to_bytes(3, "little")
    canvas = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size + size
    frame = encoded(quadrants(64, 64), "WEBP")[12:]
    film = b"ANIM" + struct.pack("<I", 6) + bytes(6)
    film += b"ANMF" + struct.pack("<I", 16 + len(frame)) + bytes(6) + b"\x3f\0\0\x3f\0\0" + bytes(4)
    body = b"WEBP" + canvas + film + frame
    return b"RIFF" + struct.pack("<I", len(body)) + body


def ispe_bomb(file_type: str) -> bytes:
    content = encoded(quadrants(64, 64), file_type)
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", 60_000, 60_000) + content[at + 8 :]


def png_with(kind: bytes, megabytes: int) -> bytes:
    """A PNG with a chunk in which ever so many megabytes of nothing are packed, one by one."""
    content = made("PNG")
    packed = zlib.compress(bytes(10**6), 9)
    data = b"popis\0\0" + packed
    chunk = struct.pack(">I", len(data)) + kind + data
    chunk += struct.pack(">I", zlib.crc32(kind + data))
    return content[:33] + chunk * megabytes + content[33:]


def scans() -> bytes:
    """A progressive JPEG of 300 kB whose last, nearly empty scan is repeated two thousand times."""
    content = encoded(Image.new("L", (8000, 6000), 128), progressive=True, quality=50)
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + last * 2000 + b"\xff\xd9"


def harmless_in_the_end() -> Iterator[Sample]:
    """What is a sound picture in spite of all."""
    page, archive = partial(polyglot, PAGE), partial(polyglot, zipped({"a.php": "<?php"}))
    yield Sample("JPEG and HTML in one", page, "a.html", scene)
    yield Sample("JPEG and ZIP in one", archive, "a.zip", scene)
    for label, broken in {"text": b"neni to profil", "zeros": bytes(500)}.items():
        content = partial(made, "JPEG", icc_profile=broken)
        yield Sample(f"JPEG with a profile of {label}", content, meant=scene)
    # Every profile above says nothing about the colours: they are taken as sRGB.
    content = partial(png_with, b"iCCP", 1)
    yield Sample("PNG with 1 MB of nothing for a profile", content, meant=scene)
    for label, exif in {
        "broken": b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40,
        "circular": circular_exif(),
        "empty": b"Exif\0\0",
    }.items():
        yield Sample(f"JPEG with {label} EXIF", partial(made, "JPEG", exif=exif), meant=scene)
    marks = partial(jpeg_with, b"\xff\xfe\0\x08poznam" * 50_000)
    yield Sample("JPEG with 50,000 comments", marks, meant=quadrants)
    first = b"\xff\xe1\0\x0aExif\0\0ab"
    yield Sample("JPEG with 20,000 EXIF", partial(jpeg_with, first * 20_000), meant=quadrants)
    data = scene().tobytes()
    pages = partial(tiff, 320, 240, data=data, pages=20_000)
    yield Sample("TIFF of 20,000 pages", pages, "sken.tif", scene)


def polyglot(inside: bytes) -> bytes:
    """In a comment at the start and once more behind the end."""
    content = made("JPEG")
    comment = b"\xff\xfe" + struct.pack(">H", len(inside) + 2) + inside
    return content[:2] + comment + content[2:] + inside


def circular_exif() -> bytes:
    """Each directory leads to the first one again."""
    pointers = {0x8769: 8, 0x8825: 8, 0xA005: 8, 0x014A: 8}
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, at) for tag, at in sorted(pointers.items()))
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(pointers)) + rows + struct.pack("<I", 8)
