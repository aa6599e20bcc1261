"""The feed of partners and of the agreements with them."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from nszm_portal.publishing import feeds
from nszm_portal.publishing.feeds import Channel
from partners.models import Agreement, Partner


@require_safe
def all_partners(request, form):
    channel = Channel("partner", "Partneři a dohody", reverse("partners:list"))
    return feeds.answer(request, form, channel, feeds.newest([Partner, Agreement]))
