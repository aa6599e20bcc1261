import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nszm_portal.czech.slugs import slug


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (
            "Podepsána dohoda o spolupráci s Ministerstvem práce a sociálních věcí",
            "podepsana-dohoda-o-spolupraci-s-ministerstvem-prace-a-socialnich-veci",
        ),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy", "prilis-zlutoucky-kun-upel-dabelske-ody"),
        ("Setkání krajů – Liberec, 2015", "setkani-kraju-liberec-2015"),
        ("  MA21:\u00a0„zdravě“ & (spolu)!  ", "ma21-zdrave-spolu"),
        ("100 % obcí", "100-obci"),
        ("12. 2. 2015", "12-2-2015"),
        ("Łódź, Straße, Đakovo, Ærø", "lodz-strasse-dakovo-aero"),
        ("C\u030ca\u0301slav", "caslav"),
        ("ﬁnance ²", "finance-2"),
        ("a_b/c.d", "a-b-c-d"),
        ("Київ", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_an_address_is_made_of_a_title(title, wanted):
    assert slug(title) == wanted


@pytest.mark.parametrize(
    ("max_length", "wanted"),
    [
        (20, "setkani-kraju-v"),
        (15, "setkani-kraju-v"),
        (14, "setkani-kraju"),
        (13, "setkani-kraju"),
        (12, "setkani"),
        (5, "setka"),
        (22, "setkani-kraju-v-"[:15]),
        (23, "setkani-kraju-v-liberci"),
    ],
)
def test_a_long_one_ends_where_a_word_does(max_length, wanted):
    assert slug("Setkání krajů v Liberci", max_length=max_length) == wanted


@given(st.text(), st.integers(1, 30))
def test_it_is_always_fit_for_an_address(title, max_length):
    result = slug(title, max_length=max_length)
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", result)
    assert len(result) <= max_length
    assert slug(result) == result
