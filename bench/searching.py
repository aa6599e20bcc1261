"""Measures how long a reader waits for the search, among few publications and among many.

Two processes ask at once. Then: what searching takes of a process's memory, and the plan of the
slowest question.
"""

import argparse
import sys
from itertools import chain, cycle, islice
from statistics import median, quantiles

from bench import installation, readers
from bench.readers import Asked, Memory
from bench.report import MILLISECONDS, Target, at_most

MOST_TYPICAL, MOST_P99 = 40, 150  # milliseconds
MOST_MEMORY = 15  # megabytes of a process's own, after SEARCHES
SEARCHES = 300
ELSEWHERE = "Wagtail's own search, measured elsewhere for the same amount: 1,700 to 2,000 ms"
KINDS = ("searches", "suggestions")
ALL = "all"
HEADINGS = ("count", "median", "p99", "max")
FIRST_WIDTH = 28
KB = 1024  # kilobytes in a megabyte

Measured = dict[str, list[Asked]]  # by kind


def main(arguments=None) -> int:
    options = _options(arguments)
    with installation.portal(options.database):
        installation.populate(options.few)
        few = _measure(options.rounds)
        installation.populate(options.many - options.few)
        many = _measure(options.rounds)
        texts = [each.text for each in many["searches"]]
        before, after = readers.memory(list(islice(cycle(texts), SEARCHES)))
        found = [*targets(many), memory_target(before, after)]
        print(f"{options.database}, {readers.READERS} readers at once, {options.rounds} rounds")
        print("", *table(options.few, few, options.many, many), "", *found, sep="\n")
        slowest = max(many["searches"], key=lambda each: each.typical)
        print(f"- {ELSEWHERE}", "", f"The slowest: {slowest.text}", sep="\n")
        print(readers.plan(slowest.text))
    return 0 if all(target.is_met for target in found) else 1


def _measure(rounds: int) -> Measured:
    from bench import questions  # it needs Django's applications

    return {
        "searches": readers.timed(readers.search, questions.searches(), rounds),
        "suggestions": readers.timed(readers.suggest, questions.beginnings(), rounds),
    }


def table(few: int, with_few: Measured, many: int, with_many: Measured):
    """Each group among few and among many, then all of its kind; milliseconds."""
    heads = [f"{what}, {amount}" for amount in (few, many) for what in HEADINGS]
    widths = [max(len(head), 6) for head in heads]
    yield _line("", heads, widths)
    yield _line("-" * FIRST_WIDTH, ["-" * (width - 1) + ":" for width in widths], widths)
    for kind in KINDS:
        groups = dict.fromkeys(each.group for each in with_few[kind] + with_many[kind])
        for group in [*groups, ALL]:
            sides = (_cells(_seconds(side[kind], group)) for side in (with_few, with_many))
            yield _line(f"{group} {kind}" if group == ALL else group, [*chain(*sides)], widths)


def _seconds(asked: list[Asked], group: str = ALL) -> list[float]:
    return [second for each in asked if group in {ALL, each.group} for second in each.seconds]


def _cells(seconds: list[float]) -> list[str]:
    if not seconds:
        return ["0", *["-"] * (len(HEADINGS) - 1)]
    figures = median(seconds), _p99(seconds), max(seconds)
    return [str(len(seconds)), *(f"{figure * MILLISECONDS:.1f}" for figure in figures)]


def _p99(seconds: list[float]) -> float:
    return quantiles(seconds, n=100, method="inclusive")[98]


def _line(first: str, cells: list[str], widths: list[int]) -> str:
    padded = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"| {first:<{FIRST_WIDTH}} | {' | '.join(padded)} |"


def targets(measured: Measured) -> list[Target]:
    found = []
    for kind in KINDS:
        seconds = _seconds(measured[kind])
        for what, most, second in (
            ("median", MOST_TYPICAL, median(seconds)),
            ("p99", MOST_P99, _p99(seconds)),
        ):
            figure = round(second * MILLISECONDS, 1)
            found.append(at_most(f"{what} of all {kind} in milliseconds", most, figure))
    return found


def memory_target(before: Memory, after: Memory) -> Target:
    more, of_files = after.own - before.own, after.of_files - before.of_files
    said = f"{before.own / KB:.1f} to {after.own / KB:.1f}"
    said += f"; pages of mapped files {of_files / KB:+.1f}"
    what = f"megabytes that {SEARCHES} searches add to a process, at most {MOST_MEMORY}"
    return Target(what, f"{more / KB:.1f} ({said})", more <= MOST_MEMORY * KB)


def _options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.searching", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--few", type=int, default=1000, metavar="N", help="articles")
    parser.add_argument("--many", type=int, default=100_000, metavar="N", help="articles")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    options = parser.parse_args(arguments)
    if not 0 < options.few < options.many or options.rounds < 1:
        parser.error("more articles later than first, a round or more")
    return options


if __name__ == "__main__":
    sys.exit(main())
