"""What was public and no longer is: 410 with its reason (RFC 9110, 15.5.11)."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render

HEADINGS = {
    "mistake": "Tento text jsme stáhli",
    "replaced": "Tento text nahradil jiný",
    "outdated": "Tento text už neplatí",
}


class Gone(Exception):
    """Raised where a view would show `publication`, which the public can no longer see."""

    def __init__(self, publication):
        super().__init__(publication.reference)
        self.publication = publication


def page(request, publication):
    """Leads on to what replaced it, when that is visible; else a page that says what happened."""
    from nszm_portal.publishing.models import Entry

    kind, _, pk = publication.replaced_by.partition(":")
    replacement = Entry.objects.visible().filter(kind=kind, object_id=pk or None).first()
    if replacement:
        return HttpResponsePermanentRedirect(replacement.get_absolute_url())
    context = {
        "heading": HEADINGS.get(publication.withdrawal_kind, "Tento text už není zveřejněný"),
        "reason": publication.withdrawal_reason or "Doba, po kterou měl být k přečtení, uplynula.",
        "list_url": publication.list_url(),
        "list_label": publication.list_label,
    }
    return render(request, "publishing/gone.html", context, status=410)
