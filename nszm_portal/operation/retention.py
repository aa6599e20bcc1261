"""What is kept for a time only, and how long; docs/personal-data.md tells why."""

from collections.abc import Callable
from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.utils import timezone
from post_office.models import STATUS, Attachment, Email

from nszm_portal.accounts import audit
from nszm_portal.operation import visits

SENT_FOR = timedelta(days=30)  # letters, reports of readers among them
UNSENT_FOR = timedelta(days=90)
ATTEMPTS_FOR = timedelta(days=30)


def letters() -> int:
    now = timezone.now()
    sent = Email.objects.filter(status=STATUS.sent, created__lt=now - SENT_FOR)
    other = Email.objects.exclude(status=STATUS.sent).filter(created__lt=now - UNSENT_FOR)
    count = sent.count() + other.count()
    sent.delete()
    other.delete()
    for attachment in Attachment.objects.filter(emails=None):
        attachment.delete()
    return count


def attempts() -> int:
    before = timezone.now() - ATTEMPTS_FOR
    models = (AccessAttempt, AccessFailureLog, AccessLog)
    rows = [model.objects.filter(attempt_time__lt=before) for model in models]
    return sum(each.delete()[0] for each in rows)


RULES: dict[str, Callable[[], int]] = {
    "odeslané a neodeslané dopisy": letters,
    "pokusy o přihlášení": attempts,
    "záznamy o dění": audit.expire,
    "počty zobrazení": visits.forget,
}


def purge() -> dict[str, int]:
    """Deletes what has been kept long enough; how many rows of each."""
    return {name: rule() for name, rule in RULES.items()}
