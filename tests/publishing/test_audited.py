"""What the audit trail says of publications: who let them out and who took them away."""

import pytest

from nszm_portal.accounts.models import AuditEntry, Happening
from tests.factories.publishing import published
from tests.publishing.sending import send

pytestmark = pytest.mark.django_db


def told():
    rows = AuditEntry.objects.filter(happening=Happening.PUBLICATION).order_by("pk")
    return list(rows.values_list("sentence", "of", "by__username"))


def test_who_lets_a_text_out_changes_it_and_takes_it_away_is_told(chief_editor_client):
    article = published(title="Otevřeli sad")
    assert told() == [], "nobody did it by a request"
    send(chief_editor_client, article, title="Otevřeli nový sad", _publish="1")
    address = f"/admin/news/article/{article.pk}/stahnout/"
    chief_editor_client.post(address, {"kind": "mistake", "reason": "Chyba."})
    assert told() == [
        ("Zveřejněna změna.", "aktualita „Otevřeli nový sad“", "sefredaktor"),
        ("Staženo z webu.", "aktualita „Otevřeli nový sad“", "sefredaktor"),
    ]


def test_a_preview_tells_nothing(chief_editor_client):
    article = published(title="Otevřeli sad")
    assert chief_editor_client.get(f"/admin/news/article/{article.pk}/nahled/").status_code == 200
    assert told() == []
