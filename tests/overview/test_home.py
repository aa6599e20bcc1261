"""Home: what is new, what comes, what was agreed; composed with nothing, with one and with many."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from nszm_portal.publishing.visibility import Phase
from tests.factories.meetings import coming, held
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import bring_to, published, region

pytestmark = pytest.mark.django_db
PRAGUE = ZoneInfo("Europe/Prague")
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN]


def home(client):
    return client.get("/").text.replace("\u00a0", " ")


def signed(title, phase=Phase.VISIBLE, **fields):
    return bring_to(AgreementFactory(title=title, **fields), phase)


def test_the_four_nearest_meetings_stand_there_from_the_nearest(client):
    for days in (9, 3, 20, 6, 1):
        coming(days, title=f"Setkání za {days} dní", host_region=region())
    text = home(client)
    places = [text.find(f"Setkání za {days} dní") for days in (1, 3, 6, 9)]
    assert -1 not in places and places == sorted(places)
    assert "Setkání za 20 dní" not in text
    assert "Liberecký kraj" in text


def test_a_meeting_says_its_day_and_that_it_is_cancelled(client):
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=PRAGUE), tick=False):
        held(
            title="Setkání v sadu",
            starts_on=date(2026, 5, 12),
            status="cancelled",
            status_note="Sad zaplavila voda.",
        )
        text = home(client)
    assert '<span class="agenda__day">12.</span> <span class="agenda__month">května</span>' in text
    assert re.search(r'<strong class="flag">zrušeno</strong>\s+Setkání v sadu</a>', text)


def test_a_meeting_that_is_over_leaves_by_itself(client):
    now = datetime(2026, 5, 4, 9, tzinfo=PRAGUE)
    with time_machine.travel(now, tick=False):
        held(title="Setkání dnes", starts_on=now.date())
        assert "Setkání dnes" in home(client)
    with time_machine.travel(now + timedelta(days=1), tick=False):
        assert "Setkání dnes" not in home(client)


def test_the_three_agreements_signed_last_stand_there(client):
    for year in (2014, 2017, 2011, 2016):
        signed(f"Dohoda roku {year}", signed_on=date(year, 5, 3))
    signed("Dohoda v přípravě", signed_on=None)
    signed("Dohoda na zítřek", signed_on=timezone.localdate() + timedelta(days=1))
    text = home(client)
    places = [text.find(f"Dohoda roku {year}") for year in (2017, 2016, 2014)]
    assert -1 not in places and places == sorted(places)
    for title in ("Dohoda roku 2011", "Dohoda v přípravě", "Dohoda na zítřek"):
        assert title not in text


@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_public_is_not_there(client, phase):
    held(phase, title="Tajné setkání", starts_on=timezone.localdate() + timedelta(days=3))
    signed("Tajná dohoda", phase)
    assert "Tajn" not in home(client)


def test_meetings_and_agreements_are_not_news(client):
    coming(title="Setkání krajů")
    signed("Dohoda s univerzitou")
    assert "Zatím tu žádná zpráva není" in home(client)


def test_with_nothing_there_is_no_empty_heading(client):
    text = home(client)
    assert "Zatím tu žádná zpráva není" in text
    for heading in ("Nejbližší setkání", "Poslední dohody", "Další aktuality"):
        assert heading not in text


def test_with_one_article_it_stands_alone(client):
    published(title="První zpráva")
    text = home(client)
    assert "První zpráva" in text
    assert "Další aktuality" not in text
