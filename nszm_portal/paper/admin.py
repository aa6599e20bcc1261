"""What editors may do with several publications in any kind's list: print them as one document."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect

from nszm_portal.czech.plurals import plural
from nszm_portal.paper.bundles import MOST_FOR_EDITORS
from nszm_portal.paper.selection import Picked, address
from nszm_portal.publishing.admin import PublicationAdmin


@admin.action(description="Vytisknout jako jeden dokument")
def print_as_one(model_admin, request, queryset):
    """Leads to the bundle of the chosen ones, in the order of the list."""
    if (count := queryset.count()) > MOST_FOR_EDITORS:
        said = f"{count} {plural(count, 'text', 'texty', 'textů')}"
        messages.error(
            request,
            f"Vybrali jste {said}, najednou jich jde vytisknout nejvýš {MOST_FOR_EDITORS}.",
        )
        return None
    pks = queryset.values_list("pk", flat=True)
    return HttpResponseRedirect(
        address(Picked(tuple(f"{model_admin.model.kind}:{pk}" for pk in pks)))
    )


PublicationAdmin.further_actions.append(print_as_one)
