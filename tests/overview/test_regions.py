"""The regions' pages: what happened there, in which order, and nothing that is not public."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from nszm_portal.publishing.visibility import Phase
from nszm_portal.regions.models import Membership
from tests.factories.meetings import coming, held
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import ArticleFactory, bring_to, published, region

pytestmark = pytest.mark.django_db
PRAGUE = ZoneInfo("Europe/Prague")
LIBEREC = "/kraje/liberecky-kraj/"
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN]


def main(client, address=LIBEREC):
    text = client.get(address).text.split("<main")[1].split("</main")[0]
    return text.replace("\u00a0", " ")


def places(text, *words):
    """Where each of the words stands; every one must be there."""
    found = [text.find(word) for word in words]
    assert -1 not in found, [word for word, at in zip(words, found, strict=True) if at < 0]
    return found


def article(title, phase=Phase.VISIBLE, **fields):
    row = ArticleFactory(title=title, **fields)
    row.regions.add(region())
    row.sync()
    return bring_to(row, phase)


def agreement(title, phase=Phase.VISIBLE):
    row = AgreementFactory(title=title)
    row.regions.add(region())
    row.sync()
    return bring_to(row, phase)


def test_a_region_shows_what_happened_there_in_order(client):
    held(title="Host jinde", presenting=[region()], host_region=region("Kraj Vysočina"))
    held(title="Doma loni", host_region=region(), starts_on=date(2025, 3, 1))
    coming(title="Doma brzy", host_region=region())
    coming(9, title="Doma později", host_region=region())
    agreement("Dohoda s univerzitou")
    article("Liberec sází stromy")
    published(title="Jinde se nestalo nic")
    text = main(client)
    order = places(
        text,
        "Nadcházející setkání",
        "Doma brzy",
        "Doma později",
        "Setkání, která hostil",
        "Doma loni",
        "Setkání, na kterých se představil",
        "Host jinde",
        "Dohoda s univerzitou",
        "Liberec sází stromy",
    )
    assert order == sorted(order)
    assert "Jinde se nestalo nic" not in text


def test_a_meeting_moves_among_the_past_ones_by_itself(client):
    now = datetime(2026, 5, 4, 9, tzinfo=PRAGUE)
    with time_machine.travel(now, tick=False):
        held(title="Dnešní", host_region=region(), starts_on=now.date())
        assert "Nadcházející setkání" in main(client)
    with time_machine.travel(now + timedelta(days=1), tick=False):
        assert "Setkání, která hostil" in main(client)


@pytest.mark.parametrize("suffix", ["", "tisk/"])
@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_public_is_not_there(client, phase, suffix):
    held(phase, title="Tajné setkání", host_region=region())
    held(phase, title="Tajné hostování", presenting=[region()])
    agreement("Tajná dohoda", phase)
    article("Tajný článek", phase)
    text = client.get(LIBEREC + suffix).text
    assert "Tajn" not in text
    assert "zatím nic nezveřejnili" in text
    assert "Tajn" not in client.get(f"{LIBEREC}kalendar.ics").text
    counts = re.search(r"Liberecký.kraj</a>.*?</tr>", client.get("/kraje/").text, re.DOTALL)[0]
    assert not re.search(r">\d+<", counts)


def test_what_is_public_is_on_paper_and_in_the_counts_too(client):
    held(title="Doma", host_region=region())
    article("Zpráva")
    article("Druhá zpráva")
    text = client.get(f"{LIBEREC}tisk/").text
    places(text, "Doma", "Zpráva", "Druhá", "vytištěno")
    row = re.search(r"Liberecký.kraj</a>.*?</tr>", client.get("/kraje/").text, re.DOTALL)[0]
    assert re.findall(r">(\d+)<", row) == ["1", "2"]


def test_its_memberships_are_periods_and_one_that_lasts_says_so(client):
    Membership.objects.create(
        region=region(), starts_on=date(2008, 1, 1), ends_on=date(2012, 12, 31)
    )
    Membership.objects.create(region=region(), starts_on=date(2020, 1, 1))
    text = main(client)
    places(text, "1. 1. 2008 – 31. 12. 2012", "od 1. 1. 2020", "členství trvá")
    assert text.count("členství trvá") == 1
    listed = main(client, "/kraje/")
    places(listed, "2008–2012", "od roku 2020")


def test_all_regions_stand_in_the_order_of_the_alphabet(client):
    names = re.findall(r'ledger__link" href="/kraje/[^"]+">([^<]+)<', main(client, "/kraje/"))
    assert len(names) == 14
    initials = " ".join(name[:2] for name in names)
    assert initials == "Hl Ji Ji Ka Kr Kr Li Mo Ol Pa Pl St Ús Zl"


def test_its_calendar_has_what_it_hosts_and_where_it_presents(client):
    held(title="Doma", host_region=region())
    held(title="Hostem", presenting=[region()])
    held(title="Jinde", host_region=region("Kraj Vysočina"))
    answer = client.get(f"{LIBEREC}kalendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"Doma", "Hostem"}
    again = client.get(f"{LIBEREC}kalendar.ics", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_articles_are_paged_and_meetings_stand_on_the_first_page(client):
    for number in range(23):
        article(f"Zpráva číslo {number}", shown_on=date(2020, 1, number + 1))
    held(title="Doma", host_region=region())
    assert "Doma" in main(client)
    second = main(client, f"{LIBEREC}?strana=2")
    assert "Doma" not in second
    places(second, "Zpráva číslo 0", "strana 2")
    assert client.get(f"{LIBEREC}?strana=3").status_code == 404


@pytest.mark.parametrize("address", ["/kraje/atlantida/", "/kraje/atlantida/tisk/"])
def test_there_are_only_fourteen(client, address):
    assert client.get(address).status_code == 404


def test_labels_of_an_article_lead_to_its_region(client):
    row = article("Zpráva")
    assert f'href="{LIBEREC}"' in main(client, row.get_absolute_url())


def test_queries_do_not_grow(client):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        # What pages share, and counts, is remembered, except inside a test's transaction.
        return len([q for q in asked if not re.search("navigation_|GROUP BY", q["sql"])])

    def fill():
        held(title="Doma", host_region=region(), presenting=[region("Kraj Vysočina")])
        coming(title="Brzy", host_region=region())
        agreement("Dohoda")
        article("Zpráva")
        published()

    fill()
    before = [queries(address) for address in ("/kraje/", LIBEREC, "/")]
    for _ in range(5):
        fill()
    assert [queries(address) for address in ("/kraje/", LIBEREC, "/")] == before
    assert max(before) <= 6
