from django.contrib import admin
from django.urls import path
from django.utils.html import format_html
from django.utils.timezone import localdate

from nszm_portal.czech.dates import short_date
from nszm_portal.library import editor
from nszm_portal.library.admin.files import FileAdmin, two_lines
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
            return [(None, {"fields": ("upload", "again", "title", "is_public")})]
        facts = ["link", "facts", "uploaded", "used_in"]
        if self.has_change_permission(request, obj):
            facts.insert(2, "upload")
        return [(None, {"fields": ("title", "is_public")}), ("O souboru", {"fields": facts})]

    def get_urls(self):
        own = [path("vybrat/", editor.document_browser(self), name="library_document_browse")]
        return own + super().get_urls()

    def save_model(self, request, obj, form, change):
        if change and form.taken:
            Document.objects.replace(obj, form.taken)
        else:
            super().save_model(request, obj, form, change)

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

    @admin.display(description="nahráno", ordering="created_at")
    def uploaded(self, document):
        told = super().uploaded(document)
        if document.replaced_at is None:
            return told
        return two_lines(told, f"nahrazeno {short_date(localdate(document.replaced_at))}")
