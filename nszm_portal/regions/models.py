from django.db import models


class Region(models.Model):
    """A kraj, or the capital, which is one by law (ústavní zákon č. 347/1997 Sb.)."""

    name = models.CharField("název", max_length=60, unique=True)
    slug = models.SlugField("adresa", max_length=60, unique=True)
    nuts3 = models.CharField("NUTS 3", max_length=5, unique=True)
    iso = models.CharField("ISO 3166-2", max_length=6, unique=True)
    ruian = models.PositiveSmallIntegerField("RÚIAN (vyšší územní samosprávný celek)", unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = "kraj"
        verbose_name_plural = "kraje"
        ordering = ["sort_key"]
        default_permissions = ("view",)

    def __str__(self):
        return self.name
