"""The feeds that cross kinds: of what reaches home, and of a region."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from nszm_portal.publishing import feeds, kinds
from nszm_portal.publishing.feeds import Channel
from nszm_portal.regions.models import Region
from partners.models import Agreement

# They have places of their own on home, beside its list.
BESIDE = (Meeting, Agreement)


def _on_home() -> list:
    return [model for model in kinds.all() if model.reaches_home or model in BESIDE]


@require_safe
def everything(request, form):
    channel = Channel("home", "", reverse("overview:home"))
    return feeds.answer(request, form, channel, feeds.newest(_on_home()))


@require_safe
def of_region(request, slug, form):
    region = get_object_or_404(Region, slug=slug)
    channel = Channel(f"region:{region.nuts3}", region.name, region.get_absolute_url())
    entries = feeds.newest(_on_home(), regions=region)
    return feeds.answer(request, form, channel, entries)
