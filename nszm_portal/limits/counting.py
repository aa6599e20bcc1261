"""Counts what each client takes, by its address.

Our own few lines and no library: django-ratelimit refuses to start without a shared cache, which a
portal on one machine has no need of, and tells no time to wait that a page could say.
"""

import logging
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import salted_hmac

MOST_CLIENTS = 5000  # that a process counts by itself while the cache is away
logger = logging.getLogger(__name__)
_own = LocMemCache("limits", {"MAX_ENTRIES": MOST_CLIENTS})


class TooMany(Exception):
    """A client has had enough; `seconds` until it may have more."""

    def __init__(self, seconds: int):
        super().__init__(f"in {seconds} s again")
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    """At most `most` of one thing for one client in each `period` of seconds.

    The counts are in the cache. Where each process has one of its own, or the cache is away, each
    process counts by itself: as many times as there are processes are then let through, and nobody
    is refused for the cache's sake.
    """

    name: str
    most: int
    period: int

    def wait(self, request) -> int:
        """Counts one; seconds until this client may have it, 0 when it may now."""
        address = client(request)
        if not address or request.user.is_staff:
            return 0
        window, passed = divmod(int(time.time()), self.period)
        # A name that tells nobody who has been here.
        digest = salted_hmac("nszm_portal.limits", f"{self.name} {address}").hexdigest()
        count = self._count(f"limits:{window}:{digest}")
        return self.period - passed if count > self.most else 0

    def take(self, request) -> None:
        """Counts one. Raises TooMany where this client has had enough."""
        if seconds := self.wait(request):
            raise TooMany(seconds)

    def _count(self, key: str) -> int:
        for store in (cache, _own):
            try:
                store.add(key, 0, timeout=self.period)
                return store.incr(key)
            except Exception as error:  # whatever its client raises when it is away
                logger.debug("Counted by this process alone: %s", error)
        return 0


def client(request) -> str | None:
    """The address that is counted; None where it is not told.

    Of IPv6 it is the first one of a network of 64 bits, as each household has a whole one. It is
    the reader's own: TrustedProxiesMiddleware believes nobody but trusted proxies.
    """
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None
    return str(address if address.version == 4 else IPv6Address(int(address) >> 64 << 64))


def forget() -> None:
    """Empties what this process has counted by itself."""
    _own.clear()
