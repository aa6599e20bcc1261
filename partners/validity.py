"""Where an agreement is in its life. It follows from the dates and the day, and is never typed.

A day is Prague's, given by Python: an agreement is in force from the day of its signature to the
last day that it names, both included, and the state changes at midnight.
"""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Min, Q
from django.utils import timezone

from nszm_portal.publishing.visibility import PublicationQuerySet

SOON = timedelta(days=90)  # this long before its end an agreement is about to expire


class Validity(models.TextChoices):
    PREPARED = "prepared", "připravuje se"
    IN_FORCE = "in_force", "platí"
    ABOUT_TO_EXPIRE = "about_to_expire", "brzy skončí"
    EXPIRED = "expired", "už neplatí"


def of(
    signed_on: date | None, valid_until: date | None, on: date, *, undated: bool = False
) -> Validity:
    """The validity on a day; the querysets below ask the same of all rows.

    `undated` is one that was signed on a day nobody knows any more.
    """
    if not undated and (signed_on is None or signed_on > on):
        return Validity.PREPARED
    if valid_until is None or valid_until > on + SOON:
        return Validity.IN_FORCE
    return Validity.ABOUT_TO_EXPIRE if valid_until >= on else Validity.EXPIRED


class AgreementQuerySet(PublicationQuerySet):
    """Questions about a day; whether the public may see what they find is for `visible()`."""

    def prepared(self, on: date):
        return self.filter(Q(signed_on=None, undated=False) | Q(signed_on__gt=on))

    def signed(self, on: date):
        return self.filter(Q(signed_on__lte=on) | Q(undated=True))

    def in_force(self, on: date):
        """Those that are about to expire, too."""
        return self.signed(on).filter(Q(valid_until=None) | Q(valid_until__gte=on))

    def about_to_expire(self, on: date):
        return self.signed(on).filter(valid_until__range=(on, on + SOON))

    def expired(self, on: date):
        return self.signed(on).filter(valid_until__lt=on)

    def in_validity(self, validity: Validity, on: date):
        """`of` asked of all rows."""
        return {
            Validity.PREPARED: lambda: self.prepared(on),
            Validity.IN_FORCE: lambda: self.in_force(on).exclude(pk__in=self.about_to_expire(on)),
            Validity.ABOUT_TO_EXPIRE: lambda: self.about_to_expire(on),
            Validity.EXPIRED: lambda: self.expired(on),
        }[validity]()

    def next_moment(self, now: datetime) -> datetime | None:
        """The first midnight after `now` at which the validity of one changes.

        Of hidden ones too: a page rendered anew for nothing costs less than another rule here.
        """
        today = timezone.localdate(now)
        first = self.aggregate(
            signed=Min("signed_on", filter=Q(signed_on__gt=today)),
            nears=Min("valid_until", filter=Q(valid_until__gt=today + SOON)),
            ends=Min("valid_until", filter=Q(valid_until__gte=today)),
        )
        days = [
            first["signed"],
            first["nears"] and first["nears"] - SOON,
            first["ends"] and first["ends"] + timedelta(days=1),
        ]
        day = min((day for day in days if day), default=None)
        return day and datetime.combine(day, time(), timezone.get_default_timezone())
