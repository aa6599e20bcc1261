"""A stored file as an answer: from our own origin, and never acting as a page of ours."""

import logging

from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpResponse
from django.template.loader import get_template
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date

from nszm_portal.library import storage as kept

PDF = "application/pdf"
# Nothing that these addresses give may act as a page of ours, whatever a browser takes it for.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
SANDBOX = f"{POLICY}; sandbox"
RETRY_AFTER = 30  # seconds
# nginx gives out what its location of this name leads to, if asked so; see deploy/nginx.
INTERNAL = "/.files/"
# What nginx would repeat where it finds no file, and keep there for ever.
ONLY_WHERE_FOUND = ("Cache-Control", "Content-Disposition")
# nginx would judge these by headers of its own, which are not ours.
CONDITIONS = ("If-Match", "If-Unmodified-Since")

logger = logging.getLogger(__name__)


def answer(request, storage: Storage, name: str, headers: dict[str, str]) -> HttpResponse:
    """The stored file with `headers`, of which an ETag and a Content-Type must be among.

    Raises Http404 where it is missing; 503 where the storage is away.
    """
    headers = {**headers, "X-Content-Type-Options": "nosniff"}
    # Safari shows an empty window in place of a PDF in a sandbox.
    headers["Content-Security-Policy"] = POLICY if headers["Content-Type"] == PDF else SANDBOX
    try:
        size = kept.size_of(storage, name)
        told = HttpResponse(headers=headers)
        modified = parse_http_date(headers["Last-Modified"]) if "Last-Modified" in headers else None
        conditional = get_conditional_response(request, headers["ETag"], modified, told)
        if conditional is not told:
            return conditional
        if _nginx_gives(request, storage):
            return _by_nginx(told, name)
        if request.method == "HEAD":
            told["Content-Length"] = str(size)
            return told
        return _stream(kept.opened(storage, name), size, headers)
    except FileNotFoundError:
        logger.error("A stored file is missing: %s", name)
        raise Http404 from None
    except kept.StorageAway:
        return _away()


def _nginx_gives(request, storage) -> bool:
    """nginx says so itself, in the place of whatever a reader sent."""
    asked = request.headers.get("X-Sendfile-Type") == "X-Accel-Redirect"
    return asked and kept.is_folder(storage) and not any(map(request.headers.get, CONDITIONS))


def _by_nginx(told, name) -> HttpResponse:
    for header in ONLY_WHERE_FOUND:
        if header in told:
            told[f"X-File-{header}"] = told[header]
            del told[header]
    told["X-Accel-Redirect"] = INTERNAL + name
    return told


def _stream(file, size, headers) -> FileResponse:
    response = FileResponse(file)
    # It has guessed the type and the disposition by the stored name, which nobody has to know.
    del response["Content-Disposition"]
    for header, value in headers.items():
        response[header] = value
    response["Content-Length"] = str(size)
    return response


def _away() -> HttpResponse:
    page = get_template("503.html").render()
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)
