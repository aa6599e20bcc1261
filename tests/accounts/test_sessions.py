"""Sessions: seen and ended by their owner, ended by a new password, safe in their cookie."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from nszm_portal.accounts import sessions
from nszm_portal.accounts.models import AuditEntry, Happening, Session
from tests.conftest import PASSWORD, logs_in

pytestmark = pytest.mark.django_db
OWN, END = "/admin/ucet/", "/admin/ucet/ukoncit/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)
MARK = re.compile(r'name="session" value="([0-9a-f]{20})"')


def browser(agent, address="203.0.113.5", username="redaktorka"):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert logs_in(client, username, PASSWORD)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_the_owner_sees_where_they_are_signed_in(editor):
    here = browser(FIREFOX)
    browser(PHONE, "2001:db8::9")
    page = here.get(OWN).text
    assert "Firefox, Windows" in page and "Chrome, Android" in page
    assert "203.0.113.5" in page and "2001:db8::9" in page
    assert page.count("tento prohlížeč") == 1
    assert page.index("tento prohlížeč") < page.index("Chrome, Android"), "this one comes first"
    for row in Session.objects.all():
        assert row.session_key not in page


def test_one_of_them_is_ended(editor):
    here, there, third = browser(FIREFOX), browser(PHONE), browser("curl/8")
    page = here.get(OWN).text
    marked = MARK.findall(page[page.index("Chrome, Android") :])[0]
    answer = here.post(END, {"session": marked}, follow=True)
    assert "Ukončeno přihlášení v prohlížeči Chrome, Android." in answer.text
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    assert AuditEntry.objects.filter(happening=Happening.SESSION, of_account=editor).exists()


def test_all_others_are_ended_at_once(editor, chief_editor):
    here, there, third = browser(FIREFOX), browser(PHONE), browser("curl/8")
    stranger = browser(PHONE, username="sefredaktor")
    here.post(END, {"session": "others"})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, False)
    assert Session.objects.filter(account=chief_editor).exists()
    assert stranger.get("/admin/").status_code == 302  # asked for its second factor


def test_nobody_ends_another_s(editor, make_user):
    make_user("druha", "Autor")
    mine, other = browser(FIREFOX), browser(PHONE, username="druha")
    mark = sessions.mark(Session.objects.get(browser=PHONE))
    for value in (mark, "", "x", Session.objects.get(browser=PHONE).session_key):
        answer = mine.post(END, {"session": value}, follow=True)
        assert "To přihlášení už skončilo." in answer.text
    assert is_in(other)


def test_a_new_password_ends_all_others_and_the_owner_hears_of_it(editor, mailoutbox):
    here, there = browser(FIREFOX), browser(PHONE)
    new = "uplne jiné heslo s mezerami"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/admin/password_change/", fields).status_code == 302
    assert is_in(here) and not is_in(there)
    assert Session.objects.filter(account=editor).count() == 1
    assert mailoutbox[0].subject == "Vaše heslo bylo změněno"
    assert AuditEntry.objects.filter(happening=Happening.PASSWORD, by=editor).exists()


def test_a_password_set_by_an_administrator_ends_all(editor, administrator_client):
    there = browser(PHONE)
    new = "uplne jiné heslo s mezerami"
    address = f"/admin/accounts/user/{editor.pk}/password/"
    sent = {"password1": new, "password2": new, "usable_password": "true"}
    assert administrator_client.post(address, sent).status_code == 302
    assert not is_in(there) and not Session.objects.filter(account=editor).exists()


def test_hashing_the_same_password_anew_ends_nothing(settings, editor, mailoutbox):
    there = browser(PHONE)
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    browser(FIREFOX)
    editor.refresh_from_db()
    assert editor.password.startswith("pbkdf2")
    assert Session.objects.filter(account=editor).count() == 2
    assert mailoutbox == [] and there.get("/").status_code == 200


def test_signing_out_takes_the_session_away(editor):
    here = browser(FIREFOX)
    here.post("/admin/logout/")
    assert not Session.objects.exists() and not is_in(here)


def test_an_account_that_is_deactivated_is_out_at_once(editor):
    here = browser(FIREFOX)
    editor.is_active = False
    editor.save()
    assert not is_in(here)
    assert "Už ne: účet je aktivní." in AuditEntry.objects.values_list("sentence", flat=True)


@pytest.mark.parametrize(
    "agent,words",
    [
        ("", "neznámý prohlížeč"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18 Safari/605.1", "Safari, macOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) CriOS/142 Safari", "Chrome, iPhone"),
    ],
)
def test_a_browser_is_called_as_people_call_it(agent, words):
    assert sessions.browser_in_words(agent) == words


def test_the_cookie_is_kept_from_scripts_and_other_sites(editor):
    cookie = browser(FIREFOX).cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def settings_of(environment):
    """What an installation with that environment is set to."""
    code = (
        "import json; from django.conf import settings as s;"
        "print(json.dumps({'secure': s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE,"
        "'hsts': s.SECURE_HSTS_SECONDS, 'closed': s.ONLY_FOR_THIS_MACHINE}))"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "nszm_portal.settings"} | environment
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code]
    return json.loads(subprocess.run(command, env=env, cwd=root, capture_output=True).stdout)


def test_over_https_the_cookies_go_nowhere_else():
    found = settings_of({"SITE_URL": "https://portal.example"})
    assert found["secure"] and found["hsts"] > 0
