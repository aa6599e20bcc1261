from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from meetings import programme, spans
from nszm_portal.czech.collation import sort_key
from nszm_portal.czech.dates import PRAGUE, long_date
from nszm_portal.library.models import Document
from nszm_portal.publishing import galleries
from nszm_portal.publishing.constraints import CheckAtField
from nszm_portal.publishing.galleries import GalleryRow
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.publication import Publication
from nszm_portal.publishing.visibility import PublicationQuerySet, State
from nszm_portal.regions.models import Region
from nszm_portal.richtext.fields import WebAddressField

DATELESS = "Vyplňte, kdy se setkání koná, nebo dole označte, že datum není známo."
# Of any other year a list has no address, and a moment near the first year would be none.
POSSIBLE_DAYS = [
    MinValueValidator(date(1990, 1, 1), "Tak dávno se žádné setkání nekonalo. Zkontrolujte rok."),
    MaxValueValidator(date(2099, 12, 31), "Tak daleko nikdo neplánuje. Zkontrolujte rok."),
]


class Programme(models.Model):
    """What a meeting is held for: Zdravý kraj, místní Agenda 21."""

    name = models.CharField("název", max_length=80, unique=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programy setkání"
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        with transaction.atomic():
            super().save(*args, **kwargs)
            _sync(self.meetings.all())

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            meetings = list(self.meetings.all())
            deleted = super().delete(*args, **kwargs)
            _sync(meetings)
        return deleted


def _sync(meetings):
    """Entries carry the names of programmes: they are written anew."""
    for meeting in meetings:
        meeting.sync()


class Status(models.TextChoices):
    """Whether it is held as it was announced."""

    PLANNED = "planned", "podle plánu"
    MOVED = "moved", "přesunuto"
    CANCELLED = "cancelled", "zrušeno"


class MeetingQuerySet(PublicationQuerySet):
    """Questions to ask of meetings; what the public may see of them is still for `visible()`."""

    def coming(self, now: datetime | None = None):
        """Those that are not over yet, one that is being held among them."""
        return self.filter(ends_at__gt=now or timezone.now())

    def past(self, now: datetime | None = None):
        """Those that are over; one whose date is unknown is from the old portal."""
        return self.filter(Q(ends_at__lte=now or timezone.now()) | Q(ends_at__isnull=True))

    def nearest_first(self):
        return self.order_by("undated", "sort_at", "pk")

    def newest_first(self):
        return self.order_by("undated", "-sort_at", "-pk")

    def of_year(self, year: int):
        return self.filter(starts_on__year=year)

    def hosted_by(self, region: Region):
        return self.filter(host_region=region)

    def presenting(self, region: Region):
        """Those at which a region presented itself as a guest of another."""
        guest = Q(host_region__isnull=True) | ~Q(host_region=region)
        return self.filter(guest, presenting_regions=region)

    def next_end(self, now: datetime) -> datetime | None:
        """The first moment after `now` at which a coming meeting becomes a past one."""
        ends = self.filter(ends_at__gt=now).order_by("ends_at")
        return ends.values_list("ends_at", flat=True).first()


class Meeting(Publication):
    """A day or several on which people of the regions meet (setkání)."""

    kind = "meeting"
    list_label = "zpět na přehled setkání"
    reaches_home = False
    shown_with = ("cover", "host_region")
    found_in = ("title", "lead", "venue", "address")
    not_copied = frozenset(
        "starts_on starts_time ends_on ends_time ends_at status former_on status_note "
        "registration_url sequence told_at".split()
    )
    derived = frozenset({"shown_on", "regions"})
    # What its calendar says; a change of any of these is a new version of the event.
    TOLD = (
        "title slug lead starts_on starts_time ends_on ends_time venue address organiser contact "
        "contact_email status former_on status_note"
    ).split()

    starts_on = models.DateField("začátek", null=True, blank=True, validators=POSSIBLE_DAYS)
    starts_time = models.TimeField("od kolika hodin", null=True, blank=True)
    ends_on = models.DateField(
        "konec",
        null=True,
        blank=True,
        validators=POSSIBLE_DAYS,
        help_text="Jen u setkání na víc dní. Prázdné: končí týž den.",
    )
    ends_time = models.TimeField("do kolika hodin", null=True, blank=True)
    status = models.CharField("koná se", max_length=10, choices=Status, default=Status.PLANNED)
    former_on = models.DateField(
        "původní datum",
        null=True,
        blank=True,
        validators=POSSIBLE_DAYS,
        help_text="U přesunutého: kdy se mělo konat.",
    )
    status_note = models.CharField(
        "důvod nebo vysvětlení",
        max_length=300,
        blank=True,
        help_text="U zrušeného a přesunutého; čtenáři ho uvidí pod titulkem.",
    )
    host_region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="hostitelský kraj",
        help_text="Setkání se objeví na jeho stránce.",
    )
    venue = models.CharField(
        "místo konání",
        max_length=200,
        blank=True,
        help_text="Budova a sál: „Krajský úřad Libereckého kraje, multimediální sál“.",
    )
    address = models.CharField(
        "adresa místa", max_length=200, blank=True, help_text="Ulice, číslo a město."
    )
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="meetings", verbose_name="programy"
    )
    organiser = models.CharField("pořadatel", max_length=300, blank=True)
    auspices = models.CharField(
        "záštita", max_length=300, blank=True, help_text="Kdo nad setkáním převzal záštitu."
    )
    presenting_regions = models.ManyToManyField(
        Region,
        blank=True,
        related_name="+",
        verbose_name="prezentující kraje",
        help_text="Setkání se objeví i na jejich stránkách.",
    )
    presenting_cities = models.TextField(
        "prezentující města a obce", max_length=2000, blank=True, help_text="Každé na svém řádku."
    )
    contact = models.CharField(
        "kontakt", max_length=200, blank=True, help_text="Na koho se obrátit: jméno, telefon."
    )
    contact_email = models.EmailField("e-mail", blank=True)
    registration_url = WebAddressField("adresa přihlášky", max_length=500, blank=True)

    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    told_at = models.DateTimeField(editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = "setkání"
        verbose_name_plural = "setkání"
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(starts_on__isnull=False) | Q(undated=True),
                name="meetings_meeting_published_has_date",
            ),
            CheckAtField(
                field="undated",
                condition=Q(undated=False) | Q(starts_on__isnull=True),
                name="meetings_meeting_date_known_or_not",
                violation_error_message="Buď vyplňte datum, nebo označte, že není známo; ne obojí.",
            ),
            CheckAtField(
                field="starts_time",
                condition=Q(starts_time__isnull=True) | Q(starts_on__isnull=False),
                name="meetings_meeting_time_has_date",
                violation_error_message="K hodině chybí datum začátku.",
            ),
            CheckAtField(
                field="ends_on",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="meetings_meeting_ends_after_start",
                violation_error_message="Setkání nemůže skončit dřív, než začne.",
            ),
            CheckAtField(
                field="ends_time",
                condition=Q(ends_time__isnull=True) | Q(starts_time__isnull=False),
                name="meetings_meeting_end_time_has_start",
                violation_error_message="Víte-li, do kolika hodin, vyplňte i od kolika.",
            ),
            CheckAtField(
                field="ends_time",
                condition=Q(ends_time__isnull=True)
                | Q(starts_time__isnull=True)
                | Q(ends_time__gt=F("starts_time"))
                | Q(ends_on__isnull=False, ends_on__gt=F("starts_on")),
                name="meetings_meeting_times_in_order",
                violation_error_message="Setkání nemůže skončit dřív, než začne. "
                "Trvá-li víc dní, vyplňte i datum konce.",
            ),
            CheckAtField(
                field="former_on",
                condition=Q(former_on__isnull=True) | Q(status=Status.MOVED),
                name="meetings_meeting_former_date_when_moved",
                violation_error_message="Původní datum patří jen k přesunutému setkání.",
            ),
            CheckAtField(
                field="former_on",
                condition=~Q(status=Status.MOVED) | Q(former_on__isnull=False) | ~Q(status_note=""),
                name="meetings_meeting_moved_from_somewhere",
                violation_error_message="Vyplňte, kdy se setkání mělo konat. Mění-li se jen "
                "místo nebo hodina, napište to do vysvětlení.",
            ),
            CheckAtField(
                field="former_on",
                condition=Q(former_on__isnull=True)
                | Q(starts_on__isnull=True)
                | ~Q(former_on=F("starts_on")),
                name="meetings_meeting_moved_elsewhere",
                violation_error_message="Původní datum je stejné jako nové. "
                "Nové patří do pole „začátek“.",
            ),
            CheckAtField(
                field="status_note",
                condition=~Q(status=Status.CANCELLED) | ~Q(status_note=""),
                name="meetings_meeting_cancelled_has_reason",
                violation_error_message="Napište čtenářům, proč je setkání zrušené.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.shown_on = self.starts_on
        self.ends_at = spans.end(self.last_on, self.ends_time) if self.starts_on else None
        self._count_version()
        if kwargs.get("update_fields") is not None:
            derived = {"shown_on", "ends_at", "sequence", "told_at"}
            kwargs["update_fields"] = set(kwargs["update_fields"]) | derived
        super().save(*args, **kwargs)

    def clean(self):
        self.shown_on = None  # derived on save; what was stored says nothing of what was typed
        super().clean()
        if self.state == State.PUBLISHED and not (self.starts_on or self.undated):
            raise ValidationError({"starts_on": DATELESS})

    # --- questions -----------------------------------------------------------------------------

    @property
    def last_on(self) -> date | None:
        """Its last day, which is the first one unless it lasts longer."""
        return self.ends_on or self.starts_on

    @property
    def date(self) -> date | None:
        return self.starts_on

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    def is_coming(self, now: datetime | None = None) -> bool:
        """`MeetingQuerySet.coming()` asked of one row."""
        return self.ends_at is not None and self.ends_at > (now or timezone.now())

    def when(self) -> str:
        if self.starts_on is None:
            return ""
        return spans.in_words(self.starts_on, self.starts_time, self.ends_on, self.ends_time)

    def notice(self) -> str:
        return "" if self.status == Status.PLANNED else Status(self.status).label

    def explanation(self) -> str:
        """What a reader should know of a meeting that is not held as it was announced."""
        said = [self.status_note] if self.status_note else []
        if self.status == Status.MOVED and self.former_on:
            said.insert(0, f"Původně se setkání mělo konat {long_date(self.former_on)}.")
        return " ".join(said) if self.status != Status.PLANNED else ""

    def hosts(self) -> list[dict]:
        """The host region as a label; none where it is not known."""
        host = self.host_region
        return [{"text": host.name, "url": address_of(host)}] if host else []

    def labels(self) -> list[dict]:
        programmes = [{"text": row.name, "url": ""} for row in self.programmes.all()]
        return self.hosts() + programmes

    def calendar_url(self) -> str:
        """The address of its calendar; none where its date is not known."""
        return reverse("meetings:calendar", args=[self.slug]) if self.starts_on else ""

    def files(self) -> list:
        materials = self.materials.select_related("document")
        return galleries.files(self) + [row.document for row in materials]

    def particulars(self) -> list[str]:
        presented = [region.name for region in self.presenting_regions.all()]
        lines = [self.venue, self.address, self.organiser, self.auspices, self.explanation()]
        lines += [self.contact, *presented, *self.city_list()]
        lines += [f"{row.name}, {row.about()}" for row in self.speakers.select_related("region")]
        for item in self.items.all():
            lines += [item.title, item.note]
        lines += galleries.particulars(self)
        return lines + [str(row) for row in self._public_materials()]

    def city_list(self) -> list[str]:
        return [city for city in map(str.strip, self.presenting_cities.splitlines()) if city]

    def _public_materials(self):
        return self.materials.filter(document__is_public=True).select_related("document")

    def page_context(self) -> dict:
        materials = list(self._public_materials())
        guests = self.presenting_regions.all()
        return {
            "is_coming": self.is_coming(),
            "hosts": self.hosts(),
            "programmes": self.programmes.all(),
            "guests": [{"text": region.name, "url": address_of(region)} for region in guests],
            "cities": self.city_list(),
            "days": programme.days(self, self.items.all(), materials),
            "materials": [material for material in materials if material.item_id is None],
            "speakers": self.speakers.select_related("region"),
            "photographs": galleries.shown(self),
            "calendar_url": self.calendar_url(),
        }

    def related(self):
        """The newest others with the same host or a programme in common."""
        programmes = Meeting.programmes.through.objects.filter(
            meeting_id=OuterRef("object_id"), programme__in=self.programmes.values("pk")
        )
        near = Exists(programmes)
        if self.host_region_id:
            hosted = Meeting.objects.hosted_by(self.host_region)
            near |= Q(object_id__in=hosted.values("pk"))
        others = Entry.objects.filter(near, kind=self.kind).exclude(object_id=self.pk)
        return others.dated().newest_first()

    def _place_in_lists(self) -> datetime:
        if self.starts_on is None:
            return super()._place_in_lists()
        return datetime.combine(self.starts_on, self.starts_time or time(), PRAGUE)

    def _count_version(self):
        """A change of what the calendar says is a new version of the event (RFC 5545, 3.8.7.4)."""
        told = [] if self._state.adding else self._told()
        if told != [getattr(self, name) for name in self.TOLD]:
            self.told_at = timezone.now()
            self.sequence += 1 if told else 0

    def _told(self) -> list:
        return list(Meeting.objects.filter(pk=self.pk).values_list(*self.TOLD).first() or ())

    # --- verbs ---------------------------------------------------------------------------------

    def sync(self) -> None:
        """The regions of its entry are those that take part: the host and who presents."""
        taking_part = {region.pk for region in self.presenting_regions.all()}
        self.regions.set(taking_part | ({self.host_region_id} - {None}))
        super().sync()

    def publish(self, at: datetime | None = None, *, sync: bool = True) -> None:
        if not (self.starts_on or self.undated):
            raise ValidationError({"starts_on": DATELESS})
        super().publish(at, sync=sync)


def address_of(region: Region) -> str:
    """The address of a region's page; empty where the portal has none."""
    page = getattr(region, "get_absolute_url", None)
    return page() if page else ""


class MeetingRow(models.Model):
    """A row of a list that a meeting has, in an order given by hand."""

    position = models.PositiveSmallIntegerField("pořadí", default=100)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Speaker(MeetingRow):
    """Who speaks at a meeting, with the office held at that time."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speakers")
    name = models.CharField("jméno", max_length=120, help_text="S tituly.")
    function = models.CharField("funkce", max_length=200, blank=True)
    organisation = models.CharField("organizace", max_length=200, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kraj"
    )

    class Meta(MeetingRow.Meta):
        verbose_name = "řečník"
        verbose_name_plural = "řečníci"

    def __str__(self):
        return self.name

    def about(self) -> str:
        """Function, organisation and region, as far as they are known, each told once."""
        region = self.region.name if self.region_id else ""
        known = [self.function, self.organisation]
        said = ", ".join(part for part in known if part)
        return said if not region or region in said else ", ".join(filter(None, [said, region]))


class ProgrammeItem(MeetingRow):
    """One item of a meeting's programme; by the number of its day, so that it moves with it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    day = models.PositiveSmallIntegerField(
        "den",
        default=1,
        validators=[MinValueValidator(1, "Dny se počítají od prvního.")],
        help_text="1 = první den setkání.",
    )
    starts_time = models.TimeField("od", null=True, blank=True)
    ends_time = models.TimeField("do", null=True, blank=True)
    title = models.CharField("co", max_length=300)
    note = models.TextField("kdo, poznámka", max_length=1000, blank=True)
    is_parallel = models.BooleanField(
        "souběžně", default=False, help_text="Běží zároveň s jiným bodem."
    )

    class Meta(MeetingRow.Meta):
        verbose_name = "bod programu"
        verbose_name_plural = "body programu"
        ordering = ["day", F("starts_time").asc(nulls_last=True), "position", "pk"]
        constraints = [
            CheckAtField(
                field="day",
                condition=Q(day__gte=1),
                name="meetings_item_day_from_one",
                violation_error_message="Dny se počítají od prvního.",
            ),
            CheckAtField(
                field="ends_time",
                condition=Q(ends_time__isnull=True) | Q(starts_time__isnull=False),
                name="meetings_item_end_has_start",
                violation_error_message="Víte-li, do kolika hodin, vyplňte i od kolika.",
            ),
            CheckAtField(
                field="ends_time",
                condition=Q(ends_time__isnull=True)
                | Q(starts_time__isnull=True)
                | Q(ends_time__gt=F("starts_time")),
                name="meetings_item_times_in_order",
                violation_error_message="Bod programu nemůže skončit dřív, než začne.",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.hours(), self.title]))

    def hours(self) -> str:
        return spans.hours(self.starts_time, self.ends_time)


class Material(MeetingRow):
    """A document of a meeting: of the whole, such as its programme, or of one item."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="materials")
    item = models.ForeignKey(
        ProgrammeItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name="k bodu programu",
        help_text="Prázdné: k celému setkání.",
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="dokument"
    )
    title = models.CharField(
        "název", max_length=200, blank=True, help_text="Prázdné: název dokumentu."
    )

    class Meta(MeetingRow.Meta):
        verbose_name = "materiál"
        verbose_name_plural = "materiály"

    def __str__(self):
        return self.title or str(self.document)

    def clean(self):
        super().clean()
        if self.item_id and self.meeting_id and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": "Tento bod je z programu jiného setkání."})


class Photograph(GalleryRow):
    """A picture from a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="photographs")
