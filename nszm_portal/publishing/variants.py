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
    kind: str


_variants: dict[str, Variant] = {}


def register(suffix: str, view: Callable, name: str, *, kind: str = "") -> None:
    """Adds `<publication>/<suffix>` with the URL name `name` to every kind, or to one alone."""
    _variants[suffix] = Variant(suffix, view, name, kind)


def registered(kind: str) -> tuple[Variant, ...]:
    """The variants of a kind."""
    return tuple(each for each in _variants.values() if each.kind in ("", kind))


def suffixes() -> tuple[str, ...]:
    return tuple(_variants)
