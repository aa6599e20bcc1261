"""How the data are sent: whole and kept where there are few, in a stream where there are many.

Records are made by hundreds, so that no list takes more memory than these; a list that is not
long goes through the page cache like a page. Neither holds a cookie, so anybody's script may read
them (CORS).
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from types import ModuleType

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from nszm_portal.opendata import publisher
from nszm_portal.pagecache import generation, memory
from nszm_portal.pagecache.middleware import etag_of

MEDIA_TYPE = "application/ld+json"
BATCH = 500  # records that are in memory at once
KEPT = 2000  # records of a list that is made whole and kept; some five megabytes
HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}


def whole(request, content: bytes) -> HttpResponseBase:
    """An answer with all of its content, or 304 for who has it already."""
    response = HttpResponse(content, content_type=MEDIA_TYPE, headers=HEADERS)
    response["ETag"] = etag_of(content)
    return get_conditional_response(request, response["ETag"], None, response)


def listing(request, source: ModuleType) -> HttpResponseBase:
    """All visible records of a source, `articles` or `events`, the newest first."""
    rows = source.public()
    if rows.count() <= KEPT:
        return whole(request, b"".join(_array(rows, source)))
    response = HttpResponse(content_type=MEDIA_TYPE, headers=HEADERS)
    if validator := _validator(request.path):
        response["ETag"] = validator
    response = get_conditional_response(request, validator, None, response)
    if response.status_code != 200 or request.method == "HEAD":
        return response
    return StreamingHttpResponse(_array(rows, source), headers=response.headers)


def as_json(record, indent: int | None = None) -> str:
    return json.dumps(record, ensure_ascii=False, indent=indent)


def _array(rows, source) -> Iterator[bytes]:
    """A JSON array in pieces, each with the records of a batch."""
    waiting, before = rows.iterator(chunk_size=BATCH), "[\n"
    who = publisher.current()
    while batch := list(islice(waiting, BATCH)):
        records = ",\n".join(as_json(record) for record in source.records(batch, who))
        yield f"{before}{records}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _validator(path: str) -> str | None:
    """Of a list that is not known before it is sent: it is another one when something public
    changed, or when a moment passed at which something starts or ends."""
    token = generation.current()
    if token is None:
        return None
    seen = f"{path} {token} {memory.next_moment(timezone.now())}"
    return f'W/"{hashlib.blake2b(seen.encode(), digest_size=12).hexdigest()}"'
