"""The measurement of PDFs runs as it is written, small, and says what it found."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--bundle", "2", "--rounds", "1", "--seconds", "0.1"]


def test_it_measures_making_and_giving_again(measure):
    """Its ratio is for a quiet machine with more rounds; here it only has to be there."""
    done = measure("paper", *SMALL)
    assert done.returncode in {0, 1} and "Traceback" not in done.stderr, done.stderr
    made = re.findall(r": ([\d.]+) s after ([\d.]+) s .* (\d+) MB of memory", done.stdout)
    assert len(made) == 2 and all(float(figure) > 0 for figures in made for figure in figures)
    assert re.search(r"(met|MISSED): a PDF made already : a kept page, .*: \d", done.stdout)
