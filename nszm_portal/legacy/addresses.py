"""Where the pages of the old portal stood, and where that leads now.

Its addresses are rows of publishing's redirects, written in one way: small letters and a slash at
the end, as the addresses of this portal have it; a query only where the old one addressed by it
("/index.shtml?apc=r2280496n").
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from django.urls import Resolver404, resolve

from nszm_portal.publishing import kinds, redirects
from nszm_portal.publishing.models import Redirect

LONGEST = redirects.LONGEST
BY_NUMBER = "/index.shtml"
NO_PATH = "Stará adresa začíná lomítkem, třeba „/cz/aktuality/nazev“; vložit můžete i celou."
NO_CODE = "Číslo ze staré adresy vypadá třeba takto: r2280496n."
# The old lists, by the kind whose list they lead to now.
LISTS = {
    "/akce": "meeting",
    "/cz/akce": "meeting",
    "/cz/probehle-akce": "meeting",
    "/cz/aktuality": "article",
    "/cz/zpravodaj": "article",
}
_CODE = re.compile(r"[a-z]{0,2}[0-9]{1,15}[a-z]{0,2}")
_CODE_IN_QUERY = re.compile(r"(?:^|[&;])apc=([a-z0-9]{1,20})(?:[&;]|$)", re.IGNORECASE)


def canonical(path: str) -> str:
    """A path in the one way in which an original keeps it."""
    return path.lower().rstrip("/") or "/"


def code(typed: str) -> str:
    return typed.strip().lower()


def is_code(value: str) -> bool:
    return bool(_CODE.fullmatch(value))


def taken_apart(typed: str) -> tuple[str, str]:
    """The path and the number of an old address as somebody wrote it, whole or in part.

    Raises ValueError, with a sentence, for what is no address.
    """
    typed = typed.strip()
    if not typed:
        return "", ""
    if "://" not in typed and typed.partition("/")[0].lower().endswith("zdravamesta.cz"):
        typed = f"https://{typed}"
    try:
        parts = urlsplit(typed)
    except ValueError:  # what looks like a broken host
        raise ValueError(NO_PATH) from None
    path = canonical(unquote(parts.path))
    number = next(iter(parse_qs(parts.query).get("apc", [])), "").lower()
    if path == BY_NUMBER:
        if not is_code(number):
            raise ValueError(NO_CODE)
        return "", number
    is_path = path.startswith("/") and path != "/" and path.isprintable() and " " not in path
    if not is_path or len(path) >= LONGEST:
        raise ValueError(NO_PATH)
    return path, number if is_code(number) else ""


def keys(original) -> set[str]:
    """The addresses of an original as they are kept among the redirects."""
    found = set()
    if original and original.old_path:
        found.add(f"{original.old_path}/")
    if original and original.apc:
        found.add(f"{BY_NUMBER}?apc={original.apc}")
    return found


def refusal(original) -> str:
    """Why the original's addresses cannot be its, as a sentence; empty when they can."""
    if original.old_path and is_ours(original.old_path):
        return f"Na adrese {original.old_path} je stránka tohoto webu; ta má přednost."
    for row in Redirect.objects.filter(path__in=keys(original)):
        model = kinds.get(row.kind)
        own = model is original.content_type.model_class() and row.object_id == original.object_id
        if model and not own:
            other = model._base_manager.filter(pk=row.object_id).first()
            return f"Starou adresu {row.path} už má jiný text: {other}."
    return ""


def write(original, former) -> None:
    """Notes the original's addresses for its publication, and forgets those that it had."""
    publication = original.publication
    if publication is None:
        return
    whose = {"kind": publication.kind, "object_id": publication.pk}
    Redirect.objects.filter(path__in=keys(former) - keys(original), **whose).delete()
    for key in keys(original):
        Redirect.objects.update_or_create(path=key, defaults=whose | {"target": ""})


def follow(request, *, is_missing: bool) -> str | None:
    """Where the old address that a request asks for leads, in one hop; None when it is none.

    Nothing is there (`is_missing`), or only a slash is wanting to an address of this portal.
    """
    path = canonical(request.path)
    if path == BY_NUMBER:
        found = _CODE_IN_QUERY.search(request.META.get("QUERY_STRING", ""))
        return redirects.follow(f"{path}?apc={found[1].lower()}") if found else None
    if url := redirects.follow(f"{path}/"):
        return url
    kind = kinds.get(LISTS.get(path, ""))
    return kind.list_url() if kind and (is_missing or not is_ours(path)) else None


def is_ours(path: str) -> bool:
    """Whether something of this portal, be it a draft, has an address that is made of a path.

    A publication that comes there later takes the address by itself (`redirects.write`).
    """
    try:
        match = resolve(f"{path}/")
    except Resolver404:
        return False
    model, slug = match.kwargs.get("model"), match.kwargs.get("slug")
    if model is None or slug is None:
        return True
    return model._base_manager.filter(slug=slug).exists()
