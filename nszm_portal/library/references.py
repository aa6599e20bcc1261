"""From an address in a text to the file in the library that stands behind it."""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from nszm_portal.library.models import Document, Picture


def picture_from_url(path: str) -> int | None:
    """The picture whose original or rendition is served at `path` ("/media/pictures/…")."""
    name = PurePosixPath(_argument(path, "library:media", "path") or "")
    while len(name.parts) > 3:  # pictures/3f/<name>/640w.webp, and crops in a folder more
        name = name.parent
    if len(name.parts) != 3:
        return None
    originals = [str(name.with_suffix(suffix)) for suffix in (".jpg", ".png")]
    return Picture.objects.filter(file__in=originals).values_list("pk", flat=True).first()


def document_from_url(path: str) -> int | None:
    """The document served at `path` ("/soubory/7/program.pdf"), whatever name stands there."""
    pk = _argument(path, "library:document", "pk")
    return Document.objects.filter(pk=pk).values_list("pk", flat=True).first() if pk else None


def _argument(path: str, view_name: str, argument: str):
    try:
        match = resolve(unquote(urlsplit(path).path))
    except (Resolver404, ValueError):  # ValueError: what urlsplit takes for a broken host
        return None
    return match.kwargs[argument] if match.view_name == view_name else None
