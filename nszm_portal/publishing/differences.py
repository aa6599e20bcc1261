"""What differs between two snapshots of a publication, in words for an editor."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from nszm_portal.czech.dates import clock, moment, short_date
from nszm_portal.library.models import Document, Picture
from nszm_portal.publishing import bodies, kinds
from nszm_portal.publishing.comparison import ADDED, REMOVED, Change, shortened, word_changes
from nszm_portal.publishing.history import Fields, Snapshot, field_of, name_key, owner_fields
from nszm_portal.publishing.visibility import State
from nszm_portal.richtext.fields import RichTextField

NAMELESS = "smazaný záznam"
# A value that fits into the sentence of a step.
BRIEF = 60
# What it is and does by itself is told by the steps' sentences, not as a change of a field.
NOT_TOLD = {"id", "position"}
LIVE = "Zveřejněny změny"
FIRST = ("title", "lead", "body")


@dataclass
class FieldChange:
    """One field: its words before and after, or the blocks of a body."""

    name: str
    label: str
    before: str = ""
    after: str = ""
    blocks: list[bodies.BlockChange] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return shortened(word_changes(self.before, self.after))


@dataclass
class RowChange:
    """One row of a table: added, removed, or with changed fields."""

    what: str
    title: str
    fields: list[FieldChange] = field(default_factory=list)


@dataclass
class TableChange:
    """One table of rows: attachments, speakers."""

    label: str
    rows: list[RowChange]


@dataclass
class Differences:
    fields: list[FieldChange]
    tables: list[TableChange]

    def __bool__(self):
        return bool(self.fields or self.tables)

    def labels(self) -> list[str]:
        """What has changed, as it stands in a sentence; short values with what they were."""
        found = [_in_a_sentence(change) for change in self.fields]
        return found + [table.label[:1].lower() + table.label[1:] for table in self.tables]


def between(before: Snapshot, after: Snapshot) -> Differences:
    """What somebody who knows `before` finds changed in `after`."""
    return Differences(
        list(_fields(before, after, before.model, before.fields, after.fields)),
        list(_tables(before, after)),
    )


def _in_a_sentence(change: FieldChange) -> str:
    label = change.label[:1].lower() + change.label[1:]
    fits = len(change.before) <= BRIEF and len(change.after) <= BRIEF
    if change.blocks or not fits or "\n" in change.before + change.after:
        return label
    if not change.before:
        return f"{label} (nově „{change.after}“)"
    if not change.after:
        return f"{label} (bylo „{change.before}“, teď prázdné)"
    return f"{label} (z „{change.before}“ na „{change.after}“)"


def _fields(before, after, model, old: Fields, new: Fields) -> Iterator[FieldChange]:
    for name in _told_fields(model):
        # What one of two schemas does not have is no change made by a person.
        if name not in old or name not in new:
            continue
        model_field = field_of(model, name)
        label = capfirst(str(model_field.verbose_name))
        if isinstance(model_field, RichTextField):
            found = bodies.changes(
                _text(old[name]), _text(new[name]), _names(before), _names(after)
            )
            if found:
                yield FieldChange(name, label, blocks=[_with_short(block) for block in found])
            continue
        said = in_words(model_field, old[name], before), in_words(model_field, new[name], after)
        if said[0] != said[1]:
            yield FieldChange(name, label, *said)


def _with_short(block: bodies.BlockChange) -> bodies.BlockChange:
    block.changes = shortened(block.changes)
    return block


def _told_fields(model) -> list[str]:
    left_out = NOT_TOLD | set(getattr(model, "derived", ()))
    own = [*model._meta.concrete_fields, *model._meta.many_to_many]
    names = [each.name for each in own if each.editable and each.name not in left_out]
    return sorted(names, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _names(snapshot: Snapshot) -> bodies.NameOf:
    def name_of(what: str, key: str) -> str:
        model = {"picture": Picture, "document": Document}.get(what)
        if model is None:
            found = kinds.find(key)
            model, key = found or (None, key)
        name = model and snapshot.names.get(name_key(model, key))
        return f"„{name}“" if name and what == "page" else name or f"{NAMELESS} č. {key}"

    return name_of


def in_words(model_field, value, snapshot: Snapshot) -> str:
    """What a field's value in a snapshot says to a person."""
    if value in (None, "", []):
        return ""
    if model_field.is_relation:
        keys = value if isinstance(value, list) else [value]
        target = model_field.related_model
        named = (snapshot.names.get(name_key(target, key)) for key in keys)
        said = [name or f"{NAMELESS} č. {key}" for name, key in zip(named, keys, strict=True)]
        return ", ".join(sorted(said) if isinstance(value, list) else said)
    try:
        value = model_field.to_python(value)
    except (ValidationError, ValueError, TypeError):
        return str(value)
    if model_field.choices:
        return str(dict(model_field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ano" if value else "ne"
    return _moment_in_words(model_field, value)


def _moment_in_words(model_field, value) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(model_field, models.DateField):
        return short_date(value)
    if isinstance(model_field, models.TimeField):
        return clock(value)
    return str(value)


# --- tables --------------------------------------------------------------------------------------


def _tables(before: Snapshot, after: Snapshot) -> Iterator[TableChange]:
    for model in after.rows:
        rows = list(_rows(model, before, after))
        if rows:
            yield TableChange(capfirst(str(model._meta.verbose_name_plural)), rows)


def _rows(model, before: Snapshot, after: Snapshot) -> Iterator[RowChange]:
    owner = owner_fields(after.model, model)
    old, new = before.rows.get(model, {}), after.rows.get(model, {})
    gone = [pk for pk in old if pk not in new]
    come = [pk for pk in new if pk not in old]
    # A row that was taken away and given back is the same one when it says the same.
    for pk in list(gone):
        said = _row_text(model, old[pk], before, owner)
        twin = next((k for k in come if _row_text(model, new[k], after, owner) == said), None)
        if twin is not None:
            gone.remove(pk)
            come.remove(twin)
    for pk in gone:
        yield RowChange(REMOVED, _row_text(model, old[pk], before, owner))
    for pk in new:
        if pk in come:
            yield RowChange(ADDED, _row_text(model, new[pk], after, owner))
        elif pk in old:
            found = [
                change
                for change in _fields(before, after, model, old[pk], new[pk])
                if change.name not in owner
            ]
            if found:
                yield RowChange("changed", _row_title(model, new[pk], after, owner), found)


def _row_words(model, fields: Fields, snapshot: Snapshot, owner: set[str]) -> list[str]:
    said = (
        in_words(field_of(model, name), fields[name], snapshot)
        for name in _told_fields(model)
        if name in fields and name not in owner and not _is_switch(model, name)
    )
    return [words for words in said if words]


def _is_switch(model, name) -> bool:
    return isinstance(field_of(model, name), models.BooleanField)


def _row_text(model, fields, snapshot, owner) -> str:
    return ", ".join(_row_words(model, fields, snapshot, owner))


def _row_title(model, fields, snapshot, owner) -> str:
    """The row's own name, else the first thing that it says."""
    own = next(
        (fields[name] for name in ("title", "name") if isinstance(fields.get(name), str)), ""
    )
    return own or next(iter(_row_words(model, fields, snapshot, owner)), "řádek")


# --- sentences -----------------------------------------------------------------------------------


def sentence(before: Snapshot | None, after: Snapshot, *, said: str = "") -> str:
    """What a save has done: „Zveřejněno; změněno: titulek (z „A“ na „B“), perex“."""
    verb = said or _verb(before, after)
    changed = ", ".join(between(before, after).labels()) if before else ""
    if changed:
        return f"{verb}: {changed}." if verb == LIVE else f"{verb}; změněno: {changed}."
    if before and not said and _state(before) == _state(after):
        return f"{verb} beze změny."
    return verb if verb.endswith(".“") else f"{verb}."


def _verb(before, after) -> str:
    was, now = _state(before), _state(after)
    if now == State.PUBLISHED and was != now:
        starts = field_of(after.model, "publish_at").to_python(after.fields.get("publish_at"))
        stored_at = field_of(after.model, "changed_at").to_python(after.fields.get("changed_at"))
        if starts and stored_at and starts > stored_at:
            verb = f"Naplánováno na {moment(starts)}"
        else:
            verb = "Znovu zveřejněno" if was == State.WITHDRAWN else "Zveřejněno"
        return verb if before else f"Založeno. {verb}"
    if before is None:
        return "Založeno"
    if now == State.WITHDRAWN and was != now:
        return f"Staženo z webu: „{after.fields.get('withdrawal_reason', '')}“"
    return LIVE if now == State.PUBLISHED else "Uloženo"


def _state(snapshot: Snapshot | None):
    return snapshot.fields.get("state") if snapshot else None
