"""What the desk tells of searching: the words that readers looked for in vain more than once."""

from django.urls import reverse
from django.utils.http import urlencode

from nszm_portal.accounts.desk import Problem, Row
from nszm_portal.search.models import Missed

SHOWN = 3


def missed(request):
    if not request.user.has_perm("search.view_missed"):
        return
    listing = reverse("admin:search_missed_changelist")
    searching = reverse("search:search")
    rows = [
        Row(row.words, f"{searching}?{urlencode({'q': row.words})}", f"{row.count}×")
        for row in Missed.objects.filter(count__gt=1)[:SHOWN]
    ]
    if rows:
        yield Problem("Čtenáři opakovaně hledali a nenašli", listing, rows)
