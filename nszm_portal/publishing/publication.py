"""The abstract base of every kind of publication."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from nszm_portal.library.models import Picture
from nszm_portal.publishing import finding, lifecycle, slugs
from nszm_portal.publishing.visibility import Phase, PublicationQuerySet, State
from nszm_portal.regions.models import Region
from nszm_portal.richtext.fields import RichTextField


class WithdrawalKind(models.TextChoices):
    MISTAKE = "mistake", "zveřejněno omylem nebo s chybou"
    REPLACED = "replaced", "nahrazeno jiným textem"
    OUTDATED = "outdated", "už neplatí"


class Publication(models.Model):
    """A thing with an address that people write and the public reads.

    It is not a page of navigation, a picture or a document, and it knows nothing of what one kind
    alone has. It never decides by itself that it may be seen: `visibility` does. Its state is
    changed by the verbs at the end alone, and a `save()` of it is what the public sees at once.
    """

    kind: str  # the word for this kind in references and entries: "article"
    list_label: str = "zpět na přehled"
    reaches_home = True
    has_list = True
    not_copied: frozenset[str] = frozenset()  # own fields with which a copy begins anew
    derived: frozenset[str] = frozenset()  # own fields that follow from others and tell nothing
    has_neighbours = True  # whether its page leads to the older and the newer one
    cover_crops = True  # whether its cover may be cropped; a logo may not
    shown_with: tuple[str, ...] = ("cover",)  # what its page fetches along with it
    found_in: tuple[str, ...] = ("title", "lead")  # short fields by which editors find it

    title = models.CharField("titulek", max_length=200)
    slug = models.SlugField(
        "adresa",
        max_length=200,
        unique=True,
        blank=True,
        help_text="Prázdné: vytvoří se z titulku a po prvním zveřejnění se už nemění. "
        "Změníte-li adresu zveřejněného textu, stará bude dál fungovat.",
    )
    slug_by_hand = models.BooleanField(default=False, editable=False)
    lead = models.TextField(
        "perex",
        max_length=600,
        blank=True,
        help_text="Jedna až tři věty, které řeknou to hlavní. Stojí i v přehledu.",
    )
    body = RichTextField("text", blank=True)
    cover = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="hlavní obrázek",
    )
    cover_caption = models.CharField(
        "popisek obrázku",
        max_length=300,
        blank=True,
        help_text="Prázdné: použije se popisek z knihovny.",
    )
    regions = models.ManyToManyField(
        Region,
        blank=True,
        related_name="+",
        verbose_name="kraje",
        help_text="Žádný kraj: týká se celé republiky.",
    )
    byline = models.CharField(
        "podpis", max_length=120, blank=True, help_text="Kdo je uveden pod textem."
    )
    change_note = models.CharField(
        "poznámka o změně",
        max_length=300,
        blank=True,
        help_text="Co se po zveřejnění opravilo nebo doplnilo; čtenáři ji uvidí pod textem.",
    )
    shown_on = models.DateField(
        "datum", null=True, blank=True, help_text="Prázdné: den zveřejnění."
    )
    undated = models.BooleanField(
        "datum není známo",
        default=False,
        help_text="Pro texty ze starého portálu. Nebudou na úvodní stránce a v přehledu "
        "stojí až za datovanými.",
    )
    pinned = models.BooleanField(
        "připnout na úvodní stránku", default=False, help_text="Bude tam jako první."
    )

    state = models.CharField(
        "stav", max_length=10, choices=State.choices, default=State.NEW, editable=False
    )
    publish_at = models.DateTimeField(
        "zveřejnit od",
        null=True,
        blank=True,
        help_text="Prázdné: hned po stisknutí „Zveřejnit“. Pražský čas.",
    )
    expire_at = models.DateTimeField(
        "zveřejnit do", null=True, blank=True, help_text="Prázdné: bez omezení. Pražský čas."
    )
    first_published_at = models.DateTimeField("poprvé zveřejněno", null=True, editable=False)
    withdrawn_at = models.DateTimeField("staženo", null=True, editable=False)
    withdrawal_kind = models.CharField(
        "proč staženo", max_length=10, choices=WithdrawalKind.choices, blank=True, editable=False
    )
    withdrawal_reason = models.CharField(
        "důvod stažení", max_length=300, blank=True, editable=False
    )
    replaced_by = models.CharField("nahrazeno čím", max_length=40, blank=True, editable=False)

    version = models.PositiveIntegerField(default=0, editable=False)
    sort_at = models.DateTimeField(editable=False)
    found_by = models.TextField(blank=True, default="", editable=False)
    created_at = models.DateTimeField("založeno", editable=False)
    changed_at = models.DateTimeField("změněno", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="založil(a)",
    )
    attachments = GenericRelation("publishing.Attachment")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["undated", "-sort_at", "-pk"]
        default_permissions = ("add", "change", "delete", "view", "publish")
        indexes = [
            models.Index(
                fields=["state", "undated", "-sort_at", "-id"], name="%(app_label)s_%(class)s_list"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(publish_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(expire_at__isnull=True)
                | Q(publish_at__isnull=True)
                | Q(expire_at__gt=F("publish_at")),
                name="%(app_label)s_%(class)s_expires_after",
                violation_error_message="Konec zveřejnění musí být až po jeho začátku.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN)
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
                name="%(app_label)s_%(class)s_withdrawn_has_reason",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, sync=True, **kwargs):
        """Stores the row with its slug and its place in lists; the public sees it at once.

        With `sync=False` the caller goes on to store related rows and calls `sync()` at the end,
        in the same transaction.
        """
        now = timezone.now()
        self.created_at = self.created_at or now
        self.changed_at = now
        self.version += 1
        lifecycle.note_first_publication(self, now)
        self.sort_at = self._place_in_lists()
        self.note_words()
        slugs.settle(self, now)
        if kwargs.get("update_fields") is not None:
            derived = {
                "slug",
                "slug_by_hand",
                "sort_at",
                "found_by",
                "changed_at",
                "first_published_at",
                "version",
            }
            kwargs["update_fields"] = set(kwargs["update_fields"]) | derived
        with lifecycle.recording(self, sync=sync):
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(f"{self.namespace()}:detail", args=[self.slug])

    def clean(self):
        super().clean()
        if self.expire_at and self.publish_at and self.expire_at <= self.publish_at:
            raise ValidationError({"expire_at": "Konec zveřejnění musí být až po jeho začátku."})
        if self.state == State.PUBLISHED and self.publish_at is None:
            raise ValidationError(
                {"publish_at": "Zveřejněný text potřebuje okamžik, od kdy je vidět."}
            )
        if self.undated and self.shown_on:
            raise ValidationError(
                {"undated": "Buď vyplňte datum, nebo označte, že není známo; ne obojí."}
            )

    # --- questions -----------------------------------------------------------------------------

    @classmethod
    def namespace(cls) -> str:
        """The URL namespace of this kind; an application with two kinds says it for each."""
        return cls._meta.app_label

    @classmethod
    def list_url(cls) -> str | None:
        """The address of this kind's list, or None when it has none."""
        return reverse(f"{cls.namespace()}:list") if cls.has_list else None

    @property
    def reference(self) -> str:
        """The word by which bodies and menus point here: "article:12"."""
        return f"{self.kind}:{self.pk}"

    def is_visible(self, at: datetime | None = None) -> bool:
        """`PublicationQuerySet.visible()` asked of one row."""
        at = at or timezone.now()
        return (
            self.state == State.PUBLISHED
            and self.publish_at <= at
            and (self.expire_at is None or self.expire_at > at)
        )

    def was_public(self, at: datetime | None = None) -> bool:
        """Whether the public could see it at any moment until `at`."""
        return self.first_published_at is not None and self.first_published_at <= (
            at or timezone.now()
        )

    def is_gone(self, at: datetime | None = None) -> bool:
        """Whether the public could once see it and now cannot: withdrawn or expired."""
        at = at or timezone.now()
        if not self.was_public(at):
            return False
        expired = self.expire_at is not None and self.expire_at <= at
        return self.state == State.WITHDRAWN or (self.state == State.PUBLISHED and expired)

    def phase(self, at: datetime | None = None) -> Phase:
        """Where it is on its way at the moment `at` (now, unless told)."""
        at = at or timezone.now()
        if self.state == State.NEW:
            return Phase.DRAFT
        if self.state == State.WITHDRAWN:
            return Phase.WITHDRAWN
        if self.publish_at > at:
            return Phase.SCHEDULED
        return Phase.VISIBLE if self.is_visible(at) else Phase.EXPIRED

    @property
    def date(self) -> date | None:
        """The date that readers see: the one shown, else the day of publication; may be unknown."""
        if self.undated:
            return None
        if self.shown_on:
            return self.shown_on
        moment = self.first_published_at or self.publish_at
        return timezone.localdate(moment) if moment else None

    def labels(self) -> list[dict]:
        """What readers see beside the date, as [{"text", "url"}]; a kind may put more before."""
        return [
            {"text": region.name, "url": region.get_absolute_url()} for region in self.regions.all()
        ]

    def when(self) -> str:
        """What stands in the place of the date where a day alone says too little; none here."""
        return ""

    def notice(self) -> str:
        """What has to be said beside the title wherever it stands: "zrušeno"; nothing here."""
        return ""

    def files(self) -> list:
        """Pictures and documents that it shows besides cover, attachments and body; none here."""
        return []

    def particulars(self) -> list[str]:
        """What its page says besides title, lead, labels and body; each a line for search."""
        return []

    def page_context(self) -> dict:
        """What its `_body` template needs beyond the publication, on the page and on paper.

        With `labels` where they cost it nothing: then the page does not ask its entry for them.
        """
        return {}

    def related(self):
        """Entries that a reader of this one may want next, in order, visible or not; none here."""
        from nszm_portal.publishing.models import Entry

        return Entry.objects.none()

    def _place_in_lists(self) -> datetime:
        if self.undated or not self.shown_on:
            return self.first_published_at or self.publish_at or self.created_at
        # Two of one day stand in the order in which they were published.
        clock = timezone.localtime(self.publish_at or self.created_at).time()
        return datetime.combine(self.shown_on, clock, tzinfo=timezone.get_default_timezone())

    def note_words(self) -> None:
        """Keeps the words by which editors find it; `save()` does so."""
        self.found_by = finding.words_of(*(getattr(self, name) for name in self.found_in))

    # --- verbs: all of them are in lifecycle.py ------------------------------------------------

    def sync(self) -> None:
        """Makes entry, uses, redirect and generation agree with the row and its related rows."""
        lifecycle.sync(self)

    def publish(self, at: datetime | None = None, *, sync: bool = True) -> None:
        """Makes it public from `at`, else from the moment in its field, else from now on."""
        lifecycle.publish(self, at, sync=sync)

    def withdraw(self, kind: str, reason: str, replaced_by: str = "") -> None:
        """Takes it from the public with a reason that readers will see."""
        lifecycle.withdraw(self, kind, reason, replaced_by)

    def copy(self, by=None) -> "Publication":
        """A new, never published one with the same content; returned saved."""
        return lifecycle.copy(self, by)
