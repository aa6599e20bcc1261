"""The table, the ratio, and whether each target is met."""

from dataclasses import dataclass
from statistics import median, quantiles

from bench.comparison import Subject

MOST_QUERIES = 6  # of any page, whatever there is to show
MOST_QUERIES_OF_MEETING = 12  # which has many kinds of rows
MOST_BYTES = 12_000  # compressed: the HTML of an article without pictures; the stylesheet
LEAST_RATIO = 0.8  # of a kept article to the bare view, in requests a second
LEAST_BY_NGINX, AIM_BY_NGINX = 0.7, 0.9  # of nginx's kept article to its file of the same bytes
HEADINGS = ["", "requests/s", "median ms", "p99 ms", "CPU ms", "bytes", "HTML"]
HEADINGS += ["queries", "after a change"]
MILLISECONDS = 1000


def table(subjects: list[Subject]) -> str:
    """Markdown whose columns also line up as plain text.

    CPU is what the workers used for one request; bytes are the whole answer as it was sent, HTML
    the page before compression.
    """
    lines = [HEADINGS, *map(_cells, subjects)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    marks = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(cells, widths) for cells in [lines[0], marks, *lines[1:]])


def _cells(subject: Subject) -> list[str]:
    bursts = subject.bursts
    latencies = [seconds for burst in bursts for seconds in burst.latencies]
    return [
        subject.name,
        f"{median(burst.per_second for burst in bursts):.0f}",
        f"{median(latencies) * MILLISECONDS:.2f}",
        f"{quantiles(latencies, n=100)[98] * MILLISECONDS:.2f}",
        f"{median(burst.cpu_each for burst in bursts) * MILLISECONDS:.3f}",
        str(bursts[-1].bytes_each),
        str(len(subject.answer.text.encode())),
        str(subject.queries),
        str(subject.queries_after_change),
    ]


def _line(cells, widths):
    first, *numbers = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in numbers)]
    return f"| {' | '.join(padded)} |"


class Ratio(float):
    """How many times as many requests one subject answers as another: the median of the rounds."""

    def __new__(cls, subject: Subject, other: Subject):
        pairs = list(zip(subject.bursts, other.bursts, strict=True))
        rounds = [mine.per_second / theirs.per_second for mine, theirs in pairs]
        ratio = super().__new__(cls, median(rounds))
        ratio.least, ratio.most = min(rounds), max(rounds)
        # By the workers' processor time neither the client nor the machine's other work counts.
        ratio.by_cpu = median(theirs.cpu_each / mine.cpu_each for mine, theirs in pairs)
        return ratio

    def __str__(self) -> str:
        rounds = f"rounds {self.least:.2f} to {self.most:.2f}"
        return f"{float(self):.2f} ({rounds}; by processor time {self.by_cpu:.2f})"


@dataclass
class Target:
    what: str
    found: object
    is_met: bool

    def __str__(self) -> str:
        return f"- {'met' if self.is_met else 'MISSED'}: {self.what}: {self.found}"


def at_most(what: str, limit: int, found: int) -> Target:
    return Target(f"{what}, at most {limit}", found, found <= limit)


def at_least(what: str, limit: float, found: float) -> Target:
    return Target(f"{what}, at least {limit}", found, found >= limit)
