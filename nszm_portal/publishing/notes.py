"""What rooms on the right have to tell an editor of a publication, beside the field it is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """A sentence about a field of the form; without one, about the whole."""

    field: str
    text: str


_sources: list[Callable[[object], Iterable[Note]]] = []


def register(source: Callable[[object], Iterable[Note]]) -> None:
    """`source(publication)` gives the notes of a stored one; to be called in `ready()`."""
    if source not in _sources:
        _sources.append(source)


def of(publication) -> list[Note]:
    """All that there is to tell of it; nothing of one that is not stored."""
    if publication is None or publication.pk is None:
        return []
    return [note for source in _sources for note in source(publication)]
