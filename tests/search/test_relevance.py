"""The judged queries find what they ought to, and the best of it comes first."""

import pytest

from tests.search import asking
from tests.search.asking import Judged, Measures, judged, measures

# A little under what `python -m bench.relevance` measures.
LEAST = {"open": Measures(0.93, 0.915, 0.95), "sealed": Measures(0.92, 0.915, 0.96)}


@pytest.fixture(scope="module")
def answers(make_portal):
    return asking.ask(make_portal("demo"))


@pytest.mark.parametrize("half", asking.HALVES)
def test_readers_find_what_they_ask_for(answers, half):
    measured = measures(judged(half), answers.of(half, "found"))
    assert measured.recall >= LEAST[half].recall
    assert measured.precision >= LEAST[half].precision
    assert measured.rank >= LEAST[half].rank


@pytest.mark.parametrize("half", asking.HALVES)
def test_enough_is_asked_in_each_class(half):
    queries = judged(half)
    assert len({each.text for each in queries}) >= 100
    assert {each.name for each in queries} == {
        "form",
        "plain",
        "region",
        "ministry",
        "abbreviation",
        "phrase",
        "title",
        "typo",
    }


@pytest.mark.parametrize(
    "found,expected",
    [
        (["a", "b"], Measures(1, 1, 1)),
        (["x", "b", "a"], Measures(1, 1, 1 / 2)),
        (["x", "y", "z", "a"], Measures(1 / 2, 1 / 2, 1 / 4)),
        (["x", "y", "z", "u", "v", "a", "b"], Measures(1, 0, 1 / 6)),
        (["x"], Measures(0, 0, 0)),
        ([], Measures(0, 0, 0)),
    ],
)
def test_an_answer_is_measured_by_what_stands_first(found, expected):
    assert measures([Judged("", "", ("a", "b"))], [found]) == expected
