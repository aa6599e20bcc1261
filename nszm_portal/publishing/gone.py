"""What was public and no longer is: 410 with its reason (RFC 9110, 15.5.11)."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render

HEADINGS = {
    "mistake": "Tento text jsme stáhli",
    "replaced": "Tento text nahradil jiný",
    "outdated": "Tento text už neplatí",
}


# 301 and 410 are kept by browsers without an end (RFC 9110, 15.1) unless they are told to ask
# again; what was withdrawn, or has moved, may be back tomorrow.
ASKED_AGAIN = {"Cache-Control": "no-cache"}


class Gone(Exception):
    """Raised where a view would show `publication`, which the public can no longer see."""

    def __init__(self, publication):
        super().__init__(publication.reference)
        self.publication = publication


def moved(url: str) -> HttpResponsePermanentRedirect:
    """301 to where something stands now."""
    return HttpResponsePermanentRedirect(url, headers=ASKED_AGAIN)


def page(request, publication):
    """Leads on to what replaced it, when that is visible; else a page that says what happened."""
    from nszm_portal.publishing.models import Entry

    kind, _, pk = publication.replaced_by.partition(":")
    replacement = Entry.objects.visible().filter(kind=kind, object_id=pk or None).first()
    if replacement:
        return moved(replacement.get_absolute_url())
    context = {
        "heading": HEADINGS.get(publication.withdrawal_kind, "Tento text už není zveřejněný"),
        "reason": publication.withdrawal_reason or "Doba, po kterou měl být k přečtení, uplynula.",
        "list_url": publication.list_url(),
        "list_label": publication.list_label,
    }
    response = render(request, "publishing/gone.html", context, status=410)
    for name, value in ASKED_AGAIN.items():
        response[name] = value
    return response
