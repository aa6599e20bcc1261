"""The base of every kind's admin. A kind's own class adds its fields and little else."""

from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.contenttypes.admin import GenericTabularInline
from django.core.exceptions import PermissionDenied
from django.db import DataError, models, transaction
from django.db.models import URLField
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from nszm_portal.czech import fields
from nszm_portal.czech.dates import moment, short_date
from nszm_portal.library.choosers import ChooserMixin
from nszm_portal.publishing import (
    finding,
    notes,
    redirecting,  # noqa: F401  (registers its admin)
)
from nszm_portal.publishing.conflicts import ConflictMixin
from nszm_portal.publishing.editing import EditingMixin
from nszm_portal.publishing.forms import PublicationForm
from nszm_portal.publishing.history_admin import HistoryMixin
from nszm_portal.publishing.models import Attachment
from nszm_portal.publishing.previewing import PreviewMixin
from nszm_portal.publishing.saying import SayingMixin
from nszm_portal.publishing.visibility import Phase, State
from nszm_portal.publishing.withdrawal import WithdrawalMixin

# CKEditor sets styles and handlers inline; only pages with it allow that, and none to readers.
EDITOR_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}

# Days and hours are taken in every usual Czech way of typing them.
TYPED = {
    models.DateField: fields.DateField,
    models.DateTimeField: fields.MomentField,
    models.TimeField: fields.TimeField,
}


class PhaseFilter(admin.SimpleListFilter):
    title = "stav"
    parameter_name = "stav"

    def lookups(self, request, model_admin):
        return Phase.choices

    def queryset(self, request, queryset):
        return queryset.in_phase(self.value()) if self.value() in Phase.values else queryset


class AttachmentInline(ChooserMixin, GenericTabularInline):
    model = Attachment
    extra = 0
    fields = ("document", "title", "position")
    autocomplete_fields = ("document",)
    verbose_name = "přílohu"
    verbose_name_plural = "Přílohy"


class GalleryInline(ChooserMixin, admin.TabularInline):
    """The rows of a gallery in the form of their publication; a kind says of which model."""

    extra = 0
    fields = ("picture", "caption", "video_url", "position")
    autocomplete_fields = ("picture",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    verbose_name = "fotografii"
    verbose_name_plural = "Fotografie a videa"


class PublicationAdmin(
    HistoryMixin,
    PreviewMixin,
    WithdrawalMixin,
    SayingMixin,
    ConflictMixin,
    EditingMixin,
    ChooserMixin,
    admin.ModelAdmin,
):
    """Lists that answer at a glance, a form in the editors' words, and the verbs of the lifecycle.

    Not here: what one kind alone has. A kind extends `labels_fields` and, where it must,
    `fieldsets`.
    """

    section = "Obsah"
    form = PublicationForm
    change_form_template = "admin/publishing/change_form.html"
    inlines = [AttachmentInline]
    list_display = ("thumbnail", "headline", "phase", "date", "place", "changed")
    list_display_links = ("headline",)
    readonly_fields = ("cover_preview",)
    new_title: str = "Nový text"
    list_filter = (PhaseFilter, "regions", "shown_on")
    list_per_page = 50
    search_fields = ("title",)  # Django asks for one; how it is searched is said below
    found_in: tuple[str, ...] = (finding.COLUMN,)
    search_help_text = (
        "Hledá v titulku a perexu, u zveřejněných i v textu. Na tvaru slova nezáleží."
    )
    autocomplete_fields = ("cover",)
    # What may be done with several at once: only what rooms on the right offer, as a deletion asks
    # of each where its readers shall go.
    further_actions: list = []
    # Inlines of rooms on the right, for every kind: each says by `belongs_to(publication)`, which
    # may be None, whether the form of that one has it.
    further_inlines: list[type] = []
    # Sentences of rooms on the right beside the state: each gives one of a publication, or "".
    further_sentences: list = []
    labels_fields = ("regions",)
    date_fields = ("shown_on", "undated")

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ("title", "lead", "body")}),
            ("Hlavní obrázek", {"fields": ("cover", "cover_preview", "cover_caption")}),
            ("Kam patří", {"fields": self.labels_fields}),
            (
                "Kdy",
                {"fields": (*self.date_fields, "publish_at", "expire_at", "pinned")},
            ),
            (
                "Podpis, oprava a adresa",
                {"classes": ("collapse",), "fields": ("byline", "change_note", "slug")},
            ),
        ]

    # --- lists ---------------------------------------------------------------------------------

    def get_actions(self, request):
        if IS_POPUP_VAR in request.GET:
            return {}
        return {
            action.__name__: (action, action.__name__, action.short_description)
            for action in self.further_actions
        }

    def get_search_results(self, request, queryset, search_term):
        return finding.found(queryset, search_term, self.found_in), False

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("cover")
        return rows.prefetch_related("regions")

    @admin.display(description="")
    def thumbnail(self, publication):
        if publication.cover is None:
            return mark_safe("&nbsp;")
        url = publication.cover.thumbnail_url
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', url)

    @admin.display(description="titulek", ordering="title")
    def headline(self, publication):
        pin = mark_safe(' <span class="pin">připnuto</span>') if publication.pinned else ""
        return format_html("{}{}", publication.title, pin)

    @admin.display(description="náhled")
    def cover_preview(self, publication):
        return self.thumbnail(publication)

    @admin.display(description="stav", ordering="publish_at")
    def phase(self, publication):
        phase = publication.phase()
        until = {
            Phase.SCHEDULED: publication.publish_at,
            Phase.EXPIRED: publication.expire_at,
            Phase.WITHDRAWN: publication.withdrawn_at,
        }.get(phase)
        return format_html(
            '<span class="phase phase--{}">{}</span>{}',
            phase.value,
            phase.label,
            format_html(" <small>{}</small>", moment(until)) if until else "",
        )

    @admin.display(description="datum", ordering="sort_at")
    def date(self, publication):
        if publication.undated:
            return "bez data"
        return short_date(publication.date) if publication.date else None

    @admin.display(description="kraj")
    def place(self, publication):
        return ", ".join(region.name for region in publication.regions.all()) or None

    @admin.display(description="změněno", ordering="changed_at")
    def changed(self, publication):
        return short_date(timezone.localdate(publication.changed_at))

    # --- who may what --------------------------------------------------------------------------

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def has_change_permission(self, request, obj=None):
        """Who may not publish may change only drafts of their own: a change is seen at once."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or self.has_publish_permission(request):
            return True
        return obj.created_by_id == request.user.pk and obj.state == State.NEW

    def has_delete_permission(self, request, obj=None):
        if super().has_delete_permission(request, obj):
            return True
        own = obj is not None and obj.created_by_id == request.user.pk
        return own and self.has_change_permission(request, obj)

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, DataError):  # a filter in the address that no date or key can be
            return HttpResponseRedirect(f"{request.path}?e=1")

    # --- the form ------------------------------------------------------------------------------

    def get_inlines(self, request, obj):
        further = [inline for inline in self.further_inlines if inline.belongs_to(obj)]
        return [*self.inlines, *further]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if field := TYPED.get(type(db_field)):
            kwargs.setdefault("form_class", field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.labels_fields:
            kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @method_decorator(csp_replace(EDITOR_POLICY))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        obj = self.get_object(request, object_id) if object_id else None
        context = (extra_context or {}) | self._tools(request, obj)
        proceed = super().changeform_view
        return self.edit(request, obj, lambda: proceed(request, object_id, form_url, context))

    def _tools(self, request, obj):
        """What the form's template needs to offer only what may be done."""
        may_publish = self.has_publish_permission(request)
        tools = {"phase": Phase.DRAFT, "title": self.new_title}
        if obj is not None:
            tools |= {
                "title": capfirst(self.opts.verbose_name),
                "phase": obj.phase(),
                "publication": obj,
                "sentences": [say(obj) for say in self.further_sentences],
                "copy_url": self._url("copy", obj) if self.has_add_permission(request) else "",
                "withdraw_url": self._url("withdraw", obj)
                if may_publish and obj.state == State.PUBLISHED
                else "",
                "notes": self._notes(obj),
            }
        tools["offers_publish"] = may_publish
        return tools

    def _notes(self, obj):
        """The notes for the top of the form, with the words by which it calls their fields."""
        return [
            {
                "field": note.field,
                "label": self.opts.get_field(note.field).verbose_name if note.field else "",
                "text": note.text,
            }
            for note in notes.of(obj)
        ]

    def _url(self, verb, obj):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{verb}"
        return reverse(name, args=[obj.pk])

    def get_view_on_site_url(self, obj=None):
        # In a refused form the field of the address may have been emptied.
        has_page = obj is not None and obj.slug and obj.is_visible()
        return obj.get_absolute_url() if has_page else None

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        else:
            self.judge_version(request, obj)
            self.remember(request, obj)
        obj.slug_by_hand = form.slug_by_hand()
        # What readers can see already keeps the moment from which they see it.
        if self._publishes(request, form) and obj.state != State.PUBLISHED:
            obj.publish(sync=False)
        else:
            obj.save(sync=False)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.sync()
        self.settle_copies(request, form.instance)
        if self._publishes(request, form):
            messages.success(request, self._what_happened(form.instance))
        elif "_submit" not in request.POST:
            messages.success(request, self._what_is_stored(form.instance))

    def response_add(self, request, *args, **kwargs):
        request.is_told = True
        return super().response_add(request, *args, **kwargs)

    def response_change(self, request, *args, **kwargs):
        request.is_told = True
        return super().response_change(request, *args, **kwargs)

    def message_user(self, request, *args, **kwargs):
        """Says nothing in Django's words of what has been told in ours."""
        if not getattr(request, "is_told", False):
            super().message_user(request, *args, **kwargs)

    @staticmethod
    def _publishes(request, form) -> bool:
        return form.is_publishing and "_publish" in request.POST

    @staticmethod
    def _what_happened(publication):
        if publication.phase() == Phase.SCHEDULED:
            return f"Zveřejní se samo {moment(publication.publish_at)} (pražský čas)."
        address = publication.get_absolute_url()
        return format_html('Je zveřejněno: <a href="{}">{}</a>', address, address)

    def _what_is_stored(self, publication):
        seen = (
            "Čtenáři to zatím nevidí." if publication.state == State.NEW else "Čtenáři to nevidí."
        )
        address = self._url("change", publication)
        return format_html('Uloženo: <a href="{}">{}</a>. {}', address, publication.title, seen)

    # --- verbs with a page of their own --------------------------------------------------------

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("<int:pk>/kopirovat/", self._view(self.copy_view), name=f"{info}_copy"),
        ]
        return own + super().get_urls()

    def _view(self, view):
        return self.admin_site.admin_view(view)

    def _found(self, request, pk):
        obj = self.get_object(request, str(pk))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk)), None
        return None, obj

    def copy_view(self, request, pk):
        """Kopírovat jako nový: a new draft with the same content, opened at once."""
        missing, obj = self._found(request, pk)
        if missing:
            return missing
        if not (self.has_add_permission(request) and self.has_view_permission(request, obj)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            twin = obj.copy(by=request.user)
            self.log_addition(request, twin, [{"added": {}}])
        messages.success(request, "Tohle je kopie. Nic z ní zatím není zveřejněné.")
        return HttpResponseRedirect(self._url("change", twin))
