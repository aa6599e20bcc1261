from django import template

from nszm_portal.search.nearest import Nearest
from nszm_portal.search.nearest import nearest as find

register = template.Library()


@register.simple_tag(takes_context=True)
def nearest(context) -> Nearest:
    """{% nearest as wanted %}: what the missing address of this request may have meant."""
    request = context.get("request")
    if request is None:
        return Nearest()
    if not hasattr(request, "nearest"):  # more than one part of the page asks
        request.nearest = find(request)
    return request.nearest
