from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from nszm_portal.czech.collation import sort_key
from nszm_portal.czech.slugs import slug
from nszm_portal.publishing import galleries
from nszm_portal.publishing.galleries import GalleryRow
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.publication import Publication
from nszm_portal.richtext import reading_time


class Topic(models.Model):
    """What articles are about; a list of its articles has an address of its own."""

    name = models.CharField("název", max_length=80, unique=True)
    slug = models.SlugField(
        "adresa", max_length=80, unique=True, blank=True, help_text="Prázdné: vytvoří se z názvu."
    )
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "téma"
        verbose_name_plural = "témata"
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        self.slug = self.slug or slug(self.name, max_length=80) or "tema"
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._rename_in_entries()

    def get_absolute_url(self) -> str:
        return reverse("news:topic", args=[self.slug])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            articles = list(self.articles.all())
            deleted = super().delete(*args, **kwargs)
            for article in articles:
                article.sync()
        return deleted

    def label(self) -> dict:
        """How it stands beside an article's date."""
        return {"text": self.name, "url": self.get_absolute_url()}

    def _rename_in_entries(self):
        """The labels of its articles' entries carry its name; a renamed one is written anew."""
        for article in self.articles.filter(state="published").iterator():
            if self.label() not in _entry_labels(article):
                article.sync()


def _entry_labels(article):
    labels = Entry.objects.filter(kind=article.kind, object_id=article.pk)
    return labels.values_list("labels", flat=True).first() or []


class Article(Publication):
    """A piece of news (aktualita)."""

    kind = "article"
    list_label = "zpět na přehled aktualit"

    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name="témata"
    )

    class Meta(Publication.Meta):
        verbose_name = "aktualita"
        verbose_name_plural = "aktuality"

    def labels(self):
        return [topic.label() for topic in self.topics.all()] + super().labels()

    def files(self):
        return galleries.files(self)

    def particulars(self):
        return galleries.particulars(self)

    def page_context(self):
        return {
            "photographs": galleries.shown(self),
            "reading_minutes": reading_time.minutes(self.body),
        }

    def related(self):
        """The newest others that share a topic."""
        sharing = Article.topics.through.objects.filter(
            topic__in=self.topics.values("pk"), article_id=OuterRef("object_id")
        )
        others = Entry.objects.filter(Exists(sharing), kind=self.kind).exclude(object_id=self.pk)
        return others.dated().newest_first()


class Photograph(GalleryRow):
    """A picture of the group under an article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photographs")
