"""PDFs with words on them, and such as were made to do harm."""

import zlib
from collections.abc import Sequence


def paper(*pages: str, trailer="", content: Sequence[bytes] = ()) -> bytes:
    """A PDF with the lines of each page; or with `content` as what draws its only page."""
    contents = [content] if content else [[_drawing(page)] for page in pages]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for drawn in contents:
        following = len(objects) + 2
        page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        page += f"/Resources<</Font<</F 3 0 R>>>>/Contents {following} 0 R>>"
        packer = zlib.compressobj(level=1)
        packed = b"".join([*map(packer.compress, drawn), packer.flush()])
        stream = f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed
        objects += [page.encode(), stream + b"\nendstream"]
    return _written(objects, trailer)


def uncounted(*pages: str) -> bytes:
    """A PDF whose number of pages cannot be seen without reading it."""
    return paper(*pages).replace(b"/Type/Pages", b"/Type/#50ages")


def encrypted() -> bytes:
    """One that cannot be read without a password."""
    secret = "00" * 32
    standard = f"/Filter/Standard/V 1/R 2/P -4/O<{secret}>/U<{secret}>"
    return paper("Tajemstvi", trailer=f"/Encrypt<<{standard}>>/ID[<00><00>]")


def bomb() -> bytes:
    """A gigabyte of drawing in a megabyte."""
    return paper(content=[b" " * 2**20] * 2**10)


def flood() -> bytes:
    """A page of more letters than can be laid out in time."""
    return paper(content=[b"BT /F 1 Tf ", *[b"(aaaaaaaaaaaaaaaa) Tj " * 40_000] * 100, b"ET"])


def _drawing(page: str) -> bytes:
    lines = "".join(f"({line}) Tj T*\n" for line in page.splitlines())
    return f"BT /F 12 Tf 14 TL 40 800 Td\n{lines}ET".encode("cp1252")


def _written(objects: list[bytes], trailer: str) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj".encode() + written + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF".encode()
