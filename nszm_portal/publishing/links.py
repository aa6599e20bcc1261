"""What leads readers to a publication; named before it is taken from them."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from nszm_portal.navigation.models import Identity, MenuItem, SideBox
from nszm_portal.publishing import kinds, uses
from nszm_portal.publishing.models import Redirect, Role, Use
from nszm_portal.publishing.visibility import State

SHOWN = 30  # of each table; the rest is counted


@dataclass(frozen=True)
class Link:
    """One thing with a link: what it is, its title, and its form where the person may open it."""

    what: str
    title: str
    url: str


@dataclass(frozen=True)
class Links:
    """All of them, or as many as are shown and the number of the others."""

    shown: list[Link]
    more: int
    former: int  # addresses that lead to it

    def __bool__(self):
        return bool(self.shown or self.more)


def to(publication, request) -> Links:
    """Publications with a link in their text, or withdrawn in its favour; menu, boxes and "i"."""
    reference = publication.reference
    shown, more = [], 0
    for model, pks in _linking(reference).items():
        rows = model._base_manager.filter(Q(pk__in=pks) | _replaced_by(reference))
        rows = rows.exclude(pk=publication.pk) if model is type(publication) else rows
        found = list(rows.order_by("-sort_at")[: SHOWN + 1])
        if len(found) > SHOWN:
            more += rows.count() - SHOWN
        shown += [_link(request, row) for row in found[:SHOWN]]
    for model, field, keys in uses.pointers(publication):
        for row in model._base_manager.filter(pk__in=keys[:SHOWN]):
            shown.append(_link(request, row, f"{capfirst(str(field.verbose_name))} v textu"))
    targets = {reference, publication.get_absolute_url() if publication.slug else reference}
    for model in (MenuItem, SideBox):
        shown += [_link(request, row) for row in model.objects.filter(target__in=targets)[:SHOWN]]
    if (identity := Identity.objects.filter(about__in=targets).first()) is not None:
        shown.append(_link(request, identity, "to, co otevírá „i“ v záhlaví"))
    former = Redirect.objects.filter(kind=publication.kind, object_id=publication.pk).count()
    return Links(shown, more, former)


def _linking(reference) -> dict[type, set[int]]:
    """The publications of each kind whose text links there; every kind may have one replaced."""
    rows = Use.objects.filter(role=Role.LINK, target=reference).values_list("kind", "object_id")
    found = defaultdict(set)
    for kind, pk in rows[: SHOWN * 20]:
        found[kind].add(pk)
    return {model: found[model.kind] for model in kinds.all()}


def _replaced_by(reference) -> Q:
    return Q(state=State.WITHDRAWN, replaced_by=reference)


def _link(request, row, what="") -> Link:
    registered = admin.site._registry[type(row)]
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    may = registered.has_view_permission(request, row)
    what = what or capfirst(str(row._meta.verbose_name))
    return Link(what, str(row), reverse(name, args=[row.pk]) if may else "")
