"""What an editor is told of an imported draft, beside the field that it is about."""

from django.contrib.contenttypes.models import ContentType

from nszm_portal.legacy.models import Original
from nszm_portal.legacy.reading import ARTICLE, MEETING, Doubt
from nszm_portal.publishing.notes import Note

# The reader's words and the fields of each kind; what has no field is told above all of them.
FIELDS = {
    ARTICLE: {"title": "title", "date": "shown_on", "body": "body", "regions": "regions"},
    MEETING: {"title": "title", "date": "starts_on", "body": "body", "host": "host_region"},
}


def stored(kind: str, doubts: tuple[Doubt, ...]) -> list[dict]:
    """The reader's doubts with the names of the fields of a kind."""
    fields = FIELDS[kind]
    return [{"field": fields.get(doubt.field, ""), "note": doubt.note} for doubt in doubts]


def of(publication) -> list[Note]:
    """Publishing's source of notes."""
    row = originals(publication).only("doubts", "checked").first()
    return [Note(doubt["field"], doubt["note"]) for doubt in row.open_doubts] if row else []


def settle(sender, publication, **kwargs) -> None:
    """Receiver of `published`: who has published a text has read it."""
    originals(publication).update(checked=True)


def originals(publication):
    """The originals of a publication: one or none."""
    kind = ContentType.objects.get_for_model(type(publication))
    return Original.objects.filter(content_type=kind, object_id=publication.pk)
