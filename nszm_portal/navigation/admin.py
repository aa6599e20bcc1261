from django import forms
from django.contrib import admin

from nszm_portal.library.choosers import ChooserMixin
from nszm_portal.navigation import targets
from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, PortalLink, SideBox
from nszm_portal.richtext import references

SECTION = "Vzhled webu"


class TargetForm(forms.ModelForm):
    """Shows the address that a stored reference has today, so that an editor sees an address."""

    TARGETS = ("target",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.TARGETS:
            stored = self.initial.get(name, "")
            if references.is_page(stored):
                found = references.resolve_pages({stored}, for_editor=True)
                if stored in found:
                    self.initial[name] = found[stored].url


class IdentityForm(TargetForm):
    TARGETS = ("about",)


@admin.register(MenuItem)
class MenuItemAdmin(admin.ModelAdmin):
    section, section_order = SECTION, 10
    add_label = "Přidat položku nabídky"
    form = TargetForm
    list_display = ("label", "leads_to", "position")
    list_editable = ("position",)
    fields = ("label", "target", "position")

    @admin.display(description="kam vede")
    def leads_to(self, item):
        return targets.present({item.target}).get(item.target) or "nikam (není veřejné)"


class PortalLinkInline(admin.TabularInline):
    model = PortalLink
    extra = 1
    fields = ("label", "url", "position")


@admin.register(PortalGroup)
class PortalGroupAdmin(admin.ModelAdmin):
    section, section_order = SECTION, 20
    add_label = "Přidat skupinu portálů"
    list_display = ("label", "position")
    list_editable = ("position",)
    inlines = [PortalLinkInline]


@admin.register(SideBox)
class SideBoxAdmin(ChooserMixin, admin.ModelAdmin):
    section, section_order = SECTION, 30
    add_label = "Přidat postranní box"
    form = TargetForm
    list_display = ("title", "is_shown", "position")
    list_editable = ("is_shown", "position")
    autocomplete_fields = ("picture",)


@admin.register(Identity)
class IdentityAdmin(admin.ModelAdmin):
    section, section_order = SECTION, 40
    form = IdentityForm
    fieldsets = (
        ("Název", {"fields": ("name", "name_first_line", "name_second_line", "description")}),
        (
            "Patička",
            {
                "fields": (
                    "footer_name",
                    "copyright_year",
                    "version_line",
                    "contact_line",
                    "contact_email",
                )
            },
        ),
        ("Informace o webu", {"fields": ("about",)}),
    )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
