"""What the desk tells administrators of backups."""

from datetime import timedelta

from django.utils import timezone

from nszm_portal.accounts.desk import Part, Problem, Row
from nszm_portal.czech.dates import moment
from nszm_portal.operation.models import Verified
from nszm_portal.operation.saying import held

PERMISSION = "operation.view_verified"
OVERDUE = timedelta(days=8)  # it runs once a week
HOW = "Ověřuje ji příkaz manage.py backup --verify SOUBOR."


def backups(request):
    """The last backup that was brought back for a trial."""
    if not request.user.has_perm(PERMISSION):
        return
    last = Verified.objects.first()
    rows = []
    if last:
        about = f"záloha z {moment(last.made_at)} · {held(last.rows, last.files)}"
        rows = [Row(last.file, about=about, flag=f"ověřena {moment(last.at)}")]
    yield Part("backups", "Poslední ověřená záloha", rows, empty=f"Zatím žádná. {HOW}")


def overdue(request):
    if not request.user.has_perm(PERMISSION):
        return
    last = Verified.objects.first()
    if last is None:
        yield Problem(f"Žádná záloha nebyla zkušebně obnovena. {HOW}")
    elif last.at < timezone.now() - OVERDUE:
        yield Problem(f"Záloha byla naposledy zkušebně obnovena {moment(last.at)}. {HOW}")
