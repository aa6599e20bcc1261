"""Tells the audit trail who let a publication out or took it away.

Only what a person does by a request: an import or a command is told by whoever runs it. What the
publication held is in its history.
"""

from django.utils import timezone

from nszm_portal.accounts import audit, current
from nszm_portal.accounts.models import Happening
from nszm_portal.czech.dates import moment
from nszm_portal.publishing import signals


def connect() -> None:
    told = {
        signals.published: _published,
        signals.changed: _changed,
        signals.withdrawn: _withdrawn,
    }
    for signal, receiver in told.items():
        signal.connect(receiver, dispatch_uid="publishing.audited")


def _published(sender, publication, **kwargs):
    at = publication.publish_at
    later = at and at > timezone.now()
    _tell(publication, f"Zveřejnění naplánováno na {moment(at)}." if later else "Zveřejněno.")


def _changed(sender, publication, **kwargs):
    _tell(publication, "Zveřejněna změna.")


def _withdrawn(sender, publication, **kwargs):
    _tell(publication, "Staženo z webu.")


def _tell(publication, sentence):
    if current.user():
        of = f"{publication._meta.verbose_name} „{publication.title}“"
        audit.record(Happening.PUBLICATION, sentence, of=of)
