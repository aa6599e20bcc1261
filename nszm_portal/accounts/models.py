from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


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
