"""What a partner and an agreement hold, refuse and tell the rest of the portal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from nszm_portal.publishing.models import Entry, Use
from nszm_portal.publishing.visibility import Phase
from partners.models import Agreement, Instrument, Partner, PartnerType
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.partners import (
    AgreementFactory,
    PartnerFactory,
    instrument,
    partner_type,
)
from tests.factories.publishing import ArticleFactory, bring_to, published, region

pytestmark = pytest.mark.django_db


def entry_of(publication):
    return Entry.objects.get(kind=publication.kind, object_id=publication.pk)


def texts(publication):
    return [label["text"] for label in entry_of(publication).labels]


def test_migrations_bring_the_types_and_instruments_that_are_known():
    assert list(PartnerType.objects.values_list("slug", flat=True)) == [
        "ministerstva",
        "univerzity",
        "neziskove-organizace",
        "dalsi",
    ]
    assert [str(row) for row in Instrument.objects.all()] == [
        "dohoda o spolupráci",
        "memorandum",
        "smlouva o členství",
    ]


# --- partners ----------------------------------------------------------------------------------


def test_a_partner_stands_in_the_czech_order_whatever_the_database():
    names = ["Chytrá obec", "Český svaz", "Cech zahradníků", "Hnutí", "Charita", "Ústav", "Úřad"]
    for name in names:
        PartnerFactory(title=name)
    found = [row.title for row in Partner.objects.order_by("sort_key")]
    assert found == [
        "Cech zahradníků",
        "Český svaz",
        "Hnutí",
        "Charita",
        "Chytrá obec",
        "Úřad",
        "Ústav",
    ]


def test_a_renamed_one_moves_in_the_order_also_when_one_field_is_stored():
    partner = PartnerFactory(title="Žatecký svaz")
    partner.title = "Benešovský svaz"
    partner.save(update_fields=["title"])
    other = PartnerFactory(title="Cech")
    assert list(Partner.objects.order_by("sort_key")) == [partner, other]


def test_its_entry_has_no_date_and_says_type_and_level():
    partner = published(Partner, type=partner_type("univerzity"), level="international")
    entry = entry_of(partner)
    assert (entry.date, entry.reaches_home) == (None, False)
    assert texts(partner) == ["Univerzity", "mezinárodní"]


def test_only_a_draft_may_lack_a_type():
    partner = PartnerFactory(type=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        partner.publish()


def test_a_renamed_type_is_renamed_in_the_entries():
    partner = published(Partner)
    kind = partner_type()
    kind.name = "Resorty"
    kind.save()
    assert texts(partner)[0] == "Resorty"


def test_a_type_in_use_is_not_deleted():
    PartnerFactory()
    with pytest.raises(ProtectedError):
        partner_type().delete()


@pytest.mark.parametrize(
    "title,abbreviation,initials",
    [
        ("Ministerstvo zdravotnictví", "MZd", "MZd"),
        ("Univerzita Jana Evangelisty Purkyně v Ústí", "", "UJEP"),
        ("nadace", "", "N"),
    ],
)
def test_letters_stand_for_a_logo_that_is_missing(title, abbreviation, initials):
    assert PartnerFactory(title=title, abbreviation=abbreviation).initials == initials


@pytest.mark.parametrize("title,slug", [("Dohody", "dohody-2"), ("Tisk", "tisk-2")])
def test_no_partner_hides_the_lists_of_agreements_and_of_print(client, title, slug):
    partner = published(Partner, title=title)
    assert partner.slug == slug
    assert client.get(partner.get_absolute_url()).status_code == 200
    assert client.get("/partneri/dohody/").status_code == 200


def test_no_agreement_hides_the_print_of_its_list():
    assert AgreementFactory(title="Tisk").slug == "tisk-2"


def test_one_that_has_an_agreement_is_not_deleted():
    partner = PartnerFactory()
    agreement = AgreementFactory(partners=[partner])
    with pytest.raises(ProtectedError):
        partner.delete()
    agreement.delete()
    partner.delete()
    assert not Partner.objects.exists()


def test_a_copy_shares_the_articles_and_leaves_the_agreements():
    partner, article = PartnerFactory(), ArticleFactory()
    partner.articles.add(article)
    AgreementFactory(partners=[partner])
    twin = partner.copy()
    assert list(twin.articles.all()) == [article]
    assert not twin.agreements.exists()


# --- agreements --------------------------------------------------------------------------------


def test_it_stands_in_lists_at_the_day_of_its_signature():
    newer = published(Agreement, signed_on=date(2018, 1, 2))
    older = published(Agreement, signed_on=date(2013, 1, 2))
    entries = Entry.objects.filter(kind="agreement").newest_first()
    assert [entry.object_id for entry in entries] == [newer.pk, older.pk]
    assert entries[0].date == date(2018, 1, 2)
    assert not entries[0].reaches_home


@pytest.mark.parametrize(
    "signed_on,valid_until,expected",
    [
        (None, None, "v přípravě"),
        (date(2017, 5, 3), None, "podpis 3. května 2017, na dobu neurčitou"),
        (date(2017, 5, 3), date(2020, 5, 3), "podpis 3. května 2017, platnost do 3. května 2020"),
    ],
)
def test_in_the_place_of_its_date_it_says_how_long_it_is_valid(signed_on, valid_until, expected):
    agreement = published(Agreement, signed_on=signed_on, valid_until=valid_until)
    assert entry_of(agreement).when.replace("\u00a0", " ") == expected


def test_its_labels_are_its_instrument_and_its_regions():
    agreement = AgreementFactory(instrument=instrument("memorandum"))
    agreement.regions.add(region())
    bring_to(agreement, Phase.VISIBLE)
    assert texts(agreement) == ["memorandum", "Liberecký kraj"]


def test_a_renamed_instrument_is_renamed_in_the_entries():
    agreement = published(Agreement)
    row = instrument()
    row.name = "smlouva"
    row.save()
    assert texts(agreement) == ["smlouva"]


def test_only_a_draft_may_lack_an_instrument():
    agreement = AgreementFactory(instrument=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.publish()


def test_its_document_is_in_use():
    document = DocumentFactory()
    agreement = AgreementFactory(document=document)
    assert Use.objects.get(document=document).kind == "agreement"
    with pytest.raises(ProtectedError):
        document.delete()
    agreement.document = None
    agreement.save()
    document.delete()


def test_the_announcement_may_be_deleted_and_the_agreement_stays():
    article = ArticleFactory()
    agreement = AgreementFactory(announced_by=article)
    article.delete()
    agreement.refresh_from_db()
    assert agreement.announced_by is None


def test_a_copy_of_the_announcement_leaves_the_agreement_alone():
    article = ArticleFactory()
    agreement = AgreementFactory(announced_by=article)
    article.copy()
    assert Agreement.objects.get() == agreement


def test_a_copy_has_the_partners_and_the_dates():
    partner = PartnerFactory()
    agreement = AgreementFactory(partners=[partner], valid_until=date(2020, 1, 1))
    twin = agreement.copy()
    assert list(twin.partners.all()) == [partner]
    assert twin.valid_until == date(2020, 1, 1)


@pytest.mark.parametrize("field", ["amends", "renews"])
def test_it_is_not_its_own_amendment_or_renewal(field):
    agreement = AgreementFactory()
    setattr(agreement, field, agreement)
    with pytest.raises(ValidationError) as refused:
        agreement.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.save()


@pytest.mark.parametrize("field", ["amends", "renews"])
def test_two_do_not_amend_or_renew_each_other(field):
    first = AgreementFactory()
    second = AgreementFactory(**{field: first})
    setattr(first, field, second)
    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    assert field in refused.value.message_dict


def test_areas_are_one_on_a_line():
    agreement = AgreementFactory.build(areas="  zdraví\r\n\r\ndoprava \nprostředí")
    assert agreement.area_list() == ["zdraví", "doprava", "prostředí"]


def test_a_logo_in_use_is_not_deleted():
    picture = PictureFactory()
    PartnerFactory(cover=picture)
    with pytest.raises(ProtectedError):
        picture.delete()
