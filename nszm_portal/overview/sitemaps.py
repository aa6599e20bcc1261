"""The sitemap of the whole portal: an index, a file of lists, and files of each kind."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from nszm_portal.publishing import kinds, sitemaps
from nszm_portal.publishing.sitemaps import Place
from nszm_portal.regions.models import Region

MOST_FILES = 10**6  # a larger number is no file's and no database's


def lists() -> Iterator[Place]:
    """Home, the regions and each of them."""
    yield Place(reverse("overview:home"))
    yield Place(reverse("regions:list"))
    for region in Region.objects.all():
        yield Place(region.get_absolute_url())


@require_safe
def index(request):
    files = [Place(reverse("overview:sitemap_of_lists"))]
    files += [
        Place(reverse("overview:sitemap_of_kind", args=[kind, number]), changed_at)
        for kind, number, changed_at in sitemaps.files()
    ]
    return _answer(sitemaps.index(files))


@require_safe
def of_lists(request):
    return _answer(sitemaps.pages(sitemaps.places_of_lists()))


@require_safe
def of_kind(request, kind, number):
    known = kinds.get(kind) is not None and 1 <= number <= MOST_FILES
    if not (known and (found := list(sitemaps.places(kind, number)))):
        raise Http404("Takový soubor tu není.")
    return _answer(sitemaps.pages(found))


def _answer(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/xml; charset=utf-8")
