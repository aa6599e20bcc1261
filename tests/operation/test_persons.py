"""What is kept of one person is shown whole, and taken away but for texts."""

import io
import json
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db.models import CharField, JSONField, TextField
from django.http import QueryDict
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from nszm_portal.accounts import audit, throttle
from nszm_portal.accounts.models import AuditEntry, Happening, Session, User
from nszm_portal.operation import persons
from nszm_portal.operation.models import Run
from nszm_portal.publishing import copies, history
from nszm_portal.publishing.models import Deed, WorkingCopy
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, bring_to

pytestmark = pytest.mark.django_db
ADDRESS = "alena.c@example.org"
NEAR = "x-alena.c@example.org"


@pytest.fixture
def person(make_user):
    return make_user("alenka", "Autor", email=ADDRESS, first_name="Alena", last_name="Čermáková")


def typed(name):
    """What the count of attempts knows of a name that somebody typed."""
    return throttle.account(None, {"username": name})


@pytest.fixture
def traces(person, administrator, client):
    """Everything that the portal may keep of somebody who has worked with it."""
    client.force_login(person)
    client.get("/admin/")
    article = ArticleFactory(
        title="Její text", created_by=person, lead=f"Pište na {ADDRESS}.", byline="Alena Č."
    )
    history.record(
        article, deed=Deed.CHANGED, sentence="Uložila Alena Čermáková (alenka).", by=person
    )
    article.lead = "Pište nám."
    article.save()
    bring_to(article, Phase.VISIBLE)
    copies.keep("article", None, person, QueryDict(f"title=Rozepsané&lead={ADDRESS}"))
    to_her = Email.objects.create(from_email="p@example.org", to=[ADDRESS], status=STATUS.sent)
    Log.objects.create(email=to_her, status=STATUS.sent, message="")
    Email.objects.create(
        from_email="p@example.org", to=["n@example.org"], headers={"Reply-To": ADDRESS}
    )
    Email.objects.create(from_email="p@example.org", to=[NEAR], message="Text")
    tried = {"ip_address": "203.0.113.7", "user_agent": "Firefox"}
    AccessAttempt.objects.create(username=typed("Alenka"), failures_since_start=1, **tried)
    AccessFailureLog.objects.create(username=typed(ADDRESS.upper()), **tried)
    LogEntry.objects.create(
        user=administrator,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk),
        object_repr=str(person),
        action_flag=CHANGE,
    )
    audit.record(Happening.ACCOUNT, "Účet byl založen.", by=administrator, of=person)
    audit.record(Happening.PUBLICATION, "Text byl zveřejněn.", by=person, of=article)
    return article


def everything() -> str:
    """Every text that any table holds."""
    found = []
    for model in apps.get_models():
        names = [
            each.name
            for each in model._meta.fields
            if isinstance(each, CharField | TextField | JSONField)
        ]
        if names and model._meta.managed and not model._meta.proxy:
            found += [str(row) for row in model._base_manager.values_list(*names)]
    return "\n".join(found)


def shown(address) -> dict:
    said = io.StringIO()
    call_command("show_person", address, stdout=said)
    return json.loads(said.getvalue())


def erase(address, *options) -> str:
    said = io.StringIO()
    call_command("erase_person", address, "--yes", *options, stdout=said)
    return said.getvalue()


# --- shown -------------------------------------------------------------------------------------


def test_all_that_is_kept_is_shown_and_no_secret(traces, person):
    found = shown(ADDRESS.upper())
    assert found["účet"]["username"] == "alenka" and found["role"] == ["Autor"]
    belongs = found["k účtu patří"]
    assert belongs["news.Article.created_by"][0]["title"] == "Její text"
    assert belongs["publishing.WorkingCopy.author"] and belongs["accounts.Session.account"]
    assert belongs["reversion.Revision.user"][0]["comment"].startswith("Uložila")
    assert len(found["pokusy o přihlášení"]) == 2
    assert len(found["záznamy o dění"]) >= 2
    mentions = found["zmínky"]
    assert len(mentions["post_office.Email"]) == 2
    assert "reversion.Version" in mentions
    told = json.dumps(found)
    assert person.password not in told and Session.objects.get().session_key not in told
    assert NEAR not in told


def test_of_a_stranger_nothing_is_kept(traces):
    found = shown("nikdo@example.org")
    assert found["účet"] is None and found["zmínky"] == {}


# --- taken away --------------------------------------------------------------------------------


def test_nothing_is_left_but_the_texts(traces, person):
    said = erase(ADDRESS)
    assert "dopisy 2" in said and "pokusy o přihlášení 2" in said
    kept = everything()
    assert NEAR in kept, "the letters of another stay"
    kept = kept.replace(NEAR, "")
    for word in ("alenka", "Čermáková", ADDRESS, "203.0.113.7"):
        assert word not in kept, word
    person.refresh_from_db()
    assert person.get_full_name() == "bývalý redaktor"
    assert not (person.is_active or person.is_staff or person.groups.exists())
    assert not person.has_usable_password()
    assert not Session.objects.exists()


def test_texts_and_their_history_stay_readable(traces, person, chief_editor_client):
    erase(ADDRESS)
    traces.refresh_from_db()
    assert (traces.title, traces.created_by) == ("Její text", person)
    page = chief_editor_client.get(f"/admin/news/article/{traces.pk}/history/")
    assert "bývalý redaktor" in page.text and "Čermáková" not in page.text
    first = history.read(history.last_step(traces))
    assert persons.REMOVED in first.fields["lead"]
    assert WorkingCopy.objects.get().data
    assert chief_editor_client.get("/admin/").status_code == 200


def test_it_is_recorded_without_the_name(traces, person):
    erase(ADDRESS)
    entry = AuditEntry.objects.filter(happening=Happening.PERSONAL_DATA).get()
    assert entry.of == f"osoba č. {person.pk}"
    assert AuditEntry.objects.filter(sentence="Text byl zveřejněn.").exists()


def test_public_texts_with_the_address_are_told_and_left(person):
    article = ArticleFactory(title="Kontakt", lead=f"Pište na {ADDRESS}.")
    assert "Kontakt" in erase(ADDRESS)
    article.refresh_from_db()
    assert ADDRESS in article.lead


def test_a_reader_has_no_account_but_letters():
    Email.objects.create(from_email="p@example.org", to=["n@example.org"], message=f"Od: {ADDRESS}")
    assert "dopisy 1" in erase(ADDRESS)
    assert not Email.objects.exists()
    assert "nic, o této adrese nic nevedeme" in erase(ADDRESS)


def test_the_same_twice_does_no_harm(traces):
    erase(ADDRESS)
    assert "nic nevedeme" in erase(ADDRESS)


def test_the_last_administrator_stays(administrator):
    with pytest.raises(CommandError, match="poslední správce"):
        erase(administrator.email)
    administrator.refresh_from_db()
    assert administrator.is_active and administrator.email


def test_nobody_is_erased_without_being_asked(traces, person):
    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_person", ADDRESS)
    with pytest.raises(CommandError, match="e-mailové adresy"):
        erase("alenka")
    person.refresh_from_db()
    assert person.email == ADDRESS


# --- what is kept for a time -------------------------------------------------------------------


def letter(days, status):
    email = Email.objects.create(from_email="p@example.org", status=status)
    Email.objects.filter(pk=email.pk).update(created=timezone.now() - timedelta(days=days))
    return email.pk


def test_what_has_been_kept_long_enough_is_deleted():
    old = [letter(31, STATUS.sent), letter(91, STATUS.failed), letter(91, STATUS.queued)]
    young = [letter(29, STATUS.sent), letter(89, STATUS.failed), letter(1, STATUS.queued)]
    for days in (31, 29):
        tried = AccessFailureLog.objects.create(username="a", user_agent="b")
        at = timezone.now() - timedelta(days=days)
        AccessFailureLog.objects.filter(pk=tried.pk).update(attempt_time=at)
    call_command("purge", verbosity=0)
    assert set(Email.objects.values_list("pk", flat=True)) == set(young)
    assert not Email.objects.filter(pk__in=old).exists()
    assert AccessFailureLog.objects.count() == 1
    assert Run.objects.get().job == "purge"
