"""What the desk tells an editor of agreements."""

from django.urls import reverse
from django.utils import timezone

from nszm_portal.accounts.desk import Problem, Row
from nszm_portal.czech.dates import short_date
from nszm_portal.publishing.visibility import Phase

SHOWN = 5


def about_to_expire(request):
    """Agreements that readers see and that end soon, for who may renew them."""
    from partners.models import Agreement
    from partners.validity import SOON, Validity

    if not request.user.has_perm("partners.publish_agreement"):
        return
    ending = Agreement.objects.in_phase(Phase.VISIBLE).about_to_expire(timezone.localdate())
    rows = [
        Row(
            agreement.title,
            reverse("admin:partners_agreement_change", args=[agreement.pk]),
            f"do {short_date(agreement.valid_until)}",
        )
        for agreement in ending.order_by("valid_until", "pk")[:SHOWN]
    ]
    if rows:
        url = reverse("admin:partners_agreement_changelist")
        yield Problem(
            f"Během {SOON.days} dní skončí tyto dohody",
            f"{url}?platnost={Validity.ABOUT_TO_EXPIRE.value}",
            rows,
        )
