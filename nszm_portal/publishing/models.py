"""The tables that serve all kinds at once."""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from nszm_portal.library.models import Document, Picture
from nszm_portal.publishing import kinds
from nszm_portal.publishing.visibility import EntryQuerySet
from nszm_portal.regions.models import Region


class Entry(models.Model):
    """What lists and whatever crosses kinds need of one published publication.

    Written in the transaction of its publication and never by hand; without it a page about all
    kinds would ask each kind's table. It exists while the state is published, before the first
    moment and after the last one too: whether it may be seen is for `visible()` to say.
    """

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    slug = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    lead = models.TextField(blank=True)
    cover = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    labels = models.JSONField(default=list)
    when = models.CharField(max_length=120, blank=True)
    notice = models.CharField(max_length=60, blank=True)
    regions = models.ManyToManyField(Region, related_name="+")
    shown_on = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField(null=True)
    publish_at = models.DateTimeField(db_index=True)
    expire_at = models.DateTimeField(null=True, db_index=True)
    changed_at = models.DateTimeField()
    sort_at = models.DateTimeField()
    undated = models.BooleanField()
    pinned = models.BooleanField()
    reaches_home = models.BooleanField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "záznam"
        verbose_name_plural = "záznamy"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="publishing_entry_once")
        ]
        indexes = [
            models.Index(
                fields=["kind", "undated", "-sort_at", "-object_id"], name="publishing_entry_list"
            ),
            # Not the kind first: SQLite would take it for whole lists, which it does not order.
            models.Index(
                fields=["year", "kind", "undated", "-sort_at", "-object_id"],
                name="publishing_entry_year",
            ),
            models.Index(
                fields=["kind", "year", "month", "undated", "-sort_at", "-object_id"],
                name="publishing_entry_archive",
            ),
            models.Index(
                fields=["reaches_home", "undated", "-pinned", "-sort_at", "-object_id"],
                name="publishing_entry_home",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(f"{kinds.get(self.kind).namespace()}:detail", args=[self.slug])

    @property
    def date(self) -> date | None:
        """The date that readers see; None when it is unknown."""
        return self.shown_on

    @property
    def kind_name(self) -> str:
        """What a reader calls its kind: "aktualita"."""
        return str(kinds.get(self.kind)._meta.verbose_name)


class Attachment(models.Model):
    """A document that an editor put under a publication."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    publication = GenericForeignKey()
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="dokument"
    )
    title = models.CharField(
        "název", max_length=200, blank=True, help_text="Prázdné: název dokumentu."
    )
    position = models.PositiveSmallIntegerField("pořadí", default=100)

    class Meta:
        verbose_name = "příloha"
        verbose_name_plural = "přílohy"
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="publishing_attached_to")
        ]

    def __str__(self):
        return self.title or str(self.document)


class Role(models.TextChoices):
    """In what way a publication uses something."""

    COVER = "cover", "hlavní obrázek"
    ATTACHMENT = "attachment", "příloha"
    BODY = "body", "v textu"
    PART = "part", "součást"
    LINK = "link", "odkaz"


class Use(models.Model):
    """One picture, document or publication that a publication shows or links to.

    Derived from it and written anew with each save, so that a page gets all it shows in one query,
    a document knows who shows it, and nothing that is in use can be deleted.
    """

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    role = models.CharField(max_length=10, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=200, blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    target = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        verbose_name = "použití"
        verbose_name_plural = "použití"
        default_permissions = ()
        ordering = ["role", "position", "pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="publishing_use_of")]

    def __str__(self):
        return f"{self.kind}:{self.object_id} {self.role}"


class Wording(models.Model):
    """Since when a publication has told what it tells now; `wordings` writes and reads it."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=32)
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = "znění"
        verbose_name_plural = "znění"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="publishing_wording_once")
        ]

    def __str__(self):
        return f"{self.kind}:{self.object_id}"


class CopyState(models.TextChoices):
    """What happens with a working copy; the live row has states of its own."""

    EDITING = "editing", "rozepsaná"
    IN_REVIEW = "in_review", "čeká na schválení"
    RETURNED = "returned", "vrácená k přepracování"
    ASIDE = "aside", "odložená"


class WorkingCopy(models.Model):
    """What one person has typed into the form of a publication and not published yet.

    It holds the form's data as they were typed, invalid values too, so that nothing is lost when
    a session, a browser or a server ends. `object_id` is empty while the publication itself has
    not been stored. One is set aside where another text took its place.
    """

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField(null=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="píše"
    )
    title = models.CharField("titulek", max_length=200, blank=True)
    data = models.JSONField()
    schema = models.PositiveSmallIntegerField()
    base_version = models.PositiveIntegerField()
    edition = models.PositiveIntegerField(default=1)
    state = models.CharField("stav", max_length=10, choices=CopyState, default=CopyState.EDITING)
    note = models.TextField("vzkaz", max_length=2000, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("založeno", auto_now_add=True)
    saved_at = models.DateTimeField("uloženo")

    class Meta:
        verbose_name = "rozepsaná verze"
        verbose_name_plural = "rozepsané verze"
        default_permissions = ()
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "author"],
                condition=~models.Q(state=CopyState.ASIDE),
                name="publishing_copy_once_a_person",
            )
        ]
        indexes = [models.Index(fields=["state", "-saved_at"], name="publishing_copy_state")]

    def __str__(self):
        return self.title or "bez titulku"


class Deed(models.TextChoices):
    """What a person did with a publication, as its history tells it."""

    STORED = "stored", "stav před změnou"
    CREATED = "created", "založení"
    CHANGED = "changed", "změna"
    RESTORED = "restored", "obnovení"
    DELETED = "deleted", "smazání"


class Step(models.Model):
    """What a revision needs beside its rows to be listed, read and undone.

    django-reversion keeps who, when, the sentence and the rows as they were. Here are the names
    that its references had, because what they led to may be gone, and at a deletion the others
    who pointed to it.
    """

    revision = models.OneToOneField("reversion.Revision", models.CASCADE, related_name="step")
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    deed = models.CharField(max_length=10, choices=Deed)
    names = models.JSONField(default=dict)
    pointed = models.JSONField(default=list)

    class Meta:
        verbose_name = "krok historie"
        verbose_name_plural = "historie"
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="publishing_step_of"),
            models.Index(fields=["kind", "deed", "-id"], name="publishing_step_deed"),
        ]

    def __str__(self):
        return f"{self.kind}:{self.object_id} {self.deed}"


class Redirect(models.Model):
    """An address that led somewhere once and now leads to a publication, or to a page of ours.

    It points to the publication and not to its address, so no chain arises; a `target` is a page
    that is no publication.
    """

    path = models.CharField("stará adresa", max_length=300, unique=True)
    kind = models.CharField(max_length=20, blank=True, editable=False)
    object_id = models.PositiveBigIntegerField(null=True, editable=False)
    target = models.CharField(max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField("vzniklo", auto_now_add=True)

    class Meta:
        verbose_name = "přesměrování"
        verbose_name_plural = "přesměrování"
        default_permissions = ("view", "add", "delete")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="publishing_redirect_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target="", object_id__isnull=False) & ~models.Q(kind="")
                | models.Q(kind="", object_id__isnull=True) & ~models.Q(target=""),
                name="publishing_redirect_one_end",
            )
        ]

    def __str__(self):
        return self.path

    @property
    def reference(self) -> str:
        """The publication it leads to, as "article:12"; empty when it leads to another page."""
        return f"{self.kind}:{self.object_id}" if self.kind else ""


class MissingAddress(models.Model):
    """An address that readers asked for and did not find. Nothing of the readers themselves."""

    path = models.CharField("adresa", max_length=200, unique=True)
    count = models.PositiveIntegerField("kolikrát", default=0)
    came_from = models.CharField(
        "z naší stránky", max_length=200, blank=True, help_text="Stránka s nefunkčním odkazem."
    )
    first_at = models.DateTimeField("poprvé")
    last_at = models.DateTimeField("naposledy", db_index=True)

    class Meta:
        verbose_name = "nenalezená adresa"
        verbose_name_plural = "nenalezené adresy"
        default_permissions = ("view", "delete")
        ordering = ["-count", "-last_at", "-pk"]

    def __str__(self):
        return self.path


class PreviewLink(models.Model):
    """An address at which somebody without an account sees one publication before it is public.

    Only the digest of its token is stored: the address itself is shown once, to who made it. It
    leads to the working copy for which it was made, and where that has done its work, to the
    publication that came of it.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField(null=True)
    copy = models.ForeignKey(WorkingCopy, models.SET_NULL, null=True, related_name="links")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("vytvořen")
    expires_at = models.DateTimeField("platí do")
    revoked_at = models.DateTimeField("zrušen", null=True)

    class Meta:
        verbose_name = "odkaz na náhled"
        verbose_name_plural = "odkazy na náhled"
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="publishing_preview_of")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="publishing_preview_link_expires_after",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.created_at:%Y-%m-%d %H:%M}"
