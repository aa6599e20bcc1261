"""An article in the words of OFN Aktuality: what a consumer learns of it, and nothing invented."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from nszm_portal.navigation.models import Identity
from nszm_portal.opendata.models import Theme
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory
from tests.factories.meetings import MeetingFactory, held
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region
from tests.opendata.asking import UNKNOWN, record

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def test_it_says_what_and_where_it_is():
    article = published(title="Sad u\u00a0školy", lead="Perex.", body="<p>První.</p><p>Druhý.</p>")
    told = record(article)
    assert told["@context"] == "https://ofn.gov.cz/aktuality/2020-07-01/kontexty/aktualita.jsonld"
    assert told["typ"] == "Aktualita"
    assert told["iri"] == f"{SITE}{article.get_absolute_url()}"
    assert told["název"] == {"cs": "Sad u školy"}
    assert told["popis"] == {"cs": "Perex.\nPrvní.\nDruhý."}


def test_the_association_announces_it_under_the_name_of_the_header():
    Identity.objects.update_or_create(
        pk=1, defaults={"name_first_line": "Síť", "name_second_line": "Zdravých obcí"}
    )
    told = record(published())["oznamovatel"]
    assert told == {"typ": "Osoba", "ičo": "61385247", "název": {"cs": "Síť Zdravých obcí"}}


def test_a_moment_of_publication_has_the_offset_of_prague():
    for day, offset in (("2026-01-15", "+01:00"), ("2026-07-15", "+02:00")):
        with time_machine.travel(f"{day} 09:30:15.5{offset}", tick=False):
            article = ArticleFactory()
            article.publish()
            assert record(article)["vytvořeno"]["datum_a_čas"] == f"{day}T09:30:15{offset}"


def test_a_day_that_readers_see_is_told_without_an_hour():
    told = record(published(shown_on=date(2015, 2, 12)))
    assert told["vytvořeno"] == {"typ": "Časový okamžik", "datum": "2015-02-12"}


def test_a_date_that_is_not_known_stays_unknown():
    assert record(published(undated=True))["vytvořeno"] == UNKNOWN


def test_what_was_written_before_it_came_out_has_not_changed_since():
    now = timezone.now()
    article = ArticleFactory()
    article.publish(at=now + timedelta(hours=1))
    with time_machine.travel(now + timedelta(hours=2)):
        told = record(article)
    assert told["aktualizováno"] == told["vytvořeno"]


def test_it_says_when_it_changed_and_until_when_it_stays():
    article = published()
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        article.expire_at = timezone.now() + timedelta(days=9)
        article.save()
        told = record(article)
        expected = timezone.localtime().isoformat(timespec="seconds")
        ends = timezone.localtime(article.expire_at).isoformat(timespec="seconds")
    assert told["aktualizováno"]["datum_a_čas"] == expected
    assert told["relevantní_do"]["datum_a_čas"] == ends


def test_what_is_not_known_is_not_there():
    told = record(published(lead="", body=""))
    for name in ("popis", "relevantní_do", "příloha", "informuje_o", "geografické_území", "téma"):
        assert name not in told


def test_its_regions_are_named_by_their_codes():
    article = published()
    article.regions.set([region("Zlínský kraj"), region("Liberecký kraj")])
    places = record(article)["geografické_území"]
    assert [place["název"]["cs"] for place in places] == ["Liberecký kraj", "Zlínský kraj"]
    assert places[0]["adresa"] == {
        "typ": "Adresa",
        "vúsc": "https://linked.cuzk.cz/resource/ruian/vusc/78",
    }


def test_topics_are_keywords_and_only_those_of_the_code_list_are_themes():
    article = published()
    traffic, other = TopicFactory(name="Doprava"), TopicFactory(name="Klima")
    article.topics.set([traffic, other])
    Theme.objects.create(topic=traffic, item="doprava")
    told = record(article)
    assert told["téma"] == [
        "https://data.mvcr.gov.cz/zdroj/číselníky/témata-událostí/položky/doprava"
    ]
    assert told["schema:keywords"] == ["Doprava", "Klima"]


def test_attachments_are_public_documents_with_address_and_format():
    article = ArticleFactory()
    open_one, closed = DocumentFactory(title="Plán"), DocumentFactory(is_public=False)
    in_body = DocumentFactory(title="Mapa")
    article.attachments.create(document=open_one, title="Plán zlepšování", position=1)
    article.attachments.create(document=closed, position=2)
    article.body = f'<p><a data-document="{in_body.pk}">mapa</a> a '
    article.body += f'<a data-document="{open_one.pk}">plán</a></p>'
    article.save()
    bring_to(article, Phase.VISIBLE)
    first, second = record(article)["příloha"]
    assert first == {
        "typ": "Digitální objekt",
        "název": {"cs": "Plán zlepšování"},
        "url": f"{SITE}{open_one.get_absolute_url()}",
        "typ_média": "http://www.iana.org/assignments/media-types/application/pdf",
    }
    assert second["název"]["cs"] == "Mapa"


# --- what it is about --------------------------------------------------------------------------


def linking(*meetings):
    links = "".join(f'<a data-page="{meeting.reference}">setkání</a> ' for meeting in meetings)
    return published(body=f"<p>{links}</p>")


def test_it_is_about_the_only_meeting_to_which_it_leads():
    meeting, other = held(), published()
    article = linking(meeting, meeting, other)
    assert record(article)["informuje_o"] == f"{SITE}{meeting.get_absolute_url()}"


def test_of_several_meetings_it_does_not_choose():
    assert "informuje_o" not in record(linking(held(), held()))


def test_a_meeting_that_is_not_public_is_not_betrayed():
    assert "informuje_o" not in record(linking(MeetingFactory()))
