"""The audit trail as it is before a test does anything."""

import pytest


@pytest.fixture
def nothing_told_yet(editor, administrator):
    """Forgets what making the cast has written."""
    from django.db.models import QuerySet

    from nszm_portal.accounts.models import AuditEntry

    QuerySet(AuditEntry).all().delete()
