from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
import time_machine
from django.utils import timezone

from nszm_portal.navigation.models import Identity

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def test_robots_find_the_sitemap_and_stay_out_of_what_is_no_page(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]
    open_to = ["/", "/aktuality/", "/rss.xml", "/karta/portal.png", "/media/pictures/a.jpeg"]
    closed = ["/admin/", "/admin/login/", "/nahled/abc/", "/hledat/?q=sad", "/hledat/"]
    assert [rules.can_fetch("*", SITE + path) for path in open_to] == [True] * len(open_to)
    assert [rules.can_fetch("*", SITE + path) for path in closed] == [False] * len(closed)


@pytest.mark.parametrize("today", ["2026-01-01", "2026-06-30", "2026-12-31"])
def test_who_finds_a_hole_knows_whom_to_tell(client, today):
    Identity.objects.filter(pk=1).update(contact_email="web@example.org")
    with time_machine.travel(today):
        fields = dict(
            line.split(": ", 1)
            for line in client.get("/.well-known/security.txt").text.splitlines()
        )
        assert fields["Contact"] == "mailto:web@example.org"
        assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
        left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
        assert timedelta(days=150) < left < timedelta(days=365)
