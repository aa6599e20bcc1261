"""A PDF of a page, made once: in a bounded process, one at a time, and kept until it changes."""

import fcntl
import hashlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation
from lxml import html as markup

from nszm_portal.library import storage as kept
from nszm_portal.library.intake.confined import ENVIRONMENT, OUT_OF_LIMITS, PASSED_ON
from nszm_portal.library.models import Picture
from nszm_portal.paper import typesetting
from nszm_portal.staticfiles import joined

MEMORY = 2_000_000_000  # bytes of addresses; a bundle of 200 texts needs the half
SECONDS = 50  # gunicorn ends a worker that is silent for 60
MOST_KEPT = 300_000_000  # bytes of all that are kept
FOLDER = settings.VAR / "paper"
VERSION = 1  # of the typesetter: another one makes other PDFs of the same page
STYLESHEETS = ("css/site.css", "css/pdf.css")

logger = logging.getLogger(__name__)


class NoPaper(Exception):
    """Why there is no PDF."""


class Busy(NoPaper):
    """Another one is being made."""


class TooDemanding(NoPaper):
    """It took more time or memory than any page may."""


class Unavailable(NoPaper):
    """Our own fault: the typesetter does not run on this machine."""


def pdf(page: str, patience: float = 0, before: Callable = lambda: None) -> tuple[str, bytes]:
    """A name of its content that another content never has, and the PDF of a whole HTML page.

    `patience` is how many seconds to wait while another one is made; `before` is called where one
    has to be made, and may raise. Raises Busy, TooDemanding or Unavailable.
    """
    name = _name(page)
    if (content := _stored(name)) is None:
        before()
        with _alone(patience):
            # Whoever had the place may have made just this one.
            if (content := _stored(name)) is None:
                content = _made(page)
                _store(name, content)
    return name, content


def _name(page: str) -> str:
    seen = f"{VERSION}\0{stylesheet()}\0{page}"
    return hashlib.blake2b(seen.encode(), digest_size=16).hexdigest()


@cache
def stylesheet() -> str:
    """All rules of paper, from the sources: what is collected may be another version's."""
    return "".join(joined(name, _source) for name in STYLESHEETS)


def _source(name: str) -> str:
    return Path(finders.find(name)).read_text()


# --- What is kept --------------------------------------------------------------------------------


def _stored(name: str) -> bytes | None:
    file = FOLDER / f"{name}.pdf"
    try:
        content = file.read_bytes()
        os.utime(file)
    except OSError:
        return None
    return content


def _store(name: str, content: bytes) -> None:
    """A full disk makes PDFs slower and nothing else."""
    try:
        with tempfile.NamedTemporaryFile(dir=FOLDER, delete=False) as file:
            file.write(content)
        os.replace(file.name, FOLDER / f"{name}.pdf")
        _prune()
    except OSError as error:
        logger.warning("A PDF was not kept: %s", error)


def _prune() -> None:
    """Those that nobody has asked for the longest go first."""
    files = sorted(FOLDER.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True)
    total = 0
    for file in files:
        total += file.stat().st_size
        if total > MOST_KEPT:
            file.unlink(missing_ok=True)


# --- Making --------------------------------------------------------------------------------------


@contextmanager
def _alone(patience: float) -> Iterator[None]:
    """One PDF at a time on this machine, whatever process makes it."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        place = os.open(FOLDER / ".making", os.O_CREAT | os.O_WRONLY, 0o600)
    except OSError as error:
        raise Unavailable(f"Nothing can be written to {FOLDER}") from error
    try:
        _wait_for(place, patience)
        yield
    finally:
        os.close(place)  # and the lock is gone


def _wait_for(place: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy from None
            time.sleep(0.05)


def _made(page: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        request, answer = Path(folder, "request"), Path(folder, "answer")
        told = {
            "stylesheet": stylesheet(),
            "base": settings.SITE_URL + "/",
            "pictures": _pictures(page, Path(folder)),
            "memory": MEMORY,
            "seconds": SECONDS,
        }
        request.write_bytes(json.dumps(told).encode() + b"\n" + page.encode())
        began = time.monotonic()
        status, complaint = _run(request, answer)
        if status == -signal.SIGSEGV and time.monotonic() - began < SECONDS / 10:
            # Seen once in thousands of PDFs, in the C libraries below; the same page went well
            # the next time. What took long has no time for a second one.
            logger.warning("The typesetter broke down and is started again.")
            status, complaint = _run(request, answer)
        if status == 0:
            return answer.read_bytes()
    if -status in OUT_OF_LIMITS or "MemoryError" in complaint:
        logger.warning("A PDF took too much: %s", status)
        raise TooDemanding
    logger.error("No PDF was made, the typesetter ended with %s: %s", status, complaint)
    raise Unavailable


def _run(request: Path, answer: Path) -> tuple[int, str]:
    """The exit status, negative where a signal ended it, and the end of what it complained of."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # Fontconfig's cache is the only thing that it would keep, and there is nothing to keep.
    environment = ENVIRONMENT | {"HOME": str(answer.parent)}
    with request.open() as stdin, answer.open("wb") as stdout, tempfile.TemporaryFile() as stderr:
        try:
            status = subprocess.run(
                [sys.executable, "-W", "ignore", "-m", typesetting.__name__],
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                cwd=settings.BASE_DIR,
                env=environment | passed_on,
                timeout=SECONDS,
            ).returncode
        except subprocess.TimeoutExpired:
            status = -signal.SIGXCPU
        stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - 2000))
        return status, stderr.read().decode(errors="replace")


def _pictures(page: str, folder: Path) -> dict[str, str]:
    """The file of each of our pictures on the page; those from object storage come to `folder`.

    A picture that is away leaves its description in its place.
    """
    storage = Picture._meta.get_field("file").storage
    found = {}
    for number, address in enumerate({*markup.document_fromstring(page).xpath("//img/@src")}):
        name = address.removeprefix(settings.MEDIA_URL)
        if name == address:
            continue
        try:
            if kept.is_folder(storage):
                found[settings.SITE_URL + address] = storage.path(name)
            else:
                copy = folder / str(number)
                with kept.opened(storage, name) as source, copy.open("wb") as target:
                    shutil.copyfileobj(source, target)
                found[settings.SITE_URL + address] = str(copy)
        except (FileNotFoundError, kept.StorageAway, SuspiciousOperation) as error:
            logger.warning("A picture is missing in a PDF: %s: %s", name, error)
    return found
