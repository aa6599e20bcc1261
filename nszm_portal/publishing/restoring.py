"""Bringing back what a publication once held, and publications that were deleted.

What comes back is content. Whether and since when the public sees a publication is never taken
from the past: that is for the lifecycle's verbs. What the content refers to may be gone; then the
reference is left out and named.
"""

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.text import capfirst

from nszm_portal.czech.dates import moment
from nszm_portal.publishing import differences, history, kinds, slugs
from nszm_portal.publishing.differences import NAMELESS
from nszm_portal.publishing.history import Fields, Snapshot, name_key, owner_fields
from nszm_portal.publishing.models import Attachment, Deed, Redirect, Step
from nszm_portal.publishing.visibility import State

# When the public sees it, and where, stays as it is.
STAYS = {"id", "publish_at", "expire_at", "slug"}
# What a publication that comes back is not any more.
ENDED = {
    "state": State.NEW,
    "withdrawn_at": None,
    "withdrawal_kind": "",
    "withdrawal_reason": "",
    "replaced_by": "",
}


class Refused(Exception):
    """What is to come back does not fit what is there now; its text is for the editor."""


def restore(publication, step: Step, *, by=None) -> list[str]:
    """Gives a publication the content that it had at a step; tells what had to be left out."""
    model = type(publication)
    with _refusing(), transaction.atomic():
        publication.refresh_from_db(from_queryset=model._base_manager.select_for_update())
        before = history.keep_stored(publication)
        content = _Content(history.read(step))
        for field in model._meta.concrete_fields:
            if field.editable and field.name not in STAYS:
                content.fill(publication, field)
        _take_slug(publication, content.snapshot.fields)
        publication.clean()
        publication.validate_constraints()
        publication.save(sync=False)
        content.write_related(publication)
        publication.sync()
        verb = f"Obnovena podoba z {moment(step.revision.date_created)}"
        _tell(publication, before, verb, by)
    return content.missing


def recover(step: Step, *, by=None):
    """Brings a deleted publication back as a draft; gives it and what had to be left out."""
    model = kinds.get(step.kind)
    with _refusing(), transaction.atomic():
        if model._base_manager.filter(pk=step.object_id).exists():
            raise Refused("Tento text už mezi smazanými není, někdo ho obnovil.")
        content = _Content(history.read(step))
        publication = model(pk=step.object_id)
        for field in model._meta.concrete_fields:
            if not field.primary_key and field.name != "slug":
                content.fill(publication, field)
        for name, value in ENDED.items():
            setattr(publication, name, value)
        _forget_plan(publication, step)
        _take_slug(publication, content.snapshot.fields)
        publication.save(sync=False, force_insert=True)
        content.write_related(publication)
        publication.sync()
        _give_back_addresses(publication, history.redirects_at(step))
        _give_back_pointers(publication, step.pointed)
        _tell(publication, None, "Obnoveno ze smazaných jako rozepsané", by)
    return publication, content.missing


def _tell(publication, before, verb, by):
    after = history.stored(type(publication), publication.pk)
    said = differences.sentence(before, after, said=verb)
    history.record(publication, deed=Deed.RESTORED, sentence=said, by=by, names=after.names)


class _refusing:  # noqa: N801  (read as a verb)
    """Turns what the database or the rules refuse into a sentence."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, ValidationError):
            raise Refused(" ".join(error.messages)) from error
        if isinstance(error, DatabaseError):
            raise Refused("Neodpovídá tomu, co dnes text smí obsahovat.") from error


def _take_slug(publication, fields: Fields) -> None:
    """The former address, unless the public knows another one or something else has it now."""
    if publication.was_public() and publication.slug:
        return
    slug = fields.get("slug")
    if not isinstance(slug, str) or not slug or slug == publication.slug:
        return
    by_hand = bool(fields.get("slug_by_hand")) or publication.was_public()
    if by_hand and slugs.refusal(publication, slug) is None:
        publication.slug, publication.slug_by_hand = slug, True


def _forget_plan(publication, step: Step) -> None:
    """A first publication that was only planned when it was deleted never came."""
    first = publication.first_published_at
    if first and first > step.revision.date_created:
        publication.first_published_at = None


def _give_back_addresses(publication, paths: list[str]) -> None:
    """What led to it leads to it again, unless it was given to another one."""
    given = set(Redirect.objects.filter(path__in=paths).values_list("path", flat=True))
    Redirect.objects.bulk_create(
        Redirect(path=path, kind=publication.kind, object_id=publication.pk)
        for path in paths
        if path not in given
    )


def _give_back_pointers(publication, pointed: list) -> None:
    """Those who named it name it again, unless they name another one now."""
    for label, name, keys in pointed:
        model = next((each for each in kinds.all() if each._meta.label_lower == label), None)
        field = model and history.field_of(model, name)
        if field is None or field.related_model is not type(publication):
            continue
        rows = model._base_manager.filter(pk__in=keys)
        if field.many_to_many:
            for row in rows:
                getattr(row, name).add(publication)
        else:
            rows.filter(**{f"{name}__isnull": True}).update(**{name: publication.pk})


# --- content -------------------------------------------------------------------------------------


class _Content:
    """A snapshot on its way into the database; `missing` grows with what is not there any more."""

    def __init__(self, snapshot: Snapshot):
        self.snapshot = snapshot
        self.missing: list[str] = []
        self.there = set(history.names_in(snapshot))
        # A row whose key somebody else has now gets another one; others may point to it.
        self.moved: dict[tuple[type, int], int | None] = {}
        self._note_missing_in_bodies()

    def _note_missing_in_bodies(self):
        """A body keeps its references, but readers get nothing of what they led to."""
        for target, keys in history.mentioned_in(self.snapshot):
            for key in keys:
                if name_key(target, key) not in self.there:
                    self._leave_out(target._meta.label_lower, key)

    def _leave_out(self, label: str, pk) -> None:
        name = self.snapshot.names.get(f"{label}:{pk}")
        said = f"„{name}“" if name else f"{NAMELESS} č. {pk}"
        if said not in self.missing:
            self.missing.append(said)

    def fill(self, row, field, fields: Fields | None = None) -> bool:
        """Sets a field of a row to what it was; False when it cannot be that any more.

        A field that the snapshot does not have, or has in a form that cannot be read, keeps what
        the row has.
        """
        fields = self.snapshot.fields if fields is None else fields
        if field.name not in fields:
            return True
        value = fields[field.name]
        if field.is_relation:
            return self._refer(row, field, value)
        try:
            value = field.to_python(value)
        except (ValidationError, ValueError, TypeError):
            return True
        if value is not None or field.null:
            setattr(row, field.attname, value)
        return True

    def _refer(self, row, field, key) -> bool:
        target = field.related_model
        if key is not None and target in self.snapshot.rows:
            key = self.moved.get((target, key))
        elif key is not None and not self._exists(field, target, key):
            if field.editable:
                self._leave_out(target._meta.label_lower, key)
            key = None
        if key is None and not field.null:
            return False
        setattr(row, field.attname, key)
        return True

    def _exists(self, field, target, key) -> bool:
        if name_key(target, key) in self.there:
            return True
        # Of what readers do not see (who founded it) no names are kept.
        return not field.editable and target._base_manager.filter(pk=key).exists()

    def write_related(self, publication) -> None:
        for field in publication._meta.many_to_many:
            keys = self.snapshot.fields.get(field.name)
            if isinstance(keys, list):
                self._set_many(publication, field, keys)
        by_need = sorted(self.snapshot.rows, key=self._needs)
        kept = {model: self._rows_of(publication, model) for model in by_need}
        for model in reversed(by_need):
            gone = set(kept[model]) - set(self.snapshot.rows[model])
            model._base_manager.filter(pk__in=gone).delete()
        for model in by_need:
            for key, fields in self.snapshot.rows[model].items():
                self._write_row(publication, model, key, fields, kept[model].get(key))

    def _set_many(self, publication, field, keys):
        label = field.related_model._meta.label_lower
        for key in keys:
            if f"{label}:{key}" not in self.there:
                self._leave_out(label, key)
        found = [key for key in keys if f"{label}:{key}" in self.there]
        getattr(publication, field.name).set(found)

    def _needs(self, model) -> int:
        """How many other tables of rows its rows point to: those come first."""
        return sum(field.related_model in self.snapshot.rows for field in model._meta.fields)

    @staticmethod
    def _rows_of(publication, model) -> dict:
        if model is Attachment:
            return {row.pk: row for row in publication.attachments.all()}
        (owner,) = owner_fields(type(publication), model)
        return {row.pk: row for row in model._base_manager.filter(**{owner: publication})}

    def _write_row(self, publication, model, key, fields: Fields, row) -> None:
        """One row as it was; one that needs what is gone (its document) goes as well."""
        is_new = row is None
        row = row or model(pk=None if model._base_manager.filter(pk=key).exists() else key)
        owner = owner_fields(type(publication), model)
        own = [each for each in model._meta.concrete_fields if each.name not in owner]
        if all(self.fill(row, each, fields) for each in own if not each.primary_key):
            setattr(row, "publication" if model is Attachment else min(owner), publication)
            row.save(force_insert=is_new)
            self.moved[model, key] = row.pk
        elif not is_new:
            row.delete()


def in_words(missing: list[str]) -> str:
    """What was left out, as a sentence for the editor; nothing when nothing was."""
    if not missing:
        return ""
    return capfirst(f"vynecháno, protože už to neexistuje: {', '.join(missing)}.")
