from django.db import models


class Verified(models.Model):
    """A backup that was brought back for a trial and was found complete."""

    at = models.DateTimeField("ověřeno", db_index=True)
    made_at = models.DateTimeField("záloha z")
    file = models.CharField("soubor", max_length=255)
    rows = models.PositiveBigIntegerField("řádků")
    files = models.PositiveBigIntegerField("souborů")

    class Meta:
        verbose_name = "ověřená záloha"
        verbose_name_plural = "ověřené zálohy"
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.file


class Result(models.TextChoices):
    RUNNING = "running", "běží"
    DONE = "done", "v pořádku"
    FAILED = "failed", "nepodařilo se"


class Run(models.Model):
    """One run of what a timer starts; `jobs` says which there are, `runs` writes and reads them."""

    job = models.CharField("úloha", max_length=40)
    started_at = models.DateTimeField("začátek")
    ended_at = models.DateTimeField("konec", null=True)
    result = models.CharField("výsledek", max_length=10, choices=Result, default=Result.RUNNING)
    said = models.CharField("co se stalo", max_length=500, blank=True)
    host = models.CharField("server", max_length=100)

    class Meta:
        verbose_name = "běh úlohy"
        verbose_name_plural = "stav portálu"
        default_permissions = ("view",)
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["job", "-started_at"], name="operation_run_of")]

    def __str__(self):
        return f"{self.job} {self.started_at:%Y-%m-%d %H:%M}"


class LinkState(models.TextChoices):
    NEW = "new", "ještě nezkoušen"
    WORKS = "works", "funguje"
    UNKNOWN = "unknown", "nejde zjistit"
    FAILING = "failing", "nefunguje"


class CheckedLinkQuerySet(models.QuerySet):
    def broken(self):
        """What editors are told of: ours at once, others after as many different days."""
        return self.filter(state=LinkState.FAILING).filter(
            models.Q(is_internal=True) | models.Q(failed_days__gte=CheckedLink.DAYS)
        )


class CheckedLink(models.Model):
    """An address to which public texts link, with what came of asking it last."""

    DAYS = 3  # in a row; a server may have a bad day

    digest = models.CharField(max_length=64, unique=True, editable=False)
    address = models.CharField("odkaz", max_length=2000)
    is_internal = models.BooleanField("vede na tento web", default=False)
    state = models.CharField("stav", max_length=10, choices=LinkState, default=LinkState.NEW)
    said = models.CharField("co se stalo", max_length=200, blank=True)
    checked_at = models.DateTimeField("zkoušen", null=True)
    failing_since = models.DateField("nefunguje od", null=True)
    failed_on = models.DateField(null=True)
    failed_days = models.PositiveSmallIntegerField(default=0)

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "odkaz"
        verbose_name_plural = "nefunkční odkazy"
        default_permissions = ("view",)
        ordering = ["failing_since", "pk"]
        indexes = [models.Index(fields=["state", "failing_since"], name="operation_link_state")]

    def __str__(self):
        return self.address


class LinkPlace(models.Model):
    """A text in which the link stands; read anew from the texts with each check."""

    link = models.ForeignKey(CheckedLink, models.CASCADE, related_name="places")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)

    class Meta:
        verbose_name = "místo odkazu"
        verbose_name_plural = "místa odkazů"
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return self.title


class Visits(models.Model):
    """How often a publication was read on one day. Nothing of who read it."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    day = models.DateField("den")
    count = models.PositiveIntegerField("zobrazení", default=0)

    class Meta:
        verbose_name = "zobrazení"
        verbose_name_plural = "nejčtenější texty"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "day"], name="operation_visits_once"
            )
        ]
        indexes = [models.Index(fields=["day"], name="operation_visits_day")]

    def __str__(self):
        return f"{self.kind}:{self.object_id} {self.day}"


class ReadLog(models.Model):
    """Where the reading of an access log ended; the file is known by a digest of its first line."""

    mark = models.CharField(max_length=64, unique=True)
    position = models.PositiveBigIntegerField(default=0)
    is_whole = models.BooleanField(default=False)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = "přečtený záznam přístupů"
        verbose_name_plural = "přečtené záznamy přístupů"
        default_permissions = ()

    def __str__(self):
        return self.mark
