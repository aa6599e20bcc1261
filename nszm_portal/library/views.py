"""Files as readers get them; always from our own origin, wherever they are kept."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from django.core.files.storage import storages
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from nszm_portal.library import access, serving
from nszm_portal.library.models import Document

PICTURE_FILE = re.compile(
    r"pictures/[0-9a-f]{2}/[0-9a-f]{32}"
    r"(?:\.(?P<original>jpg|png)"
    r"|/(?:[0-9]{1,2}_[0-9]{1,2}(?:-[0-9]{1,3}-[0-9]{1,3})?/)?[0-9]{1,4}w\.(?P<made>avif|webp|jpeg))"
)
PICTURE_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
}
FOREVER = "public, max-age=31536000, immutable"  # another picture has another name
SHORTLY = "public, max-age=60"  # what shows the document may be withdrawn any minute
# Letters that some system does not allow in the name of a file, and what would hide its kind.
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


@require_safe
def media(request, path):
    """A stored file of a picture. Documents are never given out here."""
    known = PICTURE_FILE.fullmatch(path)
    if not known:
        raise Http404
    headers = {
        "Content-Type": PICTURE_TYPES[known["original"] or known["made"]],
        "Cache-Control": FOREVER,
        "ETag": f'"{path.removeprefix("pictures/")}"',
    }
    return serving.answer(request, storages["default"], path, headers)


@require_safe
def document(request, pk, name):
    """A document, for whom `access` allows it; for all others it does not exist."""
    found, is_open = _readable(request, pk)
    caching = {"Cache-Control": SHORTLY if is_open else "private, no-store"}
    address = found.get_absolute_url()
    if request.path != unquote(address):
        return HttpResponsePermanentRedirect(address, headers=caching)
    headers = {
        "Content-Type": found.media_type,
        "Content-Disposition": _disposition(found),
        "ETag": f'"{found.digest}"',
        "Last-Modified": http_date((found.replaced_at or found.created_at).timestamp()),
        **caching,
    }
    return serving.answer(request, found.file.storage, found.file.name, headers)


def _readable(request, pk):
    """The document, and whether everyone may have it."""
    found = Document.objects.filter(pk=pk).first()
    if found and access.is_open(found, timezone.now()):
        return found, True
    # Asked even where there is no document: the answer must not differ by a single header.
    if access.may_fetch_all(request.user) and found:
        return found, False
    raise Http404


def _disposition(found):
    """A PDF opens in the browser, the rest is saved; under the title, with the address's name
    for clients that know only ASCII (RFC 6266)."""
    title = " ".join(UNFIT.sub(" ", found.title).split()).strip(". ")[:100]
    saved_as = f"{title}{PurePosixPath(found.name).suffix}" if title else found.name
    how = "inline" if found.media_type == serving.PDF else "attachment"
    return f"{how}; filename=\"{found.name}\"; filename*=UTF-8''{quote(saved_as, safe='')}"
