from django.contrib import admin

from nszm_portal.pages.models import Page
from nszm_portal.publishing.admin import PhaseFilter, PublicationAdmin


@admin.register(Page)
class PageAdmin(PublicationAdmin):
    section_order = 20
    new_title = "Nová stránka"
    add_label = "Přidat stránku"
    list_display = ("headline", "slug", "phase", "changed")
    list_filter = (PhaseFilter,)

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ("title", "lead", "body")}),
            ("Obrázek", {"fields": ("cover", "cover_preview", "cover_caption")}),
            ("Kdy a kde", {"fields": ("publish_at", "expire_at", "slug", "change_note")}),
        ]
