from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class User(AbstractUser):
    """Somebody who signs in. A reader never does, so every account belongs to staff."""

    email = models.EmailField(
        "e-mail",
        blank=True,
        help_text="Sem přijde odkaz pro obnovu hesla. Každý účet má vlastní adresu.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "uživatel"
        verbose_name_plural = "uživatelé"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="accounts_email_once",
                violation_error_message="Tuto e-mailovou adresu už má jiný účet.",
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.username


class Happening(models.TextChoices):
    """What the audit trail tells of."""

    SIGNED_IN = "in", "přihlášení"
    REFUSED = "refused", "odmítnuté přihlášení"
    LOCKED = "locked", "zablokované přihlašování"
    SESSION = "session", "ukončené přihlášení"
    PASSWORD = "password", "heslo"
    SECOND_FACTOR = "factor", "druhý faktor"
    ACCOUNT = "account", "účet"
    ROLE = "role", "role a práva"
    PUBLICATION = "publication", "zveřejnění a stažení"
    PERSONAL_DATA = "personal", "osobní údaje"


class NeverChanged(Exception):
    """Somebody tried to change or delete what the audit trail says."""


class AuditQuerySet(models.QuerySet):
    def update(self, **values):
        raise NeverChanged("The audit trail is only added to.")

    def delete(self):
        raise NeverChanged("The audit trail is only added to.")


class AuditEntry(models.Model):
    """One thing that happened; `accounts.audit` writes it, and nobody changes it afterwards.

    Names are kept as they were, so that the trail can be read when the account is gone.
    """

    at = models.DateTimeField("kdy", default=timezone.now, editable=False, db_index=True)
    happening = models.CharField("co", max_length=20, choices=Happening, db_index=True)
    sentence = models.TextField("jak to bylo")
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="účet toho, kdo to udělal"
    )
    by_name = models.CharField("kdo", max_length=255, blank=True)
    of = models.CharField("čeho nebo koho se to týká", max_length=255, blank=True)
    of_account = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="účet, kterého se to týká"
    )
    address = models.GenericIPAddressField("adresa", null=True)
    browser = models.CharField("prohlížeč", max_length=255, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "záznam"
        verbose_name_plural = "záznamy o dění"
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.sentence

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise NeverChanged("The audit trail is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NeverChanged("The audit trail is only added to.")
