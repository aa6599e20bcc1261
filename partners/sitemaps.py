"""The lists of partners and agreements for search engines; a narrowed one is the same list."""

from collections.abc import Iterator

from django.urls import reverse

from nszm_portal.publishing.sitemaps import Place


def lists() -> Iterator[Place]:
    yield Place(reverse("partners:list"))
    yield Place(reverse("agreements:list"))
