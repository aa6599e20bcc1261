"""The one rule of what the public may see. No view, feed, tag, search or export has another.

A publication is visible from its publish moment until its expiry, while its state is published.
It is gone (410) when the public could once see it and no longer can; what was never public does
not exist for the public (404). Both are computed when asked, from a `now` that Python gives, so a
scheduled publication appears by itself and there is no job that could be late.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class State(models.TextChoices):
    """The live row's state. What is being edited lies beside it and is not a state of it."""

    NEW = "new", "rozepsané"
    PUBLISHED = "published", "zveřejněné"
    WITHDRAWN = "withdrawn", "stažené"


class Phase(models.TextChoices):
    """Where a publication is on its way at a moment: the state together with the clock."""

    DRAFT = "draft", "rozepsané"
    SCHEDULED = "scheduled", "naplánované"
    VISIBLE = "visible", "zveřejněné"
    EXPIRED = "expired", "skončilo"
    WITHDRAWN = "withdrawn", "stažené"


def window(at: datetime) -> Q:
    """The moments at which a published thing is visible: from, included, until, excluded."""
    return Q(publish_at__lte=at) & (Q(expire_at__isnull=True) | Q(expire_at__gt=at))


class PublicationQuerySet(models.QuerySet):
    """Questions to ask of any kind of publication."""

    def visible(self, at: datetime | None = None):
        """What the public may see at the moment `at` (now, unless told)."""
        return self.filter(window(at or timezone.now()), state=State.PUBLISHED)

    def in_phase(self, phase: Phase, at: datetime | None = None):
        """What an editor's list shows under a phase; `Publication.phase()` asked of all rows."""
        at = at or timezone.now()
        published = self.filter(state=State.PUBLISHED)
        return {
            Phase.DRAFT: lambda: self.filter(state=State.NEW),
            Phase.SCHEDULED: lambda: published.filter(publish_at__gt=at),
            Phase.VISIBLE: lambda: self.visible(at),
            Phase.EXPIRED: lambda: published.filter(publish_at__lte=at, expire_at__lte=at),
            Phase.WITHDRAWN: lambda: self.filter(state=State.WITHDRAWN),
        }[phase]()


class EntryQuerySet(models.QuerySet):
    """The same of entries; an entry exists only while its publication's state is published."""

    def visible(self, at: datetime | None = None):
        """What the public may see at the moment `at` (now, unless told)."""
        return self.filter(window(at or timezone.now()))

    def dated(self):
        """Without those whose date is unknown: these never reach home or feeds."""
        # `IN` and not `=`, which Django writes as NOT undated: SQLite's index would not be used.
        return self.filter(undated__in=[False])

    def newest_first(self):
        """The order of every list; what has no date comes after what has one."""
        return self.order_by("undated", "-sort_at", "-object_id")

    def next_moment(self, now: datetime) -> datetime | None:
        """The first moment after `now` at which an entry starts or stops being visible."""
        starts = self.filter(publish_at__gt=now).order_by("publish_at")
        ends = self.filter(expire_at__gt=now).order_by("expire_at")
        found = [
            starts.values_list("publish_at", flat=True).first(),
            ends.values_list("expire_at", flat=True).first(),
        ]
        return min((moment for moment in found if moment), default=None)
