from django.contrib import admin
from django.urls import path
from django.utils.html import format_html

from nszm_portal.library import editor
from nszm_portal.library.admin.files import FileAdmin
from nszm_portal.library.forms import DocumentForm
from nszm_portal.library.models import Document


@admin.register(Document)
class DocumentAdmin(FileAdmin):
    section_order = 20
    titles = {"list": "Dokumenty", "add": "Nový dokument", "change": "Dokument"}
    add_label = "Přidat dokument"
    form = DocumentForm
    list_display = ("title", "facts", "visibility", "used", "uploaded")
    list_filter = ("is_public",)
    search_fields = ("title", "name")
    search_help_text = "Hledá v názvu a v názvu souboru."
    readonly_fields = ("link", "facts", "uploaded", "used_in")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ("upload", "title", "is_public")})]
        facts = {"fields": ("link", "facts", "uploaded", "used_in")}
        return [(None, {"fields": ("title", "is_public")}), ("O souboru", facts)]

    def get_urls(self):
        own = [path("vybrat/", editor.document_browser(self), name="library_document_browse")]
        return own + super().get_urls()

    @admin.display(description="soubor", ordering="size")
    def facts(self, document):
        return document.facts

    @admin.display(description="přístup", ordering="is_public")
    def visibility(self, document):
        return "veřejný" if document.is_public else "jen redakce"

    @admin.display(description="adresa")
    def link(self, document):
        address = document.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, address)
