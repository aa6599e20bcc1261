"""Addresses that led somewhere once: noted when a publication's changes or when an editor types
one, followed when a page is not found."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from nszm_portal.publishing import kinds, variants
from nszm_portal.publishing.gone import Gone
from nszm_portal.publishing.models import MissingAddress, Redirect
from nszm_portal.publishing.visibility import State
from nszm_portal.richtext import references

LONGEST = Redirect._meta.get_field("path").max_length
# Answered before a redirect would be asked for, or by something that is no page.
NOT_OURS = ("/admin/", "/static/", "/media/", "/soubory/")


class Refused(ValueError):
    """Why an address cannot be redirected, as a sentence for the editor."""


def write(publication) -> None:
    """Notes the address that a publication has just left; frees the one that it has now."""
    former = publication.__dict__.pop("former_slug", None)
    if former:
        path = reverse(f"{publication.namespace()}:detail", args=[former])
        end = {"kind": publication.kind, "object_id": publication.pk, "target": ""}
        Redirect.objects.update_or_create(path=path, defaults=end)
    if publication.state == State.PUBLISHED:  # a draft may not take an address from readers
        path = publication.get_absolute_url()
        Redirect.objects.filter(path=path).delete()
        MissingAddress.objects.filter(path=path).delete()


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
        if row and (address := destinations([row]).get(row.pk)):
            if suffix and row.target:
                continue  # what is no publication has no variants of this kind
            return address + suffix
    return None


def destinations(rows: Iterable[Redirect]) -> dict[int, str]:
    """Where each of `rows` leads a reader now; one that leads nowhere is left out."""
    wanted, found = defaultdict(set), {}
    for row in rows:
        if row.target:
            # What an import stored past the form may lead to another site.
            if path := references.own_path(row.target):
                found[row.pk] = path
        elif model := kinds.get(row.kind):
            wanted[model].add(row.object_id)
    now = timezone.now()
    addresses = {
        (model.kind, publication.pk): publication.get_absolute_url()
        for model, pks in wanted.items()
        for publication in model._base_manager.filter(pk__in=pks)
        if publication.is_visible(now) or publication.is_gone(now)
    }
    for row in rows:
        if address := addresses.get((row.kind, row.object_id)):
            found[row.pk] = address
    return found


# --- by hand -----------------------------------------------------------------------------------


def old_path(request, typed: str) -> str:
    """The path that an editor typed or copied, when it can be redirected. Raises Refused."""
    path = references.own_path(typed)
    if path is None or "?" in path or "#" in path:
        raise Refused("Napište jen cestu na tomto webu, která začíná lomítkem: /stara/adresa/.")
    path = unquote(path)
    if len(path) > LONGEST:
        raise Refused(f"Adresa je příliš dlouhá, vejde se {LONGEST} znaků.")
    if path == "/" or path.startswith(NOT_OURS):
        raise Refused("Tuhle adresu přesměrovat nejde, patří webu samému.")
    try:
        if answers(request, path):
            raise Refused("Na téhle adrese je stránka, kterou čtenáři vidí. Přesměrovat ji nejde.")
    except Gone as error:
        raise Refused(
            "Na téhle adrese čtenáři vidí, proč text není. Přesměrujete je, když ho znovu "
            "zveřejníte a stáhnete jako nahrazený jiným."
        ) from error
    return path


def answers(request, path: str) -> bool:
    """Whether a reader gets a page at `path` now. Raises Gone where they get the reason."""
    asked = HttpRequest()
    asked.META = {
        key: request.META[key]
        for key in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST")
        if key in request.META
    }
    asked.method, asked.path, asked.path_info = "GET", path, path
    try:
        match = resolve(path)
        asked.resolver_match = match
        return match.func(asked, *match.args, **match.kwargs).status_code == 200
    except (Resolver404, Http404):
        return False


def end_of(request, path: str, typed: str) -> Redirect:
    """An unsaved redirect from `path` to what an editor typed as its end. Raises Refused.

    What is itself redirected is taken for where it leads, so no chain and no circle arises.
    """
    row = Redirect(path=path)
    reference = typed if references.is_page(typed) else None
    address = None if reference else references.own_path(typed)
    if address and not reference:
        address = unquote(address)
        reference = references.identify(address)
    if reference:
        if (found := kinds.find(reference)) and (
            publication := found[0]._base_manager.filter(pk=found[1]).first()
        ):
            if publication.get_absolute_url() == path:
                raise Refused("Vedla by sama na sebe. Vyberte jinou adresu.")
            row.kind, row.object_id = publication.kind, publication.pk
            return row
        raise Refused("Takový text tu není. Zkopírujte jeho adresu z prohlížeče.")
    if address is None:
        raise Refused("Napište adresu textu nebo jiné stránky tohoto webu, například /aktuality/.")
    if "?" in address or "#" in address or len(address) > LONGEST:
        raise Refused("Napište adresu stránky bez otazníku a křížku.")
    if onward := Redirect.objects.filter(path=address).exclude(target="").first():
        address = onward.target
    if address == path:
        raise Refused("Vedla by sama na sebe. Vyberte jinou adresu.")
    if address.startswith(NOT_OURS) or not answers(request, address):
        raise Refused("Na této adrese žádná stránka není. Zkopírujte ji z prohlížeče.")
    row.target = address
    return row


def keep(row: Redirect) -> None:
    """Stores it; what led to its address leads to its end from now on."""
    row.save()
    Redirect.objects.filter(target=row.path).update(
        kind=row.kind, object_id=row.object_id, target=row.target
    )
