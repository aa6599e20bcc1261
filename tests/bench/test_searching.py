"""The measurement of search runs as it is written, small, and says what it found."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.readers import Asked, Memory
from bench.searching import MOST_MEMORY, MOST_P99, MOST_TYPICAL, memory_target, targets

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--few", "150", "--many", "300", "--rounds", "1"]
GROUPS = [
    "a common word",
    "two common words",
    "four common words",
    "a middling word",
    "a middling and a common word",
    "four middling words",
    "a rare word",
    "a rare and a common word",
    "a mistyped word",
    "a mistyped and a common word",
    "a phrase",
    "all searches",
    "2 letters",
    "3 letters",
    "5 letters",
    "all suggestions",
]


def run(*arguments):
    command = [sys.executable, "-m", "bench.searching", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_it_measures_each_group_among_few_and_among_many(measure):
    """Its targets are for a quiet machine; here they only have to be there."""
    done = measure("searching", *SMALL)
    assert done.returncode in {0, 1} and "Traceback" not in done.stderr, done.stderr
    rows = [line.split("|")[1:-1] for line in done.stdout.splitlines() if line.startswith("| ")]
    figures = {cells[0].strip(): [float(cell) for cell in cells[1:]] for cells in rows[2:]}
    assert list(figures) == GROUPS
    for row in figures.values():
        for count, typical, p99, longest in (row[:4], row[4:]):
            assert count >= 2 and 0 < typical <= p99 <= longest
    assert len(re.findall("^- (?:met|MISSED): ", done.stdout, re.MULTILINE)) == 5
    assert "1,700 to 2,000 ms" in done.stdout
    slowest, statement, plan = done.stdout.partition("The slowest: ")[2].splitlines()[:3]
    assert slowest and statement.startswith("SELECT ") and plan


@pytest.mark.parametrize("factor,is_met", [(0.9, True), (1.1, False)])
def test_waits_that_are_too_long_miss_their_targets(factor, is_met):
    typical, longest = MOST_TYPICAL * factor / 1000, MOST_P99 * factor / 1000
    asked = [Asked("a common word", "město", [typical] * 95 + [longest] * 5)]
    found = targets({"searches": asked, "suggestions": asked})
    assert [target.is_met for target in found] == [is_met] * 4


@pytest.mark.parametrize("more,is_met", [(MOST_MEMORY - 1, True), (MOST_MEMORY + 1, False)])
def test_only_a_process_s_own_memory_counts(more, is_met):
    before, after = Memory(50_000, 20_000), Memory(50_000 + more * 1024, 150_000)
    assert memory_target(before, after).is_met == is_met


def test_a_run_that_compares_nothing_is_refused():
    done = run("--few", "9", "--many", "9")
    assert done.returncode == 2 and "more articles" in done.stderr
