"""The feed of meetings, coming and past."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from nszm_portal.publishing import feeds
from nszm_portal.publishing.feeds import Channel


@require_safe
def all_meetings(request, form):
    channel = Channel("meeting", "Setkání", reverse("meetings:list"))
    return feeds.answer(request, form, channel, feeds.newest([Meeting]))
