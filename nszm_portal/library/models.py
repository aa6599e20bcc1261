import uuid
from contextlib import suppress
from fractions import Fraction
from functools import partial
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from nszm_portal.czech.plurals import plural
from nszm_portal.library import intake, reading
from nszm_portal.library.filesize import file_size
from nszm_portal.library.intake.uploads import NAME_LENGTH, refusal
from nszm_portal.library.renditions import CENTRE, Focus, PolicyField, media_url
from nszm_portal.library.storage import StorageAway, after_commit, reached
from nszm_portal.pagecache.generation import raise_generation

EDITOR_WIDTH = 960  # points; what an editor's text loads instead of the original
INSIDE = MaxValueValidator(100, "Napište číslo od 0 do 100.")
PAGE_FORMS = ("strana", "strany", "stran")
NOT_STORED = (
    "Soubor se teď nepodařilo uložit, úložiště neodpovídá. Zkuste to prosím za chvíli znovu."
)


def _unguessable(folder: str, suffix: str) -> str:
    name = uuid.uuid4().hex
    return f"{folder}/{name[:2]}/{name}{suffix}"


def picture_path(picture: "Picture", filename: str) -> str:
    return _unguessable("pictures", PurePosixPath(filename).suffix)


def document_path(document: "Document", filename: str) -> str:
    return _unguessable("documents", PurePosixPath(filename).suffix)


class StoredFile(models.Model):
    """What a picture and a document share: who brought the file, when, and how it is stored.

    A change makes kept pages old; what is new is shown nowhere yet. `signals` see to the rest
    when a row goes.
    """

    digest = models.CharField("otisk obsahu", max_length=64, db_index=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="nahrál(a)",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField("nahráno", auto_now_add=True, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        changed = not self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            if changed:
                raise_generation()

    def store(self, content: File) -> None:
        """Saves the row together with its file; what cannot be saved leaves no file behind.

        Raises ValidationError with a Czech sentence when the storage does not take the file.
        """
        try:
            with reached():
                self.file.save(content.name, content, save=False)
            self.save()
        except (StorageAway, FileNotFoundError) as error:  # not found: a bucket, say
            self._leave_no_file()
            raise refusal(NOT_STORED, "not_stored") from error
        except BaseException:
            self._leave_no_file()
            raise

    def _leave_no_file(self) -> None:
        with suppress(StorageAway, FileNotFoundError), reached():
            self.file.delete(save=False)


class PictureQuerySet(models.QuerySet):
    def undescribed(self):
        """Those that nobody has described or marked as decorative yet."""
        return self.filter(description="", decorative=False)


class PictureManager(models.Manager.from_queryset(PictureQuerySet)):
    def take(self, upload: File, *, by=None, **fields) -> "Picture":
        """Stores `upload` as a picture with its renditions.

        `fields` are the picture's own (description, decorative, caption, credit, taken_on).
        Raises ValidationError with Czech sentences: a refused file's names the file.
        """
        return self.keep(self.model(uploaded_by=by, **fields), intake.read_picture(upload))

    def keep(self, picture: "Picture", taken: intake.TakenPicture) -> "Picture":
        """Stores an upload already read, as the file of a picture not saved yet."""
        picture.width, picture.height = taken.width, taken.height
        picture.taken_on = picture.taken_on or taken.taken_on
        picture.credit = picture.credit or taken.credit
        picture.digest, picture.upload_name = taken.digest, taken.upload_name
        picture.size = taken.content.size
        picture.full_clean(exclude=("file",))
        picture.store(taken.content)
        return picture


class Picture(StoredFile):
    """A photograph or a drawing, public under a name that cannot be guessed.

    Described or decorative; neither as long as nobody has decided (`is_undescribed`). Its file
    never changes: another picture is another row.
    """

    file = PolicyField(
        "soubor",
        upload_to=picture_path,
        width_field="width",
        height_field="height",
        unique=True,
        editable=False,
    )
    width = models.PositiveIntegerField("šířka", editable=False)
    height = models.PositiveIntegerField("výška", editable=False)
    size = models.PositiveIntegerField("velikost", editable=False)
    upload_name = models.CharField(
        "název nahraného souboru",
        max_length=NAME_LENGTH,
        blank=True,
        editable=False,
    )
    description = models.CharField(
        "popis obrázku",
        max_length=300,
        blank=True,
        help_text=(
            "Přečte se nahlas lidem, kteří obrázek nevidí. Řekněte, co je na něm podstatné: "
            "„Starosta podepisuje dohodu v zasedacím sále liberecké radnice.“"
        ),
    )
    decorative = models.BooleanField(
        "jen ozdobný",
        default=False,
        help_text="Obrázek nic nesděluje a čtečky ho přeskočí. Popis pak zůstane prázdný.",
    )
    caption = models.CharField(
        "popisek",
        max_length=500,
        blank=True,
        help_text="Text pod obrázkem, který vidí všichni.",
    )
    credit = models.CharField(
        "autor",
        max_length=200,
        blank=True,
        help_text="Kdo fotil nebo kreslil, případně licence: „Jana Nováková, CC BY 4.0“.",
    )
    taken_on = models.DateField(
        "pořízeno",
        null=True,
        blank=True,
        help_text="Doplní se z fotoaparátu, pokud to fotografie prozradí.",
    )
    focus_x = models.PositiveSmallIntegerField("zleva (%)", default=CENTRE, validators=[INSIDE])
    focus_y = models.PositiveSmallIntegerField("shora (%)", default=CENTRE, validators=[INSIDE])

    objects = PictureManager()

    class Meta:
        verbose_name = "obrázek"
        verbose_name_plural = "obrázky"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=False) | Q(description=""),
                name="library_picture_described_or_decorative",
                violation_error_message=(
                    "Obrázek je buď popsaný, nebo jen ozdobný: smažte popis, "
                    "nebo zrušte zaškrtnutí „jen ozdobný“."
                ),
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0) & Q(size__gt=0),
                name="library_picture_has_size",
                violation_error_message="Obrázek musí mít rozměry a velikost.",
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100) & Q(focus_y__lte=100),
                name="library_picture_focus_inside",
                violation_error_message="Střed zájmu leží uvnitř obrázku, od 0 do 100 %.",
            ),
        ]

    def __str__(self):
        return self.description or self.caption or f"obrázek {self.upload_name or self.pk}"

    def save(self, *args, **kwargs):
        """Another focus needs other crops, and they are there before a page asks for them."""
        if not self._state.adding and self.focus != self._stored_focus():
            self.file.make_missing()
        super().save(*args, **kwargs)

    def _stored_focus(self) -> Focus | None:
        return type(self).objects.filter(pk=self.pk).values_list("focus_x", "focus_y").first()

    @property
    def focus(self) -> Focus:
        """The point around which it is cropped."""
        return self.focus_x, self.focus_y

    @property
    def alt(self) -> str:
        """What is said instead of the picture; empty when it is decorative or not described."""
        return self.description

    @property
    def is_undescribed(self) -> bool:
        return not (self.description or self.decorative)

    @property
    def url(self) -> str:
        """The address of the original."""
        return media_url(self.file.name)

    @property
    def editor_url(self) -> str:
        """The address that stands for the picture in an editor's text."""
        return self.rendition_url(EDITOR_WIDTH)

    @property
    def thumbnail_url(self) -> str:
        return self.rendition_url(1)

    def rendition_url(self, width: int, ratio: Fraction | None = None) -> str:
        """The address of the smallest JPEG that is at least `width` points wide.

        Where no rendition is so wide: of the widest crop, or of the original.
        """
        made = self.renditions("JPEG", ratio)
        widest = made[-1][1].url if made and ratio else self.url
        return next((rendition.url for at, rendition in made if at >= width), widest)

    def renditions(self, file_type: str, ratio: Fraction | None = None):
        """Pairs (width, rendition), from the smallest; empty for a picture smaller than all."""
        return sorted(self.file.aspect_ratios[ratio][file_type].items())


class DocumentManager(models.Manager):
    def take(self, upload: File, *, by=None, **fields) -> "Document":
        """Stores `upload` as a document.

        `fields` are the document's own (title, is_public); the title is made of the file's name
        where none is given. Raises ValidationError with Czech sentences: a refused file's names
        the file.
        """
        return self.keep(self.model(uploaded_by=by, **fields), intake.read_document(upload))

    def keep(self, document: "Document", taken: intake.TakenDocument) -> "Document":
        """Stores an upload already read, as the file of a document not saved yet."""
        document.title = document.title or taken.title
        document.name, document.media_type = taken.name, taken.media_type
        self._store(document, taken)
        return document

    def replace(self, document: "Document", taken: intake.TakenDocument) -> "Document":
        """An upload already read takes the place of a stored document's file; its address stays.

        Raises ValidationError where `refuse_replacement` does. The former bytes go when the
        replacement is there for good.
        """
        document.refuse_replacement(taken)
        with transaction.atomic():
            # Who replaces it at the same moment waits, and then removes what stands there now.
            rows = self.select_for_update().filter(pk=document.pk)
            former = rows.values_list("file", flat=True).get()
            DocumentText.objects.filter(document=document).delete()
            document.replaced_at = timezone.now()
            document.file = ""
            try:
                self._store(document, taken)
            except BaseException:
                document.file = former
                raise
            after_commit(partial(document.file.storage.delete, former))
        return document

    def _store(self, document, taken):
        document.size, document.pages = taken.size, taken.pages
        document.digest = taken.digest
        document.full_clean(exclude=("file",))
        document.store(File(taken.content, name=taken.name))
        reading.read_later(document)


class Document(StoredFile):
    """A PDF or an office file, given out only where `access` allows it."""

    file = models.FileField("soubor", upload_to=document_path, unique=True, editable=False)
    name = models.CharField("název v adrese", max_length=NAME_LENGTH, editable=False)
    title = models.CharField(
        "název",
        max_length=200,
        help_text="Pod tímto názvem se dokument nabízí čtenářům: „Program setkání“.",
    )
    media_type = models.CharField("typ", max_length=100, editable=False)
    size = models.PositiveIntegerField("velikost", editable=False)
    pages = models.PositiveIntegerField("počet stran", null=True, blank=True, editable=False)
    is_public = models.BooleanField(
        "veřejný",
        default=True,
        help_text=(
            "Veřejný dokument si čtenáři stáhnou, jakmile ho ukazuje něco zveřejněného. "
            "Neveřejný vidí jen redakce."
        ),
    )
    replaced_at = models.DateTimeField("nahrazeno", null=True, editable=False)

    objects = DocumentManager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenty"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title="") & Q(size__gt=0),
                name="library_document_is_complete",
                violation_error_message="Dokument musí mít název a velikost.",
            ),
            models.CheckConstraint(
                condition=Q(pages=None) | Q(pages__gt=0),
                name="library_document_pages_counted_or_unknown",
                violation_error_message="Počet stran je aspoň jedna, nebo není znám.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:document", kwargs={"pk": self.pk, "name": self.name})

    def refuse_replacement(self, taken: intake.TakenDocument) -> None:
        """Raises ValidationError when an upload cannot stand under this document's address."""
        kind = PurePosixPath(taken.name).suffix.removeprefix(".").upper()
        if kind != self.kind:
            raise refusal(
                f"Adresa dokumentu končí na .{self.kind.lower()}, proto ho nahradí zase jen "
                f"{self.kind}; tohle je {kind}. Soubor jiného druhu přidejte jako nový dokument.",
                "other_kind",
            )
        if taken.digest == self.digest:
            raise refusal(
                "Tohle je stejný soubor, jaký tu už je. Není co nahrazovat.", "same_content"
            )

    @property
    def kind(self) -> str:
        """What readers call the format: PDF, DOCX."""
        return PurePosixPath(self.name).suffix.removeprefix(".").upper()

    @property
    def facts(self) -> str:
        """What a reader wants to know before fetching it: "PDF, 708 kB, 3 strany"."""
        parts = [self.kind, file_size(self.size)]
        if self.pages:
            parts.append(f"{self.pages}\N{NO-BREAK SPACE}{plural(self.pages, *PAGE_FORMS)}")
        return ", ".join(parts)


class DocumentText(models.Model):
    """The words inside a document, for the search. Aside, so that nothing else reads them."""

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="inside"
    )
    text = models.TextField()

    class Meta:
        verbose_name = "text dokumentu"
        verbose_name_plural = "texty dokumentů"
        default_permissions = ()

    def __str__(self):
        return str(self.document)
