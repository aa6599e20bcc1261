"""Addresses that publications had: noted when one changes, followed when a page is not found."""

from django.urls import reverse
from django.utils import timezone

from nszm_portal.publishing import kinds, variants
from nszm_portal.publishing.models import Redirect
from nszm_portal.publishing.visibility import State

LONGEST = Redirect._meta.get_field("path").max_length


def write(publication) -> None:
    """Notes the address that a publication has just left; frees the one that it has now."""
    former = publication.__dict__.pop("former_slug", None)
    if former:
        path = reverse(f"{publication.namespace()}:detail", args=[former])
        Redirect.objects.update_or_create(
            path=path, defaults={"kind": publication.kind, "object_id": publication.pk}
        )
    if publication.state == State.PUBLISHED:  # a draft may not take an address from readers
        Redirect.objects.filter(path=publication.get_absolute_url()).delete()


def remove(publication) -> None:
    Redirect.objects.filter(kind=publication.kind, object_id=publication.pk).delete()


def paths_to(publication) -> list[str]:
    """Under which addresses readers know a publication: the former ones, and its own."""
    rows = Redirect.objects.filter(kind=publication.kind, object_id=publication.pk)
    own = [publication.get_absolute_url()] if publication.was_public() else []
    return [*rows.values_list("path", flat=True), *own]


def lead(paths: list[str], target) -> None:
    """Has addresses at which nothing stands any more lead to another publication."""
    for path in paths:
        Redirect.objects.update_or_create(
            path=path, defaults={"kind": target.kind, "object_id": target.pk}
        )


def follow(path: str) -> str | None:
    """The present address of what stood at `path` once, in one hop; None when nothing did.

    A variant of a publication (its print view) follows it. What the public must not know of is
    not betrayed: only to what is visible, or gone with a reason, does an address lead.
    """
    if not path.isprintable() or len(path) > LONGEST:
        return None
    for suffix in ("", *variants.suffixes()):
        if suffix and not path.endswith(f"/{suffix}"):
            continue
        row = Redirect.objects.filter(path=path.removesuffix(suffix)).first()
        target = row and _publication(row)
        if target:
            return target.get_absolute_url() + suffix
    return None


def _publication(row):
    model = kinds.get(row.kind)
    found = model and model._base_manager.filter(pk=row.object_id).first()
    now = timezone.now()
    return found if found and (found.is_visible(now) or found.is_gone(now)) else None
