from django.contrib import admin

from nszm_portal.czech.dates import short_date
from nszm_portal.regions.models import Membership


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    """When a region was a Zdravý kraj; the regions themselves are given by law."""

    section, section_order = "Obsah", 90
    add_label = "Přidat členství"
    list_display = ("region", "from_day", "until_day")
    list_filter = ("region",)
    list_select_related = ("region",)
    fields = ("region", "starts_on", "ends_on")
    actions = None

    @admin.display(description="členem od", ordering="starts_on")
    def from_day(self, membership):
        return short_date(membership.starts_on)

    @admin.display(description="členem do", ordering="ends_on")
    def until_day(self, membership):
        return short_date(membership.ends_on) if membership.ends_on else "trvá"
