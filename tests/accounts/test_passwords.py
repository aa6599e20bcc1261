"""Which passwords are taken, which are refused and with what words (NIST SP 800-63B-4, 3.1.1.2)."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from nszm_portal.accounts.models import User
from tests.conftest import PASSWORD, logs_in, signed_in

GOOD = [
    "kobyla má malý bok",
    "žluťoučký kůň úpěl",
    "               x y z 1 7 q",
    "8273 6451 9283 746",
    "長い パスワード も 使えますよ、はい",
    "🐴🐄🐖🐑 🐓🦆🦉🐝🐞🦋🐌🐙 🦀",
    "x" * 3 + "Tři veverky, dvě lípy a jeden starý traktor " * 2,
    "redakce mého psa Rexe: čtvrtek, dvě ráno",
]
BAD = [
    ("kratke heslo", "příliš krátké"),
    ("redaktorka 2026 nszm", "slov, která by tu každý zkusil"),
    ("Narodni sit zdravych mest", "slov, která by tu každý zkusil"),
    ("Čermáková Alena 123", "slov, která by tu každý zkusil"),
    ("heslo heslo heslo!", "slov, která by tu každý zkusil"),
    ("aaaaaaaaaaaaaaaa", "opakuje nebo jde po řadě"),
    ("abcabcabcabcabcabc", "opakuje nebo jde po řadě"),
    ("12345678901234567", "opakuje nebo jde po řadě"),
    ("qwertzuiopasdfghjkl", "opakuje nebo jde po řadě"),
    ("..........password1234..........", "příliš běžné"),
]
PERSON = User(username="redaktorka", first_name="Alena", last_name="Čermáková", email="a@nszm.cz")


@pytest.mark.parametrize("password", GOOD)
def test_a_long_one_is_taken_whatever_it_is_made_of(password):
    validate_password(password, PERSON)


@pytest.mark.parametrize("password,words", BAD)
def test_one_that_is_easily_guessed_is_refused_in_czech(password, words):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, PERSON)
    assert words in " ".join(refusal.value.messages)


@pytest.mark.django_db
@pytest.mark.parametrize("password", [GOOD[0], GOOD[4], GOOD[5], "  " + "dlouhé, předlouhé " * 9])
def test_every_character_counts_to_the_last(editor, client, password):
    signed_in(editor, client)
    fields = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert client.post("/admin/password_change/", fields).status_code == 302
    client.post("/admin/logout/")
    assert not logs_in(client, "redaktorka", password[:-1])
    assert not logs_in(client, "redaktorka", password.strip() + "x")
    assert logs_in(client, "redaktorka", password)


@pytest.mark.django_db
def test_a_letter_typed_as_two_characters_is_the_same(editor, client):
    editor.set_password("žluťoučký kůň úpěl")
    editor.save()
    assert logs_in(client, "redaktorka", unicodedata.normalize("NFD", "žluťoučký kůň úpěl"))


@pytest.mark.django_db
def test_the_form_says_what_makes_a_good_one_and_lets_it_be_pasted(editor_client):
    page = editor_client.get("/admin/password_change/").text
    for words in ("aspoň 15 znaků", "několik slov, která spolu nesouvisejí", "názvu portálu"):
        assert words in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "onpaste" not in page and "maxlength" not in page
    assert 'autocomplete="new-password"' in page and "js/admin/password.js" in page
