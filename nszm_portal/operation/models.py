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
