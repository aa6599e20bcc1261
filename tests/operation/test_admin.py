"""Stav portálu: what an administrator reads there while something is wrong."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from nszm_portal.operation import health, jobs
from nszm_portal.operation.asking import Outcome, State
from nszm_portal.operation.models import Result, Run, Verified

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/operation/run/"
FINE = "Všechno je v pořádku."


@pytest.fixture
def in_order():
    """Every job ran a minute ago, and a backup was verified."""
    at = timezone.now() - timedelta(minutes=1)
    for job in jobs.ALL:
        Run.objects.create(job=job.name, started_at=at, ended_at=at, result=Result.DONE)
    Verified.objects.create(at=at, made_at=at, file="a.tar", rows=1, files=1)


def said(client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>|\s+", " ", answer.text)


def mail(minutes_ago, status):
    email = Email.objects.create(from_email="a@example.org", status=status)
    Email.objects.update(created=timezone.now() - timedelta(minutes=minutes_ago))
    return email


def test_all_is_green(administrator_client, in_order):
    mail(3, STATUS.queued)
    text = said(administrator_client)
    assert FINE in text and "Čeká 1 zpráva" in text
    assert "Stav portálu:" not in administrator_client.get("/admin/").text


def test_timers_that_nobody_has_turned_on(administrator_client):
    text = said(administrator_client)
    assert "Na serveru neběží časovače." in text and "deploy/README.md" in text
    assert "Žádná záloha nebyla zkušebně obnovena." in text
    desk = administrator_client.get("/admin/").text
    assert "Stav portálu: 2 věci potřebují pozornost" in desk and f'href="{ADDRESS}"' in desk


def test_jobs_that_failed_are_late_or_missing(administrator_client, in_order):
    now = timezone.now()
    Run.objects.create(job="backup", started_at=now, result=Result.FAILED, said="Není místo.")
    Run.objects.filter(job="check_links").update(started_at=now - timedelta(days=9))
    Run.objects.filter(job="purge").delete()
    text = said(administrator_client)
    assert "se nepodařilo." in text and "Není místo." in text
    assert "spusťte manage.py backup." in text
    assert "Kontrola odkazů: naposledy" in text
    assert "Mazání prošlých údajů: ještě nikdy neběželo." in text
    assert FINE not in text


def test_mail_that_does_not_leave(administrator_client, in_order):
    email = mail(40, STATUS.requeued)
    Log.objects.create(email=email, status=STATUS.failed, message="550 jana@example.cz zná jen 1")
    text = said(administrator_client)
    assert "Pošta neodchází: čeká 1 zpráva" in text and "send_queued_mail" in text
    assert "Poštovní server: 550 …@… zná jen 1" in text


def test_mail_that_was_given_up_is_sent_again_by_one_button(administrator_client, in_order):
    email = mail(40, STATUS.failed)
    assert "1 zprávu se nepodařilo odeslat" in said(administrator_client)
    answer = administrator_client.post(ADDRESS, {"action": "requeue"}, follow=True)
    assert "1 zpráva čeká znovu ve frontě." in answer.text
    email.refresh_from_db()
    assert email.status == STATUS.queued


def test_a_part_that_does_not_work(administrator_client, in_order, monkeypatch):
    wrong = [Outcome("cache", State.SILENT, "neodpovídá"), Outcome("disk", State.OK)]
    monkeypatch.setattr(health.ready, "outcomes", lambda: wrong)
    text = said(administrator_client)
    assert "Mezipaměť neodpovídá" in text and "CACHE_URL" in text


@pytest.mark.parametrize("who", ["editor_client", "chief_editor_client", "outsider_client"])
def test_others_do_not_get_there(request, who):
    client = request.getfixturevalue(who)
    assert client.get(ADDRESS).status_code in {302, 403}
    assert client.post(ADDRESS, {"action": "requeue"}).status_code in {302, 403}
