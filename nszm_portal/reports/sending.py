"""A report as a mail to the association, in plain text."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from nszm_portal.navigation.models import Identity
from nszm_portal.reports.forms import own_page

SUBJECTS = {"bariera": "Bariéra na webu", "chyba": "Chyba v textu", "jine": "Zpráva z webu"}


def contact() -> str:
    """The address to which reports go, and to which a reader may write instead."""
    return (Identity.objects.filter(pk=1).first() or Identity()).contact_email


def send(report: dict[str, str]) -> None:
    """Sends the cleaned data of a form. Raises what the mail's backend does."""
    about = report["page"] or "celý web"
    path = own_page(report["page"])
    lines = [
        f"O co jde: {SUBJECTS[report['kind']].lower()}",
        f"Stránka: {settings.SITE_URL + path if path else about}",
        f"Jméno: {report['name'] or 'neuvedeno'}",
        f"E-mail: {report['email'] or 'neuveden'}",
    ]
    # The text comes last, so that no line of it can be taken for one of those above.
    told = f"Odesláno z formuláře {settings.SITE_URL}{reverse('reports:write')}. Čtenář píše:"
    EmailMessage(
        subject=f"{SUBJECTS[report['kind']]}: {about}",
        body="\n".join([*lines, "", told, "", report["text"]]),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[contact()],
        reply_to=[report["email"]] if report["email"] else [],
    ).send()
