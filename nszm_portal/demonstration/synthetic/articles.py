"""Synthetic articles: with topics and regions, in every state."""

from datetime import datetime

from django.db.models import prefetch_related_objects

from news.models import Article, Topic
from nszm_portal.demonstration.content.surroundings import TOPICS
from nszm_portal.demonstration.synthetic.bulk import Populator


class Articles(Populator):
    model = Article
    shares = {"new": 0.02, "scheduled": 0.01, "expired": 0.02, "withdrawn": 0.01, "undated": 0.01}

    def __init__(self, count: int, seed: int, now: datetime | None = None) -> None:
        super().__init__(count, seed, now)
        self.topics = [Topic.objects.get_or_create(name=name)[0].pk for name in TOPICS]

    def _own_fields(self, moment: datetime) -> dict:
        return {}

    def _finish(self, article: Article) -> None:
        pass

    def _relate(self, articles: list[Article]) -> None:
        topics, regions = [], []
        for row in articles:
            topics.append((row, self._sample(self.topics, (0, 1, 1, 1, 2, 3))))
            regions.append((row, self._sample(self.regions, (0, 0, 0, 1, 1, 2))))
        self._join(Article.topics.through, "topic", topics)
        self._join(Article.regions.through, "region", regions)
        prefetch_related_objects(articles, "topics", "regions")
