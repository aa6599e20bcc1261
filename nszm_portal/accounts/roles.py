"""What each role may do, declared by the room that owns the permission.

A role is a group. Its permissions are code: they are made exactly as declared after every
migration, so that an upgrade which adds a kind of publication gives it to the right people.
"""

from collections import defaultdict

AUTHOR = "Autor"
CHIEF_EDITOR = "Šéfredaktor"
MEETINGS_EDITOR = "Redaktor setkání"
PARTNERS_EDITOR = "Redaktor partnerů"
ADMINISTRATOR = "Správce"
ROLES = (AUTHOR, CHIEF_EDITOR, MEETINGS_EDITOR, PARTNERS_EDITOR, ADMINISTRATOR)

_declared: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))


def declare(role: str, *permissions: str) -> None:
    """Gives `permissions` ("news.add_article") to `role`; to be called in `AppConfig.ready()`."""
    for permission in permissions:
        app_label, codename = permission.split(".")
        _declared[app_label][role].add(codename)


def apply(sender, using="default", **kwargs) -> None:
    """Receiver of post_migrate: the roles' permissions in the application just migrated.

    It comes after Django's own receiver, which creates the permissions of that application;
    in a migration they would not exist yet.
    """
    from django.contrib.auth.models import Group, Permission

    if sender.label == "auth":
        for role in ROLES:
            Group.objects.using(using).get_or_create(name=role)
    roles = _declared.get(sender.label)
    if not roles:
        return
    owned = Permission.objects.using(using).filter(content_type__app_label=sender.label)
    for role in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=role)
        wanted = set(owned.filter(codename__in=roles.get(role, ())))
        present = set(group.permissions.filter(content_type__app_label=sender.label))
        group.permissions.remove(*(present - wanted))
        group.permissions.add(*(wanted - present))
