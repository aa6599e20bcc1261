"""The audit trail: what was done with accounts, rights, publications and personal data.

Any room writes to it by `record`, in the transaction of what it tells; nobody changes it. What a
publication held, and its every save, is in its history; here is who let it out.
"""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from nszm_portal.accounts import current
from nszm_portal.accounts.models import AuditEntry, Happening, User

KEPT = timedelta(days=2 * 365)
_NAME = 255  # letters of a name or a browser; longer ones are cut


def record(happening: Happening, sentence: str, *, by=None, of=None) -> AuditEntry:
    """Writes one thing that happened.

    `sentence` says it in Czech, without who did it; no secret belongs in it. `by` is who did it:
    without it who is signed in, or nobody. `of` is whom or what it was done to: a row or its name.
    The address and the browser are those of the request being answered.
    """
    request = current.request()
    by = by or current.user()
    browser = request.META.get("HTTP_USER_AGENT", "") if request else ""
    return AuditEntry.objects.create(
        happening=happening,
        sentence=sentence,
        by=by,
        by_name=name_of(by)[:_NAME] if by else "",
        of=(name_of(of) if isinstance(of, User) else str(of or ""))[:_NAME],
        of_account=of if isinstance(of, User) else None,
        address=current.address(request),
        browser=browser.replace("\0", "")[:_NAME],
    )


def name_of(user: User) -> str:
    """As "Alena Čermáková (redaktorka)"."""
    full = user.get_full_name()
    return f"{full} ({user.username})" if full else user.username


def about(user: User) -> models.QuerySet:
    """All that the trail says of a person: what they did and what was done to their account."""
    return AuditEntry.objects.filter(models.Q(by=user) | models.Q(of_account=user))


def forget_person(user: User) -> int:
    """Takes a person's name, address and browser out of the trail; what happened stays told.

    Returns how many entries that concerned.
    """
    name = f"osoba č. {user.pk}"
    rows = models.QuerySet(AuditEntry)
    done = rows.filter(by=user).update(by_name=name, address=None, browser="")
    return done + rows.filter(of_account=user).update(of=name, address=None, browser="")


def expire(*, before=None) -> int:
    """Deletes entries older than KEPT, or from before a moment; returns how many."""
    before = before or timezone.now() - KEPT
    return models.QuerySet(AuditEntry).filter(at__lt=before).delete()[0]
