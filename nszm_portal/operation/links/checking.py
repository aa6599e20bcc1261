"""Asks each address once a day, politely, and remembers on how many days in a row it failed."""

import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nszm_portal.operation.links.collecting import Links, collect
from nszm_portal.operation.links.fetching import Answer, Fetcher
from nszm_portal.operation.models import CheckedLink, LinkPlace, LinkState

AT_ONCE = 8  # servers
PAUSE = 1.0  # second between two questions to one server
LONGEST = timedelta(minutes=25)  # of one run; what is left comes first in the next
GRACE = 30.0  # seconds for what is being asked when a run has to end
AGAIN_AFTER = timedelta(hours=20)
CHUNK = 500


def fetcher() -> Fetcher:
    return Fetcher(f"NSZM-odkazy/1.0 (+{settings.SITE_URL}/o-webu/)")


def check(
    fetcher: Fetcher,
    *,
    pause: float = PAUSE,
    longest: timedelta = LONGEST,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Reads the texts, asks what was not asked today; how many addresses were asked.

    `told(done, of)` hears of the progress.
    """
    links = collect()
    _remember(links)
    waiting = _waiting(links)
    done = 0
    for address, answer in _answers(waiting, fetcher, pause, longest.total_seconds()):
        _note(address, answer)
        done += 1
        told(done, len(waiting))
    return done


# --- what the texts hold -------------------------------------------------------------------------


def _remember(links: Links) -> None:
    """Makes the tables agree with the texts: new links, forgotten ones, places of each."""
    found = {_digest(address): address for address in [*links.outside, *links.broken]}
    known = set(CheckedLink.objects.values_list("digest", flat=True))
    with transaction.atomic():
        gone = list(known - found.keys())
        for start in range(0, len(gone), CHUNK):
            CheckedLink.objects.filter(digest__in=gone[start : start + CHUNK]).delete()
        CheckedLink.objects.bulk_create(
            [
                CheckedLink(digest=digest, address=address)
                for digest, address in found.items()
                if digest not in known
            ],
            batch_size=CHUNK,
        )
        _write_places(links)
    for address in links.broken:
        _note(address, Answer(False, links.said[address]), is_internal=True)


def _write_places(links: Links) -> None:
    keys = dict(CheckedLink.objects.values_list("digest", "pk"))
    LinkPlace.objects.all().delete()
    LinkPlace.objects.bulk_create(
        [
            LinkPlace(link_id=keys[_digest(address)], title=place.title, url=place.url)
            for address, places in [*links.outside.items(), *links.broken.items()]
            for place in sorted(places, key=lambda place: place.title)
        ],
        batch_size=CHUNK,
    )


def _waiting(links: Links) -> list[str]:
    """Addresses elsewhere that were not asked today, those that wait longest first."""
    rows = CheckedLink.objects.order_by("checked_at", "pk").values_list("address", "checked_at")
    since = timezone.now() - AGAIN_AFTER
    never = [a for a, at in rows if at is None and a in links.outside]
    # A moment in the future is what a clock that was wrong has left.
    old = [a for a, at in rows if at and not since < at <= timezone.now() and a in links.outside]
    return never + old


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


# --- asking --------------------------------------------------------------------------------------


def _answers(
    addresses: Sequence[str], fetcher: Fetcher, pause: float, longest: float
) -> Iterator[tuple[str, Answer]]:
    """One server is never asked twice at once, nor twice without a pause."""
    deadline = time.monotonic() + longest
    by_host = defaultdict(list)
    for address in addresses:
        by_host[_host(address)].append(address)

    todo, answered = SimpleQueue(), SimpleQueue()
    for of_one in by_host.values():
        todo.put(of_one)
    being_asked = set()

    def work() -> None:
        while not todo.empty() and time.monotonic() < deadline:
            with suppress(Empty):
                for number, address in enumerate(todo.get_nowait()):
                    time.sleep(pause if number else 0)
                    if time.monotonic() > deadline:
                        return
                    being_asked.add(address)
                    answered.put((address, fetcher.ask(address)))
                    being_asked.discard(address)

    for _ in range(min(AT_ONCE, len(by_host))):
        # Daemons: a server that sends a byte a minute holds neither the run nor its end.
        threading.Thread(target=work, daemon=True).start()
    for _ in addresses:
        try:
            yield answered.get(timeout=max(0.0, deadline + GRACE - time.monotonic()))
        except Empty:
            yield from ((each, Answer(False, "server neodpověděl včas")) for each in [*being_asked])
            return


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _note(address: str, answer: Answer, *, is_internal: bool = False) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    link = CheckedLink.objects.get(digest=_digest(address))
    link.checked_at, link.is_internal, link.said = now, is_internal, answer.said
    if answer.works is False:
        link.state = LinkState.FAILING
        if link.failed_on != today:
            link.failed_days += 1
            link.failed_on = today
        link.failing_since = link.failing_since or today
    else:
        link.state = LinkState.WORKS if answer.works else LinkState.UNKNOWN
        link.failed_days, link.failed_on, link.failing_since = 0, None, None
    link.save()
