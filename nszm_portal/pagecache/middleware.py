"""Sends a public page as it was sent before, as long as nothing on it has changed."""

import gzip
import hashlib
import logging
import re
import time
from contextlib import contextmanager
from datetime import datetime

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils import timezone
from django.utils.http import parse_http_date_safe

from nszm_portal.pagecache import generation, memory

LONGEST = 24 * 60 * 60  # seconds; a page that nothing changes is rendered anew once a day
ASTRAY = 5  # seconds by which the clocks of two servers may differ
LOCK_TIMEOUT = 10  # seconds after which the rendering of another process is taken for dead
WAIT = 5  # seconds that a request waits for another one's rendering before it renders by itself
# A query that the portal's pages know; any other passes the cache by, so that invented
# parameters cannot fill it.
KNOWN_QUERY = re.compile(r"(?:strana=[0-9]{1,2})?")
# Seconds that nginx keeps a page, and up to one more, as it counts whole ones. With the second in
# which a process learns of a change, and the time of rendering, a publication is seen within five.
IN_FRONT = 2
# What may come in the place of a page that nginx keeps; otherwise it would go on keeping that one
# for the time when the portal is away.
INSTEAD_OF_A_PAGE = (301, 308, 404, 410)
AT_HAND = 200  # pages that a process keeps besides the cache
# What a browser judges anew with each answer, besides what RFC 9110, 15.4.5 asks for.
ALSO_IN_304 = ("Content-Security-Policy", "Access-Control-Allow-Origin")
SMALLEST_COMPRESSED = 200  # bytes; below it compression makes an answer longer
COMPRESSED_ALREADY = ("application/pdf", "image/png")
LARGEST = 4_000_000  # bytes of an answer that is kept
logger = logging.getLogger(__name__)


def expire(request: HttpRequest, moment: datetime) -> None:
    """The page being made for `request` may not be sent from the cache from `moment` on."""
    earlier = getattr(request, "_pagecache_until", None)
    request._pagecache_until = min(moment, earlier) if earlier else moment


def etag_of(body: bytes) -> str:
    """The validator of an answer; weak, since it is the same for each way of compression."""
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


class PageCacheMiddleware:
    """Keeps answers to GET without a cookie, under the generation known before they were made.

    To be reached before any other work. What is kept is compressed once; a page of another
    generation, or past the moment at which something on it starts or ends, is never sent.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.off = getattr(settings, "PAGECACHE_OFF", False)
        self.at_hand: dict[tuple, _Kept] = {}

    def __call__(self, request):
        if self.off or not self._may_be_kept(request):
            return self.get_response(request)
        return _also_in_front(self._found_or_made(request))

    def _found_or_made(self, request):
        token = generation.current()
        if token is None:
            return self.get_response(request)
        asked = self._asked(request, token)
        kept = self.at_hand.get(asked)
        if kept and kept.is_of_now():
            return _answer(request, kept)
        key = self._key(asked)
        if kept := self._from_cache(key, asked):
            return _answer(request, kept)
        with _only_one(key) as first:
            if not first and (kept := _wait_for(key)):
                return _answer(request, kept)
            return self._render(request, key)

    def _from_cache(self, key, asked):
        """Also into this process's own memory: unpacking one from the cache, or asking another
        machine for it, costs as much as all the rest."""
        if kept := _kept(key):
            if len(self.at_hand) >= AT_HAND:
                self.at_hand.clear()
            self.at_hand[asked] = kept
        return kept

    @staticmethod
    def _may_be_kept(request):
        return (
            request.method in {"GET", "HEAD"}
            and not request.META.get("HTTP_COOKIE")
            and not request.META.get("HTTP_AUTHORIZATION")
            and not request.path.startswith(settings.PAGECACHE_PASSES)
            and KNOWN_QUERY.fullmatch(request.META.get("QUERY_STRING", ""))
        )

    @staticmethod
    def _asked(request, token):
        # The host takes part because a host that is not ours must go on to be refused.
        meta = request.META
        query = meta.get("QUERY_STRING", "")
        return token, request.scheme, meta.get("HTTP_HOST"), request.path, query

    @staticmethod
    def _key(asked):
        seen = "\0".join(map(str, asked)).encode(errors="surrogatepass")
        return f"page:{asked[0]}:{hashlib.blake2b(seen, digest_size=16).hexdigest()}"

    def _render(self, request, key):
        now = timezone.now()
        until = now.timestamp() + LONGEST
        if moment := memory.next_moment(now):
            until = min(until, moment.timestamp())
        response = self.get_response(request)
        if own := getattr(request, "_pagecache_until", None):
            until = min(until, own.timestamp())
        if not self._is_fit(response):
            return response
        kept = _Kept(response, now.timestamp(), until)
        if request.method == "GET":
            with _forgiving():
                cache.set(key, kept.as_tuple(), timeout=max(1, until - time.time()))
        return _answer(request, kept)

    @staticmethod
    def _is_fit(response):
        return (
            response.status_code == 200
            and not response.streaming
            and len(response.content) <= LARGEST
            and _is_for_all(response)
        )


class _Kept:
    """One answer: its headers, its validator and its bytes, compressed in both common ways.

    It is true from the moment at which it was made until something on it starts or ends. What was
    made in the future, by a clock that was put right since, may show what is not public yet.
    """

    def __init__(self, response, since, until):
        body = response.content
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        headers["Vary"] = "Accept-Encoding, Cookie"
        headers.setdefault("Cache-Control", "no-cache")
        headers["ETag"] = etag_of(body)
        self.headers, self.since, self.until = headers, since, until
        self.ready = {}
        self.bodies = {"": body}
        shrinks = not response.get("Content-Type", "").startswith(COMPRESSED_ALREADY)
        if shrinks and len(body) >= SMALLEST_COMPRESSED:
            self.bodies["br"] = brotli.compress(body, quality=9)
            self.bodies["gzip"] = gzip.compress(body, 6, mtime=0)
            # Kept only compressed; who accepts neither is rare and pays for the unpacking.
            self.plain = body

    def as_tuple(self):
        bodies = self.bodies
        if "gzip" in bodies:
            bodies = {name: part for name, part in bodies.items() if name}
        return self.since, self.until, self.headers, bodies

    @classmethod
    def from_tuple(cls, stored):
        kept = cls.__new__(cls)
        kept.since, kept.until, kept.headers, kept.bodies = stored
        kept.ready = {}
        return kept

    def is_of_now(self):
        return self.since - ASTRAY <= time.time() < self.until

    def response(self, accepted, *, with_body):
        """What is the same each time is made once: setting each header takes as long as a query."""
        encoding, body = self.body(accepted)
        headers = self.ready.get(encoding)
        if headers is None:
            own = {"Content-Encoding": encoding} if encoding else {}
            headers = ResponseHeaders(self.headers | own | {"Content-Length": str(len(body))})
            self.ready[encoding] = headers
        response = HttpResponse(body if with_body else b"", headers["Content-Type"])
        response.headers._store = headers._store.copy()
        return response

    def body(self, accepted):
        for encoding in ("br", "gzip"):
            if encoding in self.bodies and _accepts(accepted, encoding):
                return encoding, self.bodies[encoding]
        if "" not in self.bodies:
            self.bodies[""] = gzip.decompress(self.bodies["gzip"])
        return "", self.bodies[""]


def _accepts(header: str, encoding: str) -> bool:
    """Whether Accept-Encoding (RFC 9110, 12.5.3) allows the coding; only `q=0` forbids it."""
    for part in header.split(","):
        name, _, weight = part.partition(";")
        if name.strip() == encoding:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _kept(key):
    with _forgiving():
        stored = cache.get(key)
        if stored and (kept := _Kept.from_tuple(stored)).is_of_now():
            return kept
    return None


def _wait_for(key):
    give_up_at = time.monotonic() + WAIT
    while time.monotonic() < give_up_at:
        time.sleep(0.02)
        if kept := _kept(key):
            return kept
        with _forgiving():
            if cache.get(f"{key}:lock") is None:
                break
    return _kept(key)


@contextmanager
def _only_one(key):
    """Whether this request is the one that renders the page; frees the place when it is done."""
    first = True
    with _forgiving():
        first = cache.add(f"{key}:lock", 1, timeout=LOCK_TIMEOUT)
    try:
        yield first
    finally:
        if first:
            with _forgiving():
                cache.delete(f"{key}:lock")


@contextmanager
def _forgiving():
    """A cache that is away makes pages slower and nothing else."""
    try:
        yield
    except Exception as error:  # whatever its client raises: connection, time-out, protocol
        logger.warning("The cache does not answer: %s", error)


def _is_for_all(response) -> bool:
    told = response.get("Cache-Control", "")
    return not response.cookies and "private" not in told and "no-store" not in told


def _also_in_front(response):
    """Tells nginx for how long it may send the answer by itself; it passes the header to nobody."""
    if response.status_code in INSTEAD_OF_A_PAGE and _is_for_all(response):
        response["X-Accel-Expires"] = str(IN_FRONT)
    return response


def _answer(request, kept):
    if _is_known(request, kept.headers):
        response = HttpResponse(status=304)
        del response["Content-Type"]
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", *ALSO_IN_304):
            if name in kept.headers:
                response[name] = kept.headers[name]
    else:
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        response = kept.response(accepted, with_body=request.method == "GET")
    response["X-Accel-Expires"] = _seconds_in_front(kept.until)
    return response


def _seconds_in_front(until: float) -> str:
    return str(int(max(0, min(IN_FRONT, until - time.time()))))


def _is_known(request, headers):
    """Whether the reader has it already (RFC 9110, 13.2.2): a date counts only without an ETag."""
    if asked := request.META.get("HTTP_IF_NONE_MATCH"):
        return headers["ETag"].removeprefix("W/") in asked
    if not (told := request.META.get("HTTP_IF_MODIFIED_SINCE")):
        return False
    since = parse_http_date_safe(told)
    changed = parse_http_date_safe(headers.get("Last-Modified", ""))
    return since is not None and changed is not None and changed <= since
