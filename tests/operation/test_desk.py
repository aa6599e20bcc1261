"""Administrators see on the desk when a backup was last brought back for a trial."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from nszm_portal.operation.models import Verified

pytestmark = pytest.mark.django_db


def verified(days: float, file="a.tar"):
    at = timezone.now() - timedelta(days=days)
    return Verified.objects.create(at=at, made_at=at, file=file, rows=1413, files=704)


def on(client, key) -> str:
    text = client.get("/admin/").content.decode()
    found = re.search(rf'<section[^>]*id="{key}".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def test_it_complains_as_long_as_none_was(administrator_client):
    assert "Žádná záloha nebyla zkušebně obnovena" in on(administrator_client, "problems")
    assert "Zatím žádná" in on(administrator_client, "backups")


def test_a_fresh_one_is_shown_and_nothing_is_wrong(administrator_client):
    verified(30, "stara.tar")
    verified(7.9, "nova.tar")
    shown = on(administrator_client, "backups")
    assert (
        "nova.tar" in shown
        and "1\xa0413\xa0řádků a\xa0704\xa0souborů" in shown
        and "stara.tar" not in shown
    )
    assert "záloha" not in on(administrator_client, "problems").lower()


def test_after_eight_days_it_complains(administrator_client):
    verified(8.1)
    assert "naposledy zkušebně obnovena" in on(administrator_client, "problems")


@pytest.mark.parametrize("who", ["editor_client", "chief_editor_client"])
def test_others_are_not_told(request, who):
    verified(30)
    client = request.getfixturevalue(who)
    assert on(client, "backups") == ""
    assert "Záloha" not in on(client, "problems")
