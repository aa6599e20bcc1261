"""Against the norms' own schemas, which are not part of the project: `--ofn FILE`."""

import json
from datetime import date, time

import pytest

from nszm_portal.opendata import answers
from nszm_portal.opendata.models import Theme
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, coming, held
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region
from tests.opendata.asking import ARTICLES, EVENTS, record, records
from tests.opendata.norm import AKTUALITY, UDALOSTI

TABLE = "<table><caption>C</caption><tr><th>a</th></tr><tr><td><p>1</p></td></tr></table>"


def full_article():
    article = ArticleFactory(body=f"{TABLE}<ul><li>x</li></ul>", slug_by_hand=True)
    topic = TopicFactory(name="Doprava")
    Theme.objects.create(topic=topic, item="kriminalita-a-bezpečnost")
    article.topics.add(topic)
    article.regions.add(region(), region("Hlavní město Praha"))
    article.attachments.create(document=DocumentFactory())
    article.body += f'<p><a data-page="{held().reference}">setkání</a></p>'
    article.save()
    return bring_to(article, Phase.VISIBLE)


def full_meeting():
    meeting = held(
        starts_on=date(2015, 2, 12),
        starts_time=time(10),
        ends_on=date(2015, 2, 13),
        ends_time=time(14, 30),
        host_region=region(),
        venue="Krajský úřad",
        address="U Jezu 642/2a, Liberec",
        organiser="NSZM a Liberecký kraj",
        auspices="Mgr. Jana Nováková, Ph.D., hejtmanka",
        contact="kancelář, +420 602 123 456",
        contact_email="o'neil+a@xn--hkyrky-ptac70bc.cz",
        presenting=[region("Zlínský kraj")],
    )
    item = ItemFactory(meeting=meeting, starts_time=time(10))
    ItemFactory(meeting=meeting, day=2)
    MaterialFactory(meeting=meeting, item=item)
    MaterialFactory(meeting=meeting)
    meeting.sync()
    return meeting


def undated_with_a_programme():
    meeting = held(undated=True, presenting_cities="Přerov")
    ItemFactory(meeting=meeting, starts_time=time(8), ends_time=time(9))
    return meeting


CASES = {
    "an article with everything": full_article,
    "without a date": lambda: published(undated=True),
    "of an old day": lambda: published(shown_on=date(1995, 1, 1)),
    "without a text": lambda: published(lead="", body=""),
    "with a title of 200 letters": lambda: published(title=("Ž" * 39 + " ") * 5),
    "with odd letters": lambda: published(title='"<&>\\ \u2028 𝄞 \u202e', body="<p>\u200b‮</p>"),
    "a meeting with everything": full_meeting,
    "a meeting of a day without hours": held,
    "that only begins": lambda: held(starts_time=time(9)),
    "of two days": lambda: held(ends_on=date(2015, 2, 13)),
    "of two days that only begins": lambda: held(starts_time=time(9), ends_on=date(2015, 2, 13)),
    "an undated meeting": undated_with_a_programme,
    "cancelled": lambda: coming(status="cancelled", status_note="Nemoc."),
    "moved": lambda: held(status="moved", former_on=date(2015, 1, 1)),
    "with a place to register": lambda: coming(registration_url="https://x.cz/?a=b&c=č"),
    "with an address alone": lambda: held(address="Plzeň"),
    "with a patron alone": lambda: held(auspices="Liberecký kraj"),
    "with a contact of two letters": lambda: held(contact="IČ"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_a_record_is_as_the_norm_wants(norm, make):
    publication = make()
    schema = AKTUALITY if publication.kind == "article" else UDALOSTI
    assert norm.faults([record(publication)], schema) == []


@pytest.mark.django_db
def test_a_list_is_as_the_norm_wants_streamed_too(norm, monkeypatch):
    for make in CASES.values():
        make()
    for kept in (answers.KEPT, 1):
        monkeypatch.setattr(answers, "KEPT", kept)
        assert len(records(ARTICLES)) >= 6 and len(records(EVENTS)) >= 12
        assert norm.faults(records(ARTICLES), AKTUALITY) == []
        assert norm.faults(records(EVENTS), UDALOSTI) == []


@pytest.mark.django_db
def test_the_schemas_would_notice(norm):
    """A judge that lets everything pass would say nothing of ours."""
    article, meeting = record(full_article()), record(full_meeting())
    spoilt = [
        article | {"oznamovatel": article["oznamovatel"] | {"ičo": "6138"}},
        article | {"vytvořeno": {"typ": "Časový okamžik", "datum": "12. 2. 2015"}},
        article | {"téma": ["doprava"]},
        article | {"popis": "text"},
        article | {"příloha": [{"url": "/soubory/1/"}]},
    ]
    assert all(norm.faults([each], AKTUALITY) for each in spoilt)
    assert norm.faults([meeting | {"záštita": [{"typ": "Osoba"}]}], UDALOSTI)
    assert norm.faults([meeting | {"kontakt": [{"typ": "Kontakt", "email": "a@b.cz"}]}], UDALOSTI)


def test_the_demonstration_is_as_the_norms_want(norm, demo_portal, record_property):
    """All of it, each record also as it stands under its own page."""
    for address, schema, least in ((ARTICLES, AKTUALITY, 25), (EVENTS, UDALOSTI, 8)):
        found = json.loads(demo_portal.get(address).text)
        record_property(address, len(found))
        assert len(found) >= least
        assert norm.faults(found, schema) == []
        for each in found:
            path = "/" + each["iri"].split("/", 3)[3]
            assert json.loads(demo_portal.get(f"{path}ofn.json").text) == each
