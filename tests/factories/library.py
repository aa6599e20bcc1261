"""Files as editors have them, and pictures and documents taken from them."""

import struct
import zipfile
import zlib
from io import BytesIO
from unittest import mock

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from nszm_portal.library.intake import confined, decoding
from nszm_portal.library.models import Document, Picture

RED, GREEN, BLUE, WHITE = (220, 30, 30), (20, 160, 60), (30, 60, 200), (250, 250, 250)
# Columns of the matrix of Display P3, adapted to D50 (SMPTE RP 431-2, ICC.1).
DISPLAY_P3 = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def quadrants(width=640, height=480, mode="RGB") -> Image.Image:
    """Red and green above, blue and white below: which way is up can be seen on four points."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image.quantize(8) if mode == "P" else image.convert(mode)


def encoded(image: Image.Image, file_type="JPEG", **options) -> bytes:
    with BytesIO() as stream:
        image.save(stream, file_type, **options)
        return stream.getvalue()


def photo(width=640, height=480, name="IMG_0001.JPG") -> SimpleUploadedFile:
    return upload(encoded(quadrants(width, height)), name)


def png(width: int, height: int, depth=8, rows=b"") -> bytes:
    """A PNG written by hand: for depths that Pillow does not write, and for headers that lie."""

    def chunk(kind, data):
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def profile(primaries=None) -> bytes:
    """The ICC profile of sRGB, with other primaries where they are given."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack_from(">I", data, 128)
    for number in range(count):
        tag, offset, _ = struct.unpack_from(">4sII", data, 132 + 12 * number)
        if primaries and tag in primaries:
            numbers = (round(value * 65536) for value in primaries[tag])
            struct.pack_into(">3i", data, offset + 8, *numbers)
    return bytes(data)


def decoded_here():
    """Decodes in this process inside the `with`: a process for each picture takes 0.1 s."""
    return mock.patch.object(confined, "decode", decoding.decode)


def pdf(pages=1) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>"] * pages,
    ]
    body = "".join(f"{number} 0 obj{text}endobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode()


def zipped(members: dict[str, str]) -> bytes:
    with BytesIO() as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return stream.getvalue()


class PictureFactory(factory.django.DjangoModelFactory):
    """A picture as `take` makes it; `width` and `height` are of the photograph uploaded."""

    class Meta:
        model = Picture

    description = factory.Sequence("Stromořadí číslo {}".format)

    @classmethod
    def _create(cls, model_class, *args, width=320, height=240, upload=None, **fields):
        if fields.get("decorative"):
            fields["description"] = ""
        with decoded_here():
            return model_class.objects.take(upload or photo(width, height), **fields)


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence("Program {}. setkání".format)

    @classmethod
    def _create(cls, model_class, *args, upload=None, **fields):
        content = upload or SimpleUploadedFile("Program setkání.pdf", pdf())
        return model_class.objects.take(content, **fields)
