"""System checks that catch a misused base class when the portal starts."""

from collections import Counter

from django.core import checks

from nszm_portal.publishing import kinds


@checks.register
def kinds_are_sound(app_configs, **kwargs):
    """Each kind has a word of its own, and the queryset that knows what is visible."""
    from nszm_portal.publishing.visibility import PublicationQuerySet

    found = []
    words = Counter(getattr(model, "kind", None) for model in kinds.all())
    for model in kinds.all():
        word = getattr(model, "kind", None)
        if not (isinstance(word, str) and word.isidentifier() and len(word) <= 20):
            found.append(
                checks.Error(
                    f"{model.__name__} needs `kind`, a word of at most 20 letters.",
                    obj=model,
                    id="publishing.E001",
                )
            )
        elif words[word] > 1:
            found.append(
                checks.Error(f"Two models say `kind = {word!r}`.", obj=model, id="publishing.E002")
            )
        if not isinstance(model._default_manager.all(), PublicationQuerySet):
            found.append(
                checks.Error(
                    f"{model.__name__}.objects must be made from PublicationQuerySet.",
                    obj=model,
                    id="publishing.E003",
                )
            )
        if not set(model._meta.default_permissions) >= {"add", "change", "publish"}:
            found.append(
                checks.Error(
                    f"{model.__name__}.Meta must inherit Publication.Meta.",
                    obj=model,
                    id="publishing.E004",
                )
            )
    return found
