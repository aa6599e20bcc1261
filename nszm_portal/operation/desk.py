"""What the desk tells administrators: of backups, and that something is wrong."""

from django.urls import reverse

from nszm_portal.accounts.desk import Part, Problem, Row
from nszm_portal.czech.dates import moment
from nszm_portal.czech.plurals import plural
from nszm_portal.operation import troubles
from nszm_portal.operation.models import CheckedLink, Verified
from nszm_portal.operation.saying import held

ADMINISTRATORS = ("operation.view_verified", "operation.view_run")
EDITORS = ("operation.view_checkedlink",)
EVERYBODY = ("operation.view_visits",)
SHOWN = 3


def backups(request):
    """The last backup that was brought back for a trial."""
    if not request.user.has_perm("operation.view_verified"):
        return
    last = Verified.objects.first()
    rows = []
    if last:
        about = f"záloha z {moment(last.made_at)} · {held(last.rows, last.files)}"
        rows = [Row(last.file, about=about, flag=f"ověřena {moment(last.at)}")]
    empty = f"Zatím žádná. {troubles.HOW_TO_VERIFY}"
    yield Part("backups", "Poslední ověřená záloha", rows, empty=empty)


def wrong(request):
    """The first troubles; the page of the portal's state has all of them and what to do."""
    if not request.user.has_perm("operation.view_run"):
        return
    found = troubles.present()
    if found:
        count = len(found)
        noun = plural(count, "věc potřebuje", "věci potřebují", "věcí potřebuje")
        url = reverse("admin:operation_run_changelist")
        rows = [Row(trouble.text) for trouble in found[:SHOWN]]
        yield Problem(f"Stav portálu: {count} {noun} pozornost", url, rows)


def broken_links(request):
    """To those who mend texts; administrators read it among the troubles."""
    may = request.user.has_perm
    if may("operation.view_run") or not may("operation.view_checkedlink"):
        return
    if count := CheckedLink.objects.broken().count():
        url = reverse("admin:operation_checkedlink_changelist")
        yield Problem(troubles.broken_links(count), url)
