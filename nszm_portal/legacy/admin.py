from django.contrib import admin
from django.contrib.contenttypes.admin import GenericStackedInline
from django.urls import reverse
from django.utils.html import format_html

from nszm_portal.accounts.records import RecordAdmin
from nszm_portal.legacy import doubts
from nszm_portal.legacy.models import Original
from nszm_portal.publishing.admin import PublicationAdmin


class OriginalInline(GenericStackedInline):
    """In the form of an imported draft: where its page stood, and the end of its notes."""

    model = Original
    max_num = 1
    can_delete = False
    fields = ("old_path", "apc", "checked", "as_it_came")
    readonly_fields = ("as_it_came",)
    verbose_name_plural = "Ze starého portálu"

    @staticmethod
    def belongs_to(publication) -> bool:
        """Publishing asks: whether this form has it."""
        return publication is not None and doubts.originals(publication).exists()

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw")

    def has_add_permission(self, request, obj):
        return False

    @admin.display(description="původní stránka")
    def as_it_came(self, original):
        address = reverse("admin:legacy_original_change", args=[original.pk])
        return format_html('<a href="{}">{}</a>', address, original.file_name)


PublicationAdmin.further_inlines.append(OriginalInline)


@admin.register(Original)
class OriginalAdmin(RecordAdmin):
    """The old pages as they came; to be read, never changed."""

    section, section_order = "Správa", 50
    deletable = True
    list_display = ("file_name", "draft", "notes_count", "imported_at")
    list_filter = ("checked", "content_type")
    search_fields = ("file_name", "old_path", "apc")
    search_help_text = "Hledá v názvu souboru a ve staré adrese."
    fields = ("file_name", "draft", "old_path", "apc", "imported_at", "notes", "page")
    readonly_fields = fields
    list_per_page = 50
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw").prefetch_related("publication")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {"title": "Původní stránka"} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    @admin.display(description="co z ní je")
    def draft(self, original):
        publication = original.publication
        if publication is None:
            return "smazáno"
        meta = publication._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        return format_html(
            '<a href="{}">{}</a>', reverse(name, args=[publication.pk]), publication.title
        )

    @admin.display(description="k ověření")
    def notes_count(self, original):
        return len(original.open_doubts) or None

    @admin.display(description="poznámky")
    def notes(self, original):
        return "\n".join(doubt["note"] for doubt in original.doubts) or None

    @admin.display(description="celá stránka")
    def page(self, original):
        return format_html('<pre class="original">{}</pre>', original.text)
