"""Choosing a picture or a document in a form of the admin."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

LONGEST_KEY = 18  # digits; more do not fit a primary key of any database here


class _Forgiving:
    """Django's chooser, which would crash while it shows a refused value that is no number."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if may_be_key(key)], attr)


class FileSelect(_Forgiving, AutocompleteSelect):
    """Chooses one."""


class FileSelectMultiple(_Forgiving, AutocompleteSelectMultiple):
    """Chooses several."""


def may_be_key(key) -> bool:
    """Whether a database can be asked for it; nothing chosen ("") may be asked for as well."""
    text = str(key)
    return text == "" or (text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY)


class ChooserMixin:
    """For a ModelAdmin or an inline: its `autocomplete_fields` choose by those above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", FileSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", FileSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
