from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from nszm_portal.library import describing, editor
from nszm_portal.library.admin.files import FileAdmin, two_lines
from nszm_portal.library.filesize import file_size
from nszm_portal.library.forms import PictureForm
from nszm_portal.library.models import Picture
from nszm_portal.library.renditions import IN_A_LIST, LEADING

CROPS = {IN_A_LIST: "v seznamech (3 : 2)", LEADING: "v čele úvodní stránky (16 : 9)"}


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
    actions = ("describe_selected",)
    search_fields = ("description", "caption", "credit", "upload_name")
    search_help_text = "Hledá v popisu, popisku, autorovi a názvu nahraného souboru."
    readonly_fields = ("crops", "measures", "uploaded", "used_in")

    class Media:
        js = ("js/admin/library_focus.js",)

    def get_fieldsets(self, request, obj=None):
        told = ("Pro ty, kdo obrázek nevidí", {"fields": ("description", "decorative")})
        shown = ("Pod obrázkem", {"fields": ("caption", "credit", "taken_on")})
        if obj is None:
            return [(None, {"fields": ("upload", "again")}), told, shown]
        facts = {"fields": ("measures", "uploaded", "used_in")}
        seen = (None, {"fields": ("crops", ("focus_x", "focus_y"))})
        return [seen, told, shown, ("O souboru", facts)]

    def get_urls(self):
        own = [
            path("nahrat/", editor.upload_view(self), name="library_picture_upload"),
            path("vybrat/", editor.picture_browser(self), name="library_picture_browse"),
            path("popsat/", describing.describing_view(self), name="library_picture_describe"),
        ]
        return own + super().get_urls()

    @admin.action(description="Popsat vybrané obrázky", permissions=["change"])
    def describe_selected(self, request, queryset):
        keys = list(queryset.order_by("-pk").values_list("pk", flat=True)[: describing.MOST + 1])
        if len(keys) > describing.MOST:
            sentence = (
                f"Najednou jde popsat nejvýše {describing.MOST} obrázků, tady jsou nejnovější."
            )
            self.message_user(request, sentence, messages.WARNING)
        named = ",".join(map(str, keys[: describing.MOST]))
        return HttpResponseRedirect(f"{reverse('admin:library_picture_describe')}?ids={named}")

    @admin.display(description="náhled")
    def thumbnail(self, picture):
        return format_html(
            '<img class="library-thumbnail" src="{}" alt="" loading="lazy">',
            picture.thumbnail_url,
        )

    @admin.display(description="obrázek")
    def crops(self, picture):
        picture = Picture.objects.get(pk=picture.pk)  # a refused form has other numbers in it
        made = ((where, picture.renditions("JPEG", ratio)) for ratio, where in CROPS.items())
        crops = [{"where": where, "rendition": found[-1][1]} for where, found in made if found]
        return render_to_string("admin/library/focus.html", {"picture": picture, "crops": crops})

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
