from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from nszm_portal.navigation.models import MenuItem
from nszm_portal.pages.models import Page
from nszm_portal.publishing.admin import PhaseFilter, PublicationAdmin

LONGEST_LABEL = MenuItem._meta.get_field("label").max_length


@admin.register(Page)
class PageAdmin(PublicationAdmin):
    section_order = 20
    new_title = "Nová stránka"
    add_label = "Přidat stránku"
    list_display = ("headline", "slug", "parent", "phase", "changed")
    list_filter = (PhaseFilter,)
    list_select_related = ("parent",)
    readonly_fields = ("cover_preview", "in_menu")

    def get_fieldsets(self, request, obj=None):
        fieldsets = [
            (None, {"fields": ("title", "lead", "body")}),
            ("Obrázek", {"fields": ("cover", "cover_preview", "cover_caption")}),
            (
                "Kdy a kde",
                {
                    "fields": (
                        "parent",
                        "in_menu",
                        "publish_at",
                        "expire_at",
                        "slug",
                        "change_note",
                    )
                },
            ),
        ]
        if obj is not None and obj.is_statement:
            evaluation = {"fields": ("evaluated_on", "evaluation_method")}
            fieldsets.insert(1, ("Hodnocení přístupnosti", evaluation))
        return fieldsets

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "evaluation_method":
            field.widget.attrs["rows"] = 3
        elif db_field.name == "parent":
            # A page is not written in a small window beside another.
            for verb in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{verb}_related", False)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = Page.objects.filter(parent=None).order_by("title")
            kwargs["empty_label"] = "žádnou, stojí samostatně"
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="hlavní nabídka")
    def in_menu(self, page):
        if page.pk is None:
            return "Do nabídky stránku přidáte, až bude uložená."
        if item := MenuItem.objects.filter(target=page.reference).first():
            address = reverse("admin:navigation_menuitem_change", args=[item.pk])
            return format_html('Je v ní jako <a href="{}">{}</a>.', address, item.label)
        query = urlencode({"label": page.title[:LONGEST_LABEL], "target": page.reference})
        address = f"{reverse('admin:navigation_menuitem_add')}?{query}"
        return format_html('Není v ní. <a href="{}">Přidat do nabídky</a>', address)
