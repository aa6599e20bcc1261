"""What crosses kinds in feeds: what reaches home, and what a region has."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Meeting, Status
from nszm_portal.pages.models import Page
from partners.models import Agreement, Partner
from tests.factories.meetings import coming, held
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import bring_to, published, region
from tests.publishing.feed_reading import FILES, read

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("file", FILES)]


def titles(client, address, file):
    return {item.title for item in read(client.get(address + file).content, file).items}


def test_all_that_stands_on_home(client, file):
    published(title="Aktualita")
    held(title="Setkání")
    published(Agreement, title="Dohoda")
    published(Partner, title="Partner")
    published(Page, title="Stránka")
    assert titles(client, "/", file) == {"Aktualita", "Setkání", "Dohoda"}
    assert titles(client, "/setkani/", file) == {"Setkání"}
    assert titles(client, "/partneri/", file) == {"Dohoda", "Partner"}


def test_what_a_region_has(client, file):
    article, other = published(title="Aktualita"), published(title="Odjinud")
    article.regions.add(region())
    article.sync()
    other.regions.add(region("Kraj Vysočina"))
    other.sync()
    held(title="Setkání", host_region=region())
    agreement = AgreementFactory(title="Dohoda")
    agreement.regions.add(region())
    bring_to(agreement, "visible")
    address = region().get_absolute_url()
    assert titles(client, address, file) == {"Aktualita", "Setkání", "Dohoda"}
    assert client.get(f"/kraje/neni/{file}").status_code == 404


def test_a_meeting_tells_when_and_where_and_is_news_when_it_is_announced(client, file):
    coming(
        days=60,
        title="Sraz",
        venue="Krajský úřad",
        address="Škroupova 18, Plzeň",
        status=Status.CANCELLED,
        status_note="Povodeň.",
    )
    (item,) = read(client.get(f"/setkani/{file}").content, file).items
    when = Meeting.objects.get().when()
    assert item.title == "Zrušeno: Sraz"
    told = [words in item.content for words in (when, "Krajský úřad", "Škroupova", "Povodeň.")]
    assert all(told), item.content
    assert item.published <= (timezone.now() - timedelta(days=1)).isoformat()
