"""The audit trail: what it says of a thing that happened, who reads it, and that it stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nszm_portal.accounts import audit
from nszm_portal.accounts.current import CurrentRequestMiddleware
from nszm_portal.accounts.models import AuditEntry, Happening, NeverChanged, User
from tests.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_told_yet")]
LIST = "/admin/accounts/auditentry/"


def during(rf, user, act, **meta):
    """What `act` gives while a request of somebody is answered."""
    request = rf.post("/", **meta)
    request.user = user
    return CurrentRequestMiddleware(lambda request: act())(request)


def test_an_entry_says_who_did_what_to_whom_and_from_where(rf, administrator, editor):
    entry = during(
        rf,
        administrator,
        lambda: audit.record(Happening.PERSONAL_DATA, "Vypsány osobní údaje.", of=editor),
        REMOTE_ADDR="203.0.113.7",
        HTTP_USER_AGENT="Firefox\0" + "x" * 400,
    )
    entry.refresh_from_db()
    assert entry.by == administrator and entry.by_name == "Ivana Řeháková (spravkyne)"
    assert entry.of_account == editor and entry.of == "Alena Čermáková (redaktorka)"
    assert entry.address == "203.0.113.7"
    assert entry.browser.startswith("Firefoxx") and len(entry.browser) == 255


def test_a_command_writes_without_a_request(editor):
    entry = audit.record(Happening.PERSONAL_DATA, "Vymazány osobní údaje.", of="Jan Novák")
    assert (entry.by, entry.by_name, entry.address) == (None, "", None)
    assert entry.of == "Jan Novák"


@pytest.mark.parametrize("address", ["", "unix:", "neco"])
def test_what_is_no_address_is_left_out(rf, editor, address):
    entry = during(rf, editor, lambda: audit.record("in", "Přihlášení."), REMOTE_ADDR=address)
    entry.refresh_from_db()
    assert entry.address is None


def test_an_entry_can_be_neither_changed_nor_deleted():
    entry = audit.record(Happening.ROLE, "Přidána role Autor.")
    entry.sentence = "Nic se nestalo."
    for act in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(NeverChanged):
            act()
    with pytest.raises(NeverChanged):
        AuditEntry.objects.update(sentence="Nic se nestalo.")
    assert AuditEntry.objects.get().sentence == "Přidána role Autor."


def test_an_entry_outlives_the_account_that_it_tells_of(editor):
    audit.record(Happening.ROLE, "Přidána role Autor.", by=editor, of=editor)
    editor.delete()
    entry = AuditEntry.objects.get(happening=Happening.ROLE)
    assert entry.by is None and entry.by_name == entry.of == "Alena Čermáková (redaktorka)"


def test_a_person_can_be_taken_out_of_the_trail(rf, editor, administrator):
    during(rf, editor, lambda: audit.record("in", "Přihlášení."), REMOTE_ADDR="203.0.113.7")
    audit.record(Happening.ROLE, "Přidána role Autor.", by=administrator, of=editor)
    assert audit.about(editor).count() == 2
    assert audit.forget_person(editor) == 2
    told = list(AuditEntry.objects.order_by("pk").values_list("by_name", "of", "address"))
    name = f"osoba č. {editor.pk}"
    assert told == [(name, "", None), ("Ivana Řeháková (spravkyne)", name, None)]


def test_what_is_too_old_goes():
    audit.record(Happening.ROLE, "Nové.")
    old = AuditEntry(happening="role", sentence="Staré.", at=timezone.now() - timedelta(days=800))
    old.save()
    assert audit.expire() == 1
    assert AuditEntry.objects.get().sentence == "Nové."


def test_an_administrator_reads_and_searches_it(administrator_client, editor):
    audit.record(Happening.ROLE, "Přidána role Autor.", of=editor)
    audit.record(Happening.PASSWORD, "Heslo změněno.", of=editor)
    assert "Přidána role Autor." in administrator_client.get(LIST).text
    found = administrator_client.get(f"{LIST}?q=heslo&happening__exact=password").text
    assert "Heslo změněno." in found and "Přidána role" not in found
    page = administrator_client.get(f"{LIST}{AuditEntry.objects.first().pk}/change/").text
    assert "Alena Čermáková" in page and 'name="_save"' not in page


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_changes_it_in_the_admin(client, administrator, superuser):
    User.objects.filter(pk=administrator.pk).update(is_superuser=superuser)
    signed_in(administrator, client)
    entry = audit.record(Happening.PERSONAL_DATA, "Vypsány osobní údaje.")
    fields = {"sentence": "Nic se nestalo.", "happening": "role"}
    assert client.post(f"{LIST}{entry.pk}/change/", fields).status_code == 403
    assert client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}add/", fields).status_code == 403
    deletion = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(LIST, deletion)
    assert AuditEntry.objects.get(pk=entry.pk).sentence == "Vypsány osobní údaje."


def test_an_editor_does_not_read_it(chief_editor_client, editor_client):
    for client in (chief_editor_client, editor_client):
        assert client.get(LIST).status_code == 403
