"""Sends the admin's forms as a browser does: all that stands in them, with a few changes."""

from lxml import html

from nszm_portal.publishing.models import Step


def address(publication, verb="change", *args):
    meta = publication._meta
    rest = "/".join(str(arg) for arg in args)
    return f"/admin/{meta.app_label}/{meta.model_name}/{publication.pk}/{verb}/{rest}"


def values(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form of a publication's page."""
    (form,) = html.fromstring(page).xpath("//form[.//input[@name='_version']]")
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value or "")
    return found


def send(client, publication, button="_save", **changes):
    """Changes fields in the form of a stored publication and presses a button."""
    sent = values(client.get(address(publication)).text) | {button: "1"}
    return client.post(address(publication), sent | changes)


def sentences(publication) -> list[str]:
    """What its history says, the newest first."""
    rows = Step.objects.filter(kind=publication.kind, object_id=publication.pk)
    return list(rows.values_list("revision__comment", flat=True))


def messages(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])
