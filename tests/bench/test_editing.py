"""The editor's measurement runs as it is written, small, and says what it found."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.editing import MOST_RATIO, Waits, compared

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--few", "20", "--many", "60", "--revisions", "12", "--rounds", "3"]


def test_it_measures_both_waits_in_all_three_places(measure):
    """Its ratios are for a quiet machine with more rounds; here they only have to be there."""
    done = measure("editing", *SMALL)
    assert done.returncode in {0, 1} and "Traceback" not in done.stderr, done.stderr
    for place in (
        "1 revision, 20 publications",
        "12 revisions, 20 publications",
        "1 revision, 60 publications",
    ):
        (line,) = [line for line in done.stdout.splitlines() if line.startswith(f"| {place} ")]
        assert all(float(cell) > 0 for cell in line.split("|")[2:4])
    assert done.stdout.count("opening the form, ") == done.stdout.count("a save, ") == 2


@pytest.mark.parametrize("after,is_met", [(1.4, True), (1.6, False)])
def test_a_wait_that_grows_misses_its_target(after, is_met):
    before, later = Waits("", [1.0], [1.0]), Waits("", [after], [after])
    targets = compared("more", before, later)
    assert [target.is_met for target in targets] == [is_met, is_met]
    assert 1.4 < MOST_RATIO < 1.6


def test_a_run_that_compares_nothing_is_refused():
    command = [sys.executable, "-m", "bench.editing", "--few", "9", "--many", "9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "more publications" in done.stderr
