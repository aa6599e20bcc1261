from django.contrib import admin
from django.db.models import Count, URLField
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from nszm_portal.czech.dates import short_date
from nszm_portal.publishing import finding
from nszm_portal.publishing.admin import PhaseFilter, PublicationAdmin
from partners.forms import AgreementForm, PartnerForm
from partners.models import Agreement, Instrument, Partner, PartnerType
from partners.validity import Validity


class ValidityFilter(admin.SimpleListFilter):
    title = "platnost"
    parameter_name = "platnost"

    def lookups(self, request, model_admin):
        return Validity.choices

    def queryset(self, request, queryset):
        if self.value() not in Validity.values:
            return queryset
        return queryset.in_validity(Validity(self.value()), timezone.localdate())


@admin.register(Partner)
class PartnerAdmin(PublicationAdmin):
    section_order = 40
    new_title = "Nový partner"
    add_label = "Přidat partnera"
    form = PartnerForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("logo", "name", "type", "level", "agreements_count", "phase", "changed")
    list_display_links = ("name",)
    list_filter = (PhaseFilter, "type", "level")
    search_help_text = "Hledá v názvu, zkratce, IČO a perexu, u zveřejněných i v popisu."
    autocomplete_fields = ("cover", "articles", "meetings")
    ordering = ("sort_key",)

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ("title", "abbreviation", "lead", "body")}),
            ("Logo", {"fields": ("cover", "cover_preview")}),
            ("Kam patří", {"fields": ("type", "level")}),
            ("Kontakt", {"fields": ("website", "postal_address", "ico")}),
            ("Co máme společného", {"fields": ("articles", "meetings")}),
            ("Kdy", {"fields": ("publish_at", "expire_at")}),
            ("Oprava a adresa", {"classes": ("collapse",), "fields": ("change_note", "slug")}),
        ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("type")
            .annotate(agreements_count=Count("agreements", distinct=True))
        )

    def get_deleted_objects(self, objs, request):
        """One that has agreements stays; they are listed as what keeps it."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept_by = Agreement.objects.filter(partners__in=objs).distinct()
        links = [
            format_html(
                'Dohoda: <a href="{}">{}</a>',
                reverse("admin:partners_agreement_change", args=[row.pk]),
                row,
            )
            for row in kept_by
        ]
        return deleted, counts, lacking, [*protected, *links]

    @admin.display(description="")
    def logo(self, partner):
        if partner.cover is None:
            return mark_safe("&nbsp;")
        url = partner.cover.thumbnail_url
        return format_html('<img class="thumbnail logo" src="{}" alt="" loading="lazy">', url)

    @admin.display(description="náhled")
    def cover_preview(self, partner):
        return self.logo(partner)

    @admin.display(description="název", ordering="sort_key")
    def name(self, partner):
        small = format_html(" <small>{}</small>", partner.abbreviation)
        return format_html("{}{}", partner.title, small if partner.abbreviation else "")

    @admin.display(description="dohod", ordering="agreements_count")
    def agreements_count(self, partner):
        return partner.agreements_count


@admin.register(Agreement)
class AgreementAdmin(PublicationAdmin):
    section_order = 50
    new_title = "Nová dohoda"
    add_label = "Přidat dohodu"
    form = AgreementForm
    list_display = ("name", "partner_names", "signed", "ends", "validity", "phase", "changed")
    list_display_links = ("name",)
    list_filter = (PhaseFilter, ValidityFilter, "instrument", "financial", "signed_on")
    found_in = (finding.COLUMN, f"partners__{finding.COLUMN}")
    search_help_text = "Hledá v názvu, perexu, oblastech a u partnerů v názvu, zkratce a IČO."
    autocomplete_fields = ("partners", "document", "announced_by", "amends", "renews")

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ("title", "lead", "partners", "instrument")}),
            ("Platnost", {"fields": ("signed_on", "undated", "valid_until")}),
            ("Obsah dohody", {"fields": ("areas", "financial", "document", "body")}),
            ("Co s ní souvisí", {"fields": ("announced_by", "amends", "renews")}),
            ("Kam patří", {"fields": ("regions",)}),
            ("Kdy zveřejnit", {"fields": ("publish_at", "expire_at")}),
            ("Oprava a adresa", {"classes": ("collapse",), "fields": ("change_note", "slug")}),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("partners")

    @admin.display(description="název", ordering="title")
    def name(self, agreement):
        return agreement.title

    @admin.display(description="partneři")
    def partner_names(self, agreement):
        names = [row.abbreviation or row.title for row in agreement.partners.all()]
        return ", ".join(names) or None

    @admin.display(description="podepsáno", ordering="signed_on")
    def signed(self, agreement):
        return short_date(agreement.signed_on) if agreement.signed_on else None

    @admin.display(description="platí do", ordering="valid_until")
    def ends(self, agreement):
        return short_date(agreement.valid_until) if agreement.valid_until else "bez konce"

    @admin.display(description="platnost")
    def validity(self, agreement):
        validity = agreement.validity()
        return format_html(
            '<span class="validity validity--{}">{}</span>', validity.value, validity.label
        )


class TermAdmin(admin.ModelAdmin):
    """Words under which partners or agreements stand; one in use is not deleted."""

    section = "Obsah"
    list_display = ("name", "position", "used")
    list_editable = ("position",)
    search_fields = ("name",)
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(used_count=Count("publications"))

    @admin.display(description="použito", ordering="used_count")
    def used(self, term):
        return f"{term.used_count}×"


@admin.register(PartnerType)
class PartnerTypeAdmin(TermAdmin):
    section_order = 60
    add_label = "Přidat typ"
    fields = ("name", "position", "slug")


@admin.register(Instrument)
class InstrumentAdmin(TermAdmin):
    section_order = 70
    add_label = "Přidat druh"
    fields = ("name", "position")
