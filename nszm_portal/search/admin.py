from django.contrib import admin

from nszm_portal.accounts.records import RecordAdmin
from nszm_portal.czech.dates import short_date
from nszm_portal.search.models import Equivalents, Missed


@admin.register(Equivalents)
class EquivalentsAdmin(admin.ModelAdmin):
    """Abbreviations with their full names, as editors add them."""

    section, section_order = "Správa", 50
    section_name = "Hledání: stejné významy"
    list_display = ("__str__",)
    search_fields = ("names",)
    search_help_text = "Hledá v názvech."
    list_per_page = 100
    fields = ("names",)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            row.delete()


@admin.register(Missed)
class MissedAdmin(RecordAdmin):
    """What readers looked for in vain: what to write about, or which names mean the same."""

    section, section_order = "Správa", 46
    deletable = True
    section_name = "Co čtenáři hledali a nenašli"
    list_display = ("words", "times", "last")
    list_display_links = None
    search_fields = ("words",)
    search_help_text = "Hledá ve slovech, která čtenáři napsali."
    list_per_page = 50

    @admin.display(description="kolikrát", ordering="count")
    def times(self, row):
        return f"{row.count}×"

    @admin.display(description="naposledy", ordering="last_on")
    def last(self, row):
        return short_date(row.last_on)
