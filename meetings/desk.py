"""What the desk tells an editor of meetings."""

from django.urls import reverse
from django.utils import timezone

from nszm_portal.accounts.desk import Problem, Row
from nszm_portal.czech.dates import short_date
from nszm_portal.publishing.visibility import Phase

SHOWN = 5


def without_a_place(request):
    """Coming meetings that readers see and cannot find their way to."""
    from meetings.models import Meeting

    if not request.user.has_perm("meetings.publish_meeting"):
        return
    lacking = Meeting.objects.in_phase(Phase.VISIBLE).coming(timezone.now())
    rows = [
        Row(
            meeting.title,
            reverse("admin:meetings_meeting_change", args=[meeting.pk]),
            short_date(meeting.starts_on),
        )
        for meeting in lacking.filter(venue="", address="").order_by("starts_on", "pk")[:SHOWN]
    ]
    if rows:
        url = f"{reverse('admin:meetings_meeting_changelist')}?kdy=coming"
        yield Problem("Zveřejněná setkání, u kterých chybí místo", url, rows)
