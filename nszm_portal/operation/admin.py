from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from post_office.models import STATUS, Email

from nszm_portal.accounts.records import RecordAdmin
from nszm_portal.czech.dates import short_date
from nszm_portal.czech.plurals import plural
from nszm_portal.operation import health, reading, runs, troubles
from nszm_portal.operation.asking import State
from nszm_portal.operation.models import CheckedLink, Run, Verified, Visits
from nszm_portal.publishing.admin import PublicationAdmin
from nszm_portal.richtext.references import is_page

SHOWN = 5  # texts of a link
PARTS = {
    "database": "Databáze",
    "migrations": "Migrace databáze",
    "cache": "Mezipaměť",
    "storage": "Úložiště souborů",
    "disk": "Místo na disku",
}


@admin.register(Run)
class RunAdmin(RecordAdmin):
    """Stav portálu: in the place of a list of runs what is wrong, what to do, and how each is."""

    section, section_order = "Správa", 5
    section_name = "Stav portálu"
    fields = readonly_fields = ("job", "started_at", "ended_at", "result", "said", "host")

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._act(request)
        now = timezone.now()
        outcomes = {each.key: each for each in health.ready.outcomes()}
        context = self.admin_site.each_context(request) | {
            "title": self.section_name,
            "troubles": troubles.present(),
            "parts": [
                (title, outcomes[key].state is State.OK)
                for key, title in PARTS.items()
                if key in outcomes
            ],
            "jobs": [(each, _state(each, now)) for each in runs.standings()],
            "waiting": Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued]).count(),
            "oldest": Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
            .order_by("created")
            .values_list("created", flat=True)
            .first(),
            "verified": Verified.objects.first(),
            "now": now,
        }
        return TemplateResponse(request, "admin/operation/status.html", context)

    def _act(self, request):
        if request.POST.get("action") == "requeue":
            count = troubles.requeue()
            noun = plural(count, "zpráva čeká", "zprávy čekají", "zpráv čeká")
            messages.success(request, f"{count} {noun} znovu ve frontě.")
        return HttpResponseRedirect(reverse("admin:operation_run_changelist"))


def _state(standing: runs.Standing, now) -> str:
    """The word by which the page marks a job: fine, never, failed or late."""
    if standing.first is None:
        return "never"
    if standing.has_failed:
        return "failed"
    return "late" if standing.is_overdue(now) else "fine"


@admin.register(CheckedLink)
class CheckedLinkAdmin(RecordAdmin):
    """Links that lead nowhere, with the texts in which they stand."""

    section, section_order = "Správa", 45
    section_name = "Nefunkční odkazy"
    list_display = ("address_shown", "since")
    list_display_links = None
    list_filter = ("is_internal",)
    search_fields = ("address", "places__title")
    search_help_text = "Hledá v odkazech a v titulcích textů."
    list_per_page = 50

    class Media:
        css = {"all": ["css/admin/status.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).broken().prefetch_related("places")

    @admin.display(description="odkaz", ordering="address")
    def address_shown(self, link):
        """All that there is to say in one cell, which a telephone shows whole."""
        address = link.address
        if is_page(address):
            address = "Odkaz na náš text"
        elif not link.is_internal:
            shown = '<a href="{}" rel="noopener noreferrer">{}</a>'
            address = format_html(shown, address, address)
        about = '{}<span class="status__about">{}</span><span class="status__about">{}</span>'
        return format_html(about, address, capfirst(link.said), self._texts(link))

    @admin.display(description="nefunguje od", ordering="failing_since")
    def since(self, link):
        return short_date(link.failing_since) if link.failing_since else None

    @staticmethod
    def _texts(link):
        places = list(link.places.all())
        rows = ((place.url, place.title) for place in places[:SHOWN])
        more = f" a {len(places) - SHOWN} dalších" if len(places) > SHOWN else ""
        texts = format_html_join(", ", '<a href="{}">{}</a>', rows)
        return format_html("V textech: {}{}", texts, more)


@admin.register(Visits)
class VisitsAdmin(RecordAdmin):
    """What is read most; the rows by days are for adding up, not for reading."""

    section, section_order = "Správa", 44
    section_name = "Nejčtenější texty"
    fields = readonly_fields = ("kind", "object_id", "day", "count")

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": self.section_name,
            "rows": reading.most_read(request),
            "days": reading.DAYS,
        }
        return TemplateResponse(request, "admin/operation/most_read.html", context)


PublicationAdmin.further_sentences.append(reading.sentence)
