"""The lists of meetings for search engines."""

from collections.abc import Iterator

from django.urls import reverse

from meetings.models import Meeting
from nszm_portal.publishing import lists as publishing_lists
from nszm_portal.publishing.sitemaps import Place


def lists() -> Iterator[Place]:
    """All meetings, their years, and those without a date; none of it empty."""
    yield Place(reverse("meetings:list"))
    for year in publishing_lists.months_with_counts(Meeting.kind):
        address = reverse("meetings:year", args=[year]) if year else reverse("meetings:undated")
        yield Place(address)
