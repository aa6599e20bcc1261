"""The editors' forms and lists of partners and agreements: words, refusals, and who may what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nszm_portal.publishing.visibility import Phase
from partners.models import Agreement, Instrument, Partner, PartnerType
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.partners import AgreementFactory, PartnerFactory, instrument, partner_type
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
PARTNERS, AGREEMENTS = "/admin/partners/partner/", "/admin/partners/agreement/"
PREFIX = "publishing-attachment-content_type-object_id"


@pytest.fixture
def partners_editor_client(make_user):
    return signed_in(make_user("partnerka", "Redaktor partnerů"))


def form(**fields):
    empty = {f"{PREFIX}-TOTAL_FORMS": "0", f"{PREFIX}-INITIAL_FORMS": "0"}
    return {"title": "Ústav zdraví", "level": "national"} | empty | fields


def errors(answer):
    assert answer.status_code == 200
    return {name: str(found[0]) for name, found in answer.context["adminform"].form.errors.items()}


def rows(client, address):
    return client.get(address).text


# --- partners ----------------------------------------------------------------------------------


def test_a_partner_is_published_with_all_that_belongs_to_it(partners_editor_client, client):
    article = published(title="Společná konference")
    fields = form(
        _publish="1",
        abbreviation="ÚZ",
        lead="Zkoumá zdraví.",
        body="<p>Od roku 1998.</p>",
        cover=PictureFactory(description="Logo ústavu").pk,
        type=partner_type().pk,
        website="www.example.org",
        postal_address="Dlouhá 1, Praha",
        ico="551023",
        articles=[article.pk],
    )
    answer = partners_editor_client.post(f"{PARTNERS}add/", fields, follow=True)
    assert "Je zveřejněno" in answer.text
    partner = Partner.objects.get()
    assert (partner.ico, partner.website) == ("00551023", "https://www.example.org")
    page = client.get("/partneri/ustav-zdravi/").text
    for expected in ("ÚZ", "Logo ústavu", "00551023", "Společná konference", "Dlouhá 1"):
        assert expected in page.replace("\u00a0", " ")


def test_the_form_speaks_the_editors_words(partners_editor_client):
    text = partners_editor_client.get(f"{PARTNERS}add/").text
    for expected in ("Nový partner", "Logo", "Kontakt", "Co máme společného", "Kdo to je:"):
        assert expected in text
    assert "Titulek" not in text
    assert "Připnout" not in text


def test_a_draft_may_lack_its_type_and_what_is_published_may_not(partners_editor_client):
    answer = partners_editor_client.post(f"{PARTNERS}add/", form(_publish="1"))
    assert "typ" in errors(answer)["type"]
    assert partners_editor_client.post(f"{PARTNERS}add/", form(_save="1")).status_code == 302
    partner = published(Partner)
    change = f"{PARTNERS}{partner.pk}/change/"
    moment = {"publish_at_0": "1. 1. 2020", "publish_at_1": "10:00"}
    answer = partners_editor_client.post(change, form(_publish="1", **moment))
    assert list(errors(answer)) == ["type"]


@pytest.mark.parametrize(
    "field,value,sentence",
    [
        ("ico", "61385248", "překlep"),
        ("ico", "12", "překlep"),
        ("ico", "abc", "osm číslic"),
        ("ico", "6" * 21, "20"),
        ("website", "tohle není web", "URL"),
        ("website", "javascript:alert(1)", "URL"),
    ],
)
def test_a_mistake_gets_a_sentence_at_its_field(partners_editor_client, field, value, sentence):
    answer = partners_editor_client.post(f"{PARTNERS}add/", form(**{field: value}))
    assert sentence in errors(answer)[field]
    assert "Ústav zdraví" in answer.text


def test_the_list_answers_at_a_glance(partners_editor_client):
    partner = published(Partner, title="Český ústav", abbreviation="ČÚ", cover=PictureFactory())
    AgreementFactory(partners=[partner])
    text = rows(partners_editor_client, PARTNERS)
    for expected in ("Český ústav", "ČÚ", "thumbnail logo", "národní", "phase--visible"):
        assert expected in text
    assert '<td class="field-agreements_count">1</td>' in text


@pytest.mark.parametrize(
    "query", ["q=MPSV", "q=00551023", "level__exact=international", "stav=visible"]
)
def test_the_list_finds_by_abbreviation_and_ico_and_narrows(partners_editor_client, query):
    published(
        Partner, title="Ten pravý", abbreviation="MPSV", ico="00551023", level="international"
    )
    PartnerFactory(title="Ten druhý")
    text = rows(partners_editor_client, f"{PARTNERS}?{query}")
    assert "Ten pravý" in text and "Ten druhý" not in text


def test_one_that_has_agreements_is_not_deleted_and_says_why(partners_editor_client):
    partner = PartnerFactory()
    agreement = AgreementFactory(title="Drží ho", partners=[partner])
    answer = partners_editor_client.post(f"{PARTNERS}{partner.pk}/delete/", {"post": "yes"})
    assert "Drží ho" in answer.text
    assert Partner.objects.exists()
    agreement.delete()
    partners_editor_client.post(f"{PARTNERS}{partner.pk}/delete/", {"post": "yes"})
    assert not Partner.objects.exists()


# --- agreements --------------------------------------------------------------------------------


def test_an_agreement_is_published_with_all_that_belongs_to_it(partners_editor_client, client):
    former = published(Agreement, title="První dohoda")
    fields = form(
        title="Dohoda s ústavem",
        _publish="1",
        partners=[published(Partner, title="Ústav").pk],
        instrument=instrument("memorandum").pk,
        signed_on="3. 5. 2017",
        valid_until="3. 5. 2019",
        areas="zdraví\ndoprava",
        financial="False",
        document=DocumentFactory(title="Podepsaná dohoda").pk,
        announced_by=published(title="Podepsali jsme").pk,
        renews=former.pk,
    )
    answer = partners_editor_client.post(f"{AGREEMENTS}add/", fields, follow=True)
    assert "Je zveřejněno" in answer.text
    agreement = Agreement.objects.get(title="Dohoda s ústavem")
    assert (agreement.signed_on, agreement.financial) == (date(2017, 5, 3), False)
    page = client.get(agreement.get_absolute_url()).text.replace("\u00a0", " ")
    for expected in (
        "Ústav",
        "memorandum",
        "bez finančního plnění",
        "doprava",
        "Podepsaná dohoda",
        "Podepsali jsme",
        "První dohoda",
        "už neplatí",
    ):
        assert expected in page
    assert "Dohoda s ústavem" in client.get("/partneri/ustav/").text.replace("\u00a0", " ")


@pytest.mark.parametrize("typed,stored", [("", None), ("True", True), ("False", False)])
def test_money_is_said_denied_or_left_unsaid(partners_editor_client, typed, stored):
    partners_editor_client.post(f"{AGREEMENTS}add/", form(financial=typed, _save="1"))
    assert Agreement.objects.get().financial is stored


def test_a_draft_may_be_incomplete_and_what_is_published_may_not(partners_editor_client):
    answer = partners_editor_client.post(f"{AGREEMENTS}add/", form(_publish="1"))
    assert set(errors(answer)) == {"partners", "instrument"}
    assert partners_editor_client.post(f"{AGREEMENTS}add/", form(_save="1")).status_code == 302


@pytest.mark.parametrize(
    "fields,field,sentence",
    [
        ({"signed_on": "3. 5. 2017", "valid_until": "2. 5. 2017"}, "valid_until", "dřív"),
        ({"signed_on": "1. 1. 0001"}, "signed_on", "Rok"),
        ({"valid_until": "31. 12. 9999"}, "valid_until", "Rok"),
        ({"signed_on": "31. 2. 2017"}, "signed_on", "datum"),
        ({"partners": ["x"]}, "partners", "x"),
        ({"amends": "99999999999999999999"}, "amends", "Vyberte"),
        ({"document": "\x00"}, "document", "Nulové"),
    ],
)
def test_a_slip_gets_a_sentence_at_its_field(partners_editor_client, fields, field, sentence):
    answer = partners_editor_client.post(f"{AGREEMENTS}add/", form(**fields))
    assert sentence in errors(answer)[field]
    assert "Ústav zdraví" in answer.text


def test_it_cannot_amend_itself(partners_editor_client):
    agreement = AgreementFactory()
    answer = partners_editor_client.post(
        f"{AGREEMENTS}{agreement.pk}/change/", form(amends=agreement.pk, slug=agreement.slug)
    )
    assert "sama na sebe" in errors(answer)["amends"]


def test_the_list_shows_the_validity_in_a_word_and_a_shape(partners_editor_client):
    today = timezone.localdate()
    AgreementFactory(valid_until=today, partners=[PartnerFactory(abbreviation="MPSV")])
    text = rows(partners_editor_client, AGREEMENTS)
    assert '<span class="validity validity--about_to_expire">brzy skončí</span>' in text
    assert "MPSV" in text


@pytest.mark.parametrize(
    "query,expected",
    [
        ("platnost=in_force", {"Trvalá"}),
        ("platnost=about_to_expire", {"Končící"}),
        ("platnost=prepared", {"Chystaná"}),
        ("platnost=expired", {"Minulá"}),
        ("platnost=x", {"Trvalá", "Končící", "Chystaná", "Minulá"}),
        ("q=MPSV", {"Trvalá"}),
        ("q=00551023", {"Trvalá"}),
        ("q=klima", {"Minulá"}),
    ],
)
def test_the_list_narrows_and_finds_by_partner(partners_editor_client, query, expected):
    today = timezone.localdate()
    partner = PartnerFactory(abbreviation="MPSV", ico="00551023")
    AgreementFactory(title="Trvalá", partners=[partner])
    AgreementFactory(title="Končící", valid_until=today + timedelta(days=90))
    AgreementFactory(title="Chystaná", signed_on=None)
    AgreementFactory(title="Minulá", valid_until=today - timedelta(days=1), areas="klima")
    text = rows(partners_editor_client, f"{AGREEMENTS}?{query}")
    assert {title for title in ("Trvalá", "Končící", "Chystaná", "Minulá") if title in text} == (
        expected
    )


@pytest.mark.parametrize("address", [PARTNERS, AGREEMENTS])
def test_a_list_costs_the_same_however_long(
    chief_editor_client, address, django_assert_max_num_queries
):
    for number in range(8):
        partner = PartnerFactory(cover=PictureFactory(), type=partner_type("univerzity"))
        AgreementFactory(title=f"Dohoda {number}", partners=[partner])
    with django_assert_max_num_queries(14):
        assert chief_editor_client.get(address).status_code == 200


# --- the small models --------------------------------------------------------------------------


def test_types_and_instruments_are_editors_data(partners_editor_client):
    partners_editor_client.post(
        "/admin/partners/partnertype/add/", {"name": "Zahraniční města", "position": "5"}
    )
    assert PartnerType.objects.first().slug == "zahranicni-mesta"
    partners_editor_client.post(
        "/admin/partners/instrument/add/", {"name": "deklarace", "position": "5"}
    )
    assert Instrument.objects.first().name == "deklarace"


def test_a_type_in_use_stays_and_tells_who_uses_it(partners_editor_client):
    partner = PartnerFactory()
    address = f"/admin/partners/partnertype/{partner.type_id}/delete/"
    assert partner.title in partners_editor_client.post(address, {"post": "yes"}).text
    assert PartnerType.objects.filter(pk=partner.type_id).exists()


# --- who may what ------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PARTNERS, AGREEMENTS])
def test_an_author_writes_drafts_and_publishes_nothing(editor_client, editor, address):
    assert 'name="_publish"' not in editor_client.get(f"{address}add/").text
    editor_client.post(f"{address}add/", form(_publish="1"))
    (draft,) = [*Partner.objects.all(), *Agreement.objects.all()]
    assert (draft.phase(), draft.created_by) == (Phase.DRAFT, editor)
    change = f"{address}{draft.pk}/change/"
    assert 'name="_save"' in editor_client.get(change).text


def test_an_author_changes_nothing_of_another(editor_client):
    for address, row in ((PARTNERS, PartnerFactory()), (AGREEMENTS, AgreementFactory())):
        assert 'name="_save"' not in editor_client.get(f"{address}{row.pk}/change/").text


@pytest.mark.parametrize("address", ["/admin/partners/partnertype/", "/admin/partners/instrument/"])
def test_an_author_reads_the_terms(editor_client, address):
    assert editor_client.get(address).status_code == 200
    assert editor_client.get(f"{address}add/").status_code == 403


@pytest.mark.parametrize("address", [PARTNERS, AGREEMENTS])
def test_a_chief_editor_may_all(chief_editor_client, address):
    assert 'name="_publish"' in chief_editor_client.get(f"{address}add/").text


@pytest.mark.parametrize("address", [PARTNERS, AGREEMENTS, "/admin/partners/partnertype/"])
def test_others_see_none_of_it(make_user, outsider_client, address):
    meetings = signed_in(make_user("setkani", "Redaktor setkání"))
    assert meetings.get(address).status_code == 403
    assert outsider_client.get(address).status_code == 302


def test_a_partners_editor_chooses_among_articles_and_changes_none(partners_editor_client):
    article = ArticleFactory(title="Aktualita k výběru")
    query = "app_label=partners&model_name=partner&field_name=articles&term=výběru"
    assert (
        "Aktualita k"
        in partners_editor_client.get(f"/admin/autocomplete/?{query}").json()["results"][0]["text"]
    )
    page = partners_editor_client.get(f"/admin/news/article/{article.pk}/change/")
    assert 'name="_save"' not in page.text


def test_a_copy_is_a_draft_with_the_same_partners(partners_editor_client):
    row = bring_to(AgreementFactory(partners=[PartnerFactory()]), Phase.VISIBLE)
    partners_editor_client.post(f"{AGREEMENTS}{row.pk}/kopirovat/")
    twin = Agreement.objects.exclude(pk=row.pk).get()
    assert twin.phase() == Phase.DRAFT
    assert twin.partners.count() == 1
