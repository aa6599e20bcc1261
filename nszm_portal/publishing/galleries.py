"""The pictures that a publication shows as a group under its text.

A kind that has them brings a row model on `GalleryRow` with a foreign key to itself and the
related name "photographs"; its form takes `admin.GalleryInline`, its page components/gallery.html.
"""

from urllib.parse import urlsplit

from django.db import models

from nszm_portal.library.models import Picture
from nszm_portal.richtext.fields import WebAddressField


class GalleryRow(models.Model):
    """One picture of a group, in an order given by hand; or a still that stands for a video."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name="obrázek")
    caption = models.CharField(
        "popisek", max_length=300, blank=True, help_text="Prázdné: popisek z knihovny."
    )
    video_url = WebAddressField(
        "odkaz na video",
        max_length=500,
        blank=True,
        help_text="Obrázek pak vede na tuto adresu. Video samo se do stránky nevkládá.",
    )
    position = models.PositiveSmallIntegerField("pořadí", default=100)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        verbose_name = "fotografie"
        verbose_name_plural = "fotografie"

    def __str__(self):
        return self.caption or str(self.picture)

    @property
    def words(self) -> str:
        """What stands under it."""
        return self.caption or self.picture.caption

    @property
    def alt(self) -> str:
        """What is said instead of it: a link is never silent, so not even of an ornament."""
        said = self.picture.alt or self.words
        if self.video_url:
            return f"Přehrát video: {said}" if said else "Přehrát video"
        return said or "Zvětšit fotografii"

    @property
    def video_host(self) -> str:
        """Whose place the video is at: "youtube.com"."""
        return (urlsplit(self.video_url).hostname or "").removeprefix("www.")


def files(publication) -> list[Picture]:
    """For `Publication.files()`."""
    return [row.picture for row in publication.photographs.select_related("picture")]


def particulars(publication) -> list[str]:
    """For `Publication.particulars()`: what its gallery says and readers search for."""
    return [row.caption for row in publication.photographs.all() if row.caption]


def shown(publication):
    """The rows with their pictures, for `Publication.page_context()`; in one query."""
    return publication.photographs.select_related("picture")
