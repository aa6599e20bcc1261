"""What remembers a picture or a document without using it: histories and texts being written.

Asked before a file of the library is deleted. Then the library knows of no use, but a former
text that is restored would miss the file, and so would one that somebody has not published yet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from django.db.models import Max
from django.urls import reverse

from nszm_portal.library.models import Document
from nszm_portal.library.uses import Trace
from nszm_portal.publishing import copies, history, kinds
from nszm_portal.publishing.differences import NAMELESS
from nszm_portal.publishing.history import name_key
from nszm_portal.publishing.models import CopyState, Step, WorkingCopy

SHOWN = 50  # texts of which a confirmation is told


def listing(files: Sequence) -> Iterable[tuple[int, Trace]]:
    """The library's tracer: pairs of a file's key and what remembers it."""
    yield from _in_history(files)
    yield from _being_written(files)


# --- histories -----------------------------------------------------------------------------------


def _in_history(files) -> Iterator[tuple[int, Trace]]:
    """Steps keep the names of all that a text referred to, by the references' own keys."""
    keys = {name_key(type(file), file.pk): file.pk for file in files}
    steps = Step.objects.filter(names__has_any_keys=list(keys)).order_by()
    last = steps.values("kind", "object_id").annotate(last=Max("pk")).order_by("-last")
    found = Step.objects.filter(pk__in=[row["last"] for row in last[:SHOWN]])
    told = {(step.kind, step.object_id): _former(step) for step in found}
    mentioned = steps.values_list("kind", "object_id", "names")
    for kind, object_id, names in mentioned.iterator(chunk_size=200):
        if trace := told.get((kind, object_id)):
            yield from ((pk, trace) for key, pk in keys.items() if key in names)


def _former(step: Step) -> Trace:
    model = kinds.get(step.kind)
    info = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    title = model._base_manager.filter(pk=step.object_id).values_list("title", flat=True).first()
    if title is not None:
        url = reverse(f"{info}_history", args=[step.object_id])
        return Trace(f"{model._meta.verbose_name}: {title}", url, is_history=True)
    title = history.read(step).fields.get("title") or NAMELESS
    return Trace(
        f"{model._meta.verbose_name} mezi smazanými: {title}",
        reverse(f"{info}_deleted"),
        is_history=True,
    )


# --- texts being written -------------------------------------------------------------------------


def _being_written(files) -> Iterator[tuple[int, Trace]]:
    patterns = {file.pk: _pattern(file) for file in files}
    rows = WorkingCopy.objects.select_related("author").order_by("-saved_at")
    for copy in rows.iterator(chunk_size=50):
        typed = _typed(copy)
        for pk, pattern in patterns.items():
            if pattern.search(typed):
                yield pk, _unfinished(copy)


def _typed(copy) -> str:
    """All that was typed, a value on a line after its field's name."""
    values = copies.as_data(copy)
    return "\n".join(f"{name}={value}" for name, several in values.lists() for value in several)


def _pattern(file) -> re.Pattern:
    """How a form names the file: chosen in a field, or by an address or a reference in a text."""
    if isinstance(file, Document):
        return re.compile(
            rf'^[\w-]*document={file.pk}$|/soubory/{file.pk}/|data-document="{file.pk}"', re.M
        )
    stem = re.escape(PurePosixPath(file.file.name).stem)
    return re.compile(rf'^[\w-]*(?:cover|picture)={file.pk}$|{stem}|data-picture="{file.pk}"', re.M)


def _unfinished(copy) -> Trace:
    """Without a link: only the author, and who may publish the kind, may open it."""
    who = copy.author.get_full_name() or copy.author
    state = ", odložený" if copy.state == CopyState.ASIDE else ""
    label = f"{kinds.get(copy.kind)._meta.verbose_name}: {copy} (píše {who}{state})"
    return Trace(label, url="", is_history=False)
