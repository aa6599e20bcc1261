from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.views import visible_entries
from partners.models import Agreement

NEWEST = 10
NEAREST = 4
LATEST = 3


@require_safe
def home(request):
    """What is new, the pinned ones first, the coming meetings and the latest agreements."""
    # `IN` for the sake of SQLite's index, as in `dated()`.
    entries = Entry.objects.visible().dated().filter(reaches_home__in=[True])
    newest = list(
        entries.select_related("cover").order_by("-pinned", "-sort_at", "-object_id")[:NEWEST]
    )
    coming = Meeting.objects.visible().coming(timezone.now()).select_related("host_region")
    agreements = visible_entries(Agreement).filter(shown_on__lte=timezone.localdate())
    context = {
        "leading": newest[0] if newest else None,
        "entries": newest[1:],
        "more_url": reverse("news:list"),
        "meetings": coming.nearest_first()[:NEAREST],
        "meetings_url": reverse("meetings:list"),
        "agreements": agreements[:LATEST],
        "agreements_url": reverse("agreements:list"),
    }
    return render(request, "overview/home.html", context)
