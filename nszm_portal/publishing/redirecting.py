"""The tables of old addresses and of those that readers did not find."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from nszm_portal.accounts.records import RecordAdmin
from nszm_portal.czech.dates import short_date
from nszm_portal.publishing import redirects
from nszm_portal.publishing.models import MissingAddress, Redirect

# Django looks in the folder of the application first, and what is there is of publications.
TEMPLATES = "admin/publishing/redirect"
NOWHERE = "nikam (text není veřejný)"


class RedirectForm(forms.ModelForm):
    """An old address and its end, each as somebody copies it from a browser."""

    request = None
    path = forms.CharField(
        label="Stará adresa",
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Cesta na tomto webu, na které už nic není, například /akce/forum/.",
    )
    leads_to = forms.CharField(
        label="Kam povede",
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Adresa textu nebo jiné stránky tohoto webu; stačí ji zkopírovat z prohlížeče. "
        "Změní-li se adresa textu, přesměrování povede za ním.",
    )

    class Meta:
        model = Redirect
        fields = ("path",)

    def clean_path(self):
        try:
            path = redirects.old_path(self.request, self.cleaned_data["path"])
        except redirects.Refused as error:
            raise ValidationError(str(error)) from error
        if Redirect.objects.filter(path=path).exists():
            raise ValidationError(
                "Tahle adresa už přesměrovaná je. Má-li vést jinam, nejdřív ji v seznamu smažte."
            )
        return path

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("path") and cleaned.get("leads_to"):
            try:
                found = redirects.end_of(self.request, cleaned["path"], cleaned["leads_to"])
            except redirects.Refused as error:
                self.add_error("leads_to", str(error))
            else:
                for name in ("kind", "object_id", "target"):
                    setattr(self.instance, name, getattr(found, name))
        return cleaned


class RedirectChangeList(ChangeList):
    """Asks once where all rows of the page lead."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = redirects.destinations(self.result_list)
        for row in self.result_list:
            row.known_destination = found.get(row.pk)


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """Old addresses: most arise by themselves, others are typed; none is changed."""

    section, section_order = "Správa", 40
    change_form_template = f"{TEMPLATES}/change_form.html"
    delete_confirmation_template = f"{TEMPLATES}/delete_confirmation.html"
    form = RedirectForm
    list_display = ("path", "leads_to", "created_at")
    list_display_links = None
    search_fields = ("path", "target")
    search_help_text = "Hledá ve staré adrese."
    list_per_page = 50

    @admin.display(description="kam vede")
    def leads_to(self, row):
        address = getattr(row, "known_destination", None) or redirects.destinations([row]).get(
            row.pk
        )
        return format_html('<a href="{0}">{0}</a>', address) if address else NOWHERE

    def get_changelist(self, request, **kwargs):
        return RedirectChangeList

    def get_fieldsets(self, request, obj=None):
        fields = ("path", "leads_to", "created_at") if obj else ("path", "leads_to")
        return [(None, {"fields": fields})]

    def get_readonly_fields(self, request, obj=None):
        return ("leads_to", "created_at") if obj else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        if change:
            return super().get_form(request, obj, change=change, form=forms.ModelForm, **kwargs)
        form = super().get_form(request, obj, change=change, **kwargs)
        form.request = request
        return form

    def has_change_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        context = {"title": "Nové přesměrování"} | (extra_context or {})
        return super().add_view(request, form_url, context)

    def save_model(self, request, obj, form, change):
        redirects.keep(obj)
        if not redirects.destinations([obj]):
            messages.warning(
                request, "Text, na který vede, čtenáři zatím nevidí. Do té doby nepovede nikam."
            )


@admin.register(MissingAddress)
class MissingAddressAdmin(RecordAdmin):
    """What readers asked for in vain, the most wanted first, with one click to a redirect."""

    section, section_order = "Správa", 45
    deletable = True
    section_name = "Adresy, které tu nejsou"
    change_form_template = f"{TEMPLATES}/change_form.html"
    delete_confirmation_template = f"{TEMPLATES}/delete_confirmation.html"
    list_display = ("path", "times", "came_from", "last", "first", "mend")
    list_display_links = None
    search_fields = ("path",)
    search_help_text = "Hledá v adrese."
    list_per_page = 50

    def get_queryset(self, request):
        """Without those that lead somewhere by now."""
        known = Redirect.objects.filter(path=OuterRef("path"))
        return super().get_queryset(request).filter(~Exists(known))

    def get_list_display(self, request):
        may = request.user.has_perm("publishing.add_redirect")
        return self.list_display if may else self.list_display[:-1]

    @admin.display(description="kolikrát", ordering="count")
    def times(self, row):
        return f"{row.count}×"

    @admin.display(description="naposledy", ordering="last_at")
    def last(self, row):
        return short_date(timezone.localdate(row.last_at))

    @admin.display(description="poprvé", ordering="first_at")
    def first(self, row):
        return short_date(timezone.localdate(row.first_at))

    @admin.display(description="náprava")
    def mend(self, row):
        address = reverse("admin:publishing_redirect_add")
        return format_html(
            '<a href="{}?{}">Přesměrovat sem…<span class="visually-hidden"> {}</span></a>',
            address,
            urlencode({"path": row.path}),
            row.path,
        )
