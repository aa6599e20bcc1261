"""Measures what making a page costs among few publications and among many, nothing kept.

Lists, archives, feeds and an article, in one run. What tells of everything by its nature, as the
sitemap and open data do, is left out; the search has its own measurement.
"""

import argparse
import gc
import sys
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from bench import installation
from bench.report import MILLISECONDS, Target

# How many times as long as among few a page among many may take.
MOST_RATIO = 1.3


@dataclass
class Page:
    """What making one page took among few and among many: seconds, and queries of the database."""

    name: str
    path: str
    seconds: dict[int, list[float]] = field(default_factory=dict)
    queries: dict[int, int] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        few, many = (median(each) for each in self.seconds.values())
        return many / few

    def __str__(self) -> str:
        waits = (f"{median(each) * MILLISECONDS:.1f}" for each in self.seconds.values())
        counts = map(str, self.queries.values())
        cells = [*(f"{each:>8}" for each in (*waits, *counts)), f"{self.ratio:>6.2f}"]
        return f"| {self.name:<22} | {' | '.join(cells)} |"


def main(arguments=None) -> int:
    options = _options(arguments)
    with installation.portal(options.database):
        pages = measure(options.few, options.many, options.rounds)
    targets = [
        Target(f"{page.name}, at most {MOST_RATIO} times", f"{page.ratio:.2f}", is_met(page))
        for page in pages
    ]
    print(f"{options.database}, medians of {options.rounds} in milliseconds, then queries")
    heads = [f"{count:>8}" for count in (options.few, options.many)] * 2
    print("", f"| {'':<22} | {' | '.join(heads)} |  ratio |", sep="\n")
    print(f"| {'-' * 22} |{' -------: |' * 4} -----: |", *pages, "", *targets, sep="\n")
    return 0 if all(target.is_met for target in targets) else 1


def is_met(page: Page) -> bool:
    return page.ratio <= MOST_RATIO


def measure(few: int, many: int, rounds: int) -> list[Page]:
    installation.populate(few)
    pages = _pages()
    _read(pages, few, rounds)
    installation.populate(many - few)
    _read(pages, many, rounds)
    return pages


def _pages() -> list[Page]:
    """Those that show some of a mass; the year and month are of an article in its midst.

    Among few that month is filled, so that its page shows as many rows as among many.
    """
    from bench import content
    from news.models import Article, Topic
    from nszm_portal.publishing import lists
    from nszm_portal.publishing.views import visible_entries

    deep = min(lists.LAST_PAGE, visible_entries(Article).count() // lists.PER_PAGE)
    dated = visible_entries(Article).dated()
    middle = dated[dated.count() // 2].date
    content.fill_month(middle)
    month = f"/aktuality/{middle.year}/{middle.month:02}/"
    paths = {
        "home": "/",
        "list": "/aktuality/",
        "list, a deep page": f"/aktuality/?strana={deep}",
        "year": f"/aktuality/{middle.year}/",
        "month": month,
        "month, in print": f"{month}tisk/",
        "topic": Topic.objects.earliest("pk").get_absolute_url(),
        "region": "/kraje/liberecky-kraj/",
        "article": content.longest_without_pictures().get_absolute_url(),
        "feed": "/rss.xml",
        "feed of articles": "/aktuality/atom.xml",
    }
    return [Page(name, path) for name, path in paths.items()]


def _read(pages: list[Page], amount: int, rounds: int) -> None:
    """The pages take turns, so that whatever else the machine does is shared by all."""
    from bench.inspection import Inspector

    gc.collect()  # of what filling the portal has left
    inspector = Inspector(pagecache=False)
    for page in pages:
        page.queries[amount] = inspector.queries(page.path)
        page.seconds[amount] = []
    for _ in range(rounds):
        for page in pages:
            start = perf_counter()
            inspector.get(page.path)
            page.seconds[amount].append(perf_counter() - start)


def _options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--few", type=int, default=1000, metavar="N", help="publications")
    parser.add_argument("--many", type=int, default=100_000, metavar="N", help="publications")
    parser.add_argument("--rounds", type=int, default=40, metavar="N")
    options = parser.parse_args(arguments)
    if not 0 < options.few < options.many or options.rounds < 1:
        parser.error("more publications later than first, a round or more")
    return options


if __name__ == "__main__":
    sys.exit(main())
