from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.timezone import localdate

from nszm_portal.czech.dates import short_date
from nszm_portal.library import editor, uses
from nszm_portal.library.filesize import file_size
from nszm_portal.library.forms import DocumentForm, PictureForm
from nszm_portal.library.markup import picture_html
from nszm_portal.library.models import Document, Picture


def _two_lines(main, small):
    return format_html('{} <small class="library-second">{}</small>', main, small)


class FileChangeList(ChangeList):
    """Asks for the uses of all rows of the page at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = uses.of(self.result_list)
        for row in self.result_list:
            row.known_uses = found[row.pk]


class DescriptionFilter(admin.SimpleListFilter):
    title = "popis"
    parameter_name = "popis"

    def lookups(self, request, model_admin):
        return [("chybi", "chybí"), ("je", "popsané"), ("ozdobne", "jen ozdobné")]

    def queryset(self, request, queryset):
        return {
            "chybi": queryset.undescribed,
            "je": lambda: queryset.exclude(description=""),
            "ozdobne": lambda: queryset.filter(decorative=True),
        }.get(self.value(), lambda: queryset)()


class FileAdmin(admin.ModelAdmin):
    """What a picture and a document share: how they are stored, used and deleted."""

    section = "Knihovna"
    titles: dict[str, str]  # of the "list" and of the forms to "add" and to "change"
    list_per_page = 50
    list_select_related = ("uploaded_by",)
    date_hierarchy = "created_at"

    class Media:
        css = {"all": ("css/admin/library.css",)}
        js = ("js/admin/library.js",)

    def changelist_view(self, request, extra_context=None):
        context = (extra_context or {}) | {"title": self.titles["list"]}
        try:
            return super().changelist_view(request, context)
        except ProtectedError as error:
            return self._still_used(request, error)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        title = self.titles["change" if object_id else "add"]
        context = (extra_context or {}) | {"title": title}
        return super().changeform_view(request, object_id, form_url, context)

    def get_changelist(self, request, **kwargs):
        return FileChangeList

    def save_model(self, request, obj, form, change):
        if change:
            obj.save()
        else:
            obj.uploaded_by = request.user
            self.model.objects.keep(obj, form.taken)

    @admin.display(description="použito")
    def used(self, obj):
        count = len(obj.known_uses)
        return f"{count}×" if count else "nikde"

    @admin.display(description="kde se používá")
    def used_in(self, obj):
        found = uses.of([obj])[obj.pk]
        return uses.links(found) if found else "Zatím nikde."

    @admin.display(description="nahráno", ordering="created_at")
    def uploaded(self, obj):
        return _two_lines(short_date(localdate(obj.created_at)), obj.uploaded_by or "")

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        found = {use: None for used in uses.of(list(objs)).values() for use in used}
        links = [format_html('<a href="{1}">{0}</a>', *use) for use in found]
        return deleted, counts, lacking, links or protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError as error:
            return self._still_used(request, error)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():  # all of them or none
            super().delete_queryset(request, queryset)

    def _still_used(self, request, error):
        """Somebody began to use the file while another was asked whether to delete it."""
        self.message_user(request, error.args[0], messages.ERROR)
        return redirect(request.get_full_path())


@admin.register(Picture)
class PictureAdmin(FileAdmin):
    section_order = 10
    titles = {"list": "Obrázky", "add": "Nový obrázek", "change": "Obrázek"}
    add_label = "Přidat obrázek"
    form = PictureForm
    list_display = ("thumbnail", "label", "measures", "used", "uploaded")
    list_display_links = ("label",)
    list_filter = (DescriptionFilter,)
    search_fields = ("description", "caption", "credit", "upload_name")
    search_help_text = "Hledá v popisu, popisku, autorovi a názvu nahraného souboru."
    readonly_fields = ("preview", "measures", "uploaded", "used_in")

    def get_fieldsets(self, request, obj=None):
        told = ("Pro ty, kdo obrázek nevidí", {"fields": ("description", "decorative")})
        shown = ("Pod obrázkem", {"fields": ("caption", "credit", "taken_on")})
        if obj is None:
            return [(None, {"fields": ("upload",)}), told, shown]
        facts = {"fields": ("measures", "uploaded", "used_in")}
        return [(None, {"fields": ("preview",)}), told, shown, ("O souboru", facts)]

    def get_urls(self):
        own = [
            path("nahrat/", editor.upload_view(self), name="library_picture_upload"),
            path("vybrat/", editor.picture_browser(self), name="library_picture_browse"),
        ]
        return own + super().get_urls()

    @admin.display(description="náhled")
    def thumbnail(self, picture):
        return format_html(
            '<img class="library-thumbnail" src="{}" alt="" loading="lazy">',
            picture.thumbnail_url,
        )

    @admin.display(description="obrázek")
    def preview(self, picture):
        return picture_html(picture, sizes="30rem", css_class="library-preview")

    @admin.display(description="popis", ordering="description")
    def label(self, picture):
        if picture.is_undescribed:
            state = format_html('<span class="library-missing">{}</span>', "chybí popis")
        else:
            state = "jen ozdobný" if picture.decorative else ""
        return _two_lines(picture, state)

    @admin.display(description="velikost", ordering="size")
    def measures(self, picture):
        points = f"{picture.width}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{picture.height}"
        return _two_lines(points, file_size(picture.size))


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
