"""Stores synthetic publications by the batch, with all that the lifecycle would have written."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from nszm_portal.czech.slugs import slug
from nszm_portal.demonstration.synthetic.prose import Writer
from nszm_portal.library.models import Picture
from nszm_portal.pagecache.generation import raise_generation
from nszm_portal.publishing import entries
from nszm_portal.publishing.models import Entry, Role, Use
from nszm_portal.publishing.publication import Publication, WithdrawalKind
from nszm_portal.publishing.visibility import State
from nszm_portal.regions.models import Region

BATCH = 500
YEARS = 12
COVERED = 0.6


class Populator(ABC):
    """Makes `count` publications of a kind. The same seed on the same database gives the same."""

    model: type[Publication]
    # Shares of those that are not simply published.
    shares: dict[str, float]

    def __init__(self, count: int, seed: int, now: datetime | None = None) -> None:
        self.count = count
        self.now = (now or timezone.now()).replace(second=0, microsecond=0)
        self.writer = Writer(seed)
        self.chance = self.writer.chance
        self.regions = list(Region.objects.values_list("pk", flat=True))
        self.pictures = list(Picture.objects.order_by("pk").values_list("pk", flat=True))
        self.number = self.model.objects.aggregate(last=Max("pk"))["last"] or 0

    def batches(self) -> Iterator[int]:
        """Stores a batch at each step and says how many it held."""
        left = self.count
        while left:
            size = min(BATCH, left)
            with transaction.atomic():
                self._store([self._publication() for _ in range(size)])
                raise_generation()
            left -= size
            yield size
        with connection.cursor() as cursor:
            # Without figures about the new rows both databases choose bad plans.
            cursor.execute("ANALYZE")

    @abstractmethod
    def _own_fields(self, moment: datetime) -> dict:
        """What a kind alone has, for one published at `moment`."""

    @abstractmethod
    def _finish(self, publication) -> None:
        """Puts what follows from the state, which is settled by now."""

    @abstractmethod
    def _relate(self, publications: list) -> None:
        """Stores the rows that hang on stored publications, and prefetches what entries need."""

    def _publication(self) -> Publication:
        self.number += 1
        title = self.writer.title()
        moment = self._moment()
        publication = self.model(
            title=title,
            slug=f"{slug(title, max_length=180)}-{self.number}",
            slug_by_hand=True,
            lead=self.writer.lead(),
            body=self.writer.body(),
            cover_id=self._cover(),
            created_at=moment - timedelta(hours=1),
            changed_at=moment,
            sort_at=moment,
            state=State.PUBLISHED,
            publish_at=moment,
            first_published_at=moment,
            **self._own_fields(moment),
        )
        self._put_in_state(publication)
        self._finish(publication)
        publication.note_words()
        return publication

    def _moment(self) -> datetime:
        return self.now - timedelta(minutes=self.chance.randrange(1, YEARS * 365 * 24 * 60))

    def _cover(self) -> int | None:
        has_one = self.pictures and self.chance.random() < COVERED
        return self.chance.choice(self.pictures) if has_one else None

    def _put_in_state(self, publication: Publication) -> None:
        kind = self.chance.choices(
            ["published", *self.shares], [1 - sum(self.shares.values()), *self.shares.values()]
        )[0]
        if kind == "new":
            publication.state = State.NEW
            publication.publish_at = publication.first_published_at = None
            publication.sort_at = publication.created_at
        elif kind == "scheduled":
            ahead = self.now + timedelta(minutes=self.chance.randrange(60, 60 * 24 * 60))
            publication.publish_at = publication.first_published_at = publication.sort_at = ahead
            publication.created_at = publication.changed_at = self.now
        elif kind == "expired":
            lived = (self.now - publication.publish_at) * self.chance.uniform(0.1, 0.9)
            publication.expire_at = publication.publish_at + lived
        elif kind == "withdrawn":
            publication.state = State.WITHDRAWN
            publication.withdrawn_at = self.now
            publication.withdrawal_kind = WithdrawalKind.OUTDATED
            publication.withdrawal_reason = "Text už neplatí."
        elif kind == "undated":
            publication.undated = True

    def _store(self, publications: list) -> None:
        self.model.objects.bulk_create(publications)
        self._relate(publications)
        Use.objects.bulk_create(
            Use(kind=row.kind, object_id=row.pk, role=Role.COVER, picture_id=row.cover_id)
            for row in publications
            if row.cover_id
        )
        self._store_entries([row for row in publications if row.state == State.PUBLISHED])

    def _store_entries(self, publications: list) -> None:
        made = Entry.objects.bulk_create(
            Entry(kind=row.kind, object_id=row.pk, **entries.fields_of(row)) for row in publications
        )
        to_region = Entry.regions.through
        to_region.objects.bulk_create(
            to_region(entry_id=entry.pk, region_id=region.pk)
            for entry, row in zip(made, publications, strict=True)
            for region in row.regions.all()
        )

    def _sample(self, keys: list[int], counts: tuple[int, ...]) -> list[int]:
        """As many of the keys as one of the counts says, each of which is as likely."""
        return self.chance.sample(keys, min(len(keys), self.chance.choice(counts)))

    def _join(self, through, column: str, pairs) -> None:
        """Rows of a many-to-many table: publications with the keys of what they are joined to."""
        mine = self.model._meta.model_name
        through.objects.bulk_create(
            through(**{f"{mine}_id": row.pk, f"{column}_id": pk})
            for row, pks in pairs
            for pk in pks
        )
