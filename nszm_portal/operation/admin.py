from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from nszm_portal.czech.plurals import plural
from nszm_portal.operation import health, runs, troubles
from nszm_portal.operation.asking import State
from nszm_portal.operation.models import Run, Verified

PARTS = {
    "database": "Databáze",
    "migrations": "Migrace databáze",
    "cache": "Mezipaměť",
    "storage": "Úložiště souborů",
    "disk": "Místo na disku",
}


@admin.register(Run)
class RunAdmin(admin.ModelAdmin):
    """Stav portálu: in the place of a list of runs what is wrong, what to do, and how each is."""

    section, section_order = "Správa", 5
    section_name = "Stav portálu"
    fields = readonly_fields = ("job", "started_at", "ended_at", "result", "said", "host")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

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
