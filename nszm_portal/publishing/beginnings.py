"""What a working copy began from, so that two people's texts can be told apart from it."""

from django.core.exceptions import ValidationError
from django.http import QueryDict

from nszm_portal.publishing import comparison, copies, history
from nszm_portal.publishing.history import Fields, Snapshot
from nszm_portal.publishing.models import WorkingCopy


def of(copy: WorkingCopy, model) -> Snapshot | None:
    """What was stored when the copy was begun, where the history knows it."""
    for step in history.steps(model, copy.object_id):
        snapshot = history.read(step)
        version = snapshot.fields.get("version")
        if isinstance(version, int) and version <= copy.base_version:
            return snapshot
    return None


def as_sent(snapshot: Snapshot, form_class, formsets, obj) -> QueryDict:
    """A snapshot as the publication's form and tables would send it."""
    pieces = [*form_class(instance=obj, initial=_initial(snapshot.model, snapshot.fields))]
    sizes = {}
    for formset in formsets:
        rows = snapshot.rows.get(formset.model, {}).values()
        sizes[f"{formset.prefix}-TOTAL_FORMS"] = [str(len(rows))]
        for number, fields in enumerate(rows):
            row = formset.empty_form
            row.prefix = formset.add_prefix(number)
            row.initial = _initial(formset.model, fields)
            pieces.extend(row)
    return copies.from_dict(comparison.as_sent(*pieces) | sizes)


def _initial(model, fields: Fields) -> dict:
    """Values of JSON as a form knows them; without what cannot be read any more."""
    found = {}
    for name, value in fields.items():
        field = history.field_of(model, name)
        if field is None:
            continue
        try:
            found[name] = value if field.is_relation else field.to_python(value)
        except (ValidationError, ValueError, TypeError):
            continue
    return found
