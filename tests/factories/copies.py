"""Working copies: what a person has typed into a form, as the form would send it."""

from django.http import QueryDict
from django.utils import timezone

from nszm_portal.publishing import copies

ATTACHMENTS = "publishing-attachment-content_type-object_id"


def typed(author, publication=None, *, kind="article", attached=(), **fields):
    """The copy of a text that somebody writes: of a stored publication, else of a new one."""
    values = {"title": "Rozepsaný titulek", "lead": "", "body": "<p>Rozepsaný odstavec.</p>"}
    values |= {f"{ATTACHMENTS}-TOTAL_FORMS": len(attached), f"{ATTACHMENTS}-INITIAL_FORMS": 0}
    if kind == "article":
        values |= {"photographs-TOTAL_FORMS": 0, "photographs-INITIAL_FORMS": 0}
    for number, document in enumerate(attached):
        values |= {
            f"{ATTACHMENTS}-{number}-document": document.pk,
            f"{ATTACHMENTS}-{number}-position": 10,
        }
    data = QueryDict(mutable=True)
    for name, value in (values | fields).items():
        data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [value])
    data = {name: [str(each) for each in found] for name, found in data.lists()}
    return copies.keep(
        publication.kind if publication else kind,
        publication.pk if publication else None,
        author,
        copies.from_dict(data),
        base_version=publication.version if publication else 0,
    )


def as_stored(author, publication, **fields):
    """A copy that differs from the stored article by `fields` alone."""
    kept = {"title": publication.title, "slug": publication.slug, "body": publication.body}
    if publication.publish_at:
        local = timezone.localtime(publication.publish_at)
        kept |= {"publish_at_0": f"{local:%d.%m.%Y}", "publish_at_1": f"{local:%H:%M:%S}"}
    return typed(author, publication, **{**kept, "lead": publication.lead, **fields})
