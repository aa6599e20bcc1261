"""How often each publication was read, counted from nginx's access log without any person.

Of a line only the day and the publication are taken; of its address and browser nothing is kept.
Where reading ended is stored together with what was counted, so a command that is run late, twice
or killed counts each line once. What is counted is readings, not readers: pages that a robot
which says so fetched, mistakes, files, print views and previews are left out.
"""

import gzip
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nszm_portal.operation.models import ReadLog, Visits
from nszm_portal.publishing.missing import ROBOTS
from nszm_portal.richtext import references

# The form "combined" of nginx, whatever follows or comes before it.
LINE = re.compile(
    rb'\[(?P<at>[^\]]{20,30})\] "GET (?P<path>/[^ "]{0,400}) HTTP/[^"]*" (?:200|304) '
    rb'.*"(?P<browser>[^"]{2,})"\s*$'
)
MORE_ROBOTS = re.compile(
    r"monitor|preview|facebookexternalhit|headless|lighthouse|feed|java/|okhttp|libwww"
    r"|axios|node-fetch|ruby|perl|php|httpclient|pingdom|uptime",
    re.IGNORECASE,
)
AT_ONCE = 50_000  # lines between two writes
LONGEST_LINE = 16_384  # bytes; what is longer is no reader's
MOST_PATHS = 20_000  # that a run remembers; a page is asked of the database once
OLDEST = 14  # rotated files that are looked at
KEPT = timedelta(days=400)
LOGS_KEPT = timedelta(days=60)
logger = logging.getLogger(__name__)


def count(log: Path) -> int:
    """Counts what was added to the log and to its rotated files; how many readings that was.

    Raises OSError where the log cannot be read.
    """
    log.stat()
    return sum(_counted(file, is_live=file == log) for file in _files(log))


def _counted(file: Path, *, is_live: bool) -> int:
    """A rotated file that is damaged does not keep the others from being read."""
    try:
        return _Reading(file).count()
    except (OSError, EOFError, zlib.error) as error:
        if is_live:
            raise
        logger.warning("%s cannot be read: %s", file, error)
        return 0


def forget() -> int:
    """Deletes counts of days that are too long ago; how many rows."""
    now = timezone.now()
    ReadLog.objects.filter(read_at__lt=now - LOGS_KEPT).delete()
    return Visits.objects.filter(day__lt=timezone.localdate(now - KEPT)).delete()[0]


def _files(log: Path) -> list[Path]:
    """The log and what logrotate made of it, the oldest first."""
    dated = sorted(log.parent.glob(f"{log.name}-*"))[-OLDEST:]
    names = [f"{log.name}.{number}{end}" for number in range(OLDEST, 0, -1) for end in (".gz", "")]
    files = [*dated, *(log.with_name(name) for name in names), log]
    return [file for file in files if file.is_file()]


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    with gzip.open(file) if file.suffix == ".gz" else open(file, "rb") as stream:
        yield stream


class _Reading:
    """The reading of one file from where the last one ended."""

    def __init__(self, file: Path):
        self.file = file
        self.known: dict[str, tuple[str, int] | None] = {}

    def count(self) -> int:
        with _opened(self.file) as stream:
            first = stream.readline(LONGEST_LINE)
            if not first.endswith(b"\n"):
                return 0
            # By its first line the file is known under whatever name and compressed or not.
            mark = salted_hmac("nszm_portal.operation.visits", first).hexdigest()
            log, _ = ReadLog.objects.get_or_create(mark=mark, defaults={"read_at": timezone.now()})
            if log.is_whole:
                return 0
            stream.seek(log.position)
            found = 0
            while lines := self._lines(stream):
                found += self._store(log, lines, stream)
        if self.file.suffix == ".gz":
            ReadLog.objects.filter(pk=log.pk).update(is_whole=True)
        return found

    def _lines(self, stream) -> list[bytes]:
        """Whole lines only: nginx may be writing the last one."""
        lines = []
        while len(lines) < AT_ONCE:
            start = stream.tell()
            line = stream.readline(LONGEST_LINE)
            if not line.endswith(b"\n") and len(line) < LONGEST_LINE:
                stream.seek(start)
                break
            lines.append(line)
        return lines

    def _store(self, log: ReadLog, lines, stream) -> int:
        counts = Counter(found for line in lines if (found := self._read(line)))
        with transaction.atomic():
            for (day, kind, pk), number in sorted(counts.items()):
                row = {"kind": kind, "object_id": pk, "day": day}
                if not Visits.objects.filter(**row).update(count=F("count") + number):
                    Visits.objects.create(**row, count=number)
            log.position, log.read_at = stream.tell(), timezone.now()
            log.save()
        return counts.total()

    def _read(self, line: bytes) -> tuple[date, str, int] | None:
        """The day and the publication that somebody read; None for anything else."""
        matched = LINE.search(line)
        if matched is None:
            return None
        browser = matched["browser"].decode(errors="replace")
        if ROBOTS.search(browser) or MORE_ROBOTS.search(browser):
            return None
        publication = self._publication(matched["path"].decode(errors="replace"))
        day = _day(matched["at"].decode(errors="replace"))
        return (day, *publication) if publication and day else None

    def _publication(self, address: str) -> tuple[str, int] | None:
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return None
        if path not in self.known:
            if len(self.known) >= MOST_PATHS:
                self.known.clear()
            reference = references.identify(path) if path.isprintable() else None
            kind, _, pk = (reference or "").partition(":")
            self.known[path] = (kind, int(pk)) if pk else None
        return self.known[path]


def _day(text: str) -> date | None:
    """The day in Prague of nginx's $time_local, as "26/Nov/2026:18:01:02 +0000"."""
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    try:
        day, month, rest = text.split("/", 2)
        at = datetime.strptime(f"{day}/{months.index(month) + 1}/{rest}", "%d/%m/%Y:%H:%M:%S %z")
        return timezone.localdate(at)
    except ValueError:
        return None
