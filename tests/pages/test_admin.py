"""The form of a page: what is under what, the menu, and the fields of the statement."""

import pytest

from nszm_portal.navigation.models import MenuItem
from nszm_portal.pages.models import Page
from tests.factories.publishing import PageFactory, published
from tests.publishing.sending import address, send

pytestmark = pytest.mark.django_db


def test_a_page_is_put_under_another_and_no_deeper(chief_editor_client):
    above, under = PageFactory(title="Nahoře"), PageFactory(title="Pod ní")
    send(chief_editor_client, under, parent=above.pk)
    under.refresh_from_db()
    assert under.parent == above
    page = chief_editor_client.get(address(PageFactory())).text
    assert f'<option value="{above.pk}">Nahoře</option>' in page
    assert f'<option value="{under.pk}">' not in page
    refused = send(chief_editor_client, above, parent=PageFactory().pk)
    assert "Pod tuto stránku patří jiné" in refused.text


def test_a_page_is_added_to_the_menu_from_its_form(chief_editor_client, client):
    page = published(Page, title="O síti")
    form = chief_editor_client.get(address(page)).text
    link = f"/admin/navigation/menuitem/add/?label=O+s%C3%ADti&amp;target=page%3A{page.pk}"
    assert link in form
    shown = chief_editor_client.get(link.replace("&amp;", "&")).text
    assert 'value="O síti"' in shown
    assert 'value="/o-siti/"' in shown
    chief_editor_client.post(
        "/admin/navigation/menuitem/add/", {"label": "O síti", "target": "/o-siti/", "position": 5}
    )
    item = MenuItem.objects.get()
    assert item.target == page.reference
    assert "Je v ní jako" in chief_editor_client.get(address(page)).text
    assert '<a class="menu__link" href="/o-siti/">' in client.get("/").text


def test_only_the_statement_has_the_fields_of_an_evaluation(chief_editor_client):
    assert "evaluated_on" not in chief_editor_client.get(address(PageFactory())).text
    statement = PageFactory(title="Prohlášení o přístupnosti")
    send(chief_editor_client, statement, evaluated_on="4. 5. 2026", evaluation_method="Sami.")
    statement.refresh_from_db()
    assert str(statement.evaluated_on) == "2026-05-04"
    assert statement.evaluation_method == "Sami."
    assert "Kdy se přístupnost" in chief_editor_client.get(address(statement)).text
