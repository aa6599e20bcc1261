"""Which generation of the public pages is the present one, as far as this process knows."""

import logging
import secrets
import time

from django.db import DatabaseError, InterfaceError, connection, transaction

from nszm_portal import patience
from nszm_portal.pagecache.models import Generation

READ_EVERY = 1.0  # seconds; how late another process may notice a change
READ_WITHIN = 2.0  # seconds; a reader whose page is at hand does not wait for a slow database
logger = logging.getLogger(__name__)


class _Known:
    token: str | None = None
    read_at: float = float("-inf")


def raise_generation() -> None:
    """Makes every kept page old. To be called in the transaction of the change itself."""
    changed = Generation.objects.filter(pk=1).update(token=secrets.token_hex(8))
    if not changed:
        Generation.objects.create(pk=1, token=secrets.token_hex(8))
    transaction.on_commit(forget)


def hold() -> None:
    """Waits for who is publishing; who publishes after it waits for this transaction."""
    list(Generation.objects.select_for_update().filter(pk=1).values_list("pk"))


def forget() -> None:
    """The next question goes to the database, so that this process sees its own change at once."""
    _Known.read_at = float("-inf")


def current() -> str | None:
    """The present token, at most READ_EVERY seconds old; None when none was ever read.

    While the database is away the last one known goes on being given. Inside a transaction the
    answer is None: what it sees may never be committed, so nothing of it may be kept.
    """
    if connection.in_atomic_block:
        return None
    now = time.monotonic()
    if now - _Known.read_at >= READ_EVERY:
        try:
            with patience.within(READ_WITHIN):
                _Known.token = Generation.objects.values_list("token", flat=True).get(pk=1)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The generation cannot be read, the last one known is used: %s", error)
        except Generation.DoesNotExist:
            _Known.token = None
        _Known.read_at = now
    return _Known.token
