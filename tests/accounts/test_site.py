"""The frame of the editors' place: what its lists say, whatever they list."""

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

pytestmark = pytest.mark.django_db

LISTS = {
    model._meta.label_lower: reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    )
    for model, model_admin in admin.site._registry.items()
    if getattr(model_admin, "section", None)
}


def button(client, address):
    found = html.document_fromstring(client.get(address).text).xpath("//a[@class='addlink']")
    return [link.text_content().strip() for link in found]


@pytest.mark.parametrize(
    "name,label",
    [
        ("news.article", "Přidat aktualitu"),
        ("news.topic", "Přidat téma"),
        ("meetings.meeting", "Přidat setkání"),
        ("partners.partner", "Přidat partnera"),
        ("partners.agreement", "Přidat dohodu"),
        ("pages.page", "Přidat stránku"),
        ("library.picture", "Přidat obrázek"),
    ],
)
def test_the_button_above_a_list_names_what_it_adds(chief_editor_client, name, label):
    assert button(chief_editor_client, LISTS[name]) == [label]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_called_by_what_it_lists(chief_editor_client, administrator_client, name):
    answers = [client.get(LISTS[name]) for client in (chief_editor_client, administrator_client)]
    for answer in (each for each in answers if each.status_code == 200):
        page = html.document_fromstring(answer.text)
        heading = page.findtext(".//h1")
        assert not heading.startswith("Vyberte položku")
        assert page.findtext(".//title").strip().startswith(heading)


@pytest.mark.parametrize("name", LISTS)
def test_no_button_names_it_in_the_wrong_case(administrator_client, name):
    (*_, label) = button(administrator_client, LISTS[name]) or ["Přidat"]
    assert label.startswith("Přidat")


def test_who_may_not_add_has_no_button(editor_client):
    assert button(editor_client, LISTS["news.article"]) == ["Přidat aktualitu"]
    assert button(editor_client, LISTS["news.topic"]) == []
