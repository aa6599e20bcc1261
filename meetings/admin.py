from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.forms import BaseInlineFormSet
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from meetings.models import (
    DATELESS,
    Material,
    Meeting,
    Photograph,
    Programme,
    ProgrammeItem,
    Speaker,
)
from nszm_portal.czech.dates import date_range
from nszm_portal.czech.fields import TimeField
from nszm_portal.library.choosers import ChooserMixin
from nszm_portal.publishing.admin import (
    AttachmentInline,
    GalleryInline,
    PhaseFilter,
    PublicationAdmin,
)
from nszm_portal.publishing.forms import PublicationForm
from nszm_portal.publishing.visibility import State

# What Django offers beside an hour ("now") is of no use for one that is planned.
HOURS = {
    models.TimeField: {
        "form_class": TimeField,
        "widget": forms.TimeInput(format="%H:%M", attrs={"size": 5}),
    }
}


class MeetingForm(PublicationForm):
    """The form of a meeting: without a date it can be written, but not published."""

    def clean(self):
        cleaned = super().clean()
        live = self.is_publishing or self.instance.state == State.PUBLISHED
        dated = cleaned.get("starts_on") or cleaned.get("undated")
        if live and not dated and "starts_on" in set(self.fields) - set(self.errors):
            self.add_error("starts_on", ValidationError(DATELESS, code="required"))
        return cleaned


class ProgrammeFormSet(BaseInlineFormSet):
    """The items of one programme, which have to agree with the meeting and with each other."""

    def clean(self):
        super().clean()
        rows = [
            form
            for form in self.forms
            if not form.errors and form.cleaned_data.get("title") and not self._goes(form)
        ]
        for form in rows:
            self._within_the_meeting(form)
        timed = [form for form in rows if form.cleaned_data.get("starts_time")]
        timed.sort(key=lambda form: (form.cleaned_data["day"], form.cleaned_data["starts_time"]))
        self._without_overlaps(timed)

    def _goes(self, form):
        return self.can_delete and self._should_delete_form(form)

    def _within_the_meeting(self, form):
        first, last = self.instance.starts_on, self.instance.last_on
        if first is None or last < first:
            return
        if form.cleaned_data["day"] > (last - first).days + 1:
            form.add_error("day", f"Setkání je {date_range(first, last)}, tolik dní nemá.")

    @staticmethod
    def _without_overlaps(in_order):
        running = None
        for form in in_order:
            item = form.cleaned_data
            if item["is_parallel"]:
                continue
            if running and _still_runs(running, item):
                form.add_error(
                    "starts_time",
                    f"V tuto dobu ještě běží „{running['title']}“. "
                    "Běží-li oba body zároveň, zaškrtněte „souběžně“.",
                )
            else:
                running = item


def _still_runs(item, later):
    ends = item["ends_time"]
    return item["day"] == later["day"] and ends is not None and ends > later["starts_time"]


class SpeakerInline(admin.TabularInline):
    model = Speaker
    extra = 0
    fields = ("name", "function", "organisation", "region", "position")
    verbose_name = "řečníka"
    verbose_name_plural = "Řečníci"


class ProgrammeItemInline(admin.TabularInline):
    model = ProgrammeItem
    formfield_overrides = HOURS
    formset = ProgrammeFormSet
    extra = 0
    fields = ("day", "starts_time", "ends_time", "title", "note", "is_parallel", "position")
    verbose_name = "bod programu"
    verbose_name_plural = "Program"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "note":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class MaterialInline(ChooserMixin, admin.TabularInline):
    model = Material
    extra = 0
    fields = ("document", "title", "item", "position")
    autocomplete_fields = ("document",)
    verbose_name = "materiál"
    verbose_name_plural = "Materiály"

    def get_formset(self, request, obj=None, **kwargs):
        """Items are offered from this meeting's programme alone, once they are stored."""
        formset = super().get_formset(request, obj, **kwargs)
        own = obj.items.all() if obj else ProgrammeItem.objects.none()
        formset.form.base_fields["item"].queryset = own
        return formset


class PhotographInline(GalleryInline):
    model = Photograph


class TimeFilter(admin.SimpleListFilter):
    title = "čas"
    parameter_name = "kdy"

    def lookups(self, request, model_admin):
        return [("coming", "nadcházející"), ("past", "proběhlá")]

    def queryset(self, request, queryset):
        asked = {"coming": queryset.coming, "past": queryset.past}.get(self.value())
        return asked() if asked else queryset


class YearFilter(admin.SimpleListFilter):
    title = "rok"
    parameter_name = "rok"

    def lookups(self, request, model_admin):
        days = Meeting.objects.dates("starts_on", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]

    def queryset(self, request, queryset):
        offered = {value for value, _ in self.lookup_choices}
        return queryset.of_year(int(self.value())) if self.value() in offered else queryset


@admin.register(Meeting)
class MeetingAdmin(PublicationAdmin):
    section_order = 12
    new_title = "Nové setkání"
    add_label = "Přidat setkání"
    form = MeetingForm
    formfield_overrides = HOURS
    inlines = [
        ProgrammeItemInline,
        MaterialInline,
        SpeakerInline,
        PhotographInline,
        AttachmentInline,
    ]
    list_display = ("thumbnail", "headline", "when", "host", "holding", "phase", "changed")
    list_filter = (PhaseFilter, TimeFilter, "status", YearFilter, "host_region", "programmes")
    search_help_text = "Hledá v titulku, perexu a místě konání, u zveřejněných i v textu."
    labels_fields = ("programmes", "presenting_regions")

    def get_fieldsets(self, request, obj=None):
        return [
            (
                "Co a kdy",
                {
                    "fields": (
                        "title",
                        "lead",
                        ("starts_on", "starts_time"),
                        ("ends_on", "ends_time"),
                        "undated",
                    ),
                    "description": "Stačí den; hodiny doplňte, až je budete znát.",
                },
            ),
            (
                "Koná se, přesunulo se, ruší se",
                {"fields": ("status", "former_on", "status_note")},
            ),
            ("Kde", {"fields": ("host_region", "venue", "address")}),
            (
                "Kdo",
                {
                    "fields": (
                        "organiser",
                        "auspices",
                        "programmes",
                        "presenting_regions",
                        "presenting_cities",
                    )
                },
            ),
            (
                "Kontakt a přihláška",
                {"fields": ("contact", "contact_email", "registration_url")},
            ),
            ("Text", {"fields": ("body",)}),
            ("Hlavní obrázek", {"fields": ("cover", "cover_preview", "cover_caption")}),
            ("Zveřejnění", {"fields": ("publish_at", "expire_at")}),
            (
                "Podpis, oprava a adresa",
                {"classes": ("collapse",), "fields": ("byline", "change_note", "slug")},
            ),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("host_region")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "registration_url":
            kwargs["assume_scheme"] = "https"
        if db_field.name == "presenting_cities":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 4, "cols": 60})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="kdy", ordering="sort_at")
    def when(self, meeting):
        if meeting.undated:
            return "bez data"
        soon = mark_safe(" <small>nadcházející</small>") if meeting.is_coming() else ""
        return format_html("{}{}", meeting.when(), soon) or None

    @admin.display(description="hostitel", ordering="host_region__sort_key")
    def host(self, meeting):
        return meeting.host_region

    @admin.display(description="koná se", ordering="status")
    def holding(self, meeting):
        return meeting.notice() or None


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    section, section_order = "Obsah", 32
    add_label = "Přidat program"
    list_display = ("name", "meetings_count")
    search_fields = ("name",)
    fields = ("name",)
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(meetings_count=Count("meetings"))

    @admin.display(description="setkání", ordering="meetings_count")
    def meetings_count(self, programme):
        return programme.meetings_count
