"""{% short_url %} and {% qr %}: how paper leads back to the portal."""

from urllib.parse import urljoin

import segno
from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.library.models import Document
from nszm_portal.paper import short

register = template.Library()

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks


@register.simple_tag
def short_url(thing) -> str:
    """The whole short address of a publication, its entry, a document or a reference to one.

    A reference is "article:12" or "document:7". A kind without short addresses gives its own one,
    and a reference to such a kind "".
    """
    if isinstance(thing, str):
        kind, _, pk = thing.partition(":")
        return short.address(kind, int(pk or 0))
    if isinstance(thing, Document):
        found = short.address(short.DOCUMENT, thing.pk)
    else:
        found = short.address(thing.kind, getattr(thing, "object_id", thing.pk))
    return found or urljoin(settings.SITE_URL, thing.get_absolute_url())


@register.filter
def in_words(address: str) -> str:
    """An address as people write it on paper: without the scheme and the slash at its end."""
    return str(address).partition("://")[2].rstrip("/") or str(address)


@register.simple_tag
def qr(address: str) -> SafeString:
    """The QR code of an address as a drawing; black on white wherever it stands.

    The address in words belongs beside it: its name says no more than that.
    """
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(
        border=QUIET,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        title=f"QR kód: {in_words(address)}",
    )
    # A name and colours of its own, in attributes: our CSP lets no style in.
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))
