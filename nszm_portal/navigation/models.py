from django.db import models

from nszm_portal.library.models import Picture
from nszm_portal.navigation.targets import TargetField
from nszm_portal.richtext.fields import WebAddressField


class Ordered(models.Model):
    """Something that editors put in an order by hand; it says nothing of what it is."""

    position = models.PositiveSmallIntegerField(
        "pořadí", default=100, help_text="Menší číslo je výš."
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class PortalGroup(Ordered):
    """A list of portals that the top bar opens: "naše weby", "další portály"."""

    label = models.CharField("nadpis", max_length=40)

    class Meta(Ordered.Meta):
        verbose_name = "skupina portálů"
        verbose_name_plural = "naše weby a další portály"

    def __str__(self):
        return self.label


class PortalLink(Ordered):
    """One portal in a group."""

    group = models.ForeignKey(PortalGroup, models.CASCADE, related_name="links")
    label = models.CharField("název", max_length=80)
    url = WebAddressField("adresa", max_length=500)

    class Meta(Ordered.Meta):
        verbose_name = "portál"
        verbose_name_plural = "portály"

    def __str__(self):
        return self.label


class MenuItem(Ordered):
    """An item of the main menu."""

    label = models.CharField("název", max_length=40)
    target = TargetField()

    class Meta(Ordered.Meta):
        verbose_name = "položka nabídky"
        verbose_name_plural = "hlavní nabídka"

    def __str__(self):
        return self.label


class SideBox(Ordered):
    """A box beside the text: a title, a sentence or a picture, and where it leads."""

    title = models.CharField("nadpis", max_length=80)
    text = models.TextField("text", blank=True, max_length=600)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="obrázek"
    )
    target = TargetField(blank=True)
    link_label = models.CharField(
        "text odkazu", max_length=60, blank=True, help_text="Prázdné: odkazem je nadpis."
    )
    is_shown = models.BooleanField("zobrazovat", default=True)

    class Meta(Ordered.Meta):
        verbose_name = "postranní box"
        verbose_name_plural = "postranní boxy"

    def __str__(self):
        return self.title


class Identity(models.Model):
    """How the association calls itself on the portal, and the footer. There is one row."""

    name = models.CharField(
        "název v jednom řádku", max_length=120, default="Národní síť Zdravých měst ČR"
    )
    name_first_line = models.CharField("název, první řádek", max_length=80, default="Národní síť")
    name_second_line = models.CharField(
        "název, druhý řádek", max_length=80, default="Zdravých měst České republiky"
    )
    description = models.CharField(
        "čím web je (pro vyhledávače)",
        max_length=200,
        default="Aktuality, setkání a partneři asociace Zdravých měst, obcí a krajů.",
    )
    footer_name = models.CharField(
        "název v patičce", max_length=120, default="Národní síť Zdravých měst ČR"
    )
    copyright_year = models.PositiveSmallIntegerField(
        "rok v patičce", null=True, blank=True, help_text="Prázdné: letošní rok."
    )
    version_line = models.CharField("řádek s verzí", max_length=80, blank=True)
    contact_line = models.CharField(
        "výzva v patičce",
        max_length=160,
        blank=True,
        default="Připomínky, dotazy a náměty zasílejte na adresu:",
    )
    contact_email = models.EmailField("kontaktní e-mail", default="nszm@nszm.cz")
    about = TargetField("kam vede „i“", blank=True, default="/o-webu/")

    class Meta:
        verbose_name = "název a patička"
        verbose_name_plural = "název a patička"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="navigation_one_identity")
        ]

    def __str__(self):
        return self.name
