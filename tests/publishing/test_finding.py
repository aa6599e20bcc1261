"""Editors find publications in any state by any form of the words that they remember."""

import pytest

from nszm_portal.publishing.visibility import Phase
from partners.models import Agreement, Partner
from tests.factories.meetings import held
from tests.factories.partners import AgreementFactory, PartnerFactory
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/news/article/"
PARTNERS = "/admin/partners/partner/"
AGREEMENTS = "/admin/partners/agreement/"


def listed(client, text, address=ARTICLES, **others):
    page = client.get(address, {"q": text, **others})
    return [str(row) for row in page.context["cl"].result_list]


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize(
    "text",
    [
        "zdravá města",
        "ZDRAVYCH MEST",
        "zdravym mestum",
        "měst v zdravých",
        "zdrav měs",
        "perlorod",
        "městy perlorodkou",
    ],
)
def test_any_form_and_any_beginning_finds_it_in_any_state(editor_client, phase, text):
    bring_to(ArticleFactory(title="Zdravá města se sešla", lead="Přišla i perlorodka."), phase)
    bring_to(ArticleFactory(title="Zdravá výživa", lead="Nic o mlocích."), phase)
    assert listed(editor_client, text) == ["Zdravá města se sešla"]


@pytest.mark.parametrize("text", ["perlorodkx", "rodka", "města mlok", "\\", "%", "_", "perl%ka"])
def test_what_stands_in_none_finds_none(editor_client, text):
    ArticleFactory(title="Zdravá města se sešla", lead="Přišla i perlorodka.")
    assert listed(editor_client, text) == []


def test_without_words_the_title_is_asked_as_it_is_typed(editor_client):
    ArticleFactory(title="Kdo?")
    ArticleFactory(title="Nikdo")
    assert listed(editor_client, "?") == ["Kdo?"]
    assert set(listed(editor_client, "  ")) == {"Kdo?", "Nikdo"}


def test_the_text_of_what_is_published_is_searched_too(editor_client):
    published(title="Sad", body="<p>Byli jsme u perlorodek.</p>")
    bring_to(ArticleFactory(title="Park", body="<p>Perlorodky.</p>"), Phase.SCHEDULED)
    ArticleFactory(title="Koncept", body="<p>Perlorodky.</p>")
    assert set(listed(editor_client, "perlorodka")) == {"Sad", "Park"}


def test_a_changed_title_is_found_by_the_new_word(editor_client):
    draft = ArticleFactory(title="Perlorodka")
    draft.title = "Mlok"
    draft.save(update_fields=["title"])
    assert listed(editor_client, "perlorodka") == []
    assert listed(editor_client, "mloci") == ["Mlok"]


def test_it_goes_together_with_filters_and_keeps_the_order(editor_client):
    ArticleFactory(title="Perlorodka rozepsaná")
    published(title="Perlorodka první")
    published(title="Perlorodka druhá")
    everything = listed(editor_client, "")
    assert listed(editor_client, "perlorodka") == everything
    filters = editor_client.get(ARTICLES).context["cl"].filter_specs
    name = filters[0].parameter_name
    assert listed(editor_client, "perlorodka", **{name: "draft"}) == ["Perlorodka rozepsaná"]


def test_a_meeting_is_found_by_its_place(chief_editor_client):
    held(Phase.DRAFT, title="Setkání krajů", venue="Sál Rytířský", address="Horní 7, Telč")
    for text in ("rytířském sále", "telci", "Telč horní 7"):
        assert listed(chief_editor_client, text, "/admin/meetings/meeting/") == ["Setkání krajů"]


@pytest.mark.parametrize("text", ["AVČ", "avc", "00025429", "000254", "vcelari asociace"])
def test_a_partner_is_found_by_abbreviation_and_ico(chief_editor_client, text):
    PartnerFactory(title="Asociace včelařů", abbreviation="AVČ", ico="00025429")
    PartnerFactory(title="Ústav vodní")
    assert listed(chief_editor_client, text, PARTNERS) == ["Asociace včelařů"]


@pytest.mark.parametrize(
    "text", ["AVČ", "00025429", "včelařům", "memorandum včelařů", "opylování", "memorand AVČ"]
)
def test_an_agreement_is_found_once_by_what_is_known_of_its_partners(chief_editor_client, text):
    first = PartnerFactory(title="Asociace včelařů", abbreviation="AVČ", ico="00025429")
    second = PartnerFactory(title="Svaz včelařů")
    AgreementFactory(title="Memorandum", areas="opylování", partners=[first, second], lead="")
    AgreementFactory(title="Dohoda", partners=[published(Partner, title="Ústav vodní")])
    assert listed(chief_editor_client, text, AGREEMENTS) == ["Memorandum"]


def test_an_agreement_follows_the_name_of_its_partner(chief_editor_client):
    partner = PartnerFactory(title="Asociace včelařů")
    published(Agreement, title="Memorandum", partners=[partner])
    partner.title = "Svaz rybářů"
    partner.save()
    assert listed(chief_editor_client, "rybáři", AGREEMENTS) == ["Memorandum"]
    assert listed(chief_editor_client, "včelaři", AGREEMENTS) == []


@pytest.mark.parametrize(
    "text", ["NEAR(sad", '"sad', "sad -", "a" * 4000, "' OR 1=1 --", "健康", "🌳"]
)
def test_any_text_is_answered(editor_client, text):
    ArticleFactory(title="Sad")
    for address in (ARTICLES, f"{ARTICLES}?q=%00"):
        assert editor_client.get(address, {"q": text}).status_code == 200


def test_choosing_one_in_a_form_finds_it_the_same_way(chief_editor_client):
    PartnerFactory(title="Asociace včelařů", abbreviation="AVČ")
    asked = {"app_label": "partners", "model_name": "agreement", "field_name": "partners"}
    for term in ("avc", "včelař", "asociaci"):
        answer = chief_editor_client.get("/admin/autocomplete/", {"term": term, **asked}).json()
        assert [row["text"] for row in answer["results"]] == ["Asociace včelařů"]
