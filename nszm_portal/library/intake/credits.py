"""Who made a picture, as cameras and photographers' programs write it into the file."""

import codecs
import unicodedata
from collections.abc import Iterator

import ftfy
from lxml import etree
from PIL import ExifTags, Image, IptcImagePlugin

LONGEST_TEXT = 10_000  # letters; what is longer names nobody
BY_LINE = (2, 80)  # IPTC-IIM 4.2
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def credit_of(source: Image.Image) -> str:
    """The first of EXIF Artist, IPTC By-line, XMP dc:creator and EXIF Copyright that says anything.

    In one line without control characters; "" where there is none or it cannot be read.
    """
    for read in (_artist, _by_line, _creator, _copyright):
        try:
            names = [_clean(name) for name in read(source)]
        except Exception:  # metadata is written by anything and anyone; without it nothing is lost
            continue
        if credit := ", ".join(dict.fromkeys(filter(None, names))):
            return credit
    return ""


def _artist(source: Image.Image) -> Iterator[str]:
    yield _exif_text(source.getexif().get(ExifTags.Base.Artist))


def _copyright(source: Image.Image) -> Iterator[str]:
    """The photographer's and the editor's stand behind each other, with a zero between them."""
    yield from _exif_text(source.getexif().get(ExifTags.Base.Copyright)).split("\0")


def _by_line(source: Image.Image) -> Iterator[str]:
    fields = IptcImagePlugin.getiptcinfo(source) or {}
    found = fields.get(BY_LINE, [])
    for name in found if isinstance(found, list) else [found]:
        yield _decoded(name)


def _creator(source: Image.Image) -> Iterator[str]:
    packet = source.info.get("xmp") or b""
    if isinstance(packet, str):
        packet = packet.encode()
    packet = packet.strip(b"\0 \r\n\t")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(packet, parser) if packet else None
    if root is None:
        return
    for creator in root.iter(f"{DUBLIN_CORE}creator"):
        names = list(creator.iter(f"{RDF}li")) or [creator]
        yield from (ftfy.fix_encoding("".join(name.itertext())[:LONGEST_TEXT]) for name in names)


def _exif_text(value) -> str:
    """EXIF means ASCII; Pillow gives what programs put there instead as if it were Latin 1."""
    if isinstance(value, bytes):
        return _decoded(value)
    text = str(value or "")[:LONGEST_TEXT]
    try:
        return _decoded(text.encode("latin-1"))
    except UnicodeEncodeError:
        return ftfy.fix_encoding(text)


def _decoded(text: bytes) -> str:
    """UTF-8, else the code page of Czech Windows; and what had been spoilt before is mended."""
    text = text[:LONGEST_TEXT].removeprefix(codecs.BOM_UTF8)
    try:
        return ftfy.fix_encoding(text.decode())
    except UnicodeDecodeError:
        return text.decode("cp1250", "ignore")


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(text.split()).strip(" ,;")
