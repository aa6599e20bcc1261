"""Since when a publication has told readers what it tells now.

`changed_at` counts every save, also of one that was pinned or given another end. Who follows the
portal by feed would be told of those as of news; here only what readers can read is compared.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from nszm_portal.publishing.models import Role, Use, Wording

TOLD = (
    "title",
    "lead",
    "body",
    "cover_caption",
    "byline",
    "change_note",
    "shown_on",
    "undated",
)


def note(publication) -> None:
    """Notes the moment of its last save when what it tells has changed; its uses are written."""
    digest = _digest(publication)
    stored = _of(publication).first()
    if stored is None or stored.digest != digest:
        Wording.objects.update_or_create(
            kind=publication.kind,
            object_id=publication.pk,
            defaults={"digest": digest, "told_at": publication.changed_at},
        )


def remove(publication) -> None:
    _of(publication).delete()


def told_at(kind: str, pks: Iterable[int]) -> dict[int, datetime]:
    """Of some publications of a kind the moments by their keys; one may be missing."""
    rows = Wording.objects.filter(kind=kind, object_id__in=pks)
    return dict(rows.values_list("object_id", "told_at"))


def told_between(kind: str, first: int, last: int) -> dict[int, datetime]:
    """The same of all whose keys lie in a range, its ends included."""
    rows = Wording.objects.filter(kind=kind, object_id__range=(first, last))
    return dict(rows.values_list("object_id", "told_at"))


def moment_of(model) -> Subquery:
    """The same for a query of publications of a kind."""
    mine = Wording.objects.filter(kind=model.kind, object_id=OuterRef("pk"))
    return Subquery(mine.values("told_at"))


def _of(publication):
    return Wording.objects.filter(kind=publication.kind, object_id=publication.pk)


def _digest(publication) -> str:
    shown = Use.objects.filter(~Q(role=Role.LINK), kind=publication.kind, object_id=publication.pk)
    told = [
        *(getattr(publication, name) for name in TOLD),
        publication.when(),
        publication.notice(),
        publication.particulars(),
        list(shown.order_by("role", "position", "pk").values_list(*_FILE)),
    ]
    text = json.dumps(told, default=str, ensure_ascii=False)
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()


_FILE = ("role", "label", "picture_id", "document_id")
