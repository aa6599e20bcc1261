"""Stores synthetic articles by the batch, with everything that publication would have written."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, prefetch_related_objects
from django.utils import timezone

from news.models import Article, Topic
from nszm_portal.czech.slugs import slug
from nszm_portal.demonstration.content.surroundings import TOPICS
from nszm_portal.demonstration.synthetic.prose import Writer
from nszm_portal.library.models import Picture
from nszm_portal.pagecache.generation import raise_generation
from nszm_portal.publishing import entries
from nszm_portal.publishing.models import Entry, Role, Use
from nszm_portal.publishing.publication import WithdrawalKind
from nszm_portal.publishing.visibility import State
from nszm_portal.regions.models import Region

BATCH = 500
YEARS = 12
# Shares of those that are not simply published.
SHARES = {"new": 0.02, "scheduled": 0.01, "expired": 0.02, "withdrawn": 0.01, "undated": 0.01}
COVERED = 0.6


class Populator:
    """Makes `count` articles. The same seed on the same database gives the same ones."""

    def __init__(self, count: int, seed: int, now: datetime | None = None) -> None:
        self.count = count
        self.now = (now or timezone.now()).replace(second=0, microsecond=0)
        self.writer = Writer(seed)
        self.chance = self.writer.chance
        self.topics = [Topic.objects.get_or_create(name=name)[0].pk for name in TOPICS]
        self.regions = list(Region.objects.values_list("pk", flat=True))
        self.pictures = list(Picture.objects.order_by("pk").values_list("pk", flat=True))
        self.number = Article.objects.aggregate(last=Max("pk"))["last"] or 0

    def batches(self) -> Iterator[int]:
        """Stores a batch at each step and says how many it held."""
        left = self.count
        while left:
            size = min(BATCH, left)
            with transaction.atomic():
                self._store([self._article() for _ in range(size)])
                raise_generation()
            left -= size
            yield size
        with connection.cursor() as cursor:
            # Without figures about the new rows both databases choose bad plans.
            cursor.execute("ANALYZE")

    def _article(self) -> Article:
        self.number += 1
        title = self.writer.title()
        moment = self._moment()
        article = Article(
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
        )
        self._put_in_state(article)
        return article

    def _moment(self) -> datetime:
        return self.now - timedelta(minutes=self.chance.randrange(1, YEARS * 365 * 24 * 60))

    def _cover(self) -> int | None:
        has_one = self.pictures and self.chance.random() < COVERED
        return self.chance.choice(self.pictures) if has_one else None

    def _put_in_state(self, article: Article) -> None:
        kind = self.chance.choices(
            ["published", *SHARES], [1 - sum(SHARES.values()), *SHARES.values()]
        )[0]
        if kind == "new":
            article.state = State.NEW
            article.publish_at = article.first_published_at = None
            article.sort_at = article.created_at
        elif kind == "scheduled":
            ahead = self.now + timedelta(minutes=self.chance.randrange(60, 60 * 24 * 60))
            article.publish_at = article.first_published_at = article.sort_at = ahead
            article.created_at = article.changed_at = self.now
        elif kind == "expired":
            lived = (self.now - article.publish_at) * self.chance.uniform(0.1, 0.9)
            article.expire_at = article.publish_at + lived
        elif kind == "withdrawn":
            article.state = State.WITHDRAWN
            article.withdrawn_at = self.now
            article.withdrawal_kind = WithdrawalKind.OUTDATED
            article.withdrawal_reason = "Text už neplatí."
        elif kind == "undated":
            article.undated = True

    def _store(self, articles: list[Article]) -> None:
        Article.objects.bulk_create(articles)
        self._relate(articles)
        prefetch_related_objects(articles, "topics", "regions")
        Use.objects.bulk_create(
            Use(kind=Article.kind, object_id=row.pk, role=Role.COVER, picture_id=row.cover_id)
            for row in articles
            if row.cover_id
        )
        self._store_entries([row for row in articles if row.state == State.PUBLISHED])

    def _relate(self, articles: list[Article]) -> None:
        to_topic, to_region = Article.topics.through, Article.regions.through
        topics, regions = [], []
        for row in articles:
            for pk in self.chance.sample(self.topics, self.chance.choice((0, 1, 1, 1, 2, 3))):
                topics.append(to_topic(article_id=row.pk, topic_id=pk))
            for pk in self.chance.sample(self.regions, self.chance.choice((0, 0, 0, 1, 1, 2))):
                regions.append(to_region(article_id=row.pk, region_id=pk))
        to_topic.objects.bulk_create(topics)
        to_region.objects.bulk_create(regions)

    def _store_entries(self, articles: list[Article]) -> None:
        made = Entry.objects.bulk_create(
            Entry(kind=Article.kind, object_id=row.pk, **entries.fields_of(row)) for row in articles
        )
        to_region = Entry.regions.through
        to_region.objects.bulk_create(
            to_region(entry_id=entry.pk, region_id=region.pk)
            for entry, row in zip(made, articles, strict=True)
            for region in row.regions.all()
        )
