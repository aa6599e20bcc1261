"""The one page on which editors keep what the norms ask."""

import pytest

from nszm_portal.opendata.models import Organisation, Provider, Theme
from partners.ico import validate
from tests.factories.publishing import TopicFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/opendata/provider/1/change/"
THEMES = "https://data.mvcr.gov.cz/zdroj/%C4%8D%C3%ADseln%C3%ADky/t%C3%A9mata-ud%C3%A1lost%C3%AD"


def form(**fields):
    provider, _ = Provider.objects.get_or_create(pk=1)
    own = ("ico", "other_names", "licence_name", "licence_url", "licence_note")
    told = {name: getattr(provider, name) for name in own}
    for table in ("organisations", "themes"):
        told |= {f"{table}-TOTAL_FORMS": "1", f"{table}-INITIAL_FORMS": "0"}
    return told | fields


def said(page) -> str:
    return page.text.replace("\u00a0", " ")


def test_what_is_known_of_the_regions_is_there_from_the_start():
    assert Organisation.objects.count() == 14
    for organisation in Organisation.objects.all():
        validate(organisation.ico)


def test_the_page_is_found_under_its_name(chief_editor_client):
    assert "Otevřená data" in chief_editor_client.get("/admin/").text
    assert chief_editor_client.get(PAGE).status_code == 200


def test_an_organisation_and_a_theme_are_added(chief_editor_client):
    topic = TopicFactory()
    answer = chief_editor_client.post(
        PAGE,
        form(
            **{
                "organisations-0-name": "Ministerstvo zdravotnictví",
                "organisations-0-ico": "24341",  # zeros at the beginning are often left out
                "themes-0-topic": topic.pk,
                "themes-0-item": f"{THEMES}/polo%C5%BEky/um%C4%9Bn%C3%AD-a-kultura",
            }
        ),
    )
    assert answer.status_code == 302
    assert Organisation.objects.get(name="Ministerstvo zdravotnictví").ico == "00024341"
    assert Theme.objects.get(topic=topic).item == "umění-a-kultura"


@pytest.mark.parametrize(
    "fields,sentence",
    [
        ({"ico": "61385248"}, "V tomto IČO je překlep"),
        ({"ico": ""}, "Toto pole"),
        ({"licence_url": "ftp://example.org/"}, "URL"),
        ({"themes-0-item": "doprava a silnice"}, "slova spojená pomlčkami"),
        ({"themes-0-item": "https://example.org/doprava"}, "slova spojená pomlčkami"),
    ],
)
def test_what_no_consumer_could_use_is_refused(chief_editor_client, fields, sentence):
    page = chief_editor_client.post(PAGE, form(**{"themes-0-topic": TopicFactory().pk} | fields))
    assert page.status_code == 200
    assert sentence in said(page)
    assert not Theme.objects.exists()


def test_an_author_may_not(editor_client):
    assert editor_client.get(PAGE).status_code == 403
