"""Where a menu item leads: one of our publications by reference, an address here, or elsewhere."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import Resolver404, resolve

from nszm_portal.richtext import cleaning, references

REFUSAL = (
    "Tato adresa nikam nevede. Napište adresu stránky tohoto webu (například /aktuality/), "
    "nebo celou adresu jiného webu začínající https://."
)


def normalise(value: str) -> str:
    """What is stored for an address that an editor typed: "page:3" when it is a publication.

    An address of this site stays a path; another one must be http(s). Raises ValidationError.
    """
    value = value.strip()
    if references.is_page(value):
        return value
    path = references.own_path(value)
    if path is not None:
        if reference := references.identify(path):
            return reference
        try:
            resolve(urlsplit(path).path)
        except Resolver404 as error:
            raise ValidationError(REFUSAL) from error
        return path
    try:
        parts = urlsplit(value)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return value
    except ValueError:
        pass
    raise ValidationError(REFUSAL)


class TargetField(models.CharField):
    """An address as an editor types it, kept as a reference when it leads to a publication."""

    def __init__(self, verbose_name="kam vede", **kwargs):
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault(
            "help_text",
            "Adresa stránky tohoto webu (stačí ji zkopírovat z prohlížeče) nebo celá adresa jiného "
            "webu. Přejmenuje-li se stránka, odkaz povede dál.",
        )
        super().__init__(verbose_name, **kwargs)

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        return normalise(value) if value else value


def present(targets: set[str]) -> dict[str, str]:
    """Stored targets with the address each has today; one that leads nowhere now is left out."""
    pages = {target for target in targets if references.is_page(target)}
    found = references.resolve_pages(pages) if pages else {}
    addresses = {reference: target.url for reference, target in found.items()}
    for target in targets - pages:
        if address := references.own_path(target) or cleaning.web_address(target):
            addresses[target] = address
    return addresses
