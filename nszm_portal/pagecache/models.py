from django.db import models


class Generation(models.Model):
    """The one row whose token names the present state of everything public.

    A random token instead of a counter: a value that was rolled back, or restored from a backup,
    never comes again, so nothing kept under it can be mistaken for the present.
    """

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "generace stránek"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="pagecache_one_generation")
        ]
        default_permissions = ()

    def __str__(self):
        return self.token
