"""The two short files that machines ask for by their names."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nszm_portal.navigation.context import build as build_site
from nszm_portal.pagecache.memory import remember

# Not pages to be found: the editors' place, drafts shown to guests, and answers to questions.
CLOSED = ("/admin/", "/nahled/", "/hledat/")
VALID = timedelta(days=210)  # less than a year, as RFC 9116 asks


@require_safe
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    return _text([*lines, "", f"Sitemap: {settings.SITE_URL}{reverse('overview:sitemap')}"])


@require_safe
def security(request):
    """Whom to tell of a hole (RFC 9116). Its end is counted from the month, so that the file is
    the same for as long."""
    now = timezone.now()
    expires = datetime(now.year, now.month, 1, tzinfo=UTC) + VALID
    site = remember("navigation", build_site)
    return _text(
        [
            f"Contact: mailto:{site.footer.email}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: cs, en",
            f"Canonical: {settings.SITE_URL}{reverse('overview:security')}",
        ]
    )


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
