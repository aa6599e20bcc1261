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
