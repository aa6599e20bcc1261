"""The reader's measurement runs as it is written, small, and says what it found."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.reading import MOST_RATIO, Page, is_met

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--few", "60", "--many", "120", "--rounds", "2"]


def test_it_measures_each_page_among_few_and_among_many(measure):
    """Its ratios are for a quiet machine with more rounds; here they only have to be there."""
    done = measure("reading", *SMALL)
    assert done.returncode in {0, 1} and "Traceback" not in done.stderr, done.stderr
    for page in ("list", "month", "feed", "article"):
        (line,) = [line for line in done.stdout.splitlines() if re.match(rf"\| {page} +\|", line)]
        few, many, queries, queries_of_many, ratio = map(float, line.split("|")[2:7])
        assert min(few, many, ratio) > 0 and queries == queries_of_many > 0, line


@pytest.mark.parametrize("seconds,met", [(1.2, True), (1.4, False)])
def test_a_page_that_costs_more_among_many_misses_its_target(seconds, met):
    page = Page("list", "/", seconds={1: [1.0], 2: [seconds]})
    assert is_met(page) is met
    assert 1.2 < MOST_RATIO < 1.4


def test_a_run_that_compares_nothing_is_refused():
    command = [sys.executable, "-m", "bench.reading", "--few", "9", "--many", "9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "more publications" in done.stderr
