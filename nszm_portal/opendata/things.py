"""What every record has, of an article and of a meeting alike (OFN Věc), and its documents."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from nszm_portal.library.models import Document
from nszm_portal.opendata.datatypes import UNKNOWN, Json, attachment, iri, moment, one_line, text
from nszm_portal.publishing.models import Use
from nszm_portal.publishing.publication import Publication

Titles = dict[int, tuple[str, Document]]  # a document with the title under which it is shown


def thing(publication: Publication, context: str, kind: str) -> Json:
    """The beginning of a record: what it is, where it stands, what it is called."""
    title = one_line(publication.title)
    if notice := publication.notice():
        title = f"{notice.capitalize()}: {title}"
    return {
        "@context": context,
        "typ": kind,
        "iri": iri(publication.get_absolute_url()),
        "název": text(title),
    }


def times(publication: Publication, created: Json | None = None) -> Json:
    """When it was published, changed and until when it stays.

    An unknown date stays unknown. What was prepared before it was published has not changed since.
    """
    published = publication.first_published_at or publication.publish_at or timezone.now()
    told = {
        "vytvořeno": UNKNOWN if publication.undated else created or moment(published),
        "aktualizováno": moment(max(publication.changed_at, published)),
    }
    if publication.expire_at:
        told["relevantní_do"] = moment(publication.expire_at)
    return told


def documents_of(kind: str, keys: Iterable[int]) -> dict[int, Titles]:
    """By one query, the public documents that publications of a kind show, in their order."""
    rows = Use.objects.filter(kind=kind, object_id__in=keys, document__is_public=True)
    found: dict[int, Titles] = defaultdict(dict)
    for row in rows.select_related("document"):
        shown = row.label or row.document.title, row.document
        found[row.object_id].setdefault(row.document_id, shown)
    return found


def attachments(documents: Titles) -> Json:
    """A record's "příloha"; nothing where there is none."""
    told = [attachment(document, title) for title, document in documents.values()]
    return {"příloha": told} if told else {}
