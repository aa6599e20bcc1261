"""Pictures for who shares a page that has none: its title, drawn in the portal's colours.

A publication's card stands under an address with its version, so what was once given out under
one never changes; `card_drawing` draws them.
"""

import re

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from nszm_portal.czech.typography import typeset
from nszm_portal.navigation.context import build as build_site
from nszm_portal.pagecache.memory import remember
from nszm_portal.publishing import kinds
from nszm_portal.publishing.card_drawing import draw
from nszm_portal.publishing.gone import moved

NAME = re.compile(r"([a-z]{1,20})-([0-9]{1,15})-([0-9]{1,9})")
FOREVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"


def url(publication) -> str:
    """The path of the card of a publication as it is now."""
    name = f"{publication.kind}-{publication.pk}-{publication.version}"
    return reverse("cards:card", args=[name])


def portal_url() -> str:
    """The path of the card of all pages that are no publication."""
    return reverse("cards:portal")


@require_safe
def card(request, name):
    """The card of a visible publication; the address of an older version leads to the present."""
    asked = NAME.fullmatch(name)
    model = kinds.get(asked[1]) if asked else None
    publication = model and model.objects.filter(pk=int(asked[2])).first()
    if publication is None or not publication.is_visible():
        raise Http404("Takový obrázek tu není.")
    if int(asked[3]) != publication.version:
        return moved(url(publication))
    above = ", ".join(filter(None, [str(model._meta.verbose_name), publication.notice()]))
    drawn = draw(typeset(above), typeset(publication.title), _site().name)
    return _answer(drawn, FOREVER)


@require_safe
def portal(request):
    return _answer(draw("", typeset(_site().name), typeset(_site().description)), FOR_A_DAY)


def _site():
    return remember("navigation", build_site)


def _answer(drawn: bytes, caching: str) -> HttpResponse:
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": caching})
