"""The second factor: enrolment, log-in with it, ways back, and that nothing goes without it."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from nszm_portal.accounts import recovery, second_factor
from nszm_portal.accounts.models import AuditEntry, Happening, Phone, RecoveryCode, User
from tests.accounts.phones import code
from tests.conftest import PASSWORD, logs_in, signed_in

pytestmark = pytest.mark.django_db
CODE, ENROL, OWN = "/admin/overeni/", "/admin/overeni/zapnout/", "/admin/ucet/"
LIST = "/admin/news/article/"
SECRET = re.compile(r'class="factor__secret">([A-Z2-7 ]+)<')
ON_PAPER = re.compile(r"<li>(\d{4} \d{4} \d{4} \d{4})</li>")
# A wrong code among right ones: no telephone shows seven digits, and no paper.
WRONG = "000 0000"


class Person:
    """Somebody with a browser, a telephone and a sheet of paper."""

    def __init__(self, user):
        self.user, self.client, self.secret, self.codes = user, Client(), "", []
        self.now = timezone.now()

    def gives_password(self, client=None, to="/admin/"):
        client = client or self.client
        sent = {"username": self.user.username, "password": PASSWORD, "next": to}
        return client.post("/admin/login/", sent)

    def enrols(self, to="/admin/"):
        page = self.client.get(f"{ENROL}?next={to}")
        self.secret = SECRET.search(page.text).group(1)
        answer = self.client.post(ENROL, {"code": code(self.secret), "next": to})
        self.codes = ON_PAPER.findall(answer.text)
        return answer

    def gives_code(self, what, client=None, to="/admin/"):
        return (client or self.client).post(CODE, {"code": what, "next": to})

    def is_in(self, client=None):
        return (client or self.client).get("/admin/").status_code == 200


@pytest.fixture
def chief(chief_editor):
    person = Person(chief_editor)
    person.gives_password()
    return person


@pytest.fixture
def enrolled(chief):
    """A chief editor who has a telephone and is about to sign in, a minute later."""
    chief.enrols()
    chief.client.post("/admin/logout/")
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        chief.gives_password()
        yield chief


# --- without it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["Šéfredaktor", "Správce"])
def test_who_needs_it_is_led_to_enrolment_and_comes_nowhere_else(role, make_user):
    person = Person(make_user("povinna", role))
    answer = person.gives_password(to="/admin/library/picture/")
    assert answer["Location"] == f"{ENROL}?next=%2Fadmin%2Flibrary%2Fpicture%2F"
    assert "proto k heslu potřebuje ještě telefon" in person.client.get(answer["Location"]).text
    for address in ("/admin/", LIST, OWN, "/admin/password_change/", "/admin/jsi18n/"):
        assert "/admin/login/" in person.client.get(address)["Location"]
    for address in (OWN + "zalozni-kody/", OWN + "vypnout/", OWN + "ukoncit/"):
        assert "/admin/login/" in person.client.post(address)["Location"]
    login = person.client.get(f"/admin/login/?next={LIST}")
    assert login["Location"].startswith(ENROL), "the log-in goes on where it was left"


def test_the_password_alone_opens_nothing_outside_the_admin_either(chief, tmp_path):
    from tests.factories.library import DocumentFactory

    document = DocumentFactory(is_public=False)
    assert chief.client.get(document.get_absolute_url()).status_code in {302, 403, 404}
    assert signed_in(chief.user).get(document.get_absolute_url()).status_code == 200


def test_an_editor_may_do_without(editor):
    person = Person(editor)
    assert person.gives_password()["Location"] == "/admin/"
    assert person.is_in()


def test_a_role_given_later_asks_for_it_in_the_session_that_is_open(editor):
    from django.contrib.auth.models import Group

    person = Person(editor)
    person.gives_password()
    editor.groups.add(Group.objects.get(name="Šéfredaktor"))
    assert not person.is_in()
    assert person.client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(ENROL)


def test_an_almighty_account_needs_it(db):
    person = Person(User.objects.create_superuser("vsemocna", password=PASSWORD))
    assert person.gives_password()["Location"].startswith(ENROL)


@pytest.mark.parametrize("marked,closed,asked", [(1, 1, False), (1, 0, True), (0, 1, True)])
def test_the_demonstration_is_excepted_only_where_nobody_else_reaches_it(
    settings, chief_editor, marked, closed, asked
):
    settings.ONLY_FOR_THIS_MACHINE = bool(closed)
    User.objects.filter(pk=chief_editor.pk).update(is_demonstration=bool(marked))
    person = Person(chief_editor)
    assert person.gives_password()["Location"].startswith(ENROL) == asked
    assert person.is_in() != asked


# --- enrolment -----------------------------------------------------------------------------------


def test_enrolment_signs_in_and_gives_codes_for_paper_once(chief, mailoutbox):
    answer = chief.enrols(to=LIST)
    assert answer.status_code == 200 and len(chief.codes) == len(set(chief.codes)) == 8
    assert f'href="{LIST}"' in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert chief.is_in()
    assert chief.client.get(ENROL)["Location"] == "/admin/"
    assert [message.to for message in mailoutbox] == [[chief.user.email]]
    stored = str(list(RecoveryCode.objects.values_list())) + str(dict(chief.client.session))
    assert not [each for each in chief.codes if each in stored or each.replace(" ", "") in stored]


def test_the_secret_is_a_drawing_and_a_text_and_stays_until_it_is_used(chief):
    page = chief.client.get(ENROL).text
    assert '<svg role="img"' in page and "otpauth://totp/" in page
    chief.client.post(ENROL, {"code": "000000"})
    again = chief.client.get(ENROL).text
    assert SECRET.search(page).group(1) == SECRET.search(again).group(1)


@pytest.mark.parametrize("wrong", ["", "12345", "abcdef", "000000000000", "\0", "٠٠٠٠٠٠"])
def test_a_wrong_first_code_enrols_nothing(chief, wrong):
    answer = chief.client.post(ENROL, {"code": wrong})
    assert answer.status_code == 200 and "Kód nesouhlasí" in answer.text
    assert not Phone.objects.exists() and not chief.is_in()


def test_an_enrolled_telephone_is_not_replaced_by_who_knows_the_password(enrolled):
    stranger = Client()
    enrolled.gives_password(stranger)
    assert stranger.get(ENROL).status_code == 302
    before = Phone.objects.get().key
    answer = stranger.post(ENROL, {"code": "123456"})
    assert answer.status_code == 302 and Phone.objects.get().key == before


# --- log-in --------------------------------------------------------------------------------------


def test_password_and_code_lead_to_where_one_wanted(enrolled):
    page = enrolled.client.get(f"{CODE}?next={LIST}").text
    assert 'autocomplete="one-time-code"' in page and "zeslání" not in page
    assert not enrolled.is_in()
    answer = enrolled.gives_code(code(enrolled.secret), to=LIST)
    assert answer["Location"] == LIST
    assert enrolled.is_in()


def test_nobody_is_led_to_another_portal(enrolled):
    answer = enrolled.gives_code(code(enrolled.secret), to="https://evil.example/")
    assert answer["Location"] == "/admin/"


def test_a_code_works_once(enrolled):
    right = code(enrolled.secret)
    enrolled.gives_code(right)
    other = Client()
    enrolled.gives_password(other)
    answer = enrolled.gives_code(right, other)
    assert "Tento kód už byl použit" in answer.text and not enrolled.is_in(other)


def test_the_code_of_the_enrolment_does_not_sign_in(chief):
    chief.enrols()
    other = Client()
    chief.gives_password(other)
    chief.gives_code(code(chief.secret), other)
    assert not chief.is_in(other)


def test_an_old_code_and_a_strange_one_are_refused(enrolled):
    for wrong in (code(enrolled.secret, at=0), "", "abc", "\0", WRONG, "9" * 400):
        Phone.objects.update(throttling_failure_count=0)
        answer = enrolled.gives_code(wrong)
        assert answer.status_code == 200 and not enrolled.is_in(), wrong


def test_wrong_codes_make_one_wait_longer_and_longer_but_not_for_ever(enrolled, mailoutbox):
    start = timezone.now()
    waited = 0
    mailoutbox.clear()
    with time_machine.travel(start, tick=False) as clock:
        for number in range(14):
            assert "Kód nesouhlasí" in enrolled.gives_code(code(enrolled.secret, at=0)).text
            assert "chvíli počkejte" in enrolled.gives_code(code(enrolled.secret)).text
            delay = min(2**number, 512)
            clock.shift(delay + 1)
            waited += delay
            enrolled.gives_password()
        enrolled.gives_code(code(enrolled.secret))
        assert enrolled.is_in()
    assert waited < 3600
    warnings = [mail for mail in mailoutbox if mail.subject == "Někdo zná vaše heslo"]
    assert len(warnings) == 1
    assert AuditEntry.objects.filter(sentence="Správné heslo, chybný kód.").count() == 14


def test_the_time_for_the_code_ends(enrolled):
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        answer = enrolled.gives_code(code(enrolled.secret))
        assert answer["Location"] == "/admin/" and not enrolled.is_in()


def test_the_session_gets_another_key_with_each_step(enrolled):
    keys = [enrolled.client.cookies["sessionid"].value]
    enrolled.gives_code(code(enrolled.secret))
    keys.append(enrolled.client.cookies["sessionid"].value)
    assert len(set(keys)) == 2
    thief = Client()
    thief.cookies["sessionid"] = keys[0]
    assert thief.get("/admin/").status_code == 302


def test_a_session_prepared_by_a_stranger_is_not_signed_in(editor):
    """Session fixation: the key known before the log-in opens nothing after it."""
    stranger = Client()
    stranger.session.save()
    session = stranger.session
    session["x"] = 1
    session.save()
    victim = Client()
    victim.cookies["sessionid"] = session.session_key
    assert logs_in(victim, "redaktorka", PASSWORD)
    assert victim.cookies["sessionid"].value != session.session_key
    stranger.cookies["sessionid"] = session.session_key
    assert stranger.get("/admin/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_one_code_used_twice_at_once_one_works(chief_editor):
    secret, key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", b"12345678901234567890".hex()
    Phone.objects.create(user=chief_editor, name="telefon", key=key)
    Phone.objects.update(confirmed=True)
    answers, right = [], code(secret)

    def use():
        answers.append(second_factor.prove(chief_editor, right).right)
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, False, True]


# --- ways back -----------------------------------------------------------------------------------


def test_a_code_on_paper_works_once_and_the_owner_hears_of_it(enrolled, mailoutbox):
    mailoutbox.clear()
    enrolled.gives_code(enrolled.codes[3])
    assert "zbývá 7" in enrolled.client.get("/admin/").text and enrolled.is_in()
    assert "zbývá 7" in mailoutbox[0].body
    other = Client()
    enrolled.gives_password(other)
    assert "Kód nesouhlasí" in enrolled.gives_code(enrolled.codes[3], other).text
    assert not enrolled.is_in(other)


def test_codes_on_paper_are_another_person_s_no_more_than_a_password_is(enrolled, administrator):
    strange = recovery.make(administrator)
    enrolled.gives_code(strange[0])
    assert not enrolled.is_in()


def test_new_codes_replace_the_old_ones_and_need_a_code(enrolled):
    enrolled.gives_code(enrolled.codes[0])
    client = enrolled.client
    assert "Kód nesouhlasí" in client.post(OWN + "zalozni-kody/", {"code": WRONG}).text
    Phone.objects.update(throttling_failure_count=0)
    answer = client.post(OWN + "zalozni-kody/", {"code": enrolled.codes[1]})
    new = ON_PAPER.findall(answer.text)
    assert len(new) == 8 and not set(new) & set(enrolled.codes)
    client.post("/admin/logout/")
    enrolled.gives_password()
    enrolled.gives_code(enrolled.codes[2])
    assert not enrolled.is_in()


def test_another_telephone_needs_a_code_of_the_first_and_is_enrolled_at_once(enrolled):
    enrolled.gives_code(enrolled.codes[0])
    enrolled.client.post(OWN + "vypnout/", {"code": WRONG})
    assert Phone.objects.exists()
    Phone.objects.update(throttling_failure_count=0)
    answer = enrolled.client.post(OWN + "vypnout/", {"code": code(enrolled.secret)})
    assert answer["Location"] == ENROL and not enrolled.is_in()
    before = enrolled.secret
    enrolled.enrols()
    assert enrolled.is_in() and enrolled.secret != before


def test_an_editor_switches_it_on_and_off(editor):
    person = Person(editor)
    person.gives_password()
    assert "Zapnout druhý faktor" in person.client.get(OWN).text
    assert len(ON_PAPER.findall(person.enrols().text)) == 8
    elsewhere = Client()
    assert person.gives_password(elsewhere)["Location"].startswith(CODE)
    answer = person.client.post(OWN + "vypnout/", {"code": person.codes[0]}, follow=True)
    assert "Druhý faktor je vypnutý" in answer.text and person.is_in()


def test_an_administrator_takes_a_lost_telephone_away(enrolled, administrator_client, mailoutbox):
    enrolled.gives_code(code(enrolled.secret))
    mailoutbox.clear()
    page = administrator_client.get(f"/admin/accounts/user/{enrolled.user.pk}/change/").text
    address = f"/admin/accounts/user/{enrolled.user.pk}/druhy-faktor/"
    assert address in page
    assert "zavolejte" in administrator_client.get(address).text
    administrator_client.post(address)
    assert not enrolled.is_in(), "all sessions of that person have ended"
    assert enrolled.gives_password()["Location"].startswith(ENROL)
    assert not RecoveryCode.objects.filter(user=enrolled.user).exists()
    assert mailoutbox[0].to == [enrolled.user.email]
    entry = AuditEntry.objects.get(sentence__contains="zrušil správce")
    assert entry.by.username == "spravkyne" and entry.of_account == enrolled.user


def test_nobody_takes_away_their_own_or_an_almighty_one_s(administrator, administrator_client):
    assert administrator_client.post(door(administrator)).status_code == 404
    almighty = User.objects.create_superuser("vsemocny", password=PASSWORD)
    assert administrator_client.post(door(almighty)).status_code == 403
    assert administrator_client.post(door(User(pk=10**9))).status_code == 404


def door(user):
    return f"/admin/accounts/user/{user.pk}/druhy-faktor/"


def test_a_chief_editor_takes_nobody_s_away(enrolled, administrator):
    enrolled.gives_code(code(enrolled.secret))
    assert enrolled.client.get(door(administrator)).status_code == 403
    assert enrolled.client.post(door(administrator)).status_code == 403


def test_the_last_administrator_has_a_command(enrolled, capsys):
    call_command("reset_second_factor", enrolled.user.username)
    assert "nastaví" in capsys.readouterr().out
    assert enrolled.gives_password()["Location"].startswith(ENROL)
    assert AuditEntry.objects.filter(happening=Happening.SECOND_FACTOR, by=None).exists()
    with pytest.raises(CommandError, match="nikdo"):
        call_command("reset_second_factor", "nikdo")


def test_the_secrets_have_no_page_in_the_admin(admin_client, enrolled):
    for address in ("/admin/otp_totp/totpdevice/", "/admin/accounts/phone/"):
        assert admin_client.get(address).status_code == 404
    page = admin_client.get(f"/admin/accounts/user/{enrolled.user.pk}/change/").text
    assert Phone.objects.get().key not in page and enrolled.secret not in page
