"""What follows when an account changes, however it is changed: told in the trail and by mail.

It hears models, not forms, so that the admin, commands and the shell are all told of.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from nszm_portal.accounts import audit, current, notices, sessions
from nszm_portal.accounts.models import Happening, User, password_changed

# What an account may is also in these; each with how it is told of.
_RIGHTS = {
    "is_active": "účet je aktivní",
    "is_staff": "smí se přihlásit do redakce",
    "is_superuser": "smí všechno",
}
_ACCOUNT = {"username": "uživatelské jméno", "email": "e-mail"}


def connect() -> None:
    password_changed.connect(_password, dispatch_uid="accounts.watching")
    user_logged_out.connect(_logged_out, dispatch_uid="accounts.watching")
    pre_save.connect(_before, sender=User, dispatch_uid="accounts.watching")
    post_save.connect(_after, sender=User, dispatch_uid="accounts.watching")
    post_delete.connect(_deleted, sender=User, dispatch_uid="accounts.watching")
    for through in (User.groups.through, User.user_permissions.through):
        m2m_changed.connect(_given, sender=through, dispatch_uid="accounts.watching")


def _password(sender, user, **kwargs):
    request = current.request()
    own = current.user() == user
    sessions.end_others(user, request.session.session_key if own else None)
    audit.record(Happening.PASSWORD, "Změněno heslo; ostatní přihlášení ukončena.", of=user)
    notices.password_changed(user)


def _logged_out(sender, request, user, **kwargs):
    if isinstance(user, User):
        audit.record(Happening.SESSION, "Odhlášení.", by=user, of=user)


def _before(sender, instance, raw=False, update_fields=None, **kwargs):
    watched = _RIGHTS.keys() | _ACCOUNT.keys()
    asked = not raw and instance.pk and (update_fields is None or watched & set(update_fields))
    rows = User.objects.filter(pk=instance.pk).values(*watched) if asked else ()
    instance._was = next(iter(rows), None)


def _after(sender, instance, created=False, raw=False, **kwargs):
    if raw:
        return
    if created:
        audit.record(Happening.ACCOUNT, "Založen účet.", of=instance)
    was = getattr(instance, "_was", None) or ({} if not created else dict.fromkeys(_RIGHTS, False))
    for name, words in _RIGHTS.items():
        now = getattr(instance, name)
        if name in was and was[name] != now:
            audit.record(Happening.ROLE, f"{'Nově' if now else 'Už ne'}: {words}.", of=instance)
    for name, words in _ACCOUNT.items():
        if name in was and was[name] != getattr(instance, name):
            audit.record(Happening.ACCOUNT, f"Změněno: {words}.", of=instance)


def _deleted(sender, instance, **kwargs):
    audit.record(Happening.ACCOUNT, "Smazán účet.", of=audit.name_of(instance))


def _given(sender, instance, action, model, pk_set, reverse, **kwargs):
    """A role or a single permission given or taken; `instance` may stand on either side."""
    if action == "pre_clear":
        _cleared(sender, instance, reverse)
    elif action in {"post_add", "post_remove"} and pk_set:
        word = "Přidáno" if action == "post_add" else "Odebráno"
        for row in model._base_manager.filter(pk__in=pk_set):
            user, given = (row, instance) if reverse else (instance, row)
            audit.record(Happening.ROLE, f"{word}: {_called(given)}.", of=user)


def _cleared(sender, instance, reverse):
    if not reverse:
        field = "groups" if sender is User.groups.through else "user_permissions"
        for given in getattr(instance, field).all():
            audit.record(Happening.ROLE, f"Odebráno: {_called(given)}.", of=instance)


def _called(given: Group | Permission) -> str:
    return f"role {given.name}" if isinstance(given, Group) else f"oprávnění {given}"
