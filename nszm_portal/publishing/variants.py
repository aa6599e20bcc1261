"""What hangs on every publication under its address: `tisk/` here, others from rooms to the right.

A room registers a variant in its `AppConfig.ready()`; the addresses are built after that. The view
takes `request, slug, *, model` and gets its publication from `views.fetch`, as the page does.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    suffix: str
    view: Callable
    name: str


_variants: dict[str, Variant] = {}


def register(suffix: str, view: Callable, name: str) -> None:
    """Adds `<publication>/<suffix>` with the URL name `name` to every kind."""
    _variants[suffix] = Variant(suffix, view, name)


def registered() -> tuple[Variant, ...]:
    return tuple(_variants.values())


def suffixes() -> tuple[str, ...]:
    return tuple(_variants)
