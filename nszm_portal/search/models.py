from django.core.exceptions import ValidationError
from django.db import models, transaction

from nszm_portal.pagecache.generation import raise_generation
from nszm_portal.publishing.models import Entry

ENDS = 2  # letters of a word at which its neighbours are looked for


class Document(models.Model):
    """What the index keeps of one published publication, beside its words.

    The words themselves lie where each database searches: in an FTS5 table whose rows have the
    same keys, or in a column of this table. Both go with the row, whoever deletes it.
    """

    entry = models.OneToOneField(
        Entry, models.CASCADE, primary_key=True, related_name="search_document"
    )
    regions = models.CharField(max_length=100, blank=True)  # primary keys
    topics = models.CharField(max_length=200, blank=True)
    # What excerpts are cut from, a block on a line. The last column: what stands behind a long
    # one takes SQLite longer to reach.
    text = models.TextField()

    class Meta:
        verbose_name = "záznam vyhledávání"
        verbose_name_plural = "záznamy vyhledávání"
        default_permissions = ()

    def __str__(self):
        return str(self.entry_id)


class Word(models.Model):
    """A word of the index as readers may meet it, for suggestions and for what they mistyped.

    Its first and last letters are kept apart: a word with one mistake still has one of the two.
    """

    folded = models.CharField(max_length=40, primary_key=True)
    written = models.CharField(max_length=60)
    first_letters = models.CharField(max_length=ENDS)
    last_letters = models.CharField(max_length=ENDS)
    documents = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "slovo"
        verbose_name_plural = "slova"
        default_permissions = ()
        indexes = [
            models.Index(fields=["first_letters", "-documents"], name="search_word_first"),
            models.Index(fields=["last_letters", "-documents"], name="search_word_last"),
        ]

    def __str__(self):
        return self.written


class Equivalents(models.Model):
    """Names that mean the same: whoever looks for one of them finds the others too."""

    names = models.TextField(
        "názvy",
        max_length=500,
        unique=True,
        help_text="Každý na svém řádku, zkratka i celý název: MPSV, pod ní Ministerstvo práce "
        "a sociálních věcí. Kdo hledá jeden z nich, najde i ostatní.",
    )

    class Meta:
        verbose_name = "stejný význam"
        verbose_name_plural = "hledání: stejné významy"
        ordering = ["names"]

    def __str__(self):
        return " = ".join(self.lines())

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_generation()  # processes keep them for as long as nothing public changes

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            raise_generation()
        return deleted

    def clean(self):
        super().clean()
        from nszm_portal.search.equivalents import names_of

        if len(names_of(self.lines())) < 2:
            raise ValidationError(
                {"names": "Napište aspoň dva názvy téhož, každý na vlastní řádek."}
            )

    def lines(self) -> list[str]:
        """The names, one each."""
        return [line.strip() for line in self.names.splitlines() if line.strip()]


class Missed(models.Model):
    """Words that readers looked for and did not find. Nothing of the readers themselves."""

    words = models.CharField("hledaná slova", max_length=80, unique=True)
    count = models.PositiveIntegerField("kolikrát", default=0)
    last_on = models.DateField("naposledy", db_index=True)

    class Meta:
        verbose_name = "nenalezené hledání"
        verbose_name_plural = "hledání: co se nenašlo"
        default_permissions = ("view", "delete")
        ordering = ["-count", "-last_on", "words"]

    def __str__(self):
        return self.words
