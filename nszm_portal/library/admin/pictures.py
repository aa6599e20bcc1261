from django.contrib import admin
from django.urls import path
from django.utils.html import format_html

from nszm_portal.library import editor
from nszm_portal.library.admin.files import FileAdmin, two_lines
from nszm_portal.library.filesize import file_size
from nszm_portal.library.forms import PictureForm
from nszm_portal.library.markup import picture_html
from nszm_portal.library.models import Picture


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
        return two_lines(picture, state)

    @admin.display(description="velikost", ordering="size")
    def measures(self, picture):
        points = f"{picture.width}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{picture.height}"
        return two_lines(points, file_size(picture.size))
