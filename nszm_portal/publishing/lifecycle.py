"""Every change of a publication's state, and what has to agree with it afterwards.

    new ──publish──▶ published ──withdraw──▶ withdrawn ──publish──▶ published

All of it happens in one transaction: the row, its entry, its uses, the redirect from an address
that it had, the generation of the page cache and the signals' receivers.
"""

from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from nszm_portal.pagecache.generation import raise_generation
from nszm_portal.publishing import signals
from nszm_portal.publishing.visibility import State

EXPIRED = "Konec zveřejnění už minul. Posuňte jej, nebo pole vymažte."


@contextmanager
def recording(publication, *, sync: bool):
    """One transaction around the storing of a row and the rest that must agree with it."""
    with transaction.atomic():
        yield
        if sync:
            publication.sync()


def sync(publication) -> None:
    """Makes entry, uses, redirects and generation agree with what is stored; tells the others."""
    from nszm_portal.publishing import entries, redirects, uses, wordings

    with transaction.atomic():
        was_there = entries.exists(publication)
        uses.write(publication)
        redirects.write(publication)
        if publication.state == State.PUBLISHED:
            entries.write(publication)
            wordings.note(publication)
            signal = signals.changed if was_there else signals.published
        else:
            entries.remove(publication)
            signal = signals.withdrawn if was_there else None
        if signal:
            raise_generation()
            signal.send(type(publication), publication=publication)


def publish(publication, at: datetime | None = None, *, sync: bool = True) -> None:
    """new, withdrawn → published, from `at`, else from its own moment, else from now on."""
    now = timezone.now()
    at = at or moment_to_publish(publication, now)
    if publication.expire_at and publication.expire_at <= max(at, now):
        raise ValidationError({"expire_at": EXPIRED})
    publication.state = State.PUBLISHED
    publication.publish_at = at
    publication.withdrawn_at = None
    publication.withdrawal_kind = publication.withdrawal_reason = publication.replaced_by = ""
    publication.save(sync=sync)


def moment_to_publish(publication, now: datetime) -> datetime:
    """When "publish" will make it visible: the moment in its field if it was never public or is
    still ahead, else now."""
    own = publication.publish_at
    return own if own and (own > now or not publication.was_public(now)) else now


def note_first_publication(publication, now: datetime) -> None:
    """Keeps the first moment of publication in step with the plan until that moment has come."""
    if not publication.was_public(now):
        published = publication.state == State.PUBLISHED
        publication.first_published_at = publication.publish_at if published else None


def withdraw(publication, kind: str, reason: str, replaced_by: str = "") -> None:
    """published → withdrawn. One whose moment never came is as if it had never been public."""
    if publication.state != State.PUBLISHED:
        raise ValidationError("Stáhnout lze jen to, co je zveřejněné nebo naplánované.")
    if not reason.strip():
        raise ValidationError({"reason": "Napište důvod; čtenáři ho uvidí místo textu."})
    now = timezone.now()
    publication.state = State.WITHDRAWN
    publication.withdrawn_at = now
    publication.withdrawal_kind, publication.withdrawal_reason = kind, reason.strip()
    publication.replaced_by = replaced_by
    publication.save()


# What a copy does not take over: it begins its own life.
NOT_COPIED = {
    "id",
    "slug",
    "slug_by_hand",
    "state",
    "publish_at",
    "expire_at",
    "first_published_at",
    "withdrawn_at",
    "withdrawal_kind",
    "withdrawal_reason",
    "replaced_by",
    "shown_on",
    "undated",
    "pinned",
    "change_note",
    "version",
    "created_at",
    "created_by",
}


def copy(publication, by=None):
    """A new publication with the same content, regions, labels, attachments and inline rows."""
    model = type(publication)
    left_out = NOT_COPIED | model.not_copied
    fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
    twin = model(**{field.attname: getattr(publication, field.attname) for field in fields})
    twin.created_by = by
    with transaction.atomic():
        twin.save(sync=False)
        for field in model._meta.many_to_many:
            if field.remote_field.through._meta.auto_created:
                getattr(twin, field.name).set(getattr(publication, field.name).all())
        for attachment in publication.attachments.all():
            twin.attachments.create(
                document_id=attachment.document_id,
                title=attachment.title,
                position=attachment.position,
            )
        _copy_inline_rows(publication, twin)
        twin.sync()
    return twin


def row_relations(model) -> list:
    """How the rows point that belong to a kind's publications and are deleted with them."""
    return [
        relation
        for relation in model._meta.related_objects
        if relation.one_to_many
        and relation.on_delete is models.CASCADE
        and relation.related_model is not model
    ]


def _copy_inline_rows(publication, twin):
    """Rows that belong to the publication by a foreign key which deletes them with it.

    What one of them says of another (a programme's item of its material) is said of the copies.
    """
    copies = {}
    for relation in row_relations(type(publication)):
        for row in relation.related_model._base_manager.filter(
            **{relation.field.name: publication}
        ):
            former = (type(row), row.pk)
            row.pk = None
            setattr(row, relation.field.name, twin)
            row.save(force_insert=True)
            copies[former] = row
    for row in copies.values():
        _point_to_copies(row, copies)


def _point_to_copies(row, copies):
    changed = []
    for field in row._meta.concrete_fields:
        copy = field.many_to_one and copies.get((field.related_model, getattr(row, field.attname)))
        if copy:
            setattr(row, field.name, copy)
            changed.append(field.name)
    if changed:
        row.save(update_fields=changed)


def before_delete(sender, instance, **kwargs) -> None:
    """Receiver of pre_delete of every kind: nothing of a deleted publication stays public."""
    from nszm_portal.publishing import entries, redirects, uses, wordings

    was_there = entries.exists(instance)
    entries.remove(instance)
    wordings.remove(instance)
    uses.remove(instance)
    redirects.remove(instance)
    if was_there:
        raise_generation()
        signals.withdrawn.send(sender, publication=instance)
