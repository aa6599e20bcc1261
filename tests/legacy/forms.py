"""A form of the admin as a browser would send it when nothing is changed."""

from django.urls import reverse
from lxml import html


def change_url(publication) -> str:
    meta = publication._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[publication.pk])


def as_shown(answer) -> dict:
    """The values of all fields of the main form of a page."""
    page = html.document_fromstring(answer.text)
    (form,) = page.xpath("//form[.//*[@name='title']]")
    values: dict = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return {name: several for name, several in values.items() if "__prefix__" not in name}
