"""The kinds of publication there are: every concrete model on the abstract base."""

from functools import cache

from django.apps import apps


@cache
def all() -> tuple[type, ...]:  # noqa: A001  (read as `kinds.all()`)
    """The models of all kinds, in the order of INSTALLED_APPS."""
    from nszm_portal.publishing.publication import Publication

    return tuple(
        model
        for model in apps.get_models()
        if issubclass(model, Publication) and not model._meta.proxy
    )


def get(kind: str) -> type | None:
    """The model of a kind ("article"), or None for a word that is no kind."""
    return next((model for model in all() if model.kind == kind), None)


def find(reference: str):
    """(model, pk) of a reference such as "article:12", or None when it is malformed."""
    kind, _, pk = str(reference).partition(":")
    model = get(kind)
    if model is None or not (pk.isascii() and pk.isdigit() and len(pk) < 16):
        return None
    return model, int(pk)
