"""{% whole_texts %}: from the print view of a list to all its texts as one document."""

from django import template

from nszm_portal.paper import selection
from nszm_portal.paper.bundles import MOST
from nszm_portal.publishing import kinds
from nszm_portal.publishing.printing import Choices

register = template.Library()

# By the URL name of a list's print view, what confines a bundle as it confines the list: the name
# in the bundle's address and the argument of the list's own, or a value.
CONFINED = {
    "list_print": {},
    "year_print": {selection.YEAR: "year"},
    "topic_print": {selection.TOPIC: "slug"},
    "print": {selection.REGION: "slug"},
}


@register.inclusion_tag("components/wholes.html", takes_context=True)
def whole_texts(context) -> dict:
    """A link where the list has a bundle and the bundle is not too large for the public.

    One query; a list that its own query narrows has none.
    """
    request = context["request"]
    chosen = {control.name for control in Choices.of(request.GET).controls if control.chosen}
    found = None if set(request.GET) - chosen else _bundle_of(request.resolver_match)
    count = found.count() if found else 0
    return {"url": selection.address(found) if 1 < count <= MOST else ""}


def _bundle_of(match) -> selection.Filter | None:
    asked = {}
    if match.namespace != "regions":
        model = next((row for row in kinds.all() if row.namespace() == match.namespace), None)
        if model is None:
            return None
        asked[selection.KIND] = model.kind
    elif match.url_name != "print":
        return None
    if match.url_name == "undated_print":
        asked[selection.YEAR] = selection.UNDATED
    elif match.url_name in CONFINED:
        arguments = CONFINED[match.url_name]
        asked |= {name: str(match.kwargs[key]) for name, key in arguments.items()}
    else:
        return None
    return selection.Filter.of(asked)
