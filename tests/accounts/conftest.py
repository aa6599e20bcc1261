"""The audit trail as it is before a test does anything; the cast of the permission matrix."""

import pytest


@pytest.fixture
def nothing_told_yet(editor, administrator):
    """Forgets what making the cast has written."""
    from django.db.models import QuerySet

    from nszm_portal.accounts.models import AuditEntry

    QuerySet(AuditEntry).all().delete()


@pytest.fixture
def staff(make_user):
    """A person of each role."""
    from tests.accounts.doors import ROLES

    return lambda role: make_user(f"osoba{ROLES.index(role)}", role)


@pytest.fixture
def strangers(make_user):
    """Who has no business there: with an account of no role, deactivated, without an account."""
    from django.test import Client

    from nszm_portal.accounts.models import User
    from tests.accounts.doors import CHIEF
    from tests.conftest import signed_in

    outsider, left = make_user("cizi"), make_user("byvaly", CHIEF)
    clients = {"outsider": signed_in(outsider), "deactivated": signed_in(left)}
    User.objects.filter(pk=left.pk).update(is_active=False)
    return clients | {"anonymous": Client()}
