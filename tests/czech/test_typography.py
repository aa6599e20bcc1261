import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nszm_portal.czech.typography import typeset, typeset_runs
from tests.czech.typography_cases import CASES, NO_BREAK, ROWS

FRAGMENTS = (
    "a v k i O Praha kraj lidí února ledna IV. V. Ing. prof. Ph.D. s. r. o. a. č. § č. tel. Agenda"
    " MA21 1 2 5 10 12. 2. 2.2015 12.2. 2015 1990 1995 2009 000 125 11 22 1,5 10:00 14.30"
    " 08.01.2004 - -- – — --- ... …. . .. , : ; ! ? ( ) [ ] / \" ' „ “ ” ‚ ‘ ’ »"
    " % € Kč ° = × + & @ x@y.cz www. www.x.cz http:// .pdf a.pdf ISSN 10krát 3% ČR AV"
).split() + [" ", " ", " ", NO_BREAK, "\u202f", "\u2009", "\n", "\t", "\u00ad", "\ue000", "\u0301"]
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=16)
czech_texts = fragments.map("".join)
words = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join)
texts = st.text() | czech_texts | words

MAY_CHANGE = re.compile(r"""[\s"'„“”‚‘–-]""")
MAY_MOVE = re.compile(r"""[\s"'„“”‚‘–.…-]""")


def kept(text):
    """What typography may not touch."""
    return MAY_CHANGE.sub("", text.replace("…", "..."))


@pytest.mark.parametrize(("rule", "typed", "wanted"), ROWS)
def test_it_sets_text_by_the_rule(rule, typed, wanted):
    assert typeset(typed) == wanted, rule


def test_the_table_is_large_and_mostly_from_the_rules():
    from_rules = [len(pairs) for rule, pairs in CASES.items() if rule.startswith(("IJP", "ČSN"))]
    assert len(ROWS) >= 180
    assert sum(from_rules) >= len(ROWS) / 2


@given(texts)
@example("1990 -- 1995")
@example('"a "b \'x ‚c d" e\' f"')
@example("12.2.2015-www...")
def test_what_is_set_stays_as_it_is(text):
    once = typeset(text)
    assert typeset(once) == once


@given(texts)
def test_it_changes_only_spaces_quotes_dashes_and_ellipses(text):
    assert kept(typeset(text)) == kept(text)


@given(texts)
def test_lines_stay(text):
    assert typeset(text).count("\n") == text.count("\n")


@given(st.lists(texts, max_size=6))
def test_runs_are_set_as_one_text(runs):
    result = typeset_runs(runs)
    assert len(result) == len(runs)
    assert "".join(result) == typeset("".join(runs))


@given(st.lists(texts, min_size=2, max_size=3) | fragments)
@example(["1", "2", ".2", ".", "20", "15"])
@example(["1", "0:0", "0 ", "", "- ", "14:30"])
def test_letters_stay_in_their_run(runs):
    assert [MAY_MOVE.sub("", run) for run in typeset_runs(runs)] == [
        MAY_MOVE.sub("", run) for run in runs
    ]


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (["v ", "Praze"], ["v~", "Praze"]),
        (["v", " Praze"], ["v", "~Praze"]),
        (['řekl "', "ano", '" hned'], ["řekl „", "ano", "“ hned"]),
        (["slovo ", '"dílo"', " dál"], ["slovo ", "„dílo“", " dál"]),
        (["10:00 ", "- ", "14:30"], ["10:00–", "", "14:30"]),
        (["12.", "2.", "2015"], ["12.~", "2. ", "2015"]),
        (["kraj ", "", " obec"], ["kraj ", "", "obec"]),
        (
            ["viz www.dataplan", ".info", ", dál.", ".."],
            ["viz www.dataplan", ".info", ", dál…", ""],
        ),
        (["500 ", "lidí", "\n", "- bod"], ["500~", "lidí", "\n", "- bod"]),
        ([], []),
        ([""], [""]),
    ],
)
def test_a_rule_sees_across_runs(runs, wanted):
    assert typeset_runs(runs) == [run.replace("~", NO_BREAK) for run in wanted]


TEN_THOUSAND_LETTERS = " ".join(typed for _, typed, _ in ROWS)[:2500] * 4


def seconds(text):
    start = process_time()
    typeset(text)
    return process_time() - start


def test_a_long_article_takes_milliseconds():
    assert len(TEN_THOUSAND_LETTERS) == 10_000
    assert min(seconds(TEN_THOUSAND_LETTERS) for _ in range(5)) < 0.05


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "'",
        "„",
        '"a ',
        "'a \"",
        "“a",
        "“ ",
        ".",
        "..",
        "-",
        " -",
        " - ",
        "–",
        " ",
        NO_BREAK,
        "1",
        "1 ",
        "1 000 ",
        "000 ",
        "11 ",
        "1.",
        "1. ",
        "1.1.",
        "1,",
        "1,000 ",
        "1-",
        "10:",
        "1990-",
        "1990 - ",
        "a",
        "a ",
        "a. ",
        "A. ",
        "Ab ",
        "IV. ",
        "č. 1 ",
        "tel. ",
        "ČSN 01 ",
        "/",
        "/a ",
        "a/",
        "@",
        "a@",
        "www.",
        "http://",
        ".pdf",
        "pdf.",
        "\ue000",
        "\n",
        "\ue000 ",
        "Agenda ",
        "stran",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(hostile):
    """A tenth of a second is usual; a rule that goes back over the text would need minutes."""
    assert seconds(hostile * (100_000 // len(hostile))) < 3


def test_old_pages_are_set_without_losing_a_letter(seeds):
    for path in seeds.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        result = typeset(text)
        assert typeset(result) == result
        assert kept(result) == kept(text)
        assert result.count("„") == text.count("„"), "the quote that was never opened stays so"
        addresses = re.findall(r"\S+@\S+|www\.\S+", text)
        assert addresses
        assert all(address in result for address in addresses)
