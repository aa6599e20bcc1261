"""Working copies: what is typed is kept as it was typed, until it is published or discarded.

A copy belongs to one person and one publication, so two people never write over each other; whose
text is published is decided where a form is sent (`editing`), by the version it began from.
"""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from nszm_portal.publishing.models import CopyState, PreviewLink, WorkingCopy

# Of the way in which `data` is laid out; an older one is read by what it says of its fields.
SCHEMA = 1
# A text that was set aside is kept for as long as somebody may still miss it.
ASIDE_FOR = timedelta(days=365)
NOT_TYPED = ("csrfmiddlewaretoken",)


def of(kind: str, object_id: int | None, author) -> WorkingCopy | None:
    """The copy that a person has of a stored publication."""
    if object_id is None:
        return None
    return active().filter(kind=kind, object_id=object_id, author=author).first()


def active():
    return WorkingCopy.objects.exclude(state=CopyState.ASIDE)


def of_others(kind: str, object_id: int, author):
    """What other people have written and not published, the newest first."""
    rows = active().filter(kind=kind, object_id=object_id).exclude(author=author)
    return rows.select_related("author")


@transaction.atomic
def keep(
    kind: str,
    object_id: int | None,
    author,
    data: QueryDict,
    *,
    copy_id: int | None = None,
    edition: int | None = None,
    base_version: int = 0,
    fields: list[str] = (),
    reviewed: int | None = None,
) -> WorkingCopy:
    """Stores what a form holds as the person's copy of the publication.

    `edition` is the one that the form knows; when another window has written since, what it wrote
    is set aside and not overwritten, and is the new copy's `displaced`. `reviewed` is the copy of
    another that waits for approval and that this one was written from.
    """
    rows = active().filter(kind=kind, author=author).select_for_update()
    displaced = None
    known = rows.filter(pk=copy_id).first() if copy_id else None
    copy = known or (rows.filter(object_id=object_id).first() if object_id else None)
    if copy and edition is not None and copy.edition != edition:
        set_aside(copy)
        copy, displaced = None, copy
    typed = _typed(data)
    now = timezone.now()
    if copy is None:
        copy = WorkingCopy(kind=kind, author=author, edition=0)
    copy.object_id = object_id or copy.object_id
    copy.data = {"values": typed, "fields": list(fields)}
    if reviewed:
        copy.data["reviewed"] = reviewed
    copy.title = (typed.get("title") or [""])[0].replace("\x00", "")[:200]
    copy.schema, copy.base_version = SCHEMA, base_version
    copy.state = CopyState.EDITING  # who writes on takes a text that was handed over back
    copy.edition += 1
    copy.saved_at = now
    copy.save()
    copy.displaced = displaced
    return copy


def _typed(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, without what is the form's own; no database takes a NUL.

    The form's own are its buttons, hidden fields and the empty rows from which it makes new ones.
    """
    return {
        name: [value.replace("\x00", "") for value in values]
        for name, values in data.lists()
        if not name.startswith("_") and name not in NOT_TYPED and "-__prefix__-" not in name
    }


def as_data(copy: WorkingCopy) -> QueryDict:
    """What was typed, as a browser would send it."""
    return from_dict(copy.data["values"])


def from_dict(values: dict[str, list[str]]) -> QueryDict:
    """Names with their values, as a form's data."""
    data = QueryDict(mutable=True)
    for name, found in values.items():
        data.setlist(name, found)
    return data


def say_the_same(one: WorkingCopy, other: WorkingCopy) -> bool:
    """Whether the same was typed; browsers and CKEditor break lines each in their own way."""

    def typed(copy):
        values = copy.data["values"]
        return {name: [value.split() for value in found] for name, found in values.items()}

    return typed(one) == typed(other)


def set_aside(copy: WorkingCopy) -> None:
    """Keeps the text out of the way; the history of the publication offers it."""
    copy.state = CopyState.ASIDE
    copy.save(update_fields=["state"])


@transaction.atomic
def resume(aside: WorkingCopy, person) -> WorkingCopy:
    """A text set aside becomes the person's copy; the one that they have is set aside instead.

    Another's text stays where it was: the person goes on in a copy of it.
    """
    own = of(aside.kind, aside.object_id, person)
    if own:
        set_aside(own)
    if aside.author_id != person.pk:
        aside.pk, aside.author = None, person
        aside._state.adding = True
    aside.state, aside.note, aside.noted_by = CopyState.EDITING, "", None
    aside.edition += 1
    aside.saved_at = timezone.now()
    aside.save()
    return aside


def published(kind: str, object_id: int, author, copy_id: int | None = None) -> None:
    """What was typed is the publication now: the copy it came from has done its work."""
    rows = active().filter(kind=kind)
    rows.filter(object_id=object_id, author=author).delete()
    if copy_id:
        first = rows.filter(pk=copy_id, author=author, object_id__isnull=True)
        PreviewLink.objects.filter(copy__in=first).update(object_id=object_id)
        first.delete()


def forget_old(now=None) -> int:
    """Deletes texts set aside long ago; for a timer."""
    before = (now or timezone.now()) - ASIDE_FOR
    deleted, _ = WorkingCopy.objects.filter(state=CopyState.ASIDE, saved_at__lt=before).delete()
    return deleted
