from django import template

from nszm_portal.pagecache.memory import remember
from nszm_portal.pages import contents
from nszm_portal.pages.models import STATEMENT, Page

register = template.Library()


@register.simple_tag
def contents_of(body) -> contents.Contents:
    """{% contents_of body as contents %}: the body with anchors, and what leads to them."""
    return contents.of(body)


@register.simple_tag
def statement_url() -> str:
    """Where the statement of accessibility stands; "" while readers cannot see it."""
    return remember("statement of accessibility", _statement_url)


def _statement_url() -> str:
    page = Page.objects.visible().filter(slug=STATEMENT).only("slug").first()
    return page.get_absolute_url() if page else ""
