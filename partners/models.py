import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, ProtectedError, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone

from nszm_portal.czech.collation import sort_key
from nszm_portal.czech.dates import long_date
from nszm_portal.czech.slugs import slug
from nszm_portal.library.models import Document
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.publication import Publication
from nszm_portal.publishing.visibility import State
from nszm_portal.richtext.fields import WebAddressField
from partners import validity
from partners.ico import LENGTH, IcoField
from partners.validity import AgreementQuerySet, Validity

# The related field of a partner under the kind of what it leads to.
SHARED = {"article": "articles", "meeting": "meetings"}
# What an editor may type: a year outside is a slip, and "for ever" is an empty field.
FIRST_DAY, LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2199, 12, 31)


def within_calendar(day: datetime.date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(f"Rok musí být mezi {FIRST_DAY.year} a {LAST_DAY.year}.")


class Term(models.Model):
    """A word that editors keep, under which publications stand in lists."""

    name = models.CharField("název", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(
        "pořadí", default=100, help_text="Menší číslo stojí v přehledu výš."
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            for publication in self.publications.all():  # their labels carry its name
                publication.sync()


class PartnerType(Term):
    """Who a partner is: a ministry, a university; the list of partners is divided by it."""

    slug = models.SlugField(
        "zkratka v adrese",
        max_length=80,
        unique=True,
        blank=True,
        help_text="Prázdné: vytvoří se z názvu.",
    )

    class Meta(Term.Meta):
        verbose_name = "typ partnera"
        verbose_name_plural = "typy partnerů"

    def save(self, *args, **kwargs):
        self.slug = self.slug or slug(self.name, max_length=80) or "typ"
        super().save(*args, **kwargs)


class Instrument(Term):
    """The form that an agreement has: a memorandum, a contract."""

    class Meta(Term.Meta):
        verbose_name = "druh dohody"
        verbose_name_plural = "druhy dohod"


class Level(models.TextChoices):
    NATIONAL = "national", "národní"
    INTERNATIONAL = "international", "mezinárodní"


# How a level stands in an address.
LEVEL_WORDS = {Level.NATIONAL: "narodni", Level.INTERNATIONAL: "mezinarodni"}


class Partner(Publication):
    """An organisation with which the association works; its logo is the publication's cover."""

    kind = "partner"
    list_label = "zpět na přehled partnerů"
    reaches_home = False
    has_neighbours = False
    cover_crops = False
    shown_with = ("cover", "type")
    found_in = ("title", "lead", "abbreviation", "ico")
    date = None

    type = models.ForeignKey(
        PartnerType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="typ",
    )
    level = models.CharField("úroveň", max_length=20, choices=Level, default=Level.NATIONAL)
    abbreviation = models.CharField(
        "zkratka", max_length=30, blank=True, help_text="Pod jakou ji lidé znají: „MPSV“."
    )
    website = WebAddressField("web", max_length=300, blank=True)
    postal_address = models.CharField(
        "poštovní adresa",
        max_length=200,
        blank=True,
        help_text="„Na Poříčním právu 1/376, 128 01 Praha 2“",
    )
    ico = IcoField(help_text="Nuly na začátku doplníme.")
    articles = models.ManyToManyField(
        "news.Article",
        blank=True,
        related_name="+",
        verbose_name="aktuality o partnerovi",
        help_text="Na stránce partnera stojí v časové ose. Aktuality, které oznámily dohodu, "
        "se tam přidají samy.",
    )
    meetings = models.ManyToManyField(
        "meetings.Meeting", blank=True, related_name="+", verbose_name="společná setkání"
    )
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta(Publication.Meta):
        verbose_name = "partner"
        verbose_name_plural = "partneři"
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(type__isnull=False),
                name="%(app_label)s_%(class)s_published_has_type",
                violation_error_message="Zveřejněný partner potřebuje typ.",
            ),
            models.CheckConstraint(
                condition=Q(ico="") | Exact(Length("ico"), LENGTH),
                name="%(app_label)s_%(class)s_ico_has_eight_digits",
                violation_error_message="IČO má osm číslic.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.title)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refused while an agreement names it: without it the agreement would tell nothing."""
        if agreements := set(self.agreements.all()):
            raise ProtectedError(f"„{self}“ nejde smazat, má dohody.", agreements)
        return super().delete(*args, **kwargs)

    def labels(self):
        address = reverse("partners:list")
        level = f"{address}?uroven={LEVEL_WORDS[self.level]}"
        labels = [{"text": self.get_level_display(), "url": level}]
        if self.type_id:
            labels.insert(0, {"text": self.type.name, "url": f"{address}?typ={self.type.slug}"})
        return labels

    def particulars(self):
        return [self.abbreviation, self.postal_address]

    @property
    def initials(self) -> str:
        """What stands in the place of a logo that is missing."""
        capitals = [word[0] for word in self.title.split() if word[0].isupper()]
        return self.abbreviation or "".join(capitals)[:4] or self.title[:1].upper()

    @property
    def website_name(self) -> str:
        """Its address as people say it."""
        return self.website.removeprefix("https://").removeprefix("http://").rstrip("/")

    def page_context(self):
        return {
            "labels": self.labels(),
            "groups": by_validity(self.agreements.visible().select_related("instrument")),
            "timeline": self.timeline(timezone.localdate()),
        }

    def timeline(self, on: datetime.date):
        """Entries of what it shares and of agreements signed by that day, the newest first."""
        announced = self.agreements.visible().values("announced_by")
        asked = Q(kind="article", object_id__in=announced)
        asked |= Q(kind="agreement", object_id__in=self.agreements.signed(on).values("pk"))
        for kind, field in SHARED.items():
            asked |= Q(kind=kind, object_id__in=getattr(self, field).values("pk"))
        return Entry.objects.visible().filter(asked).newest_first()


class Agreement(Publication):
    """What was agreed with one partner or more, from its preparation until after its end.

    Not a contract's text: that is the signed document, kept in the library under its own access.
    """

    kind = "agreement"
    list_label = "zpět na přehled dohod"
    reaches_home = False
    has_neighbours = False
    shown_with = ("cover", "instrument", "document")
    found_in = ("title", "lead", "areas")

    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="druh",
    )
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="agreements", verbose_name="partneři"
    )
    signed_on = models.DateField(
        "podepsáno",
        null=True,
        blank=True,
        validators=[within_calendar],
        help_text="Prázdné nebo budoucí den: dohoda se připravuje.",
    )
    valid_until = models.DateField(
        "platí do",
        null=True,
        blank=True,
        validators=[within_calendar],
        help_text="Poslední den platnosti. Prázdné: na dobu neurčitou.",
    )
    areas = models.TextField(
        "oblasti spolupráce", blank=True, max_length=2000, help_text="Každá na vlastním řádku."
    )
    financial = models.BooleanField(
        "finanční plnění",
        null=True,
        blank=True,
        choices=[
            (None, "neuvedeno"),
            (False, "bez finančního plnění"),
            (True, "s finančním plněním"),
        ],
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="podepsaný dokument",
        help_text="Čtenáři ho uvidí, jen pokud je v knihovně označen jako veřejný.",
    )
    announced_by = models.ForeignKey(
        "news.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="oznámila ji aktualita",
    )
    amends = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="je dodatkem k",
    )
    renews = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name="obnovuje",
        help_text="Dřívější dohoda, na kterou navazuje.",
    )

    objects = AgreementQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = "dohoda"
        verbose_name_plural = "dohody"
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(instrument__isnull=False),
                name="%(app_label)s_%(class)s_published_has_instrument",
                violation_error_message="Zveřejněná dohoda potřebuje druh.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("signed_on")),
                name="%(app_label)s_%(class)s_ends_after_signature",
                violation_error_message="Platnost nemůže skončit dřív, než je dohoda podepsána.",
            ),
            models.CheckConstraint(
                condition=(Q(signed_on=None) | Q(signed_on__range=(FIRST_DAY, LAST_DAY)))
                & (Q(valid_until=None) | Q(valid_until__range=(FIRST_DAY, LAST_DAY))),
                name="%(app_label)s_%(class)s_within_calendar",
                violation_error_message="Zkontrolujte roky v datech dohody.",
            ),
            models.CheckConstraint(
                condition=~Q(amends=F("id")) & ~Q(renews=F("id")),
                name="%(app_label)s_%(class)s_is_not_its_own",
                violation_error_message="Dohoda nemůže měnit ani obnovovat sama sebe.",
            ),
        ]

    @classmethod
    def namespace(cls):
        return "agreements"

    def clean(self):
        super().clean()
        if self.signed_on and self.undated:
            raise ValidationError(
                {"undated": "Buď vyplňte den podpisu, nebo označte, že není znám; ne obojí."}
            )
        if self.signed_on and self.valid_until and self.valid_until < self.signed_on:
            raise ValidationError(
                {"valid_until": "Platnost nemůže skončit dřív, než je dohoda podepsána."}
            )
        for field in ("amends", "renews"):
            other = getattr(self, field)
            if other and self.pk and self.pk in (other.pk, getattr(other, f"{field}_id")):
                raise ValidationError({field: "Tady by dohoda odkazovala sama na sebe."})

    @property
    def date(self) -> datetime.date | None:
        """The day of its signature; a prepared one has none."""
        return self.signed_on

    def validity(self, on: datetime.date | None = None) -> Validity:
        """Where it is in its life on a day (today in Prague, unless told)."""
        on = on or timezone.localdate()
        return validity.of(self.signed_on, self.valid_until, on, undated=self.undated)

    def is_open_ended(self) -> bool:
        """Valid without an end; until one that is being prepared is signed, nobody knows."""
        return self.valid_until is None and self.validity() != Validity.PREPARED

    def area_list(self) -> list[str]:
        return [area.strip() for area in self.areas.splitlines() if area.strip()]

    def labels(self):
        instrument = [{"text": self.instrument.name, "url": ""}] if self.instrument_id else []
        return instrument + super().labels()

    def when(self):
        """Nouns, because it is stored: "signed" and "is valid" would become untrue by time."""
        if not self.signed_on and not self.undated:
            return "v přípravě"
        end = (
            f"platnost do {long_date(self.valid_until)}"
            if self.valid_until
            else "na dobu neurčitou"
        )
        signed = long_date(self.signed_on) if self.signed_on else "v neznámý den"
        return f"podpis {signed}, {end}"

    def particulars(self):
        return [
            *self.area_list(),
            self.get_financial_display() if self.financial is not None else "",
        ]

    def files(self):
        return [self.document] if self.document_id else []

    def page_context(self):
        """Itself with its labels, its partners and its announcement are entries of one query."""
        asked = Q(kind=self.kind, object_id=self.pk)
        asked |= Q(kind=Partner.kind, object_id__in=self.partners.values("pk"))
        asked |= Q(kind="article", object_id=self.announced_by_id)
        entries = list(Entry.objects.visible().filter(asked))
        partners = [entry for entry in entries if entry.kind == Partner.kind]
        return {
            "labels": next((entry.labels for entry in entries if entry.kind == self.kind), []),
            "partners": sorted(partners, key=lambda entry: sort_key(entry.title)),
            "announcement": next((entry for entry in entries if entry.kind == "article"), None),
            "relations": self._relations(),
        }

    def _relations(self) -> list[dict]:
        """Visible agreements that it changes or renews, and those that do the same to it."""
        asked = Q(amends=self) | Q(renews=self) | Q(pk__in=[self.amends_id, self.renews_id])
        rows = list(Agreement.objects.visible().filter(asked))
        found = {
            "Je dodatkem k": [row for row in rows if row.pk == self.amends_id],
            "Dodatky": [row for row in rows if row.amends_id == self.pk],
            "Obnovuje": [row for row in rows if row.pk == self.renews_id],
            "Obnovena": [row for row in rows if row.renews_id == self.pk],
        }
        return [{"label": label, "agreements": found[label]} for label in found if found[label]]

    def _place_in_lists(self) -> datetime.datetime:
        if not self.signed_on:
            return super()._place_in_lists()
        clock = timezone.localtime(self.publish_at or self.created_at).time()
        return datetime.datetime.combine(
            self.signed_on, clock, tzinfo=timezone.get_default_timezone()
        )


GROUPS = {
    "Platné": {Validity.IN_FORCE, Validity.ABOUT_TO_EXPIRE},
    "Připravované": {Validity.PREPARED},
    "Ukončené": {Validity.EXPIRED},
}


def by_validity(agreements) -> list[dict]:
    """Agreements as lists show them: those in force, prepared and past, each group with a title."""
    rows = list(agreements)
    groups = [
        {"title": title, "agreements": [row for row in rows if row.validity() in validities]}
        for title, validities in GROUPS.items()
    ]
    return [group for group in groups if group["agreements"]]
