"""The history of a publication: what it held after each save by a person, and who saved it.

Revisions are django-reversion's, written by `record` in the transaction of the change. They are
read here from their JSON and not by reversion, which refuses what a later schema would not write:
a field that is gone is passed over, one that is new has no value.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import reversion
from django.core import serializers
from django.db import models, transaction
from reversion.models import Version

from nszm_portal.library.models import Document, Picture
from nszm_portal.publishing import kinds, lifecycle, uses
from nszm_portal.publishing.models import Attachment, Deed, Redirect, Step
from nszm_portal.richtext import references
from nszm_portal.richtext.fields import RichTextField

Fields = dict[str, object]


def register() -> None:
    """Makes reversion know every kind, its attachments and its rows; to be called in `ready()`."""
    for model in (Attachment, Redirect):
        _register(model)
    for model in kinds.all():
        relations = lifecycle.row_relations(model)
        for relation in relations:
            _register(relation.related_model)
        own = [relation.get_accessor_name() for relation in relations]
        _register(model, follow=("attachments", *own))


def _register(model, **options):
    if not reversion.is_registered(model):
        reversion.register(model, **options)


def row_models(model) -> list[type[models.Model]]:
    """The models of the rows that a publication has: its attachments and those of its kind."""
    return [Attachment, *(relation.related_model for relation in lifecycle.row_relations(model))]


def owner_fields(model, row_model) -> set[str]:
    """The fields by which a row says whose it is; they tell nothing of what it says."""
    if row_model is Attachment:
        return {"content_type", "object_id"}
    return {
        relation.field.name
        for relation in lifecycle.row_relations(model)
        if relation.related_model is row_model
    }


@dataclass
class Snapshot:
    """What a publication held at one moment, as JSON has it.

    `rows` are by their model and key. `names` are what its references were called then
    ("news.topic:3").
    """

    model: type[models.Model]
    fields: Fields
    rows: dict[type[models.Model], dict[int, Fields]]
    names: dict[str, str] = field(default_factory=dict)

    def says_the_same_as(self, other: "Snapshot") -> bool:
        """Whether nothing but what every save counts differs."""
        return self._told() == other._told()

    def _told(self):
        counted = {"version", "changed_at"}
        own = {
            name: sorted(value, key=str) if isinstance(value, list) else value
            for name, value in self.fields.items()
            if name not in counted
        }
        return own, {model: rows for model, rows in self.rows.items() if rows}


def stored(model, pk) -> Snapshot | None:
    """What the database holds of a publication now."""
    publication = model._base_manager.filter(pk=pk).first()
    if publication is None:
        return None
    rows = {Attachment: publication.attachments.all()}
    for relation in lifecycle.row_relations(model):
        mine = relation.related_model._base_manager.filter(**{relation.field.name: pk})
        rows[relation.related_model] = mine
    as_json = {
        row_model: {row["pk"]: row["fields"] for row in _as_json(found)}
        for row_model, found in rows.items()
    }
    snapshot = Snapshot(model, _as_json([publication])[0]["fields"], as_json)
    snapshot.names = names_in(snapshot)
    return snapshot


def _as_json(rows) -> list[dict]:
    return json.loads(serializers.serialize("json", rows))


def read(step: Step) -> Snapshot:
    """What a publication held at a step, whatever schema wrote it."""
    model = kinds.get(step.kind)
    known = {row_model._meta.label_lower: row_model for row_model in row_models(model)}
    snapshot = Snapshot(model, {}, {row_model: {} for row_model in known.values()}, step.names)
    for label, pk, fields in _versions(step):
        if label == model._meta.label_lower:
            snapshot.fields = fields
        elif label in known:
            snapshot.rows[known[label]][pk] = fields
    return snapshot


def redirects_at(step: Step) -> list[str]:
    """The addresses that led to a publication when it was deleted."""
    found = (fields.get("path") for label, _, fields in _versions(step) if label == _REDIRECT)
    return [path for path in found if isinstance(path, str)]


_REDIRECT = Redirect._meta.label_lower


def _versions(step: Step) -> Iterator[tuple[str, int, Fields]]:
    rows = Version.objects.filter(revision_id=step.revision_id).order_by("pk")
    for data in rows.values_list("serialized_data", flat=True):
        try:
            (row,) = json.loads(data)
            yield str(row["model"]).lower(), int(row["pk"]), dict(row["fields"])
        except (ValueError, TypeError, KeyError):
            continue  # what cannot be read is missing, and the rest is still there


# --- names ---------------------------------------------------------------------------------------


def names_in(snapshot: Snapshot) -> dict[str, str]:
    """What each thing that a snapshot refers to is called now."""
    wanted: dict[type[models.Model], set] = {}
    for model, fields in _all_fields(snapshot):
        for name, value in fields.items():
            for target, keys in _references(model, name, value):
                wanted.setdefault(target, set()).update(keys)
    return {
        name_key(target, pk): str(row)
        for target, keys in wanted.items()
        for pk, row in target._base_manager.in_bulk(keys).items()
    }


def name_key(model, pk) -> str:
    return f"{model._meta.label_lower}:{pk}"


def _all_fields(snapshot):
    yield snapshot.model, snapshot.fields
    for model, rows in snapshot.rows.items():
        for fields in rows.values():
            yield model, fields


def _references(model, name, value):
    field = field_of(model, name)
    if isinstance(field, RichTextField):
        yield from _in_body(value)
    elif field is not None and field.is_relation and field.editable:
        values = value if isinstance(value, list) else [value]
        yield field.related_model, [key for key in values if isinstance(key, int)]


def _in_body(value):
    if not isinstance(value, str):
        return
    mentioned = references.mentions(value)
    yield Picture, mentioned.pictures
    yield Document, mentioned.documents
    for page in mentioned.pages:
        if found := kinds.find(page):
            yield found[0], [found[1]]


def mentioned_in(snapshot: Snapshot):
    """What the bodies of a snapshot refer to: (model, keys) each."""
    for model, fields in _all_fields(snapshot):
        for name, value in fields.items():
            if isinstance(field_of(model, name), RichTextField):
                yield from _in_body(value)


def field_of(model, name):
    """The own field of a model with that name, or None when it has none any more."""
    own = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name: field for field in own}.get(name)


# --- writing -------------------------------------------------------------------------------------


def keep_stored(publication) -> Snapshot | None:
    """What is stored now; recorded, as nobody's deed, where the history does not have it yet.

    To be called before a person's change, in its transaction: an import, or what came before
    there was a history, can then be read and restored as well.
    """
    model = type(publication)
    now = stored(model, publication.pk)
    if now is None:
        return None
    last = last_step(publication)
    if last is None or not read(last).says_the_same_as(now):
        record(publication, deed=Deed.STORED, sentence="Stav před změnou", names=now.names)
    return now


def keep_deleted(publication, *, by=None) -> Step:
    """Records what is about to be deleted, with who names it; in the transaction that deletes."""
    return record(
        publication,
        deed=Deed.DELETED,
        sentence="Smazáno.",
        by=by,
        pointed=[
            [model._meta.label_lower, field.name, keys]
            for model, field, keys in uses.pointers(publication)
        ],
    )


@transaction.atomic
def record(publication, *, deed: Deed, sentence: str, by=None, names=None, pointed=()) -> Step:
    """Writes what is stored of a publication as a revision."""
    model = type(publication)
    if names is None:
        names = stored(model, publication.pk).names
    with reversion.create_revision(manage_manually=True):
        reversion.set_user(by)
        reversion.set_comment(sentence)
        # As the database has it: what a form has put into the object may be of another type.
        reversion.add_to_revision(model._base_manager.get(pk=publication.pk))
        if deed == Deed.DELETED:
            for row in Redirect.objects.filter(kind=publication.kind, object_id=publication.pk):
                reversion.add_to_revision(row)
        reversion.add_meta(
            Step,
            kind=publication.kind,
            object_id=publication.pk,
            deed=deed,
            names=names,
            pointed=list(pointed),
        )
    return last_step(publication)


# --- finding -------------------------------------------------------------------------------------


def steps(model, pk: int):
    """The steps of a publication, the newest first; it may have been deleted."""
    rows = Step.objects.filter(kind=model.kind, object_id=pk)
    return rows.select_related("revision__user").defer("pointed")


def last_step(publication) -> Step | None:
    return steps(type(publication), publication.pk).first()


def deletions(model):
    """The steps that deleted what is still deleted, the newest first."""
    there = model._base_manager.filter(pk=models.OuterRef("object_id"))
    later = Step.objects.filter(
        kind=model.kind, object_id=models.OuterRef("object_id"), pk__gt=models.OuterRef("pk")
    )
    rows = Step.objects.filter(kind=model.kind, deed=Deed.DELETED)
    rows = rows.filter(~models.Exists(there), ~models.Exists(later))
    return rows.select_related("revision__user")
