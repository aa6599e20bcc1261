"""What would make CKEditor unsafe is refused at the start."""

from django.conf import settings
from django.core.checks import Error, register


@register
def check_editor(app_configs, **kwargs) -> list[Error]:
    """CKEditor 4 is safe only with its filter on, without full pages and its own upload views."""
    found = []
    if "ckeditor_uploader" in settings.INSTALLED_APPS:
        message = "ckeditor_uploader takes any file from any staff user; use the library's views."
        found.append(Error(message, id="richtext.E001"))
    for name, config in getattr(settings, "CKEDITOR_CONFIGS", {}).items():
        if not isinstance(config.get("allowedContent"), dict):
            message = f"CKEDITOR_CONFIGS[{name!r}] must list its allowedContent as an object."
            found.append(Error(message, id="richtext.E002"))
        if config.get("fullPage"):
            message = f"CKEDITOR_CONFIGS[{name!r}] must not edit full pages."
            found.append(Error(message, id="richtext.E003"))
    return found
