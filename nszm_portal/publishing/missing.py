"""What readers asked for and did not find, counted so that no flood of it costs anything.

A process counts in its memory and writes at most once in FLUSH_EVERY; the table keeps the MOST
that were asked for last. What it cannot write it forgets: a count is never worth a reader's wait.
"""

import logging
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from nszm_portal.publishing.models import MissingAddress

MOST = 500  # rows in the table
MOST_WAITING = 50  # addresses that a process holds before it writes; more are let go
FLUSH_EVERY = 5.0  # seconds
LONGEST = MissingAddress._meta.get_field("path").max_length
PATIENCE = 200  # milliseconds that a write may wait for another's
# Not pages for readers. A preview's address is a secret, and a document's name may be one.
PRIVATE = ("/admin/", "/media/", "/static/", "/soubory/", "/nahled/")
# What only a robot asks for, searching for holes, or a browser by itself, for an icon; with an "@"
# it would be somebody's address.
PROBES = re.compile(
    r"^/favicon\.|^/apple-touch-icon"
    r"|//|/\.|@|[<>\\{}|^`\"']|wp-|wordpress|xmlrpc|cgi-bin|phpmyadmin|/vendor/|/node_modules/"
    r"|\.(?:php\d?|aspx?|jspx?|cgi|env|git|sql|bak|old|zip|rar|gz|tgz|7z|ini|conf|log|ya?ml|json"
    r"|exe|dll|sh|py|rb|pem|key|do|action|map|js|css)(?:/|$)",
    re.IGNORECASE,
)
ROBOTS = re.compile(r"bot|crawl|spider|slurp|scan|curl|wget|python|go-http", re.IGNORECASE)
logger = logging.getLogger(__name__)


@dataclass
class _Asked:
    count: int
    first_at: datetime
    last_at: datetime
    came_from: str


class _Waiting:
    rows: dict[str, _Asked] = {}
    written_at = float("-inf")
    lock = threading.Lock()


def note(request) -> None:
    """Counts one request whose page was not found; never raises."""
    try:
        if not is_readers(request.path) or ROBOTS.search(request.META.get("HTTP_USER_AGENT", "")):
            return
        if waiting := _counted(request.path, _came_from(request)):
            _write(waiting)
    except Exception as error:  # whatever the database or a header does: the page goes out
        logger.warning("What was not found is not noted: %s", error)


def is_readers(path: str) -> bool:
    """Whether a person may have followed a link to it or typed it."""
    return (
        1 < len(path) <= LONGEST
        and path.isprintable()
        and not path.startswith(PRIVATE)
        and not PROBES.search(path)
    )


def forget() -> None:
    """Lets go of what waits in this process's memory; for tests."""
    _Waiting.rows, _Waiting.written_at = {}, float("-inf")


def _came_from(request) -> str:
    """The page of ours with the link, without its query; nothing of other sites."""
    parts = urlsplit(request.META.get("HTTP_REFERER", ""))
    ours = parts.netloc == request.get_host() and is_readers(parts.path)
    return parts.path if ours and parts.path != request.path else ""


def _counted(path: str, came_from: str) -> dict[str, _Asked] | None:
    """Adds one to what waits; gives all of it when it is time to write."""
    now, clock = timezone.now(), time.monotonic()
    with _Waiting.lock:
        asked = _Waiting.rows.get(path)
        if asked:
            asked.count, asked.last_at = asked.count + 1, now
            asked.came_from = came_from or asked.came_from
        elif len(_Waiting.rows) < MOST_WAITING:
            _Waiting.rows[path] = _Asked(1, now, now, came_from)
        if clock - _Waiting.written_at < FLUSH_EVERY:
            return None
        _Waiting.written_at = clock
        waiting, _Waiting.rows = _Waiting.rows, {}
        return waiting


def _write(waiting: dict[str, _Asked]) -> None:
    with in_no_queue(), transaction.atomic():
        known = MissingAddress.objects.in_bulk(waiting, field_name="path")
        for path, row in known.items():
            asked = waiting[path]
            row.count, row.last_at = F("count") + asked.count, asked.last_at
            row.came_from = asked.came_from or row.came_from
        MissingAddress.objects.bulk_update(known.values(), ["count", "last_at", "came_from"])
        MissingAddress.objects.bulk_create(
            [
                MissingAddress(
                    path=path,
                    count=asked.count,
                    first_at=asked.first_at,
                    last_at=asked.last_at,
                    came_from=asked.came_from,
                )
                for path, asked in waiting.items()
                if path not in known
            ],
            ignore_conflicts=True,  # another process may have met it first
        )
        newest = MissingAddress.objects.order_by("-last_at", "-pk").values_list("pk", flat=True)
        if surplus := list(newest[MOST : MOST + MOST_WAITING * 2]):
            MissingAddress.objects.filter(pk__in=surplus).delete()


@contextmanager
def in_no_queue():
    """A reader does not wait for the lock of an editor's long save; the count is let go."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            try:
                yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield
