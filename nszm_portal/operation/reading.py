"""What editors are told of the readings: those of one publication, and what is read most."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import admin
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from nszm_portal.operation.models import Visits
from nszm_portal.publishing import kinds

DAYS = 30
MOST = 50


@dataclass(frozen=True)
class Read:
    """One publication with its readings; `url` is its form, empty where the person has none."""

    title: str
    kind: str
    count: int
    url: str


def since() -> date:
    return timezone.localdate() - timedelta(days=DAYS - 1)


def sentence(publication) -> str:
    """Of one publication, for its form; "" where nothing was counted yet."""
    rows = Visits.objects.filter(kind=publication.kind, object_id=publication.pk)
    count = rows.filter(day__gte=since()).aggregate(sum=Sum("count"))["sum"]
    if not count:
        return ""
    return f"Za posledních {DAYS} dní {count} zobrazení."


def most_read(request) -> list[Read]:
    """The most read of DAYS days, of whatever kind."""
    rows = (
        Visits.objects.filter(day__gte=since())
        .values_list("kind", "object_id")
        .annotate(sum=Sum("count"))
        .order_by("-sum", "kind", "object_id")[:MOST]
    )
    found = {}
    for model in kinds.all():
        pks = [pk for kind, pk, _ in rows if kind == model.kind]
        found |= {(model.kind, pk): row for pk, row in model._base_manager.in_bulk(pks).items()}
    return [
        _read(request, found[kind, pk], count) for kind, pk, count in rows if (kind, pk) in found
    ]


def _read(request, publication, count) -> Read:
    meta = publication._meta
    registered = admin.site._registry.get(type(publication))
    may = registered is not None and registered.has_view_permission(request, publication)
    name = f"admin:{meta.app_label}_{meta.model_name}_change"
    url = reverse(name, args=[publication.pk]) if may else ""
    return Read(publication.title, str(meta.verbose_name), count, url)
