"""What is recorded of the jobs that timers start, and when one of them is overdue."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from post_office.models import STATUS, Email

from nszm_portal.operation import jobs, runs
from nszm_portal.operation.locks import only_one
from nszm_portal.operation.models import Result, Run

pytestmark = pytest.mark.django_db


def ran(name, days_ago: float, result=Result.DONE):
    at = timezone.now() - timedelta(days=days_ago)
    return Run.objects.create(job=name, started_at=at, ended_at=at, result=result)


def test_a_command_of_a_library_is_recorded():
    call_command("clearsessions")
    run = Run.objects.get()
    assert (run.job, run.result, run.said) == ("clearsessions", Result.DONE, "")
    assert run.started_at <= run.ended_at <= timezone.now()


@pytest.mark.django_db(transaction=True)  # it closes the connection
def test_the_queue_of_mail_is_emptied_and_recorded(settings):
    settings.EMAIL_BACKEND = "nszm_portal.operation.mail.QueuedMail"
    send_mail("Předmět", "Text", None, ["a@example.org"])
    call_command("send_queued_mail")
    assert Email.objects.get().status == STATUS.sent
    assert Run.objects.get(job="send_queued_mail").result == Result.DONE


def test_why_it_failed_is_recorded_without_persons(tmp_path):
    with pytest.raises(CommandError):
        call_command("backup", str(tmp_path / "jana@example.cz" / "a.tar"), verbosity=0)
    run = Run.objects.get()
    assert (run.job, run.result) == ("backup", Result.FAILED)
    assert "taková složka" in run.said and "jana" not in run.said


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["clearsessions", "send_queued_mail"])
def test_a_second_one_at_the_same_time_does_nothing(name):
    said = io.StringIO()
    with only_one(name) as alone, only_one("another") as other:
        assert alone and other
        call_command(name, stderr=said)
        assert "už běží" in said.getvalue()
        assert not Run.objects.exists()
    call_command(name)
    assert Run.objects.count() == 1


def test_one_that_was_killed_is_told_as_failed_by_the_next():
    killed = ran("clearsessions", 0.1, Result.RUNNING)
    other = ran("purge", 0.1, Result.RUNNING)
    call_command("clearsessions")
    killed.refresh_from_db()
    other.refresh_from_db()
    assert killed.result == Result.FAILED and "bez zprávy" in killed.said
    assert other.result == Result.RUNNING


def test_the_record_stays_short_and_keeps_the_last_success():
    success = ran("clearsessions", 90)
    for number in range(runs.KEPT + 5):
        ran("clearsessions", 80 - number / 100, Result.FAILED)
    ran("purge", 90)
    with runs.recording("clearsessions"):
        pass
    assert Run.objects.filter(job="clearsessions").count() == runs.KEPT + 1
    assert Run.objects.filter(pk=success.pk).exists()
    assert Run.objects.filter(job="purge").exists()


def test_a_record_that_cannot_be_written_does_not_stop_the_job():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE operation_run RENAME TO operation_away")
    done = []
    with runs.recording("backup"):
        done.append(1)
    assert done


# --- overdue -----------------------------------------------------------------------------------


def test_what_never_ran_is_not_overdue():
    assert runs.overdue() == ""
    assert [each.job for each in runs.standings()] == jobs.ALL


def test_what_ran_once_and_then_did_not_is():
    ran("send_queued_mail", 0.005)
    ran("check_links", 4)
    ran("check_links", 0.1, Result.FAILED)
    assert runs.overdue() == "check_links"
    ran("check_links", 0.2)
    assert runs.overdue() == ""


def test_what_has_only_failed_is_overdue_after_as_long():
    ran("purge", 2, Result.FAILED)
    assert runs.overdue() == ""
    ran("purge", 4, Result.FAILED)
    assert runs.overdue() == "purge"


def test_a_clock_that_jumped_back_does_not_hide_it():
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        call_command("clearsessions")
    assert runs.overdue() == "clearsessions"
