"""Deleting pictures and documents in the admin: what is used stays, and the rest is told before."""

import pytest
from django.contrib.admin import helpers

from nszm_portal.library import uses
from nszm_portal.library.admin.files import FileAdmin
from nszm_portal.library.models import Picture
from nszm_portal.navigation.models import SideBox
from tests.factories.library import PictureFactory
from tests.library.test_admin import ARTICLE, FACTORIES, MODELS, address, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", MODELS)
def test_what_is_not_used_is_deleted(chief_editor_client, model, used):
    file = FACTORIES[model]()
    page = chief_editor_client.get(address(model, "delete", file.pk))
    assert "Opravdu smazat" in text(page)
    chief_editor_client.post(address(model, "delete", file.pk), {"post": "yes"})
    assert not type(file).objects.exists()


@pytest.mark.parametrize("model", MODELS)
def test_what_is_used_is_not_deleted_and_the_reason_is_shown(chief_editor_client, model, used):
    file = FACTORIES[model]()
    used[file] = [ARTICLE]
    page = chief_editor_client.get(address(model, "delete", file.pk))
    assert "nejde smazat, protože se používá" in text(page)
    assert f'<a href="{ARTICLE.url}">{ARTICLE.label}</a>' in page.content.decode()
    response = chief_editor_client.post(address(model, "delete", file.pk), {"post": "yes"})
    assert response.status_code == 200
    assert type(file).objects.exists()


@pytest.mark.parametrize("model", MODELS)
def test_several_at_once(chief_editor_client, model, used):
    first, second = FACTORIES[model].create_batch(2)
    used[second] = [ARTICLE]
    data = {
        "action": "delete_selected",
        helpers.ACTION_CHECKBOX_NAME: [first.pk, second.pk],
    }
    page = chief_editor_client.post(address(model, "changelist"), data)
    assert "nejde smazat, protože se používá" in text(page)
    assert ARTICLE.url in page.content.decode()
    chief_editor_client.post(address(model, "changelist"), data | {"post": "yes"})
    assert type(first).objects.count() == 2
    used.clear()
    assert "Opravdu smazat" in text(chief_editor_client.post(address(model, "changelist"), data))
    chief_editor_client.post(address(model, "changelist"), data | {"post": "yes"})
    assert not type(first).objects.exists()


def test_before_a_deletion_all_places_are_counted_and_named(chief_editor_client):
    picture = PictureFactory()
    for number in range(3):
        SideBox.objects.create(title=f"Box {number}", picture=picture)
    page = chief_editor_client.get(address("picture", "delete", picture.pk))
    assert "protože se používá na 3 místech" in text(page)
    box = SideBox.objects.get(title="Box 2")
    assert f"/admin/navigation/sidebox/{box.pk}/change/" in page.text


@pytest.mark.parametrize("model", MODELS)
def test_what_only_remembers_a_file_is_told_before_it_is_deleted(
    chief_editor_client, model, monkeypatch
):
    file, other = FACTORIES[model].create_batch(2)
    told = [
        (file.pk, uses.Trace("aktualita: Starý sad", "/admin/news/article/1/history/", True)),
        (file.pk, uses.Trace("aktualita: Nový sad (píše Alena)", "", False)),
    ]
    monkeypatch.setattr(uses, "_tracers", [lambda files: told])
    page = chief_editor_client.get(address(model, "delete", file.pk))
    for words in (
        "Zmiňuje ho jen historie těchto textů: aktualita: Starý sad",
        "Po smazání ho obnovená verze už neukáže.",
        "aktualita: Nový sad (píše Alena)",
    ):
        assert words in text(page)
    assert 'href="/admin/news/article/1/history/"' in page.text
    data = {"action": "delete_selected", helpers.ACTION_CHECKBOX_NAME: [file.pk, other.pk]}
    several = chief_editor_client.post(address(model, "changelist"), data)
    assert f"„{file}“ zmiňuje jen historie těchto textů: aktualita: Starý sad" in text(several)
    chief_editor_client.post(address(model, "delete", file.pk), {"post": "yes"})
    assert list(type(file).objects.all()) == [other]


@pytest.mark.parametrize("page", ["delete", "changelist"])
def test_a_use_that_begins_meanwhile_is_no_error(chief_editor_client, monkeypatch, used, page):
    picture = PictureFactory()
    used[picture] = [ARTICLE]
    # The admin asked before the article was saved, the deletion itself asks after.
    monkeypatch.setattr(FileAdmin, "get_deleted_objects", lambda *_: ([], {}, set(), []))
    url = address("picture", page, *([picture.pk] if page == "delete" else []))
    data = {"action": "delete_selected", helpers.ACTION_CHECKBOX_NAME: [picture.pk], "post": "yes"}
    response = chief_editor_client.post(url, data)
    assert response.status_code == 302
    assert "používá ho: aktualita: Nový sad" in text(chief_editor_client.get(response["Location"]))
    assert Picture.objects.exists()
