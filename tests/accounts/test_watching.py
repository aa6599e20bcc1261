"""What the audit trail says of accounts and rights, however they are changed."""

import pytest
from django.contrib.auth.models import Group, Permission

from nszm_portal.accounts.models import AuditEntry, Happening, User
from tests.conftest import PASSWORD, logs_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_told_yet")]


def told(**about):
    return list(
        AuditEntry.objects.filter(**about).order_by("pk").values_list("sentence", flat=True)
    )


def change(client, user, **fields):
    data = {"username": user.username, "email": user.email, "is_active": "on", "is_staff": "on"}
    data |= {"groups": [group.pk for group in user.groups.all()]} | fields
    answer = client.post(f"/admin/accounts/user/{user.pk}/change/", data)
    assert answer.status_code == 302
    return answer


def test_a_role_given_in_the_admin_is_told_with_who_gave_it(
    editor, administrator, administrator_client
):
    roles = Group.objects.filter(name__in=["Autor", "Šéfredaktor"])
    change(administrator_client, editor, groups=[role.pk for role in roles])
    entry = AuditEntry.objects.get(happening=Happening.ROLE)
    assert entry.sentence == "Přidáno: role Šéfredaktor."
    assert (entry.by, entry.of_account) == (administrator, editor)
    change(administrator_client, editor, groups=[])
    assert set(told(happening="role")[1:]) == {
        "Odebráno: role Autor.",
        "Odebráno: role Šéfredaktor.",
    }


def test_each_way_of_giving_rights_is_told(editor):
    permission = Permission.objects.get(codename="publish_article")
    editor.user_permissions.add(permission)
    permission.user_set.remove(editor)
    Group.objects.get(name="Správce").user_set.add(editor)
    editor.groups.clear()
    editor.is_superuser = True
    editor.save()
    rows = told(happening="role", of_account=editor)
    assert rows[0].startswith("Přidáno: oprávnění") and rows[1].startswith("Odebráno: oprávnění")
    assert rows[2] == "Přidáno: role Správce."
    assert set(rows[3:5]) == {"Odebráno: role Autor.", "Odebráno: role Správce."}
    assert rows[5] == "Nově: smí všechno."


def test_an_account_made_changed_and_deleted_is_told(editor, administrator_client):
    change(administrator_client, editor, email="nova@example.org", is_active="")
    assert set(told(of_account=editor)) == {"Změněno: e-mail.", "Už ne: účet je aktivní."}
    User.objects.create_superuser("vsemocny").delete()
    assert told(of="vsemocny") == ["Založen účet.", *told(of="vsemocny")[1:-1], "Smazán účet."]


def test_signing_in_and_out_is_told_once(editor, client):
    logs_in(client, "redaktorka", "spatne")
    assert logs_in(client, "redaktorka", PASSWORD)
    client.post("/admin/logout/")
    assert told(of_account=editor) == [
        "Chybné heslo nebo uživatelské jméno.",
        "Přihlášení heslem.",
        "Odhlášení.",
    ]


def test_what_changes_nothing_is_not_told(editor):
    editor.save()
    editor.groups.add(Group.objects.get(name="Autor"))
    assert told() == []
