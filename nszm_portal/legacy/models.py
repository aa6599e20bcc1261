from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction

from nszm_portal.legacy import addresses


class Original(models.Model):
    """A page of the old portal as it came, and the draft that was made of it.

    It outlives its publication: what editors have deleted does not come in again.
    """

    file_name = models.CharField("soubor", max_length=300, db_index=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    raw = models.BinaryField("původní stránka", editable=False)
    encoding = models.CharField("kódování", max_length=20, editable=False)
    content_type = models.ForeignKey(
        ContentType, models.CASCADE, editable=False, verbose_name="druh"
    )
    object_id = models.PositiveBigIntegerField(editable=False)
    publication = GenericForeignKey()
    old_path = models.CharField(
        "stará adresa",
        max_length=addresses.LONGEST,
        blank=True,
        help_text="Kde stránka stála na starém portálu: „/cz/aktuality/…“ nebo celá adresa. "
        "Po zveřejnění z ní čtenáři přijdou rovnou sem.",
    )
    apc = models.CharField(
        "staré číslo (apc)",
        max_length=40,
        blank=True,
        help_text="Z adresy „index.shtml?apc=r2280496n“ to, co je za „apc=“.",
    )
    doubts = models.JSONField(default=list, editable=False)
    checked = models.BooleanField(
        "poznámky jsem zkontroloval(a)",
        default=False,
        help_text="Zaškrtněte a uložte: poznámky u polí zmizí. Zmizí i zveřejněním.",
    )
    imported_at = models.DateTimeField("převzato", auto_now_add=True)

    class Meta:
        verbose_name = "původní stránka"
        verbose_name_plural = "stránky starého portálu"
        ordering = ["file_name", "pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["content_type", "object_id"], name="legacy_original_of")]

    def __str__(self):
        return self.file_name

    def save(self, *args, **kwargs):
        """Stores it, and where its old addresses lead."""
        former = Original.objects.filter(pk=self.pk).only("old_path", "apc").first()
        with transaction.atomic():
            super().save(*args, **kwargs)
            addresses.write(self, former)

    def clean(self):
        """An address pasted whole is taken apart; one that is another's is refused."""
        super().clean()
        try:
            path, apc = addresses.taken_apart(self.old_path)
        except ValueError as error:
            raise ValidationError({"old_path": str(error)}) from None
        self.old_path, self.apc = path, addresses.code(self.apc) or apc
        if self.apc and not addresses.is_code(self.apc):
            raise ValidationError({"apc": addresses.NO_CODE})
        if why := addresses.refusal(self):
            raise ValidationError({"old_path": why})

    @property
    def text(self) -> str:
        """The page as it came, in letters."""
        return bytes(self.raw).decode(self.encoding, "replace")

    @property
    def open_doubts(self) -> list[dict]:
        """What an editor is still to be told: {"field", "note"} each."""
        return [] if self.checked else self.doubts
