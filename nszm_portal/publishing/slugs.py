"""The last part of a publication's address: where it comes from and when it stays."""

from datetime import datetime
from itertools import count

from django.urls import Resolver404, resolve, reverse

from nszm_portal.czech.slugs import slug as slug_of

LONGEST = 200
LETTERS = (
    "Adresa smí mít jen písmena bez háčků a čárek, číslice a pomlčky, bez mezer: zdravy-kraj-2027."
)


def settle(publication, now: datetime) -> None:
    """Gives a publication about to be stored its slug.

    It follows the title until the first publication, unless it was typed by hand, and is frozen
    from then on. A stored one that changes although it was public is noted for its redirect.
    """
    stored = _stored_slug(publication)
    if publication._state.adding and publication.slug:
        publication.slug_by_hand = True
    if publication.was_public(now):
        publication.slug = publication.slug or stored or automatic(publication)
        if stored and stored != publication.slug:
            publication.former_slug = stored
    elif not publication.slug or not publication.slug_by_hand:
        publication.slug_by_hand = False
        publication.slug = automatic(publication)


def _stored_slug(publication) -> str:
    if publication._state.adding:
        return ""
    rows = type(publication)._base_manager.filter(pk=publication.pk)
    return rows.values_list("slug", flat=True).first() or ""


def automatic(publication) -> str:
    """A free slug of the title, with the smallest number at its end that makes it free."""
    base = slug_of(publication.title, max_length=LONGEST) or publication.kind
    if not _is_refused(publication, base) and not _is_used(publication, base):
        return base
    base = slug_of(publication.title, max_length=LONGEST - 6) or publication.kind
    others = set(
        type(publication)
        ._base_manager.filter(slug__startswith=f"{base}-")
        .exclude(pk=publication.pk)
        .values_list("slug", flat=True)
    )
    numbered = (f"{base}-{number}" for number in count(2))
    return next(
        slug for slug in numbered if slug not in others and not _is_refused(publication, slug)
    )


def refusal(publication, slug: str) -> str | None:
    """Why a slug typed by hand cannot be used, as a sentence for the editor; None when it can."""
    if slug.isdigit():
        return "Adresa ze samých číslic by se pletla s rokem. Přidejte k ní slovo."
    if _is_refused(publication, slug):
        return f"Na adrese „{slug}“ už je jiná stránka webu. Zvolte jinou."
    if _is_used(publication, slug):
        return f"Adresu „{slug}“ už má jiný text. Zvolte jinou."
    return None


def _is_used(publication, slug):
    rows = type(publication)._base_manager.filter(slug=slug)
    return rows.exclude(pk=publication.pk).exists()


def _is_refused(publication, slug):
    """Whether the address with this slug would show something else than the publication."""
    if slug.isdigit():
        return True
    try:
        match = resolve(reverse(f"{publication.namespace()}:detail", args=[slug]))
    except Resolver404:
        return True
    shown = match.kwargs.get("model") is type(publication) and match.kwargs.get("slug") == slug
    return not (shown and match.url_name == "detail")
