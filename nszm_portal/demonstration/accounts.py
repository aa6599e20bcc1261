"""The accounts with which the demonstration can be edited."""

import os
import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from nszm_portal.accounts import roles
from nszm_portal.accounts.models import User


@dataclass(frozen=True)
class Person:
    username: str
    role: str
    first_name: str
    last_name: str


PEOPLE = (
    Person("redaktorka", roles.AUTHOR, "Ukázková", "redaktorka"),
    Person("sefredaktor", roles.CHIEF_EDITOR, "Ukázkový", "šéfredaktor"),
    Person("spravce", roles.ADMINISTRATOR, "Ukázkový", "správce"),
)
VARIABLE = "DEMO_PASSWORD"


def password_for_new() -> str:
    """The password from the environment, else a generated one. Raises CommandError when weak."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        return secrets.token_urlsafe(12)
    try:
        validate_password(given)
    except ValidationError as error:
        raise CommandError(f"{VARIABLE}: {' '.join(error.messages)}") from error
    return given


def make_account(person: Person, password: str) -> User:
    """An account of the staff with the rights of its role."""
    user = User.objects.create_user(
        person.username,
        email=f"{person.username}@portal.example",
        password=password,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=True,
        is_demonstration=True,
    )
    user.groups.add(Group.objects.get(name=person.role))
    return user
