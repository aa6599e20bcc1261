"""Excerpts: whole sentences with the words marked, whatever form they stand in, and safe."""

import time

import pytest

from nszm_portal.czech.typography import typeset
from nszm_portal.search import query
from nszm_portal.search.excerpts import LONGEST, Marker
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
NB = "\u00a0"


def excerpt(asked, *lines, lead=""):
    """Of a document with these lines in its body."""
    return Marker(query.read(asked)).excerpt(lead, "\n".join(["Titulek", lead, *lines]))


def plain(*args, **kwargs):
    return str(excerpt(*args, **kwargs)).replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sejdeme se 12. února v parku.",
        "Hovořil Ing. Novák o parku.",
        "Hovořil J. Novák o parku.",
        "Hovořil T. G. Masaryk o parku.",
        "Park otevřela Mgr. Jana Šípová, Ph.D., ráno.",
        "Dne 3. 5. 2015 vznikl park.",
        "Karel IV. založil park.",
        "Nejvíc se líbily stromy, např. Jinan u parku.",
        "Park stojí v ulici č. 5 Na Kopci.",
        "Na adrese www.park.cz a víc neřekneme.",
        "V parku u sv. Jana se sešli lidé.",
    ],
)
def test_a_full_stop_inside_does_not_end_a_sentence(sentence):
    assert plain("park", f"Předtím nic. {sentence} Potom také nic.") == typeset(sentence)


@pytest.mark.parametrize(
    "before,after",
    [
        ("Stalo se to roku 2015.", "Další park je nový."),
        ("To je vše!", "Park je nový."),
        ("A co potom?", "Park je nový."),
        ("Řekl: „Ano.“", "Park je nový."),
        ("Kdo ví…", "„Park je nový,“ řekl."),
        ("Přišlo jich 150.", "Park je nový."),
        ("Uvidíme.", "5 parků je nových."),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say(before, after):
    assert plain("park", f"{before} {after}") == typeset(after)


def test_a_line_is_never_joined_to_the_next():
    assert plain("park", "Nadpis", "Park", "Další odstavec bez tečky") == "Park"


@pytest.mark.parametrize(
    "asked,marked",
    [
        ("zdravé město", f"Ve <mark>zdravých</mark> <mark>městech</mark> žije 50{NB}% lidí."),
        ("ZDRAVA MESTA", f"Ve <mark>zdravých</mark> <mark>městech</mark> žije 50{NB}% lidí."),
        ("„zdravých městech“", f"Ve <mark>zdravých městech</mark> žije 50{NB}% lidí."),
        ("50 -sad", f"Ve zdravých městech žije <mark>50</mark>{NB}% lidí."),
    ],
)
def test_words_are_marked_as_they_stand(asked, marked):
    assert excerpt(asked, "Předtím nic. Ve zdravých městech žije 50 % lidí. Nic.") == marked


def test_a_phrase_is_marked_over_a_no_break_space_and_nowhere_else():
    shown = excerpt("„v parku“", "Sešli se v parku. A park byl v zeleni.")
    assert shown == f"Sešli se <mark>v{NB}parku</mark>."


def test_the_lead_is_shown_where_it_says_all():
    assert excerpt("park", "O parku píšeme zde.", lead="Nový park.") == "Nový <mark>park</mark>."
    assert plain("park sad", "Park a sad.", lead="Nový park.") == f"Park a{NB}sad."
    assert plain("park", "Jinde.", lead="O sadu.") == f"O{NB}sadu."


def test_two_sentences_that_say_more_together_are_joined():
    apart = plain("park sad", "Park je nový. Nic. Nic víc. Sad je starý. Konec.")
    assert apart == "Park je nový. … Sad je starý."
    assert plain("park sad", "Park je nový. Sad je starý.") == "Park je nový. Sad je starý."
    assert plain("park sad", "Park je nový. Park a sad.") == f"Park a{NB}sad."


@pytest.mark.parametrize("before,after", [(100, 100), (50, 100), (200, 60)])
def test_a_long_sentence_is_cut_around_the_word(before, after):
    shown = plain("park", f"Začátek {'slovo ' * before}park {'slovo ' * after}konec.")
    assert shown.startswith("… slovo") and "slovo park slovo" in shown
    assert shown.endswith("slovo …")
    assert len(shown) <= LONGEST + 4


def test_at_its_beginning_and_at_its_end_it_is_cut_on_one_side():
    long = f"Začátek {'slovo ' * 100}konec."
    assert plain("začátek", long).startswith("Začátek slovo")
    assert plain("konec", long).endswith("slovo konec.")
    assert plain("park", f"{'slovo ' * 60}park {'slovo ' * 8}konec.").endswith("slovo konec.")


def test_the_word_is_in_the_excerpt_behind_a_long_address_too():
    assert "park" in plain("park", f"https://example.org/{'a' * 300} park {'slovo ' * 60}")


def test_a_word_longer_than_an_excerpt_is_no_fault_and_takes_no_time():
    started = time.perf_counter()
    assert excerpt("park", f"{'x' * 30_000} park {'y' * 30_000}")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "text,marked",
    [
        ("<script>park</script>", "&lt;script&gt;<mark>park</mark>&lt;/script&gt;"),
        ('Park & "sad"', "<mark>Park</mark> &amp; „sad“"),
        ("<mark>park</mark>", "&lt;mark&gt;<mark>park</mark>&lt;/mark&gt;"),
        ("&lt;b&gt; park", "&amp;lt;b&amp;gt; <mark>park</mark>"),
    ],
)
def test_what_was_typed_as_text_stays_text(text, marked):
    assert excerpt("park", text) == Marker(query.read("park")).mark(text) == marked


def test_a_title_with_a_script_is_no_script(client):
    published(title="<script>alert(1)</script> park", lead="", body="<p>A &lt;b&gt; parku.</p>")
    page = client.get("/hledat/?q=park").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>park</mark>" in page
    assert "A\u00a0&lt;b&gt; <mark>parku</mark>." in page
    assert "<script>alert" not in page
    page = client.get("/hledat/", {"q": '"><script>alert(2)</script>'}).text
    assert "<script>alert" not in page and 'value="&quot;&gt;&lt;script&gt;' in page


def test_a_document_with_nothing_in_it_has_no_excerpt():
    assert excerpt("park") == "" and excerpt("park", "") == ""
