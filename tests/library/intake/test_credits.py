"""Who made a picture is read from wherever it was written, in readable Czech."""

import pytest

from nszm_portal.library.intake import read_picture
from nszm_portal.library.intake.pictures import CREDIT_LENGTH
from nszm_portal.library.models import Picture
from tests.factories.library import PictureFactory, decoded_here, encoded, quadrants, upload
from tests.library.intake import metadata
from tests.library.intake.metadata import exif, jpeg_with, photoshop, xmp

CZECH = "Žaneta Říhová, Ústí"


@pytest.fixture(autouse=True)
def here():
    with decoded_here():
        yield


def credit(content: bytes) -> str:
    return read_picture(upload(content, "fotka.jpg")).credit


def artist(value: bytes) -> bytes:
    return jpeg_with(exif=exif(Artist=value))


def test_the_first_that_says_anything_is_believed():
    packet, line = xmp(["Petra z XMP"]), photoshop(b"Ivan z IPTC")
    owner = {"Artist": b" ", "Copyright": b"Firma"}
    everything = {"exif": exif(Artist=b"Jana z EXIF"), "xmp": packet}
    assert credit(jpeg_with(line, **everything)) == "Jana z EXIF"
    assert credit(jpeg_with(line, exif=exif(**owner), xmp=packet)) == "Ivan z IPTC"
    assert credit(jpeg_with(exif=exif(**owner), xmp=packet)) == "Petra z XMP"
    assert credit(jpeg_with(exif=exif(**owner))) == "Firma"
    assert credit(jpeg_with()) == ""


@pytest.mark.parametrize("file_type", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_every_kind_of_file_tells_it(file_type):
    assert credit(metadata.dirty(file_type, quadrants())) == metadata.AUTHOR


@pytest.mark.parametrize("file_type", ["JPEG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_xmp_of_every_kind_tells_it(file_type):
    packet = xmp([CZECH])
    kept = {"tiffinfo": {metadata.XMP: packet}} if file_type == "TIFF" else {"xmp": packet}
    assert credit(encoded(quadrants(), file_type, **kept)) == CZECH


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "utf-8-sig"])
def test_czech_is_read_in_whatever_encoding_it_was_written(encoding):
    assert credit(artist(CZECH.encode(encoding))) == CZECH
    assert credit(jpeg_with(photoshop(CZECH.encode(encoding)))) == CZECH


@pytest.mark.parametrize("wrong", ["latin-1", "cp1250"])
def test_czech_that_a_program_had_spoilt_is_mended(wrong):
    spoilt = "Tomáš Novák".encode().decode(wrong)
    assert spoilt != "Tomáš Novák"
    assert credit(artist(spoilt.encode())) == "Tomáš Novák"
    assert credit(jpeg_with(xmp=xmp([spoilt]))) == "Tomáš Novák"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"Jana\r\n\tNov\xc3\xa1\x07", "Jana Nová"),
        (b"", ""),
        (b"   ", ""),
        (b"\xff\xfe", "˙ţ"),  # of Windows' code page; it says little, and does no harm
        ("Jana\u202e\u2066áwoN".encode(), "Jana áwoN"),
        ("J\u030cana".encode(), "J\u030cana"),
        ("Nova\u0301k".encode(), "Novák"),
        (b"<b>Jana</b>", "<b>Jana</b>"),
    ],
)
def test_it_is_one_line_without_control_characters(written, meant):
    assert credit(jpeg_with(exif=exif(Artist=written, Copyright=b""))) == meant


def test_several_names_are_listed_once_each():
    assert credit(jpeg_with(photoshop(b"Jana", b"Petr", b"Jana"))) == "Jana, Petr"
    assert credit(jpeg_with(xmp=xmp(["Jana", "Petr"]))) == "Jana, Petr"
    owners = exif(Artist=b"", Copyright=b"Jana\0Mesto")
    assert credit(jpeg_with(exif=owners)) == "Jana, Mesto"


@pytest.mark.parametrize("letter", ["a", "ž", "😀"])
def test_it_fits_the_field_and_shows_that_it_was_longer(letter):
    said = credit(jpeg_with(xmp=xmp([letter * 5000])))
    assert said == letter * (CREDIT_LENGTH - 1) + "…"
    assert Picture._meta.get_field("credit").max_length == CREDIT_LENGTH


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"neni to XML",
        b"<x:xmpmeta",
        b"\xff\xfe<\0x\0",
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + xmp(["&e;"])[40:],
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
    ],
)
def test_broken_xmp_says_nothing(packet):
    assert credit(jpeg_with(xmp=packet)) == ""


def test_broken_iptc_does_not_hide_what_else_there_is():
    broken = photoshop(b"Jana")[:-20] + b"\xff" * 20
    assert credit(jpeg_with(broken, xmp=xmp(["Petra"]))) in {"Petra", "Jana"}


@pytest.mark.django_db
def test_what_an_editor_writes_comes_first():
    file = artist(b"Jana z EXIF")
    assert PictureFactory(upload=upload(file, "a.jpg"), credit="Eva").credit == "Eva"
    assert PictureFactory(upload=upload(file, "a.jpg")).credit == "Jana z EXIF"
