"""Who uses what: writes a publication's uses, and answers the library's questions about them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, Field, OuterRef
from django.urls import reverse

from nszm_portal.library.models import Document, Picture
from nszm_portal.library.uses import Use as LibraryUse
from nszm_portal.publishing import kinds
from nszm_portal.publishing.models import Entry, Role, Use
from nszm_portal.richtext import references


def write(publication) -> None:
    """Writes the uses anew from cover, attachments, body and what the kind adds."""
    rows = [
        *_cover(publication),
        *_attachments(publication),
        *_body(publication),
        *_parts(publication),
    ]
    remove(publication)
    for row in rows:
        row.kind, row.object_id = publication.kind, publication.pk
    Use.objects.bulk_create(rows)


def remove(publication) -> None:
    Use.objects.filter(kind=publication.kind, object_id=publication.pk).delete()


def _cover(publication) -> Iterable[Use]:
    if publication.cover_id:
        yield Use(role=Role.COVER, picture_id=publication.cover_id)


def _attachments(publication) -> Iterable[Use]:
    for number, row in enumerate(publication.attachments.all()):
        yield Use(
            role=Role.ATTACHMENT, position=number, label=row.title, document_id=row.document_id
        )


def _body(publication) -> Iterable[Use]:
    mentioned = references.mentions(publication.body)
    # A reference may outlive what it led to; a use of what is not there cannot be stored.
    for pk in Picture.objects.filter(pk__in=mentioned.pictures).values_list("pk", flat=True):
        yield Use(role=Role.BODY, picture_id=pk)
    for pk in Document.objects.filter(pk__in=mentioned.documents).values_list("pk", flat=True):
        yield Use(role=Role.BODY, document_id=pk)
    for target in mentioned.pages:
        yield Use(role=Role.LINK, target=target)


def _parts(publication) -> Iterable[Use]:
    for number, file in enumerate(publication.files()):
        field = "document" if isinstance(file, Document) else "picture"
        yield Use(role=Role.PART, position=number, **{field: file})


class Shown:
    """All that one publication shows, loaded by one query."""

    def __init__(self, publication):
        rows = Use.objects.filter(kind=publication.kind, object_id=publication.pk)
        rows = list(rows.exclude(role=Role.LINK).select_related("picture", "document"))
        self.pictures = {row.picture_id: row.picture for row in rows if row.picture_id}
        self.documents = {row.document_id: row.document for row in rows if row.document_id}
        self.has_gallery = any(row.picture_id and row.role == Role.PART for row in rows)
        self.attachments = [
            {"title": row.label or row.document.title, "document": row.document}
            for row in rows
            if row.role == Role.ATTACHMENT
        ]


def is_shown(document: Document, at: datetime) -> bool:
    """The library's access rule: something that the public sees at `at` shows the document."""
    uses = Use.objects.filter(
        kind=OuterRef("kind"), object_id=OuterRef("object_id"), document=document
    )
    return Entry.objects.visible(at).filter(Exists(uses)).exists()


def listing(files: Sequence) -> Iterable[tuple[int, LibraryUse]]:
    """The library's lister: which publications use which of some pictures or documents."""
    field = _field_of(type(files[0]))
    rows = Use.objects.filter(**{f"{field}__in": files}).values_list("kind", "object_id", field)
    wanted = defaultdict(set)
    for kind, object_id, _ in rows:
        wanted[kind].add(object_id)
    titles = {
        (kind, pk): title
        for kind, pks in wanted.items()
        for pk, title in kinds.get(kind)._base_manager.filter(pk__in=pks).values_list("pk", "title")
    }
    for kind, object_id, used in rows:
        meta = kinds.get(kind)._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[object_id])
        yield used, LibraryUse(f"{meta.verbose_name}: {titles[kind, object_id]}", address)


def condition(model) -> Exists:
    """The same for the database, about rows of Picture or of Document."""
    return Exists(Use.objects.filter(**{_field_of(model): OuterRef("pk")}))


def _field_of(model) -> str:
    return "document" if issubclass(model, Document) else "picture"


def pointers(publication) -> Iterable[tuple[type, Field, list[int]]]:
    """Other publications that name this one in a field of theirs: (model, field, keys) each."""
    for model in kinds.all():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.is_relation and field.related_model is type(publication):
                rows = model._base_manager.filter(**{field.name: publication.pk})
                if keys := list(rows.values_list("pk", flat=True)):
                    yield model, field, keys
