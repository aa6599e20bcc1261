"""What a reference in a body or a menu leads to, and which reference an address stands for."""

from collections import defaultdict
from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import Resolver404
from django.urls import resolve as resolve_path

from nszm_portal.publishing import kinds
from nszm_portal.publishing.models import Entry, Redirect
from nszm_portal.richtext.references import Target


def resolve(references: set[str], for_editor: bool = False) -> dict[str, Target]:
    """References with their present address and title; for readers only what is visible."""
    wanted = defaultdict(set)
    for reference in references:
        if found := kinds.find(reference):
            model, pk = found
            wanted[model].add(pk)
    if for_editor:
        return {
            row.reference: Target(row.get_absolute_url(), row.title)
            for model, pks in wanted.items()
            for row in model._base_manager.filter(pk__in=pks)
        }
    if not wanted:
        return {}
    asked = Q()
    for model, pks in wanted.items():
        asked |= Q(kind=model.kind, object_id__in=pks)
    return {
        f"{entry.kind}:{entry.object_id}": Target(entry.get_absolute_url(), entry.title)
        for entry in Entry.objects.visible().filter(asked)
    }


def identify(path: str) -> str | None:
    """The reference of the publication whose page stands, or once stood, at a path of ours."""
    path = urlsplit(path).path
    try:
        match = resolve_path(path)
    except (Resolver404, ValueError):
        match = None
    if match and match.url_name == "detail" and "model" in match.kwargs:
        model = match.kwargs["model"]
        pk = model._base_manager.filter(slug=match.kwargs["slug"]).values_list("pk", flat=True)
        if pk := pk.first():
            return f"{model.kind}:{pk}"
    old = Redirect.objects.filter(path=path[:300], target="").first()
    return old.reference if old else None
