"""The ratio is of the middle round, and a target is met at its limit."""

from bench.answer import Answer
from bench.comparison import Subject
from bench.load import Burst
from bench.report import Ratio, at_least, at_most, table


def subject(name, *per_second, cpu_each=0.001):
    made = Subject(name, None, "/", 1, 12, Answer({}, "š".encode()))
    for count in per_second:
        made.bursts.append(Burst(1, [0.002] * count, 500, cpu_each * count))
    return made


def test_the_ratio_compares_round_by_round():
    ratio = Ratio(subject("a", 50, 60, 900, cpu_each=0.002), subject("b", 100, 100, 1000))
    assert ratio == 0.6
    assert str(ratio) == "0.60 (rounds 0.50 to 0.90; by processor time 0.50)"


def test_a_target_is_met_at_its_limit():
    assert at_most("queries", 6, 6).is_met
    assert at_least("ratio", 0.8, 0.8).is_met and not at_least("ratio", 0.8, 0.79).is_met
    assert str(at_most("queries", 6, 7)) == "- MISSED: queries, at most 6: 7"


def test_the_table_has_a_line_for_each_page():
    *_, line = table([subject("home, kept", 100, 300, 200)]).splitlines()
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "home, kept",
        "200",
        "2.00",
        "2.00",
        "1.000",
        "500",
        "2",
        "1",
        "12",
    ]
