from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Region(models.Model):
    """A kraj, or the capital, which is one by law (ústavní zákon č. 347/1997 Sb.)."""

    name = models.CharField("název", max_length=60, unique=True)
    slug = models.SlugField("adresa", max_length=60, unique=True)
    nuts3 = models.CharField("NUTS 3", max_length=5, unique=True)
    iso = models.CharField("ISO 3166-2", max_length=6, unique=True)
    ruian = models.PositiveSmallIntegerField("RÚIAN (vyšší územní samosprávný celek)", unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = "kraj"
        verbose_name_plural = "kraje"
        ordering = ["sort_key"]
        default_permissions = ("view",)

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("regions:detail", args=[self.slug])


class MembershipQuerySet(models.QuerySet):
    def lasting(self, on: date):
        """Those that cover a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def next_change(self, on: date) -> date | None:
        """The first day after `on` on which one begins or is over."""
        begins = self.filter(starts_on__gt=on).order_by("starts_on")
        ends = self.filter(ends_on__gte=on).order_by("ends_on")
        first = begins.values_list("starts_on", flat=True).first()
        last = ends.values_list("ends_on", flat=True).first()
        days = [first, date.fromordinal(last.toordinal() + 1) if last else None]
        return min((day for day in days if day), default=None)


class Membership(models.Model):
    """A period for which a region belongs to the association as a Zdravý kraj."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="memberships", verbose_name="kraj"
    )
    starts_on = models.DateField("členem od")
    ends_on = models.DateField(
        "členem do", null=True, blank=True, help_text="Poslední den. Prázdné: členství trvá."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "členství kraje"
        verbose_name_plural = "členství krajů"
        ordering = ["region__sort_key", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="regions_membership_ends_after_start",
                violation_error_message="Členství nemůže skončit dřív, než začalo.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(date(1990, 1, 1), date(2199, 12, 31))),
                name="regions_membership_within_calendar",
                violation_error_message="Zkontrolujte rok: asociace vznikla roku 1994.",
            ),
        ]

    def __str__(self):
        return f"{self.region}, od {self.starts_on.year}" if self.starts_on else str(self.region)

    def clean(self):
        super().clean()
        if not (self.region_id and self.starts_on):
            return
        others = Membership.objects.filter(region=self.region_id).exclude(pk=self.pk)
        overlapping = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.starts_on))
        if self.ends_on:
            overlapping = overlapping.filter(starts_on__lte=self.ends_on)
        if other := overlapping.first():
            raise ValidationError(
                {
                    "starts_on": f"Kraj má už jiné členství od roku {other.starts_on.year}, "
                    "které se s tímto překrývá. Upravte jedno z nich."
                }
            )
