"""Records when each job ran and how it ended, and tells which has not for too long.

A record is never worth the job: where it cannot be written, the job goes on.
"""

import functools
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from nszm_portal.operation import jobs
from nszm_portal.operation.jobs import Job
from nszm_portal.operation.locks import only_one
from nszm_portal.operation.logs import impersonal
from nszm_portal.operation.models import Result, Run

KEPT = 50  # runs of each job, and the last that succeeded
LONGEST = timedelta(hours=12)  # what has not ended by then never will
logger = logging.getLogger(__name__)


def recorded(name: str) -> Callable:
    """Decorates a command's `handle`: it is recorded, and does nothing while another one runs."""

    def decorate(handle):
        @functools.wraps(handle)
        def run(self, *args, **options):
            with only_one(name) as alone:
                if not alone:
                    self.stderr.write(f"Příkaz {name} už běží, druhý není potřeba.")
                    return None
                _bury(name, timezone.now())
                with recording(name):
                    return handle(self, *args, **options)

        return run

    return decorate


@contextmanager
def recording(name: str) -> Iterator[None]:
    """Around the work of a job: its start, its end, and the error that ended it."""
    with _forgiving():
        _bury(name, timezone.now() - LONGEST)
    run = _begin(name)
    try:
        yield
    except BaseException as error:  # an operator's Ctrl+C ends the job as well
        _end(run, Result.FAILED, impersonal(f"{error}" or type(error).__name__))
        raise
    _end(run, Result.DONE)


def _begin(name: str) -> Run | None:
    with _forgiving():
        run = Run.objects.create(job=name, started_at=timezone.now(), host=socket.gethostname())
        last = Run.objects.filter(job=name, result=Result.DONE).values_list("pk", flat=True).first()
        newest = Run.objects.filter(job=name).values_list("pk", flat=True)[:KEPT]
        Run.objects.filter(job=name).exclude(pk__in=[*newest, last]).delete()
        return run
    return None


def _end(run: Run | None, result: Result, said: str = "") -> None:
    if run is None:
        return
    with _forgiving():
        # Not `save()`, which would bring a row back that is gone meanwhile.
        Run.objects.filter(pk=run.pk).update(
            ended_at=timezone.now(),
            result=result,
            said=said[: Run._meta.get_field("said").max_length],
        )


def _bury(name: str, before: datetime) -> None:
    """What was killed has not said that it ended."""
    with _forgiving():
        Run.objects.filter(job=name, result=Result.RUNNING, started_at__lt=before).update(
            result=Result.FAILED, said="Skončil bez zprávy; někdo ho zastavil, nebo server."
        )


@contextmanager
def _forgiving() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        logger.warning("A job's run is not recorded: %s", error)


# --- questions -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """How a job is: `first` None where it never ran, `done` None where it never succeeded."""

    job: Job
    first: datetime | None
    done: datetime | None
    last: Run | None

    def is_overdue(self, now: datetime) -> bool:
        """Whether the last success is too long ago, or in a future that a wrong clock made."""
        since = self.done or self.first
        return since is not None and abs(now - since) > self.job.late

    @property
    def has_failed(self) -> bool:
        return self.last is not None and self.last.result == Result.FAILED


def standings() -> list[Standing]:
    """Each job with its runs; two queries."""
    found = (
        Run.objects.order_by()
        .values("job")
        .annotate(
            first=Min("started_at"),
            done=Max("started_at", filter=Q(result=Result.DONE)),
            last=Max("pk"),
        )
    )
    by_job = {row["job"]: row for row in found}
    last = Run.objects.in_bulk([row["last"] for row in found])
    return [
        Standing(job, row["first"], row["done"], last.get(row["last"]))
        if (row := by_job.get(job.name))
        else Standing(job, None, None, None)
        for job in jobs.ALL
    ]


def overdue() -> str:
    """For `/readyz`: the jobs that ran once and now do not; what never ran is not used here."""
    now = timezone.now()
    return ", ".join(each.job.name for each in standings() if each.is_overdue(now))
