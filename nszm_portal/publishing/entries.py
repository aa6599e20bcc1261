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


def refreshed(publication) -> Entry:
    """The entry of a published publication, written again only where it does not agree with it."""
    entry = _of(publication).prefetch_related("regions").first()
    wanted = fields_of(publication)
    if (
        entry is None
        or any(getattr(entry, name) != value for name, value in wanted.items())
        or set(entry.regions.all()) != set(publication.regions.all())
    ):
        write(publication)
        entry = _of(publication).get()
    return entry


def remove_orphans(model) -> None:
    """Entries of a kind whose publication is gone."""
    existing = model.objects.values("pk")
    Entry.objects.filter(kind=model.kind).exclude(object_id__in=existing).delete()


def remove(publication) -> None:
    _of(publication).delete()


def _of(publication):
    return Entry.objects.filter(kind=publication.kind, object_id=publication.pk)
