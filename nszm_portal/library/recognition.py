"""The same file again: told by its content, and offered instead of a second copy."""

from django.core.files.base import File
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nszm_portal.library.intake.uploads import digest_of

ALREADY = {
    "picture": "Tento obrázek už v knihovně je",
    "document": "Tento dokument už v knihovně je",
}


def known(model, upload: File):
    """The picture or document of the library that was made of the same bytes, or None.

    Only for who may see the library: the answer tells what is in it.
    """
    return model.objects.filter(digest=digest_of(upload)).order_by("pk").first()


def already(file) -> str:
    """The beginning of a sentence: that such a file is there."""
    return ALREADY[file._meta.model_name]


def change_url(file) -> str:
    """Where an editor sees a file of the library and changes what is said of it."""
    return reverse(f"admin:library_{file._meta.model_name}_change", args=[file.pk])


def offer(file) -> SafeString:
    """What the form for one file says: where the file is, and how to store it all the same."""
    return format_html(
        '{}: <a href="{}">{}</a>. Chcete-li ho přesto uložit podruhé, zaškrtněte „nahrát znovu“ '
        "a soubor vyberte ještě jednou.",
        already(file),
        change_url(file),
        file,
    )
