"""One bad day: load, a part taken away, given back, and what came of it all."""

import sqlite3
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.faults.breaking import freeze, thaw
from tests.faults.loading import Load
from tests.faults.telling import Row
from tests.servers import postgresql

WARM = {
    "/": "ZDRAVÝCH MĚST",
    "/aktuality/": "Aktuality",
    "/aktuality/prvni-zprava/": "První zpráva",
    "/aktuality/prvni-zprava/tisk/": "První zpráva",
    "/setkani/": "Setkání",
    "/rss.xml": "</rss>",
}
COLD = {"/aktuality/": "Aktuality", "/kraje/": "Kraje"}
BEFORE = 0.5  # seconds of load before and after


def bad_day(
    door,
    fault: str,
    take: Callable[[], None],
    give: Callable[[], None],
    *,
    seconds: float,
    warm: dict[str, str] = WARM,
    cold: dict[str, str] = COLD,
    portal=None,
    **options,
) -> Row:
    """The row of a day on which `take()` was undone by `give()` after some seconds.

    `door` is where people knock: a portal, or the nginx before `portal`.
    """
    with Load(door, warm, cold, **options) as load:
        load.wait_for_good(time.monotonic())
        time.sleep(BEFORE)
        began = time.monotonic()
        take()
        try:
            time.sleep(seconds)
        finally:
            given = time.monotonic()
            give()
        recovered = load.wait_for_good(given)
        time.sleep(BEFORE)
    stored = titles(portal or door)
    answers = load.between(began, time.monotonic())
    row = Row(fault, answers, len(load.saved), recovered=recovered, warm=len(warm), given=given)
    row.lost = [title for title in load.saved if title not in stored]
    row.twice = [title for title in load.saved if stored.count(title) > 1]
    return row


def titles(portal) -> list[str]:
    """Of all articles that are stored, asked past the portal."""
    url = portal.env["DATABASE_URL"]
    statement = "SELECT title FROM news_article"
    if url.startswith("sqlite"):
        rows = sqlite3.connect(urlsplit(url).path.removeprefix("/")).execute(statement).fetchall()
    else:
        rows = postgresql.command(url, statement)
    return [title for (title,) in rows]


# --- PostgreSQL and Redis ------------------------------------------------------------------------


def database_gone(stack, cluster, seconds: float) -> Row:
    """What was read goes on being read; who saves keeps the text."""
    take, give = cluster.halt, cluster.start
    row = bad_day(stack, "database gone", take, give, seconds=seconds, button="_save")
    assert row.lost == row.details("failed", "wrong") == []
    assert row.count("sorry", "warm") == 0 < row.count("good", "warm")
    assert row.count("sorry", "cold") and row.count("sorry", "editor")
    return row


def database_hangs(stack, cluster, seconds: float) -> Row:
    """The same, after one wait of some seconds."""
    take, give = lambda: freeze(cluster.process), lambda: thaw(cluster.process)
    row = bad_day(stack, "database hangs", take, give, seconds=seconds, button="_save")
    assert row.lost == row.details("failed", "wrong") == []
    assert row.count("sorry", "warm") == 0
    assert row.slowest("warm") < 6 > row.recovered
    late = [each for each in row.answers if row.given - 1 < each.ended < row.given]
    assert sum(each.who == "warm" for each in late) > 20
    return row


def redis_gone(stack, redis_server, seconds: float) -> Row:
    take, give = redis_server.stop, redis_server.start
    return _only_slower(bad_day(stack, "Redis gone", take, give, seconds=seconds))


def redis_hangs(stack, redis_server, seconds: float) -> Row:
    take, give = lambda: freeze(redis_server.process), lambda: thaw(redis_server.process)
    row = _only_slower(bad_day(stack, "Redis hangs", take, give, seconds=seconds))
    assert row.slowest("warm") < 3
    return row


def _only_slower(row: Row) -> Row:
    assert row.lost == row.details("sorry", "failed", "wrong") == []
    return row
