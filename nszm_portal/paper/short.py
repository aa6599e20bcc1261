"""Short addresses: where a thing stands now, for whoever has only its code from paper."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nszm_portal.library import access
from nszm_portal.library.models import Document
from nszm_portal.paper import codes
from nszm_portal.publishing import kinds
from nszm_portal.publishing.gone import Gone
from nszm_portal.publishing.views import fetch

DOCUMENT = "document"


def address(kind: str, pk: int | None) -> str:
    """The whole short address of a thing; "" of what has none, or has not been stored."""
    code = codes.code_of(kind, pk) if pk else ""
    return urljoin(settings.SITE_URL, reverse("paper:short", args=[code])) if code else ""


@require_safe
def short(request, code):
    """Leads to the thing's present address, if whoever asks may know it.

    Never kept by anybody on the way (RFC 9110, 15.4.3): the address may change, and what is behind
    it may be withdrawn.
    """
    found = codes.read(code)
    kind, pk = found or ("", 0)
    target = _of_document(request, pk) if kind == DOCUMENT else _of_publication(kind, pk)
    if not target:
        # Asked of everything: the answers must not differ by a header (see library.views).
        access.may_fetch_all(request.user)
        raise Http404("Taková stránka tu není.")
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponseRedirect(target, headers=headers)


def _of_publication(kind: str, pk: int) -> str:
    """Also of what is gone: its page says why, or leads on to what replaced it."""
    model = kinds.get(kind)
    slugs = model._base_manager.filter(pk=pk).values_list("slug", flat=True) if model else ()
    for slug in slugs:
        try:
            return fetch(model, slug).get_absolute_url()
        except Gone as gone:
            return gone.publication.get_absolute_url()
        except Http404:
            continue
    return ""


def _of_document(request, pk: int) -> str:
    document = Document.objects.filter(pk=pk).first()
    if document and access.may_fetch(document, request.user, timezone.now()):
        return document.get_absolute_url()
    return ""
