import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nszm_portal.czech.collation import LONGEST, sort_key

MUNICIPALITIES = [
    "Abertamy",
    "Aš",
    "Bechyně",
    "Benešov",
    "Beroun",
    "Brno",
    "Broumov",
    "Břeclav",
    "Bzenec",
    "Cerhenice",
    "Cvikov",
    "Čáslav",
    "Čelákovice",
    "Černošice",
    "České Budějovice",
    "Český Krumlov",
    "Dačice",
    "Děčín",
    "Domažlice",
    "Dvůr Králové nad Labem",
    "Frýdek-Místek",
    "Frýdlant",
    "Havířov",
    "Hlinsko",
    "Hodonín",
    "Hradec Králové",
    "Hustopeče",
    "Cheb",
    "Chodov",
    "Chomutov",
    "Chrudim",
    "Ivančice",
    "Jablonec nad Nisou",
    "Jaroměř",
    "Jičín",
    "Jihlava",
    "Kladno",
    "Kyjov",
    "Liberec",
    "Louny",
    "Mělník",
    "Most",
    "Nová Paka",
    "Nová Včelnice",
    "Nové Město na Moravě",
    "Nový Jičín",
    "Olomouc",
    "Opava",
    "Ostrava",
    "Písek",
    "Plzeň",
    "Praha",
    "Praha 1",
    "Praha 14",
    "Praha 2",
    "Prachatice",
    "Prostějov",
    "Přerov",
    "Příbram",
    "Rakovník",
    "Rokycany",
    "Rychnov nad Kněžnou",
    "Řevnice",
    "Říčany",
    "Sedlčany",
    "Sokolov",
    "Strakonice",
    "Šlapanice",
    "Šumperk",
    "Tábor",
    "Telč",
    "Třebíč",
    "Turnov",
    "Uherské Hradiště",
    "Ústí nad Labem",
    "Vsetín",
    "Vysoké Mýto",
    "Zábřeh",
    "Zlín",
    "Znojmo",
    "Žamberk",
    "Žďár nad Sázavou",
]
REGIONS = [
    "Hlavní město Praha",
    "Jihočeský kraj",
    "Jihomoravský kraj",
    "Karlovarský kraj",
    "Kraj Vysočina",
    "Královéhradecký kraj",
    "Liberecký kraj",
    "Moravskoslezský kraj",
    "Olomoucký kraj",
    "Pardubický kraj",
    "Plzeňský kraj",
    "Středočeský kraj",
    "Ústecký kraj",
    "Zlínský kraj",
]


@pytest.mark.parametrize("names", [MUNICIPALITIES, REGIONS], ids=["municipalities", "regions"])
def test_names_come_in_czech_order(names):
    for seed in range(5):
        shuffled = random.Random(seed).sample(names, len(names))
        assert sorted(shuffled, key=sort_key) == names


@pytest.mark.parametrize(
    "in_order",
    [
        # the alphabet, with ch after h, also inside a word
        ["cena", "čas", "dar"],
        ["hrad", "chata", "ikona"],
        ["shoda", "schody", "sídliště"],
        ["rok", "řád", "sad", "šat", "tábor"],
        ["zámek", "zvon", "žába"],
        # other diacritics only break ties
        ["pas", "pás", "pasa", "pásek"],
        ["dal", "dál", "dálka", "daň", "dar"],
        ["bez", "béz", "běz"],
        ["dul", "dúl", "důl"],
        ["ten", "teň", "tén", "těn"],
        ["radí", "rádi", "rádí", "řadí"],
        # capital letters last of all
        ["praha", "Praha", "práha", "Práha"],
        ["chata", "Chata", "CHATA", "cháta"],
        # a space before letters, digits after them
        ["slovník jazykový", "slovníkářství"],
        ["motýl noční", "motýlek"],
        ["a", "ž", "0", "1", "9"],
        ["kraj z", "kraj 1"],
        # foreign letters among their relatives, other scripts at the end
        ["Laab", "Łąck", "Lodž"],
        ["Munchen", "München", "Munchens"],
        ["strasa", "Straßburg", "strata"],
        ["zebra", "9", "Αθήνα", "Київ"],
    ],
)
def test_the_norm_orders_words(in_order):
    words = in_order[::-1]
    assert sorted(words, key=sort_key) == in_order
    assert len({sort_key(word) for word in in_order}) == len(in_order)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Frýdek-Místek", "FrýdekMístek"),
        ("„Zdraví“", "Zdraví"),
        (" Brno  město ", "Brno město"),
        ("Brno\u00a0město", "Brno město"),
        ("Brno – město", "Brno město"),
        ("Čáslav", "C\u030ca\u0301slav"),
        ("", " – "),
    ],
)
def test_punctuation_and_the_way_of_writing_do_not_count(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.text())
def test_a_key_is_a_limited_number_of_digits(text):
    key = sort_key(text)
    assert len(key) <= LONGEST
    assert not key or (key.isascii() and key.isdigit())


@given(st.text("aábcčhiz Z0", max_size=20), st.text("aábcčhiz Z0", max_size=20))
def test_a_text_comes_before_what_continues_it(beginning, rest):
    assert sort_key(beginning) <= sort_key(beginning + rest)
