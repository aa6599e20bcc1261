"""What an address of a bundle asks for, in what order, and what it is called."""

from datetime import date

import pytest
from django.http import QueryDict

from meetings.models import Meeting
from nszm_portal.paper import selection
from nszm_portal.paper.selection import Filter, Picked, Unknown, arranged, read
from nszm_portal.publishing.visibility import Phase
from partners.models import Partner
from tests.factories.meetings import held
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import (
    ArticleFactory,
    TopicFactory,
    bring_to,
    published,
    region,
)


def asked(query):
    return read(QueryDict(query))


# --- one by one -----------------------------------------------------------------------------------


def test_the_order_of_the_address_is_kept_and_nothing_stands_twice():
    picked = asked("id=meeting:3&id=article:12&id=meeting:3&id=article:0012")
    assert picked == Picked(("meeting:3", "article:12"))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "article",
        "article:",
        "article:-1",
        "article:1.5",
        "article:１２",
        "article:12\0",
        "article:12 ",
        "clanek:12",
        "ARTICLE:12",
        "article:" + "9" * 400,
        "článek:1",
        "статья:1",
        "../../etc/passwd",
        "<script>alert(1)</script>",
    ],
)
def test_what_is_no_reference_is_counted_and_left_out(value):
    assert Picked.of(["article:1", value]) == Picked(("article:1",), unread=1)


def test_its_address_can_be_read_by_people():
    picked = Picked(("article:12", "meeting:3"))
    assert selection.address(picked) == "/tisk/?id=article:12&id=meeting:3"
    assert selection.address(picked, pismo="vetsi").endswith("&id=meeting:3&pismo=vetsi")
    assert asked(selection.address(picked).partition("?")[2]) == picked


def test_nothing_asked_is_nothing():
    assert asked("") is None
    assert asked("pismo=vetsi&rok=&druh=") is None
    assert selection.address(Picked(())) == "/tisk/"


@pytest.mark.parametrize(
    ("count", "heading"),
    [
        (1, "Výběr jednoho textu"),
        (2, "Výběr dvou textů"),
        (4, "Výběr čtyř textů"),
        (10, "Výběr deseti textů"),
        (11, "Výběr 11 textů"),
    ],
)
def test_it_says_how_many_they_are(count, heading):
    assert Picked(()).heading(count) == heading


def test_what_is_too_much_is_offered_in_pieces():
    picked = Picked(tuple(f"article:{number}" for number in range(1, 36)))
    first, second = picked.pieces(30, 35)
    assert (first.label, first.count, second.label, second.count) == ("1–30", 30, "31–35", 5)
    assert second.url == "/tisk/?" + "&".join(f"id=article:{n}" for n in range(31, 36))


def test_the_pieces_on_offer_have_an_end():
    picked = Picked(tuple(f"article:{number}" for number in range(1, 1000)))
    assert len(list(picked.pieces(30, 999))) == selection.MOST_LINKS


# --- in order -------------------------------------------------------------------------------------

FOUR = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("places", "left_out", "expected"),
    [
        ("1 2 3 4", "", "abcd"),
        ("3 2 3 4", "", "bcad"),  # the first one becomes the third
        ("1 2 3 1", "", "dabc"),  # the last one becomes the first
        ("1 2 3 2", "", "adbc"),
        ("4 3 2 1", "", "dcba"),
        ("2 3 4 1", "", "dabc"),
        ("99 2 3 4", "", "bcda"),
        ("1 0 3 4", "", "bacd"),
        ("1 2 3 4", "2", "acd"),
        ("1 2 3 1", "1 2", "dc"),
        ("1 2 3 4", "1 2 3 4", ""),
        ("1 x 3 -4", "", "abcd"),
        ("1 2.5 3 9999999999999999999999", "", "abcd"),
        ("", "7 abc", "abcd"),
        ("2 2 2 2 2 2 2", "", "bacd"),
    ],
)
def test_texts_go_where_their_numbers_say(places, left_out, expected):
    assert "".join(arranged(FOUR, places.split(), set(left_out.split()))) == expected


def test_an_empty_number_and_one_of_other_digits_change_nothing():
    assert arranged(FOUR, ["", "１", "\0", "4"], ()) == FOUR
    assert arranged(FOUR, ["", "１", "\0", " 1 "], ()) == ["d", "a", "b", "c"]


# --- a filter -------------------------------------------------------------------------------------


@pytest.fixture
def some(db):
    """Articles on a topic and of a region, meetings, and what readers cannot see."""
    topic = TopicFactory(name="Doprava ve městě")
    for number, day in enumerate([date(2014, 5, 1), date(2015, 5, 1), date(2015, 6, 1)]):
        article = ArticleFactory(title=f"Zpráva {number}", shown_on=day)
        if number:
            article.topics.add(topic)
        if number == 1:
            article.regions.add(region())
        bring_to(article, Phase.VISIBLE)
    for phase in (Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN):
        hidden = ArticleFactory(title="Skrytá zpráva", shown_on=date(2015, 1, 1))
        hidden.topics.add(topic)
        hidden.regions.add(region())
        bring_to(hidden, phase)
    for day in (date(2015, 9, 1), date(2015, 2, 1), date(2013, 1, 1)):
        held(title=f"Setkání {day.month}", starts_on=day, host_region=region())
    held(title="Setkání bez data", undated=True, starts_on=None)
    return topic


def titles(query):
    found = asked(query)
    references = found.first(100)
    assert found.count() == len(references)
    rows = [read(QueryDict(f"id={reference}")) for reference in references]
    models = {"article": ArticleFactory._meta.model, "meeting": Meeting, "partner": Partner}
    return [
        models[kind].objects.get(pk=pk).title
        for row in rows
        for kind, pk in [row.references[0].split(":")]
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("druh=article", ["Zpráva 2", "Zpráva 1", "Zpráva 0"]),
        ("druh=article&rok=2015", ["Zpráva 2", "Zpráva 1"]),
        ("druh=meeting&rok=2015", ["Setkání 2", "Setkání 9"]),
        ("druh=meeting", ["Setkání 9", "Setkání 2", "Setkání 1", "Setkání bez data"]),
        ("druh=meeting&rok=bez-data", ["Setkání bez data"]),
        ("rok=2015", ["Setkání 9", "Zpráva 2", "Zpráva 1", "Setkání 2"]),
        ("tema=doprava-ve-meste", ["Zpráva 2", "Zpráva 1"]),
        ("tema=doprava-ve-meste&kraj=liberecky-kraj", ["Zpráva 1"]),
        ("kraj=liberecky-kraj&druh=article", ["Zpráva 1"]),
        ("kraj=liberecky-kraj&rok=2013", ["Setkání 1"]),
        ("druh=meeting&tema=doprava-ve-meste", []),
        ("druh=article&rok=1999", []),
        ("druh=article&texty=2-3", ["Zpráva 1", "Zpráva 0"]),
        ("druh=article&texty=3-9", ["Zpráva 0"]),
        ("druh=article&texty=4-9", []),
    ],
)
def test_a_filter_finds_what_is_visible_in_the_order_of_lists(some, query, expected):
    assert titles(query) == expected


def test_partners_stand_by_their_names(db):
    for title in ("Ústav", "Charita", "Cech"):
        published(Partner, title=title)
    assert titles("druh=partner") == ["Cech", "Charita", "Ústav"]


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("druh=meeting&rok=2015", "Setkání v roce 2015"),
        ("druh=article&rok=2015", "Aktuality z roku 2015"),
        ("druh=article&rok=bez-data", "Aktuality bez data"),
        ("tema=doprava-ve-meste", "Aktuality na téma Doprava ve městě"),
        ("kraj=liberecky-kraj", "Texty – Liberecký kraj"),
        (
            "druh=agreement&kraj=liberecky-kraj&rok=2015",
            "Dohody z roku 2015 – Liberecký kraj",
        ),
        ("druh=article&rok=2015&texty=1-2", "Aktuality z roku 2015, texty 1–2"),
    ],
)
def test_a_filter_says_what_it_is(some, query, heading):
    assert asked(query).heading(2) == heading


@pytest.mark.parametrize(
    "query",
    [
        "druh=clanky",
        "druh=article%00",
        "rok=15",
        "rok=2015x",
        "rok=99999999999999999999",
        "rok=-2015",
        "rok=%EF%BC%92015",
        "tema=neni",
        "tema=%00",
        "tema=" + "a" * 5000,
        "tema=%D1%82%D0%B5%D0%BC%D0%B0",
        "kraj=neni",
        "kraj=%27+OR+1=1--",
        "druh=article&texty=3-1",
        "druh=article&texty=0-5",
        "druh=article&texty=abc",
        "druh=article&texty=1-99999999999999999999999",
    ],
)
def test_what_there_is_not_is_unknown(db, query):
    with pytest.raises(Unknown):
        asked(query)


def test_its_address_asks_for_the_same(some):
    query = "druh=article&rok=2015&tema=doprava-ve-meste&kraj=liberecky-kraj&texty=1-2"
    assert selection.address(asked(query)) == f"/tisk/?{query}"
    assert selection.address(asked("druh=meeting&rok=bez-data")).endswith("&rok=bez-data")


def test_publications_that_are_named_win_over_a_filter(db):
    assert asked("druh=article&id=article:1") == Picked(("article:1",))


def test_too_much_is_offered_by_kinds_then_by_years_and_in_pieces(some):
    everything = asked("kraj=liberecky-kraj")
    assert [(link.label, link.count) for link in everything.narrower()] == [
        ("Aktuality – Liberecký kraj", 1),
        ("Setkání – Liberecký kraj", 3),
    ]
    articles = asked("druh=article")
    assert [(link.label, link.url, link.count) for link in articles.narrower()] == [
        ("2015", "/tisk/?druh=article&rok=2015", 2),
        ("2014", "/tisk/?druh=article&rok=2014", 1),
    ]
    assert [link.label for link in articles.pieces(2, 3)] == ["1–2", "3"]
    assert [link.url for link in articles.pieces(2, 3)][1] == "/tisk/?druh=article&texty=3-3"
    assert asked("druh=article&rok=2015").narrower() == []


def test_agreements_have_no_topic(some):
    bring_to(AgreementFactory(), Phase.VISIBLE)
    assert asked("druh=agreement&tema=doprava-ve-meste").count() == 0
    assert isinstance(asked("druh=agreement"), Filter)
