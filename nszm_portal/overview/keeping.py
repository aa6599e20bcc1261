"""What somebody sent while it could not be stored, given back so that it can be sent again.

Needs neither the database nor a template, as the page is shown when these are away.
"""

from django.utils.html import format_html_join

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
SECRET = ("password", "otp", "code")  # parts of names of fields that are not given back
MARK = "<!-- what was sent -->"
FILES = "<!-- about files -->"
CHOOSE_AGAIN = "<p>Soubory prohlížeč znovu poslat neumí, vyberte je prosím potom ještě jednou.</p>"


def fields_of(request) -> list[tuple[str, str]] | None:
    """What a form has sent, None where it was none, where it is a secret or cannot be read."""
    if request.method != "POST" or request.content_type not in FORMS:
        return None
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # whatever a body does that is not whole; the plain page remains
        return None
    if any(part in name.lower() for name, _ in sent for part in SECRET):
        return None
    return sent


def places(request) -> dict[str, str] | None:
    """What the page with a button that sends all of it again to the same address has to hold.

    The proof against forgery goes back as it came: whoever had none does not get one here.
    """
    fields = fields_of(request)
    if not fields:
        return None
    hidden = format_html_join("\n", '<input type="hidden" name="{}" value="{}">', fields)
    return {FILES: CHOOSE_AGAIN if request.FILES else "", MARK: hidden}
