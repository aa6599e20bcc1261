from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from news.models import Article
from nszm_portal.accounts.models import User
from nszm_portal.demonstration.management.commands import demo_content
from tests.conftest import logs_in

PASSWORD = "zaseda-komise-v-utery"


@pytest.fixture
def run(db, small_pictures, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    def run(*arguments):
        out = StringIO()
        call_command("demo_content", *arguments, stdout=out)
        return out.getvalue()

    return run


def test_it_refuses_a_database_that_is_not_the_default_one(run):
    with pytest.raises(CommandError, match="--force"):
        run()
    assert not Article.objects.exists()


def test_it_takes_the_default_one(run, monkeypatch, settings):
    from django.db import connection

    monkeypatch.setitem(connection.settings_dict, "NAME", settings.VAR / "portal.sqlite3")
    assert demo_content.is_default_database() == (connection.vendor == "sqlite")


def test_it_says_what_it_added_and_then_that_nothing_is_missing(run):
    assert "aktualit" in run("--force")
    assert run("--force") == "Ukázka: není co doplnit.\n"


def test_it_prints_a_generated_password_that_signs_in(run, client):
    lines = run("--force").splitlines()
    shown = [line for line in lines if line.startswith("Účet redaktorka")]
    password = shown[0].rpartition(" ")[2]
    assert len(password) >= 12
    assert logs_in(client, "redaktorka", password)


def test_it_takes_the_password_from_the_environment(run, client, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    run("--force")
    for username in ("redaktorka", "sefredaktor", "spravce"):
        assert logs_in(client, username, PASSWORD)


def test_it_refuses_a_weak_password_before_it_makes_anything(run, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "heslo")
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        run("--force")
    assert not User.objects.exists()


def test_it_never_resets_a_password(run, client, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    run("--force")
    monkeypatch.setenv("DEMO_PASSWORD", "jine-dlouhe-heslo-7")
    assert "heslo" not in run("--force")
    assert logs_in(client, "spravce", PASSWORD)


def test_it_neither_changes_nor_prints_an_account_that_was_there(run, editor):
    """The cast's editor has the same name as the demonstration's."""
    before = editor.password
    shown = run("--force")
    editor.refresh_from_db()
    assert editor.password == before
    assert "Účet redaktorka" not in shown and "Účet spravce" in shown


def test_each_account_has_its_role(run):
    run("--force")
    roles = {user.username: user.groups.get().name for user in User.objects.all()}
    assert roles == {"redaktorka": "Autor", "sefredaktor": "Šéfredaktor", "spravce": "Správce"}
    assert not User.objects.filter(is_superuser=True) and all(
        user.is_staff for user in User.objects.all()
    )
