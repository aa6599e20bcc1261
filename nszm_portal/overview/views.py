from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nszm_portal.publishing.models import Entry

NEWEST = 10


@require_safe
def home(request):
    """What is new, the pinned ones first; one query, however much there is."""
    # `IN` for the sake of SQLite's index, as in `dated()`.
    entries = Entry.objects.visible().dated().filter(reaches_home__in=[True])
    newest = list(
        entries.select_related("cover").order_by("-pinned", "-sort_at", "-object_id")[:NEWEST]
    )
    context = {
        "leading": newest[0] if newest else None,
        "entries": newest[1:],
        "more_url": reverse("news:list"),
    }
    return render(request, "overview/home.html", context)
