import unicodedata

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.dispatch import Signal
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

password_changed = Signal()  # sent by User with `user`, after the new password is stored


def _normal(password: str | None) -> str | None:
    return password and unicodedata.normalize("NFKC", password)


class User(AbstractUser):
    """Somebody who signs in. A reader never does, so every account belongs to staff."""

    email = models.EmailField(
        "e-mail",
        blank=True,
        help_text="Sem přijde odkaz pro obnovu hesla. Každý účet má vlastní adresu.",
    )

    # Only `demo_content` sets it; what it means is said by accounts.second_factor.
    is_demonstration = models.BooleanField("účet ukázky", default=False, editable=False)

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

    def save(self, *args, **kwargs):
        """Tells when the password is another one; hashing the same anew is not that."""
        changed = self._password is not None and not self._state.adding
        super().save(*args, **kwargs)
        if changed:
            password_changed.send(User, user=self)

    # A letter with its accent may be typed as one character or two (NIST SP 800-63B-4, 3.1.1.2).
    def set_password(self, raw_password):
        super().set_password(_normal(raw_password))

    def check_password(self, raw_password):
        return super().check_password(_normal(raw_password))


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


class Phone(TOTPDevice):
    """The application in somebody's telephone that counts codes (RFC 6238); one to an account.

    After each wrong code the next one is read later, twice as late each time, at most after
    2 ** (MOST_FAILURES - 1) seconds: the owner is not locked out for ever.
    """

    MOST_FAILURES = 10

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "telefon"
        verbose_name_plural = "telefony"

    def throttle_increment(self, commit=True):
        super().throttle_increment(commit=False)
        self.throttling_failure_count = min(self.throttling_failure_count, self.MOST_FAILURES)
        if commit:
            self.save()


class RecoveryCode(models.Model):
    """A code on paper that stands in once for the telephone; only its hash is known."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    salt = models.CharField(max_length=32)  # one for all codes made at once
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "záložní kód"
        verbose_name_plural = "záložní kódy"
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id}: {self.used_at or 'nepoužitý'}"


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in; `accounts.sessions` fills what it tells of it."""

    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=255, blank=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        from nszm_portal.accounts.sessions import SessionStore

        return SessionStore
