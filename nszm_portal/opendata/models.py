"""What the norms ask for and no other room knows. Editors keep it on one page of the admin."""

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models

from news.models import Topic
from nszm_portal.czech.collation import sort_key
from nszm_portal.richtext.fields import WebAddressField
from partners.ico import IcoField

THEMES = "https://data.mvcr.gov.cz/zdroj/číselníky/témata-událostí/položky/"
ITEM = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Provider(models.Model):
    """Who gives the data, and on which terms. There is one row.

    Its name is not here: it is the one that stands in the header of the pages.
    """

    ico = IcoField(default="61385247", blank=False)
    other_names = models.TextField(
        "jak se jí také říká",
        max_length=500,
        blank=True,
        default="Národní síť Zdravých měst\nNSZM",
        help_text="Každý název na svém řádku. Podle nich se pozná, že setkání pořádá asociace. "
        "Názvy ze záhlaví webu tu být nemusejí.",
    )
    licence_name = models.CharField(
        "licence", max_length=120, default="Creative Commons Uveďte původ 4.0 (CC BY 4.0)"
    )
    licence_url = WebAddressField(
        "adresa licence",
        max_length=300,
        default="https://creativecommons.org/licenses/by/4.0/deed.cs",
    )
    licence_note = models.TextField(
        "poznámka k licenci",
        max_length=1000,
        blank=True,
        default="Licence platí pro texty a údaje v souborech. Přílohy a fotografie mohou mít "
        "vlastní autory; než je použijete jinde, zeptejte se nás.",
        help_text="Stojí na stránce o otevřených datech pod licencí.",
    )

    class Meta:
        verbose_name = "otevřená data"
        verbose_name_plural = "otevřená data"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="opendata_one_provider")
        ]

    def __str__(self):
        return "Otevřená data"


class Organisation(models.Model):
    """An organiser or a patron whom the norm names by IČO; found in what editors write."""

    provider = models.ForeignKey(
        Provider, models.CASCADE, default=1, related_name="organisations", editable=False
    )
    name = models.CharField("název", max_length=200, unique=True)
    ico = IcoField(blank=False)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta:
        verbose_name = "organizace"
        verbose_name_plural = "organizace, které se uvádějí s IČO"
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Theme(models.Model):
    """Which item of the state's code list of themes one of our topics is."""

    provider = models.ForeignKey(
        Provider, models.CASCADE, default=1, related_name="themes", editable=False
    )
    topic = models.OneToOneField(
        Topic, models.CASCADE, related_name="ofn_theme", verbose_name="téma aktualit"
    )
    item = models.CharField(
        "položka číselníku",
        max_length=200,
        help_text="Konec její adresy, například „doprava“ nebo „umění-a-kultura“; "
        "můžete vložit i celou adresu.",
    )

    class Meta:
        verbose_name = "téma v číselníku"
        verbose_name_plural = "témata v číselníku témat událostí"
        ordering = ["topic__sort_key"]

    def __str__(self):
        return f"{self.topic}: {self.item}"

    def clean_fields(self, exclude=None):
        self.item = unquote(self.item).strip().removeprefix(THEMES)
        super().clean_fields(exclude)
        if self.item and not ITEM.fullmatch(self.item):
            raise ValidationError(
                {
                    "item": "Položku číselníku napište tak, jak stojí na konci její adresy: "
                    "slova spojená pomlčkami, například „umění-a-kultura“."
                }
            )

    @property
    def iri(self) -> str:
        return THEMES + self.item
