from django.contrib import admin
from django.db.models import URLField

from nszm_portal.opendata.models import Organisation, Provider, Theme


class OrganisationInline(admin.TabularInline):
    model = Organisation
    extra = 1
    fields = ("name", "ico")
    verbose_name = "organizaci"  # as "Přidat" wants it
    verbose_name_plural = (
        "Organizace, které se uvádějí s IČO: stojí-li název v poli „pořadatel“ nebo „záštita“"
    )


class ThemeInline(admin.TabularInline):
    model = Theme
    extra = 1
    fields = ("topic", "item")
    verbose_name = "téma"


@admin.register(Provider)
class ProviderAdmin(admin.ModelAdmin):
    """One page for all that the norms ask and nothing else says."""

    section, section_order = "Správa", 60
    section_name = "Otevřená data"
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = (
        ("Asociace", {"fields": ("ico", "other_names")}),
        ("Podmínky užití", {"fields": ("licence_name", "licence_url", "licence_note")}),
    )
    inlines = [OrganisationInline, ThemeInline]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
