"""All that is kept of one person, known by an address of mail: shown, or taken away.

Shown is what belongs to the account, in whatever table, and every row of any table that mentions
the address. Taken away are the account's data, everything that only it needed, letters, attempts
to sign in, and the address in old versions of texts; the texts themselves stay, by a former editor.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from post_office.models import Email
from reversion.models import Revision, Version

from nszm_portal.accounts import audit, roles, throttle
from nszm_portal.accounts.models import AuditEntry, Happening, User
from nszm_portal.publishing import kinds
from nszm_portal.publishing.models import WorkingCopy

FORMER = ("bývalý", "redaktor")
REMOVED = "(adresa odstraněna)"
# What an account's rows hold for other people: texts, and what was done with them.
STAYS = {WorkingCopy, LogEntry}
SECRET = re.compile(r"password|key|secret|digest|token|salt|session_data")
LONGEST = 300  # letters of a value that is shown
ATTEMPTS = (AccessAttempt, AccessFailureLog, AccessLog)


class LastAdministrator(Exception):
    """Without this account nobody could give rights to another."""


@dataclass
class Erased:
    """How much was taken away, and the places in texts that people have to mend."""

    account: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


# --- shown ---------------------------------------------------------------------------------------


def account(address: str) -> User | None:
    return User.objects.filter(email__iexact=address.strip()).first()


def show(address: str) -> dict:
    """Everything, in a form that JSON takes; secrets are left out and long texts cut."""
    user = account(address)
    found = {"adresa": address, "účet": _row(user) if user else None}
    if user:
        found["role"] = [group.name for group in user.groups.all()]
        found["k účtu patří"] = {
            _name(relation): [_row(row) for row in rows] for relation, rows in _belongings(user)
        }
        found["pokusy o přihlášení"] = [_row(row) for row in _attempts(user, address)]
        found["záznamy o dění"] = [_row(row) for row in audit.about(user)]
    found["zmínky"] = {
        model._meta.label: [_row(row) for row in rows] for model, rows in _mentions(address)
    }
    return found


def _belongings(user) -> Iterator[tuple[models.Field, models.QuerySet]]:
    """The rows of every table that point to the account, by the field that does."""
    for relation in User._meta.get_fields(include_hidden=True):
        if not relation.is_relation or relation.concrete or not relation.auto_created:
            continue
        model, own = relation.related_model, relation.field
        if model is AuditEntry or own.many_to_many or own.model._meta.auto_created:
            continue
        rows = model._base_manager.filter(**{own.name: user})
        if rows.exists():
            yield own, rows


def _mentions(address: str) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    """The rows of every table in whose text the address stands."""
    for model in apps.get_models():
        columns = _texts(model)
        if model is User or not columns or model._meta.proxy or not model._meta.managed:
            continue
        asked = Q(_connector=Q.OR)
        rows = model._base_manager.all()
        for column in columns:
            # The text of JSON is the same on both databases.
            rows = rows.alias(**{f"text_{column}": Cast(column, TextField())})
            asked |= Q(**{f"text_{column}__icontains": address})
        found = [row for row in rows.filter(asked).iterator() if _mentioned(row, address)]
        if found:
            yield model, found


def _texts(model) -> list[str]:
    kinds_of_text = (models.CharField, models.TextField, models.JSONField)
    return [each.name for each in model._meta.fields if isinstance(each, kinds_of_text)]


def _mentioned(row, address: str) -> bool:
    """Not only as the end of a longer address: "jana@b.cz" is not "a@b.cz"."""
    whole = _whole(address)
    return any(whole.search(str(getattr(row, name))) for name in _texts(type(row)))


def _whole(address: str) -> re.Pattern:
    return re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)


def _attempts(user, address) -> list[models.Model]:
    """With a name or the address typed as that of an account; axes keeps a digest of it."""
    typed = [address, user.username] if user else [address]
    names = [throttle.account(None, {"username": name}) for name in typed]
    return [row for model in ATTEMPTS for row in model.objects.filter(username__in=names)]


def _name(own: models.Field) -> str:
    return f"{own.model._meta.label}.{own.name}"


def _row(row) -> dict:
    values = {} if SECRET.search(row._meta.pk.name) else {"id": row.pk}
    for each in row._meta.concrete_fields:
        value = getattr(row, each.attname)
        if value not in (None, "") and not SECRET.search(each.name):
            plain = isinstance(value, bool | int | float)
            values[each.name] = value if plain else str(value)[:LONGEST]
    return values


# --- taken away ----------------------------------------------------------------------------------


@transaction.atomic
def erase(address: str) -> Erased:
    """Takes everything away but texts; raises LastAdministrator."""
    user = account(address)
    erased = Erased(account=audit.name_of(user) if user else "")
    if user and _is_last_administrator(user):
        raise LastAdministrator
    counts = erased.counts
    counts["dopisy"] = _delete_letters(address)
    counts["pokusy o přihlášení"] = sum(row.delete()[0] > 0 for row in _attempts(user, address))
    counts["starší verze textů"] = _clean_versions(address) + _clean_copies(address)
    if user:
        counts["řádky účtu"] = _empty(user)
        # Last, for the trail tells of what was done just now too.
        counts["záznamy o dění"] = audit.forget_person(user)
    erased.left = [f"{model._meta.verbose_name}: {row}" for model, row in _left(address, user)]
    audit.record(
        Happening.PERSONAL_DATA,
        "Osobní údaje byly vymazány příkazem erase_person.",
        of=f"osoba č. {user.pk}" if user else "osoba bez účtu",
    )
    return erased


def _is_last_administrator(user) -> bool:
    rights = Q(is_superuser=True) | Q(groups__name=roles.ADMINISTRATOR)
    others = User.objects.filter(rights, is_active=True).exclude(pk=user.pk)
    has_rights = User.objects.filter(rights, is_active=True, pk=user.pk).exists()
    return has_rights and not others.exists()


def _delete_letters(address: str) -> int:
    letters = [row for model, rows in _mentions(address) if model is Email for row in rows]
    Email.objects.filter(pk__in=[letter.pk for letter in letters]).delete()
    return len(letters)


def _clean_versions(address: str) -> int:
    """In what a text once was; what it is now is changed by who edits it."""
    whole, done = _whole(address), 0
    for version in Version.objects.filter(serialized_data__icontains=address).iterator():
        data, found = whole.subn(REMOVED, version.serialized_data)
        if found:
            Version.objects.filter(pk=version.pk).update(serialized_data=data)
            done += 1
    return done


def _clean_copies(address: str) -> int:
    whole, done = _whole(address), 0
    for copy in WorkingCopy.objects.iterator():
        data, found = whole.subn(REMOVED, json.dumps(copy.data, ensure_ascii=False))
        if found:
            WorkingCopy.objects.filter(pk=copy.pk).update(data=json.loads(data))
            done += 1
    return done


def _empty(user) -> int:
    """What is left of the account is the author of texts, whose name is "bývalý redaktor"."""
    done = 0
    for own, rows in list(_belongings(user)):
        if own.remote_field.on_delete is models.CASCADE and own.model not in STAYS:
            done += rows.delete()[0]
    names = {name for name in (str(user), user.get_full_name(), audit.name_of(user)) if name}
    user.groups.clear()
    user.user_permissions.clear()
    user.username = f"byvaly-redaktor-{user.pk}"
    user.first_name, user.last_name = FORMER
    user.email, user.last_login = "", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    _rename(user, names)
    return done


def _rename(user, names: set[str]) -> None:
    """In what the admin and histories tell of who did what."""
    of_account = {"content_type": ContentType.objects.get_for_model(User), "object_id": user.pk}
    LogEntry.objects.filter(**of_account).update(object_repr=str(user), change_message="")
    # The longest first: it has the shorter ones in it.
    for name in sorted(names, key=len, reverse=True):
        for revision in Revision.objects.filter(comment__contains=name).iterator():
            comment = revision.comment.replace(name, " ".join(FORMER))
            Revision.objects.filter(pk=revision.pk).update(comment=comment)


def _left(address: str, user) -> Iterator[tuple[type[models.Model], models.Model]]:
    """Texts of today with the address; who publishes them decides what they say."""
    for model, rows in _mentions(address):
        if model in kinds.all() or not model._meta.label_lower.startswith("reversion."):
            yield from ((model, row) for row in rows)
