"""Where a picture or a document is used; what is used is not deleted.

What uses them (publishing, navigation) hands in a lister and the same as a condition for the
database. What only remembers them (histories, texts that somebody is writing) hands in traces:
they forbid nothing, but whoever deletes is told.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, Model, ProtectedError, Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nszm_portal.czech.plurals import plural


class Use(NamedTuple):
    """One thing that uses the file: its title with its kind, and where an editor changes it."""

    label: str
    url: str


class Trace(NamedTuple):
    """A text that would miss the file: a former one, or else one that somebody is writing.

    `url` may be empty, where not everybody who may delete the file may open the text.
    """

    label: str
    url: str
    is_history: bool


# Asked for many objects at once, so that a list of fifty costs as many queries as one.
Lister = Callable[[Sequence[Model]], Iterable[tuple[int, Use]]]
Condition = Callable[[type[Model]], Exists]
Tracer = Callable[[Sequence[Model]], Iterable[tuple[int, Trace]]]
_listers: list[Lister] = []
_conditions: list[Condition] = []
_tracers: list[Tracer] = []


def register(lister: Lister) -> None:
    """Adds a lister; to be called in `AppConfig.ready()`.

    It is given some pictures or some documents, never both at once, and gives pairs (primary
    key of the one used, Use).
    """
    if lister not in _listers:
        _listers.append(lister)


def register_condition(condition: Condition) -> None:
    """Adds what a lister says as a condition on rows of Picture or of Document.

    It is given the model and gives an Exists about its OuterRef("pk").
    """
    if condition not in _conditions:
        _conditions.append(condition)


def register_tracer(tracer: Tracer) -> None:
    """Adds what remembers files without using them; it is asked as a lister is."""
    if tracer not in _tracers:
        _tracers.append(tracer)


def of(files: Sequence[Model]) -> dict[int, list[Use]]:
    """The uses of each of `files`, by primary key; each use once, in the listers' order."""
    return _asked(_listers, files)


def traces_of(files: Sequence[Model]) -> dict[int, list[Trace]]:
    """What remembers each of `files`, by primary key; to be asked only before a deletion."""
    return _asked(_tracers, files)


def _asked(sources, files) -> dict[int, list]:
    found: dict[int, dict] = {file.pk: {} for file in files}
    for source in sources if found else ():
        for pk, told in source(files):
            found[pk][told] = None
    return {pk: list(told) for pk, told in found.items()}


def is_used(model: type[Model]) -> Q | Exists:
    """The condition under which a row of `model` is used anywhere, for one query of any length."""
    return reduce(or_, (condition(model) for condition in _conditions), Q(pk__in=()))


def links(uses: Iterable[Use]) -> SafeString:
    """The uses as a list of links."""
    return format_html(
        '<ul class="library-uses">{}</ul>',
        format_html_join("", '<li><a href="{1}">{0}</a></li>', uses),
    )


def in_places(count: int) -> str:
    """How many uses there are: "na 1 místě", "na 3 místech"."""
    return f"na {count}\N{NO-BREAK SPACE}{plural(count, 'místě', 'místech', 'místech')}"


def refuse_deletion(sender, instance, **kwargs) -> None:
    """Receiver of pre_delete: raises ProtectedError while the file is used."""
    if uses := of([instance])[instance.pk]:
        raise ProtectedError(
            f"„{instance}“ nejde smazat, používá ho: {', '.join(use.label for use in uses)}.",
            {instance},
        )
