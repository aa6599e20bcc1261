"""Accounts: roles made by code, log-in, a forgotten password, and what is refused."""

import re
from pathlib import Path

import django
import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management import call_command
from django.utils.translation import trans_real
from post_office.models import STATUS, Email

from nszm_portal.accounts import roles
from nszm_portal.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queue(settings):
    """Django's test runner takes the queue away; here it is what is tested."""
    settings.EMAIL_BACKEND = "post_office.EmailBackend"


def permissions(role):
    rows = Permission.objects.filter(group__name=role)
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows.select_related()}


def test_roles_may_what_rooms_declare():
    assert "news.publish_article" not in permissions(roles.AUTHOR)
    assert "news.add_article" in permissions(roles.AUTHOR)
    assert "news.publish_article" in permissions(roles.CHIEF_EDITOR)
    assert "accounts.change_user" not in permissions(roles.CHIEF_EDITOR)
    assert "accounts.change_user" in permissions(roles.ADMINISTRATOR)


def test_a_repeated_migration_mends_a_role_and_leaves_other_groups():
    author = Group.objects.get(name=roles.AUTHOR)
    other = Group.objects.create(name="Praktikanti")
    publish = Permission.objects.get(codename="publish_article")
    author.permissions.set([publish])
    other.permissions.set([publish])
    call_command("migrate", verbosity=0)
    assert "news.add_article" in permissions(roles.AUTHOR)
    assert "news.publish_article" not in permissions(roles.AUTHOR)
    assert permissions("Praktikanti") == {"news.publish_article"}


def test_logging_in_leads_to_the_editors_place(client, editor):
    page = client.get("/admin/", follow=True)
    assert 'href="/admin/heslo/"' in page.text
    answer = client.post(
        "/admin/login/?next=/admin/", {"username": "redaktorka", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert "Obsah" in client.get("/admin/").text


def test_a_wrong_password_gets_a_sentence(client, editor):
    answer = client.post("/admin/login/", {"username": "redaktorka", "password": "spatne"})
    assert answer.status_code == 200
    assert "errornote" in answer.text


def test_somebody_without_a_role_does_not_get_in(client, outsider):
    answer = client.post("/admin/login/", {"username": "cizi", "password": PASSWORD})
    assert answer.status_code == 200
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db(transaction=True)  # the sender closes its connections
def test_a_forgotten_password_goes_through_the_queue(client, editor):
    answer = client.post("/admin/heslo/", {"email": editor.email}, follow=True)
    assert answer.status_code == 200
    queued = Email.objects.get()
    assert queued.status == STATUS.queued and queued.to == [editor.email]
    assert mail.outbox == []
    call_command("send_queued_mail")
    (message,) = mail.outbox
    assert "heslo" in message.body.lower()
    address = re.search(r"https?://[^/]+(/admin/heslo/\S+)", message.body).group(1)
    form = client.get(address, follow=True)
    new = "nove-dlouhe-heslo-7"
    target = form.redirect_chain[-1][0]
    done = client.post(target, {"new_password1": new, "new_password2": new}, follow=True)
    assert done.status_code == 200
    sent = {"username": "redaktorka", "password": new}
    assert client.post("/admin/login/", sent).status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, editor):
    known = client.post("/admin/heslo/", {"email": editor.email}, follow=True)
    unknown = client.post("/admin/heslo/", {"email": "nikdo@example.org"}, follow=True)
    assert known.text == unknown.text
    assert Email.objects.count() == 1


def test_a_reset_address_works_once(client, editor):
    client.post("/admin/heslo/", {"email": editor.email})
    body = Email.objects.get().message
    address = re.search(r"https?://[^/]+(/admin/heslo/\S+)", body).group(1)
    target = client.get(address, follow=True).redirect_chain[-1][0]
    new = "nove-dlouhe-heslo-7"
    client.post(target, {"new_password1": new, "new_password2": new})
    assert "new_password1" not in client.get(address, follow=True).text


@pytest.mark.parametrize("password", ["kratke", "redaktorka12", "administrator"])
def test_a_weak_password_is_refused_with_a_sentence(client, editor, password):
    client.force_login(editor)
    fields = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    answer = client.post("/admin/password_change/", fields)
    assert answer.status_code == 200
    assert "errorlist" in answer.text


def test_two_accounts_cannot_share_an_address(editor, administrator_client):
    fields = {
        "username": "druha",
        "email": editor.email.upper(),
        "password1": "dlouhe-dost-heslo",
        "password2": "dlouhe-dost-heslo",
        "usable_password": "true",
    }
    answer = administrator_client.post("/admin/accounts/user/add/", fields)
    assert "už má jiný účet" in answer.text
    assert not User.objects.filter(username="druha").exists()


def test_an_administrator_cannot_make_anyone_almighty(administrator_client, administrator, editor):
    address = f"/admin/accounts/user/{administrator.pk}/change/"
    fields = {
        "username": administrator.username,
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
    }
    administrator_client.post(address, fields)
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    almighty = User.objects.create_superuser("vsemocny", password=PASSWORD)
    assert (
        administrator_client.post(f"/admin/accounts/user/{almighty.pk}/change/", fields).status_code
        == 403
    )
    assert (
        administrator_client.post(f"/admin/accounts/user/{almighty.pk}/password/", {}).status_code
        == 403
    )


def test_roles_are_shown_and_cannot_be_changed(administrator_client):
    group = Group.objects.get(name=roles.AUTHOR)
    assert administrator_client.get(f"/admin/auth/group/{group.pk}/change/").status_code == 200
    assert administrator_client.post(f"/admin/auth/group/{group.pk}/change/", {}).status_code == 403


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_django_has_not_translated_is_in_our_catalogue(domain):
    """Every sentence of the admin has a Czech one, Django's or ours."""
    english = Path(django.__file__).parent / f"contrib/admin/locale/en/LC_MESSAGES/{domain}.po"
    sentences = re.findall(r'^msgid "(.+)"$', english.read_text(), re.MULTILINE)
    catalogue = trans_real.DjangoTranslation("cs", domain=domain)._catalog
    keys = [key[0] if isinstance(key, tuple) else key for key, _ in catalogue.items()]
    known = {key.rpartition("\x04")[2] for key in keys}  # without what they belong to
    assert len(sentences) > 10
    assert {each.replace('\\"', '"') for each in sentences} - known == set()
