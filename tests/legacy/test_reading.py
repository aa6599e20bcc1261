"""What is read on a page: the thirty pages, and each recognised thing by itself."""

from datetime import date, time

import pytest

from nszm_portal.legacy.reading import Refused, blocks, dates, people, places, read
from nszm_portal.richtext.cleaning import clean
from tests.legacy.pages import CHROME, PAGES
from tests.legacy.shapes import dump_a, dump_b, html_b

CONTENT = [page for page in PAGES if not page.refused]
REFUSED = [page for page in PAGES if page.refused and "stejna" not in page.name]


def test_there_are_thirty_pages():
    assert len(PAGES) == len({page.name for page in PAGES}) == 30


@pytest.mark.parametrize("expected", CONTENT, ids=lambda page: page.name)
def test_a_page_gives_what_is_on_it(expected):
    found = read(expected.raw, expected.name)
    assert found.kind == expected.kind
    assert found.encoding == expected.encoding
    assert found.title == expected.title
    assert (found.starts_on, found.ends_on) == (expected.starts_on, expected.ends_on)
    assert (found.starts_time, found.ends_time) == expected.times
    assert found.host == expected.host
    assert found.presenting == expected.presenting
    assert tuple((who.name, who.function) for who in found.speakers) == expected.speakers
    assert found.materials == expected.materials
    assert {doubt.field for doubt in found.doubts} == set(expected.doubts)


@pytest.mark.parametrize("expected", CONTENT, ids=lambda page: page.name)
def test_the_body_is_kept_as_it_stood_and_nothing_of_the_template(expected):
    body = clean(read(expected.raw, expected.name).body_html)
    assert [piece for piece in expected.body if piece not in body] == []
    assert [piece for piece in (*CHROME, *expected.lost) if piece in body] == []
    assert body.count("<p>") == expected.paragraphs


@pytest.mark.parametrize("expected", REFUSED, ids=lambda page: page.name)
def test_what_brings_nothing_is_refused_with_a_sentence(expected):
    with pytest.raises(Refused, match=expected.refused):
        read(expected.raw, expected.name)


@pytest.mark.parametrize("page", CONTENT, ids=lambda page: page.name)
def test_a_page_cut_anywhere_is_read_or_refused(page):
    for end in range(0, len(page.raw), max(1, len(page.raw) // 40)):
        try:
            assert read(page.raw[:end], page.name).title
        except Refused as refusal:
            assert str(refusal).endswith(".")


# --- kind --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path,kind",
    [
        ("/cz/akce/neco", "meeting"),
        ("/cz/probehle-akce/neco", "meeting"),
        ("/cz/aktuality/neco", "article"),
        ("/cz/zpravodaj/neco", "article"),
    ],
)
def test_where_a_page_stood_tells_its_kind(path, kind):
    for raw in (dump_a("Titulek", "1.2.2013", "Text."), dump_b("Titulek", "Text.")):
        assert read(raw.encode(), "a.txt", path).kind == kind


def test_an_article_with_a_date_keeps_it():
    page = read(dump_b("Titulek", "1.2.2013", "Text.").encode(), "a.txt")
    assert (page.kind, page.starts_on, page.is_dateless) == ("article", date(2013, 2, 1), False)


def test_an_article_without_a_date_has_none():
    page = read(dump_b("Titulek", "Text.").encode(), "a.txt")
    assert (page.starts_on, page.is_dateless, page.doubts) == (None, True, ())


# --- letters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "iso-8859-2", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Žluťoučký kůň úpěl ďábelské ódy.",
        "Ťulpas šel žít.",
        "Šest žen",
        "Bez hacku a carek",
        "PŘÍLIŠ ŽLUŤOUČKÝ KŮŇ",
    ],
)
def test_letters_are_read_whatever_their_encoding(encoding, sentence):
    page = read(f"{sentence}\n\n{sentence}\n".encode(encoding), "a.txt")
    assert page.body_html == f"<p>{sentence}</p>"


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text,days,hours",
    [
        ("12.2.2015", [(2015, 2, 12)], []),
        ("12.\u00a02.\u00a02015", [(2015, 2, 12)], []),
        ("Datum: 12. února 2015", [(2015, 2, 12)], []),
        ("12.2.2013 10:00 - 14:30", [(2013, 2, 12)], [(10, 0), (14, 30)]),
        ("čtvrtek 12. 2. 2015 od 9.00 hod.", [(2015, 2, 12)], [(9, 0)]),
        ("16.5.2017 - 18.5.2017", [(2017, 5, 16), (2017, 5, 18)], []),
        ("16. – 18. 5. 2017", [(2017, 5, 16), (2017, 5, 18)], []),
        ("30. dubna - 2. května 2017", [(2017, 4, 30), (2017, 5, 2)], []),
    ],
)
def test_a_line_with_a_date_is_read(text, days, hours):
    line = dates.line(text)
    assert line.is_possible
    assert line.days == tuple(date(*day) for day in days)
    assert line.hours == tuple(time(*hour) for hour in hours)


@pytest.mark.parametrize(
    "text",
    ["", "2015", "Setkání 12.2.2015", "12.2.2015 se konalo setkání", "verze 1.3698", "12.2."],
)
def test_a_line_with_something_else_is_no_date(text):
    assert dates.line(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "31.2.2015",
        "1.13.2015",
        "1.1.1815",
        "12.2.2015 25:00",
        "12.2.2015 14:00 - 10:00",
        "18.5.2017 - 16.5.2017",
        "12.2.2015 8:00 9:00 10:00",
    ],
)
def test_a_date_that_cannot_be_is_not_believed(text):
    assert not dates.line(text).is_possible
    page = read(dump_a("Setkání - Zlínský kraj", text, "Text.").encode(), "a.txt")
    assert page.starts_on is page.starts_time is None
    assert [doubt.field for doubt in page.doubts] == ["date"]
    assert text in page.doubts[0].note


def test_a_date_that_stands_only_in_the_text_is_taken_with_a_note():
    raw = dump_a("Setkání", "", "V Libereckém kraji 5. března 2015.").encode()
    page = read(raw, "a.txt", "/cz/akce/setkani")
    assert page.starts_on == date(2015, 3, 5)
    assert [doubt.field for doubt in page.doubts] == ["date"]


# --- regions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text,names",
    [
        ("kraje Libereckého, Jihomoravského a kraje Vysočina", "Liberecký,Jihomoravský,Vysočina"),
        ("ve Zdravém Libereckém kraji", "Liberecký"),
        ("Libereckému a Zlínskému kraji", "Liberecký,Zlínský"),
        ("s krajem Olomouckým i Moravskoslezským", "Olomoucký,Moravskoslezský"),
        ("PLZEŇSKÝ KRAJ", "Plzeňský"),
        ("na Vysočině", "Vysočina"),
        ("hl. m. Prahy", "Praha"),
        ("Hlavním městě Praze a Středočeském kraji", "Praha,Středočeský"),
        ("plzeňské pivo a olomouckého tvarůžku", ""),
        ("v Liberci a v Praze", ""),
        ("Českomoravská vysočina", ""),
        ("zdravého kraje", ""),
    ],
)
def test_regions_are_known_in_every_case(text, names):
    whole = {"Vysočina": "Kraj Vysočina", "Praha": "Hlavní město Praha"}
    expected = [whole.get(name, f"{name} kraj") for name in names.split(",") if name]
    assert places.named(text) == expected


def test_two_possible_hosts_are_left_to_the_editor():
    text = "Jednalo se ve Zlínském kraji a potom v Olomouckém kraji."
    page = read(dump_a("Setkání krajů", "1.2.2013", text).encode(), "a.txt")
    assert page.host == ""
    (doubt,) = page.doubts
    assert doubt.field == "host" and "Zlínský kraj nebo Olomoucký kraj" in doubt.note


@pytest.mark.parametrize(
    "text,names",
    [
        ("Plány přiblížili zástupci Zlínského kraje.", ["Zlínský kraj"]),
        ("Svůj plán představil Zlínský kraj.", ["Zlínský kraj"]),
        ("Zástupkyně Zlínského kraje informovala o projektu.", ["Zlínský kraj"]),
        ("Hostitel uvítal zástupce Zlínského kraje.", []),
        ("Jednalo se v budově Zlínského kraje. Projekt představili hosté.", []),
    ],
)
def test_only_who_presents_is_presenting(text, names):
    assert places.presenting(text) == names


@pytest.mark.parametrize(
    "text,venue",
    [
        ("Sešli jsme se v budově Krajského úřadu.", "Krajský úřad"),
        ("Jednalo se v sídle Krajského úřadu Zlínského kraje.", "Krajský úřad Zlínského kraje"),
        ("Na krajském úřadě Kraje Vysočina bylo plno.", "Krajský úřad Kraje Vysočina"),
        ("Přišel ředitel Krajského úřadu Zlínského kraje.", ""),
        ("Jednalo se na radnici.", ""),
    ],
)
def test_a_region_s_office_is_known_as_the_venue(text, venue):
    page = read(dump_a("Setkání - Zlínský kraj", "1.2.2013", text).encode(), "a.txt")
    assert page.venue == venue


# --- people ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text,found",
    [
        ("Jana Nová, radní kraje, uvítala", [("Jana Nová", "radní kraje")]),
        ("Jana Nová (vlevo), radní, a", [("Jana Nová", "radní")]),
        ("Jana Nová (starostka Lhoty)", [("Jana Nová", "starostka Lhoty")]),
        (
            "promluvila radní pro sport Mgr. Jana Nová-Malá a odešla",
            [("Mgr. Jana Nová-Malá", "radní pro sport")],
        ),
        (
            "Jana Nová, radní a Petr Malý, starosta města Hradec Králové.",
            [("Jana Nová", "radní"), ("Petr Malý", "starosta města Hradec Králové")],
        ),
        (
            "starosta města Hradec Králové Petr Malý",
            [("Petr Malý", "starosta města Hradec Králové")],
        ),
        ("starostka Nového Města na Moravě pozvala", []),
        ("ředitelka Krajského úřadu", []),
        ("poděkoval radní a Petr Malý odešel", []),
        ("Zdravý Liberecký kraj, člen sítě", []),
    ],
)
def test_people_are_known_by_their_office(text, found):
    assert [(who.name, who.function) for who in people.speakers(text)] == found


def test_a_name_that_may_be_a_place_s_is_left_to_the_editor():
    text = "Promluvil Agis Tsouros, ředitel WHO. Bylo tam i Nové Město, člen sítě."
    page = read(dump_a("Setkání - Zlínský kraj", "1.2.2013", text).encode(), "a.txt")
    assert page.speakers == ()
    (doubt,) = page.doubts
    assert doubt.field == "speakers" and "Agis Tsouros, ředitel WHO" in doubt.note


# --- HTML --------------------------------------------------------------------------------------


def test_a_footer_glued_to_a_paragraph_of_html_is_cut_off():
    body = (
        "<p>Celá <b>věta</b>.<i>NÁRODNÍ SÍŤ ZDRAVÝCH MĚST ČR (c) 2017;</i> Server DtP verze 1</p>"
    )
    page = read(f"<html><body><h1>Titulek</h1><p>A.</p>{body}</body></html>".encode(), "a.html")
    assert clean(page.body_html) == "<p>A.</p>\n<p>Celá <strong>věta</strong>.</p>"


def test_a_title_only_in_the_window_is_taken_with_a_note():
    long = "Dlouhá věta, která není titulkem, protože má tečku a je dost dlouhá na odstavec textu. "
    raw = f"<html><head><title>Sad - NSZM ČR</title></head><body><p>{long * 3}</p></body></html>"
    page = read(raw.encode(), "a.html")
    assert page.title == "Sad"
    assert "title" in {doubt.field for doubt in page.doubts}


def test_a_title_that_does_not_fit_is_shortened_with_the_whole_in_a_note():
    page = read(dump_b("Dlouhý titulek " * 20, "Text.").encode(), "a.txt")
    assert len(page.title) <= 200
    page = read(html_b("Dlouhý titulek " * 20, "<p>Text.</p>").encode(), "a.txt")
    assert len(page.title) <= 200 and page.title.endswith("…")
    assert "Dlouhý titulek " * 19 in page.doubts[0].note


@pytest.mark.parametrize("depth", [10, 100, 5000])
def test_markup_nested_without_end_is_read(depth):
    deep = f"{'<div><b>' * depth}hluboko{'</b></div>' * depth}"
    raw = f"<html><body><h1>Titulek</h1><p>Začátek.</p>{deep}</body></html>"
    page = read(raw.encode(), "a.html")
    assert "Začátek." in page.body_html
    assert "hluboko" in page.body_html or depth > 100


def test_a_text_about_markup_is_no_markup():
    assert not blocks.is_html("Značka <p> a 5 < 6 v textu.")
    page = read(dump_b("Titulek", "Značka <p> je odstavec.").encode(), "a.txt")
    assert page.body_html == "<p>Značka &lt;p&gt; je odstavec.</p>"
