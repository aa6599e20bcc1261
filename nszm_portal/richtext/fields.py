"""The field for a body: in the database, in forms, its editor; and the one for a single link."""

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from js_asset import Script

from nszm_portal.richtext import cleaning, references

# Letters with markup: some 150 printed pages. The time of cleaning grows with its square.
SIZE_LIMIT = 500_000

TOO_LONG = (
    "Text je příliš dlouhý: má %(size)s znaků i se značkami, uložit jich jde nejvýš %(limit)s. "
    "Rozdělte ho do více stránek nebo část přiložte jako dokument."
)
EMBEDDED_PICTURE = (
    "V textu je obrázek vložený přímo ze schránky nebo z Wordu (%(count)s×). Takový uložit nejde: "
    "smažte ho a vložte znovu tlačítkem Obrázek, kde ho nahrajete do knihovny."
)
FOREIGN_PICTURE = (
    "Obrázek %(address)s není z knihovny tohoto webu. Smažte ho z textu; máte-li právo ho "
    "zveřejnit, uložte si ho do počítače a vložte tlačítkem Obrázek."
)
_SHOWN_ADDRESS = 100
WEB = ["http", "https"]


class RichTextField(models.TextField):
    """A formatted text, stored cleaned and with references in place of our own addresses."""

    def pre_save(self, model_instance, add):
        stored = references.to_references(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, stored)
        return stored

    def formfield(self, **kwargs):
        # The admin passes a plain textarea for every kind of TextField.
        return super().formfield(
            **kwargs | {"form_class": RichTextFormField, "widget": RichTextWidget}
        )


class RichTextWidget(CKEditorWidget):
    """CKEditor with our set-up; it starts by itself in rows that the admin adds later."""

    @property
    def media(self):
        ours = Script("js/admin/richtext.js", type="module")
        return super().media + forms.Media(js=[ours])


class RichTextFormField(forms.CharField):
    """Shows addresses, gives references; refuses pictures that are not the library's."""

    widget = RichTextWidget

    def prepare_value(self, value):
        return references.to_addresses(value) if value else value

    def clean(self, value):
        typed = self.to_python(value)
        if len(typed) > SIZE_LIMIT:
            raise ValidationError(
                TOO_LONG, code="max_length", params={"size": len(typed), "limit": SIZE_LIMIT}
            )
        stored, foreign = references.read(typed)
        if foreign:
            raise ValidationError(list(_refusals(foreign)))
        return super().clean(stored)

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        return references.to_references(initial or "") != references.to_references(data or "")


class WebAddressField(models.URLField):
    """The address of a page on another site, for a link of its own: http and https alone.

    What is stored and is none (by an import, by an older version) is read as "", so that whoever
    writes it into a page, a feed or a calendar need not ask: `javascript:` would run there.
    """

    default_validators = [URLValidator(schemes=WEB)]

    def from_db_value(self, value, expression, connection):
        return value and cleaning.web_address(value)

    def deconstruct(self):
        # To the database it is what it was, so no table is made anew for it.
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


def _refusals(addresses: list[str]):
    elsewhere = [found for found in addresses if found and not found.lower().startswith("data:")]
    if embedded := len(addresses) - len(elsewhere):
        yield ValidationError(EMBEDDED_PICTURE, code="embedded", params={"count": embedded})
    for address in dict.fromkeys(elsewhere):
        shown = address[:_SHOWN_ADDRESS] + ("…" if len(address) > _SHOWN_ADDRESS else "")
        yield ValidationError(FOREIGN_PICTURE, code="foreign", params={"address": shown})
