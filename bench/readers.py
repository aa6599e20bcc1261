"""Processes that search as the portal's workers do, without the page around the answer."""

import multiprocessing
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import django

READERS = 2  # at once, as many as there are workers
_started = None  # a barrier: each reader begins when all of them have come up


@dataclass
class Asked:
    """One thing asked, again and again by all readers; times in seconds."""

    group: str
    text: str
    seconds: list[float]

    @property
    def typical(self) -> float:
        return median(self.seconds)


def search(text: str) -> None:
    """As the page of answers asks for its items."""
    from nszm_portal.search import answering, excerpts, query

    answer = answering.reply(query.read(text)).answer
    marker = excerpts.Marker(answer.query)
    for entry in answer.page(1):
        marker.mark(entry.title)
        marker.excerpt(" ".join(entry.lead.split()), entry.search_document.text)


def suggest(text: str) -> None:
    from nszm_portal.search.suggestions import suggest

    suggest(text)


def timed(ask: Callable[[str], None], groups: dict[str, list[str]], rounds: int) -> list[Asked]:
    """How long each of the readers waited for what it asked."""
    asked = [(group, text) for group, texts in groups.items() for text in texts]
    processes = multiprocessing.get_context("spawn")
    barrier = processes.Barrier(READERS)
    with processes.Pool(READERS, _begin, [barrier]) as pool:
        work = [(ask, [text for _, text in asked], rounds, number) for number in range(READERS)]
        waits = pool.starmap(_waits, work, chunksize=1)
    return [
        Asked(group, text, [second for reader in waits for second in reader[place]])
        for place, (group, text) in enumerate(asked)
    ]


def _begin(barrier) -> None:
    global _started
    _started = barrier
    django.setup()


def _waits(ask, texts: list[str], rounds: int, number: int) -> list[list[float]]:
    """For each of the texts, in another order each time."""
    chance = Random(number)
    found = [[] for _ in texts]
    ask(texts[0])  # opens the connection
    _started.wait()
    for _ in range(rounds):
        for place in chance.sample(range(len(texts)), len(texts)):
            start = perf_counter()
            ask(texts[place])
            found[place].append(perf_counter() - start)
    return found


@dataclass(frozen=True)
class Memory:
    """What a process holds, in kilobytes. Pages of a mapped file belong to all who map it."""

    own: int
    of_files: int

    @classmethod
    def now(cls) -> "Memory":
        status = Path("/proc/self/status").read_text()
        sizes = {name: int(size) for name, size in re.findall(r"(Rss\w+):\s+(\d+) kB", status)}
        return cls(sizes["RssAnon"], sizes["RssFile"])


def memory(texts: list[str]) -> tuple[Memory, Memory]:
    """Of a fresh process that has asked the database one thing, and after it has searched."""
    processes = multiprocessing.get_context("spawn")
    with processes.Pool(1, django.setup) as pool:
        return pool.apply(_memory, [texts])


def _memory(texts: list[str]) -> tuple[Memory, Memory]:
    from nszm_portal.publishing.models import Entry

    list(Entry.objects.visible().newest_first()[:10])
    before = Memory.now()
    for text in texts:
        search(text)
    return before, Memory.now()


def plan(text: str) -> str:
    """Of all that one search asks the database: the statement that takes longest, and its plan."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from nszm_portal.search import backends

    search(text)  # what a process keeps is there already when a reader comes
    with CaptureQueriesContext(connection) as captured:
        search(text)
    statements = [each["sql"] for each in captured.captured_queries]
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS)"
    with backends.current().by_index():  # as the search asks
        slowest = max((each for each in statements if each.startswith("SELECT")), key=_takes)
        steps = _rows(f"{how} {slowest}")
    return "\n".join([_shortened(slowest), *(str(row[-1]) for row in steps)])


def _takes(statement: str) -> float:
    start = perf_counter()
    _rows(statement)
    return perf_counter() - start


def _rows(statement: str) -> list[tuple]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def _shortened(statement: str) -> str:
    """Without the middle of a long list of keys."""
    return re.sub(r"(\d+, \d+, )(?:\d+, ){5,}", r"\1…, ", statement)
