"""S3 as the portal uses it: what takes long is given up in time to say so."""

import http.client
import time
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from storages.backends.s3 import S3Storage

CONNECT = 3  # seconds
ANSWER = 8  # seconds without a byte; a server waits thirty for all of an answer
TRIES = 2
AWAY_FOR = 5  # seconds in which nobody asks again after one waited in vain
KNOCK = 1  # second for any answer at all; then it is asked in earnest again


class DoesNotAnswer(Exception):
    """It did not a moment ago, so it is not asked."""


class _State:
    away_until: float | None = None  # by the monotonic clock; None while it answers


class ObjectStorage(S3Storage):
    """django-storages' own, which would wait a minute, and that five times.

    One that hangs is waited for once: otherwise a few pictures asked for would occupy every
    process that serves, and with them pages without pictures.
    """

    def get_default_settings(self):
        config = Config(
            connect_timeout=CONNECT,
            read_timeout=ANSWER,
            retries={"total_max_attempts": TRIES},
            signature_version="s3v4",
        )
        return super().get_default_settings() | {"client_config": config}

    @property
    def connection(self):
        made = super().connection
        events = made.meta.client.meta.events
        events.register("before-send.s3", _before, unique_id="portal-before")
        events.register("needs-retry.s3", _after, unique_id="portal-after")
        return made


def _before(request, **rest) -> None:
    if _State.away_until is None:
        return
    if time.monotonic() < _State.away_until:
        raise DoesNotAnswer(request.url)
    if not _answers(request.url):
        _State.away_until = time.monotonic() + AWAY_FOR
        raise DoesNotAnswer(request.url)
    _State.away_until = None


def _after(caught_exception=None, **rest) -> None:
    if isinstance(caught_exception, (ConnectTimeoutError, ReadTimeoutError)):
        _State.away_until = time.monotonic() + AWAY_FOR


def _answers(url: str) -> bool:
    """Whether anything comes back; what it says does not matter."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=KNOCK)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
