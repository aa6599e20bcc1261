"""Accounts of the demonstration are told of where a stranger could use them."""

import pytest
from django.core.management import call_command

from nszm_portal.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(editor):
    User.objects.filter(pk=editor.pk).update(is_demonstration=True)


def checked(capsys):
    # A browser that another test opened leaves a setting behind that is an error of its own.
    call_command("check", deploy=True, fail_level="CRITICAL")
    return capsys.readouterr().err


def test_check_deploy_names_them(demonstration, capsys):
    assert "(accounts.W001) V databázi jsou účty ukázky: redaktorka." in checked(capsys)


def test_check_deploy_is_quiet_about_real_accounts(editor, capsys):
    assert "accounts.W001" not in checked(capsys)


@pytest.mark.parametrize("closed", [True, False])
def test_the_desk_tells_who_can_mend_it(
    settings, demonstration, administrator_client, editor_client, closed
):
    settings.ONLY_FOR_THIS_MACHINE = closed
    said = "Jsou tu účty ukázky (redaktorka)"
    assert (said in administrator_client.get("/admin/").text) != closed
    assert said not in editor_client.get("/admin/").text


def test_a_name_for_others_opens_no_exception():
    """The mark alone is not enough: a portal with a name of its own asks everybody."""
    from tests.accounts.test_sessions import settings_of

    assert settings_of({"SITE_URL": "https://portal.example"})["closed"] is False
    assert settings_of({"SITE_URL": "http://127.0.0.1:8000"})["closed"] is True
    names = "127.0.0.1,portal.example"
    assert settings_of({"ALLOWED_HOSTS": names})["closed"] is False
