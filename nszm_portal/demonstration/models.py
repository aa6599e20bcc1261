from django.db import models


class Piece(models.Model):
    """Something that the demonstration has made once.

    It tells a second run to leave the thing alone, also when an editor has changed, renamed or
    deleted it since. Nobody edits these rows.
    """

    key = models.CharField(max_length=120, unique=True)
    object_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = "kus ukázky"
        verbose_name_plural = "kusy ukázky"
        default_permissions = ()

    def __str__(self):
        return self.key
