"""Publications as the import leaves them, with the originals of their pages."""

from hashlib import sha256

from django.contrib.contenttypes.models import ContentType

from nszm_portal.legacy.models import Original


def imported(publication, doubts=(), **fields) -> Original:
    """The original of a publication; `doubts` are pairs of a field and what is said of it."""
    raw = f"Původní text: {publication.title}".encode()
    return Original.objects.create(
        file_name=f"{publication.slug}.txt",
        digest=sha256(f"{publication.reference} {publication.title}".encode()).hexdigest(),
        raw=raw,
        encoding="utf-8",
        content_type=ContentType.objects.get_for_model(publication),
        object_id=publication.pk,
        doubts=[{"field": field, "note": note} for field, note in doubts],
        **fields,
    )
