"""All that a file can know besides its pixels, and the judge that finds none of it left."""

import json
import struct
import subprocess
from pathlib import Path

from PIL import ExifTags, Image, PngImagePlugin

from tests.factories.library import encoded, profile, quadrants
from tests.servers import processes

SECRET = "Tajne-misto-porizeni"
AUTHOR = "Řehoř Šťáva"
# What says how the pixels are kept. Everything else that exiftool finds in a file is metadata.
INNOCENT = {
    "File": {
        "FileType",
        "FileTypeExtension",
        "MIMEType",
        "ImageWidth",
        "ImageHeight",
        "EncodingProcess",
        "BitsPerSample",
        "ColorComponents",
        "YCbCrSubSampling",
    },
    "JFIF": {"JFIFVersion", "ResolutionUnit", "XResolution", "YResolution"},
    "PNG": {
        "ImageWidth",
        "ImageHeight",
        "BitDepth",
        "ColorType",
        "Compression",
        "Filter",
        "Interlace",
    },
    "RIFF": {
        "VP8Version",
        "ImageWidth",
        "ImageHeight",
        "HorizontalScale",
        "VerticalScale",
        "WebP_Flags",
        "AlphaPreprocessing",
        "AlphaFiltering",
        "AlphaCompression",
        "AlphaIsUsed",
    },
    "QuickTime": {
        "MajorBrand",
        "MinorVersion",
        "CompatibleBrands",
        "HandlerType",
        "ImageSpatialExtent",
        "ImagePixelDepth",
        "AV1ConfigurationVersion",
        "SeqProfile",
        "SeqLevelIdx0",
        "SeqTier0",
        "HighBitDepth",
        "TwelveBit",
        "ChromaFormat",
        "ChromaSamplePosition",
        "InitialDelaySamples",
        "ColorProfiles",
        "ColorPrimaries",
        "TransferCharacteristics",
        "MatrixCoefficients",
        "VideoFullRangeFlag",
        "QuickTime_ColorRep_0x000a",  # that flag, which not every exiftool knows in a picture
        "AuxiliaryImageType",
        "MediaDataSize",
        "MediaDataOffset",
        "MediaData",
    },
    "Meta": {"PrimaryItemReference"},
}
XMP = 700  # the tag of TIFF
ABOUT_THE_FILE = {"ExifTool", "System", "Composite"}


def dirty(file_type: str, image: Image.Image) -> bytes:
    """A picture with a position, a maker's note, XMP, IPTC, a preview, texts and a trailer."""
    options = {"exif": exif(), "icc_profile": profile()}
    if file_type != "PNG":
        options["xmp"] = xmp()
    if file_type == "JPEG":
        options["comment"] = SECRET.encode()
    if file_type == "PNG":
        options["pnginfo"] = texts()
    if file_type == "TIFF":
        options["tiffinfo"] = {270: SECRET, 33723: by_line(), XMP: xmp()}
    content = encoded(image, file_type, **options)
    if file_type == "JPEG":
        content = content[:2] + photoshop() + content[2:]
    return content + b"\0\0\0\x18ftypmp42" + SECRET.encode() * 20


def exif(**base) -> bytes:
    data = Image.Exif()
    data[ExifTags.Base.Artist] = AUTHOR.encode()
    data[ExifTags.Base.Copyright] = SECRET
    data[ExifTags.Base.ImageDescription] = SECRET
    data[ExifTags.Base.Make] = "Apple"
    for name, value in base.items():
        data[ExifTags.Base[name]] = value
    place = data.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (50.0, 46.0, 12.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (15.0, 3.0, 7.0)
    place[ExifTags.GPS.GPSAreaInformation] = SECRET
    camera = data.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = "2015:02:12 10:30:00"
    camera[ExifTags.Base.MakerNote] = b"Apple iOS\0\0\1MM" + SECRET.encode()
    camera[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + SECRET.encode()
    return data.tobytes()


def xmp(creators=(AUTHOR,)) -> bytes:
    names = "".join(f"<rdf:li>{name}</rdf:li>" for name in creators)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="{SECRET}">
<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def by_line(*names: bytes) -> bytes:
    """A block of IPTC; the city is in it besides who took the picture."""
    fields = [(80, name) for name in names or (AUTHOR.encode(),)] + [(90, SECRET.encode())]
    return b"".join(struct.pack(">BBBH", 28, 2, tag, len(text)) + text for tag, text in fields)


def photoshop(*names: bytes) -> bytes:
    """A segment of a JPEG that holds IPTC."""
    block = by_line(*names)
    block += b"\0" * (len(block) % 2)
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_text("Author", SECRET, zip=True)
    info.add_itxt("Description", SECRET, zip=True)
    info.add_itxt("XML:com.adobe.xmp", xmp().decode())
    return info


def metadata_in(folder: Path) -> tuple[int, list[str]]:
    """How many files lie under `folder`, and whatever exiftool finds in them besides pixels."""
    judge = processes.program("libimage-exiftool-perl", "exiftool")
    options = ["-json", "-G1", "-a", "-u", "-U", "-ee", "-recurse", "-all", "-ext", "*"]
    done = subprocess.run([judge, *options, str(folder)], capture_output=True, check=True)
    files = json.loads(done.stdout)
    found = [
        f"{Path(file['SourceFile']).name}: {key} = {value}"
        for file in files
        for key, value in file.items()
        if ":" in key and not _innocent(*key.split(":", 1))
    ]
    for path in folder.rglob("*"):
        if path.is_file() and SECRET.encode() in path.read_bytes():
            found.append(f"{path.name}: {SECRET}")
    return len(files), found


def _innocent(group: str, tag: str) -> bool:
    # A warning is about the file's form: a trailer behind the picture, a segment that is odd.
    return tag in INNOCENT.get(group, ()) or (group in ABOUT_THE_FILE and tag != "Warning")


def jpeg_with(*segments: bytes, exif: bytes = b"", **options) -> bytes:
    """A small JPEG with segments put behind its first marker."""
    content = encoded(quadrants(), exif=exif, **options)
    return content[:2] + b"".join(segments) + content[2:]
