"""Decoding in a process of its own, so that what a hostile file can do ends with it.

A JPEG of 300 kB can keep libjpeg busy for minutes, and a fault in a decoder written in C is the
end of its process: neither may happen to one that serves pages. The process gets the file as its
standard input, writes its answer to its standard output, and knows none of the portal's secrets.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from typing import BinaryIO

from django.conf import settings

COMMAND = [sys.executable, "-W", "ignore", "-m", "nszm_portal.library.intake.decoding"]
# Fifty megapixels need 4 s of a processor; gunicorn ends a worker that is silent for 30 s.
SECONDS = 20
# Fifty megapixels of WebP, the greediest, need 0.9 GB of addresses.
MEMORY = 1_500_000_000  # bytes
LARGEST_ANSWER = 64_000_000  # bytes
# Each thread would otherwise reserve addresses of its own.
ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8"}
PASSED_ON = ("PATH", "LD_LIBRARY_PATH")
OUT_OF_LIMITS = {signal.SIGXCPU, signal.SIGKILL, signal.SIGXFSZ}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Decoded:
    """What a file turned out to be, encoded anew."""

    content: bytes
    suffix: str  # ".jpg" or ".png"
    width: int
    height: int
    taken_on: str  # the day that the camera wrote, ISO 8601; "" where it wrote none
    credit: str  # as it stands in the file, in readable letters; "" where nobody is named


class Refused(Exception):
    """Why there is no picture. `code` is one of

    no_picture, svg, raw, too_many_pixels (with `width` and `height` where they are known),
    damaged, too_demanding, unavailable (our own fault).
    """

    def __init__(self, code: str, width: int = 0, height: int = 0):
        super().__init__(code)
        self.code, self.width, self.height = code, width, height


def decode(file: BinaryIO) -> Decoded:
    """Decodes an open file, which has to be a real one, from its start. Raises Refused."""
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        status = _run(file, answer, complaints)
        answer.seek(0)
        if status == 0:
            return _read(answer)
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 2000))
        raise Refused(_reason(status, complaints.read().decode(errors="replace")))


def _run(file: BinaryIO, answer: BinaryIO, complaints: BinaryIO) -> int:
    """The exit status; negative, as subprocess has it, where a signal ended the process."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        done = subprocess.run(
            COMMAND,
            stdin=file,
            stdout=answer,
            stderr=complaints,
            cwd=settings.BASE_DIR,
            env=ENVIRONMENT | passed_on,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return -signal.SIGXCPU
    except OSError as error:
        logger.error("The decoder could not be started: %s", error)
        raise Refused("unavailable") from error
    return done.returncode


def _reason(status: int, complaints: str) -> str:
    if status > 0:
        logger.error("The decoder ended with status %s: %s", status, complaints)
        return "unavailable"
    logger.warning("The decoder was ended by signal %s: %s", -status, complaints)
    return "too_demanding" if -status in OUT_OF_LIMITS else "damaged"


def _read(answer: BinaryIO) -> Decoded:
    told = json.loads(answer.readline())
    if "code" in told:
        raise Refused(**told)
    return Decoded(content=answer.read(), **told)


# --- in the process of its own -------------------------------------------------------------------


def confine(memory: int = MEMORY, seconds: int = SECONDS, answer: int = LARGEST_ANSWER) -> None:
    """Bounds the process that calls it: bytes of addresses, processor time, bytes of a file.

    Those bounds cannot be lifted again.
    """
    for what, limit in {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: answer,
        resource.RLIMIT_CORE: 0,
    }.items():
        _, highest = resource.getrlimit(what)
        if highest != resource.RLIM_INFINITY:
            limit = min(limit, highest)
        resource.setrlimit(what, (limit, limit))


def write(outcome: Decoded | Refused, stream: BinaryIO) -> None:
    """A line of JSON, and behind it the picture if there is one."""
    if isinstance(outcome, Refused):
        told, content = vars(outcome), b""
    else:
        told = asdict(outcome)
        content = told.pop("content")
    stream.write(json.dumps(told).encode() + b"\n" + content)
