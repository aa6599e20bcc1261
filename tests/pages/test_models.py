"""Pages under pages, the statement of accessibility, and the addresses that no page may have."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from nszm_portal.navigation.models import MenuItem
from nszm_portal.pages.models import STATEMENT, Page
from nszm_portal.pages.urls import HELD
from nszm_portal.publishing import slugs
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import PageFactory, bring_to, published

pytestmark = pytest.mark.django_db
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN]


def main(client, page):
    return client.get(page.get_absolute_url()).text.split("<main")[1].split("</main")[0]


# --- Two levels ----------------------------------------------------------------------------------


def test_a_page_leads_to_those_under_it_in_order_and_they_lead_back(client):
    above = published(Page, title="O síti")
    under = [published(Page, title=title, parent=above) for title in ("Čas", "Cíle", "Chyby")]
    text = main(client, above)
    places = [text.index(f'href="{page.get_absolute_url()}"') for page in under]
    assert places[1] < places[0] < places[2]  # Cíle, Čas, Chyby
    assert '<a class="crumbs__link" href="/o-siti/">' in main(client, under[0])
    assert under[0].get_absolute_url() == "/cas/"


def test_the_menu_marks_the_item_that_a_page_stands_under(client):
    above = published(Page, title="O síti")
    below = published(Page, title="Výbor", parent=above)
    MenuItem.objects.create(label="O nás", target=above.reference)
    assert 'href="/o-siti/" aria-current="page">O\u00a0nás' in client.get("/o-siti/").text
    assert (
        'href="/o-siti/" aria-current="true">O\u00a0nás'
        in client.get(below.get_absolute_url()).text
    )
    assert "aria-current" not in client.get("/").text.split("<main")[0]


@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_public_is_neither_above_nor_below(client, phase):
    above = published(Page, title="O síti")
    bring_to(PageFactory(title="Tajná", parent=above), phase)
    assert "Tajná" not in main(client, above)
    hidden = bring_to(PageFactory(title="Skrytá"), phase)
    assert "Skrytá" not in main(client, published(Page, title="Pod ní", parent=hidden))


def test_there_are_two_levels_and_no_circle():
    above, other = PageFactory(title="Nahoře"), PageFactory(title="Jinde")
    under = PageFactory(title="Pod ní", parent=above)
    for page, parent, sentence in (
        (above, above, "sama pod sebe"),
        (other, under, "sama patří pod jinou"),
        (above, other, "patří jiné"),
    ):
        page.parent = parent
        with pytest.raises(ValidationError, match=sentence):
            page.full_clean()
        page.parent = None


def test_a_page_that_loses_the_one_above_it_stays(client):
    above = published(Page, title="Nahoře")
    under = published(Page, title="Pod ní", parent=above)
    above.delete()
    assert "crumbs" not in main(client, under)


# --- The statement of accessibility --------------------------------------------------------------


def test_the_statement_says_when_and_how_and_the_footer_leads_to_it(client):
    assert "Prohlášení" not in client.get("/").text
    page = published(
        Page,
        title="Prohlášení o přístupnosti",
        evaluated_on=date(2026, 5, 4),
        evaluation_method="Vlastní posouzení.",
    )
    assert page.get_absolute_url() == f"/{STATEMENT}/"
    for suffix in ("", "tisk/"):
        text = client.get(page.get_absolute_url() + suffix).text
        assert '<time datetime="2026-05-04">' in text
        assert "Vlastní posouzení." in text
    footer = client.get("/").text.split("<footer")[1]
    assert f'href="/{STATEMENT}/">Prohlášení o&nbsp;přístupnosti</a>' in footer


def test_an_evaluation_that_is_to_come_is_not_invented(client):
    page = published(Page, title="Prohlášení o přístupnosti")
    assert "zatím ne" in main(client, page)


def test_no_other_page_tells_of_an_evaluation(client):
    page = published(Page, title="O webu", evaluated_on=date(2026, 5, 4))
    assert "hodnoceno" not in main(client, page)
    assert page.copy().evaluated_on is None


# --- Addresses -----------------------------------------------------------------------------------


def first_parts():
    """What stands first in the addresses of all rooms."""
    found = set(HELD)
    for entry in get_resolver().url_patterns:
        for inner in getattr(entry, "url_patterns", [entry]):
            whole = str(entry.pattern) + (str(inner.pattern) if inner is not entry else "")
            found.add(whole.replace("^", "").partition("/")[0])
    return sorted(part for part in found if part and part.replace("-", "").isalnum())


@pytest.mark.parametrize("part", first_parts())
def test_no_page_shadows_another_address_or_is_shadowed(part, client):
    assert slugs.refusal(PageFactory(), part)
    page = published(Page, title=part)
    assert page.slug != part
    assert part in main(client, page)
    assert 'id="obsah"' in client.get(page.get_absolute_url()).text


def test_the_test_of_addresses_sees_the_rooms():
    assert {"aktuality", "admin", "hledat", "napiste-nam", "media", "static", "tisk"} <= set(
        first_parts()
    )


def test_the_addresses_that_are_held_show_nothing(client):
    for part in HELD:
        assert client.get(f"/{part}/").status_code == 404
