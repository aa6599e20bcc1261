"""What comes of an uploaded picture: something to store, or a refusal in one Czech sentence."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils import timezone

from nszm_portal.library.intake import confined
from nszm_portal.library.intake.uploads import (
    MEGABYTE,
    check_size,
    digest_of,
    refusal,
    upload_name,
)

LARGEST_FILE = 60 * MEGABYTE
CREDIT_LENGTH = 200  # letters; as long as the model's field
KINDS = "JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF nebo BMP"
SENTENCES = {
    "no_picture": (
        f"Soubor „{{name}}“ není obrázek, který umíme přečíst ({KINDS}), nebo je poškozený."
    ),
    "svg": "Soubor „{name}“ je kresba SVG, kterou nepřijímáme: uložte ji jako PNG.",
    "raw": (
        "Soubor „{name}“ je surový snímek z fotoaparátu (RAW), který nepřijímáme: "
        "uložte ho jako JPEG."
    ),
    "too_many_pixels": (
        "Obrázek „{name}“ je příliš velký{measured}, "
        "přijímáme nejvýše 50\N{NO-BREAK SPACE}megapixelů."
    ),
    "damaged": "Obrázek „{name}“ je poškozený nebo neúplný a nejde přečíst.",
    "too_demanding": (
        "Zpracování obrázku „{name}“ by trvalo příliš dlouho nebo potřebovalo příliš mnoho "
        "paměti: uložte ho znovu jako běžný JPEG nebo PNG."
    ),
    "unavailable": (
        "Obrázek „{name}“ se teď nepodařilo zpracovat: zkuste to prosím za chvíli znovu."
    ),
}


@dataclass(frozen=True)
class TakenPicture:
    """What is to be stored of an upload."""

    content: ContentFile  # re-encoded; its name is only a suffix to go by, ".jpg" or ".png"
    width: int
    height: int
    taken_on: date | None
    credit: str
    digest: str  # of the file as it came
    upload_name: str


def read_picture(upload: File) -> TakenPicture:
    """Decodes `upload` and encodes it anew, small enough for the web.

    Raises ValidationError with a Czech sentence that names the file when it is empty, too
    large, no picture, damaged, or would take too much time or memory.
    """
    name = upload_name(upload)
    check_size(upload, name, LARGEST_FILE)
    digest = digest_of(upload)
    with _on_disk(upload) as file:
        try:
            decoded = confined.decode(file)
        except confined.Refused as refused:
            raise _sentence(refused, name) from refused
    return TakenPicture(
        content=ContentFile(decoded.content, name=f"picture{decoded.suffix}"),
        width=decoded.width,
        height=decoded.height,
        taken_on=_believable(decoded.taken_on),
        credit=_shortened(decoded.credit),
        digest=digest,
        upload_name=name,
    )


@contextmanager
def _on_disk(upload: File) -> Iterator[BinaryIO]:
    """A file that another process can read: the upload's own where it is one."""
    if hasattr(upload, "temporary_file_path"):
        with open(upload.temporary_file_path(), "rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        upload.seek(0)
        yield file


def _sentence(refused: confined.Refused, name: str) -> ValidationError:
    measured = ""
    if refused.width:
        measured = f": má {refused.width}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{refused.height} bodů"
    text = SENTENCES[refused.code].format(name=name, measured=measured)
    return refusal(text, refused.code)


def _believable(day: str) -> date | None:
    """None for a day before photography or one that has not come."""
    try:
        taken_on = date.fromisoformat(day)
    except ValueError:
        return None
    return taken_on if taken_on.year >= 1826 and taken_on <= timezone.localdate() else None


def _shortened(credit: str) -> str:
    return credit if len(credit) <= CREDIT_LENGTH else credit[: CREDIT_LENGTH - 1].rstrip() + "…"
