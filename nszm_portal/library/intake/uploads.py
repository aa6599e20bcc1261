"""What pictures and documents have in common before anything is known about their content."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import File

from nszm_portal.library.filesize import file_size

NAME_LENGTH = 100
MEGABYTE = 10**6


def refusal(sentence: str, code: str) -> ValidationError:
    """The one way in which a file is refused: a sentence that names it."""
    return ValidationError(sentence, code=code)


def upload_name(upload: File) -> str:
    """The name that the file had at the editor's, fit to be shown and stored.

    Without a path, control and direction marks; at most NAME_LENGTH letters, the end kept
    because there the kind of the file stands.
    """
    name = unicodedata.normalize("NFC", str(upload.name or ""))
    name = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    name = " ".join(re.split(r"[/\\]", name)[-1].split()).strip(". ") or "soubor"
    if len(name) > NAME_LENGTH:
        suffix = PurePosixPath(name).suffix[:10]
        name = name[: NAME_LENGTH - len(suffix) - 1] + "…" + suffix
    return name


def check_size(upload: File, name: str, limit: int) -> None:
    """Refuses an empty file and one above `limit` bytes."""
    if not upload.size:
        raise refusal(f"Soubor „{name}“ je prázdný.", "empty")
    if upload.size > limit:
        raise refusal(
            f"Soubor „{name}“ je příliš velký: má {file_size(upload.size)}, "
            f"nejvýše může mít {file_size(limit)}.",
            "too_large",
        )


def digest_of(upload: File) -> str:
    """SHA-256 of the file as it came, in hexadecimal digits; the file is left at its start."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
