"""Writes the entry of a publication; reading is asked of `Entry.objects`."""

from nszm_portal.publishing.models import Entry

COPIED = (
    "slug",
    "title",
    "lead",
    "cover_id",
    "publish_at",
    "expire_at",
    "changed_at",
    "sort_at",
    "undated",
    "pinned",
)


def fields_of(publication) -> dict:
    """The values that a publication's entry has, without its regions."""
    shown_on = publication.date
    return {name: getattr(publication, name) for name in COPIED} | {
        "labels": publication.labels(),
        "when": publication.when(),
        "notice": publication.notice(),
        "shown_on": shown_on,
        "year": shown_on.year if shown_on else None,
        "month": shown_on.month if shown_on else None,
        "reaches_home": publication.reaches_home,
    }


def exists(publication) -> bool:
    """Whether rooms on the right were told that it is published."""
    return _of(publication).exists()


def write(publication) -> None:
    entry, _ = Entry.objects.update_or_create(
        kind=publication.kind, object_id=publication.pk, defaults=fields_of(publication)
    )
    entry.regions.set(publication.regions.all())


def remove(publication) -> None:
    _of(publication).delete()


def _of(publication):
    return Entry.objects.filter(kind=publication.kind, object_id=publication.pk)
