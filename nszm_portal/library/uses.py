"""Where a picture or a document is used; what is used is not deleted.

What uses them (publishing, navigation) hands in a lister.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.db.models import Model, ProtectedError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Use(NamedTuple):
    """One thing that uses the file: its title with its kind, and where an editor changes it."""

    label: str
    url: str


# Asked for many objects at once, so that a list of fifty costs as many queries as one.
Lister = Callable[[Sequence[Model]], Iterable[tuple[int, Use]]]
_listers: list[Lister] = []


def register(lister: Lister) -> None:
    """Adds a lister; to be called in `AppConfig.ready()`.

    It is given some pictures or some documents, never both at once, and gives pairs (primary
    key of the one used, Use).
    """
    if lister not in _listers:
        _listers.append(lister)


def of(files: Sequence[Model]) -> dict[int, list[Use]]:
    """The uses of each of `files`, by primary key; each use once, in the listers' order."""
    found: dict[int, dict[Use, None]] = {file.pk: {} for file in files}
    for lister in _listers if found else ():
        for pk, use in lister(files):
            found[pk][Use(*use)] = None
    return {pk: list(uses) for pk, uses in found.items()}


def links(uses: Iterable[Use]) -> SafeString:
    """The uses as a list of links."""
    return format_html(
        '<ul class="library-uses">{}</ul>',
        format_html_join("", '<li><a href="{1}">{0}</a></li>', uses),
    )


def refuse_deletion(sender, instance, **kwargs) -> None:
    """Receiver of pre_delete: raises ProtectedError while the file is used."""
    if uses := of([instance])[instance.pk]:
        raise ProtectedError(
            f"„{instance}“ nejde smazat, používá ho: {', '.join(use.label for use in uses)}.",
            {instance},
        )
