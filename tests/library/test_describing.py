"""Many pictures described on one page."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from lxml import html

from nszm_portal.library.models import Picture
from tests.conftest import signed_in
from tests.factories.library import PictureFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/library/picture/popsat/"
FIELDS = ("description", "decorative", "caption", "credit")


def waiting(count=1, **fields) -> list[Picture]:
    return PictureFactory.create_batch(count, description="", **fields)


def shown(response) -> list[int]:
    page = html.fromstring(response.text)
    return [int(value) for value in page.xpath("//input[@name='picture']/@value")]


def filled(response, changes: dict) -> dict:
    """The page's form as a browser sends it, with `changes[picture] = {field: value}` typed."""
    (form,) = html.fromstring(response.text).find_class("library-describe")
    sent = dict(form.fields)
    sent["picture"] = shown(response)
    for picture, typed in changes.items():
        sent |= {f"p{picture.pk}-{name}": value for name, value in typed.items()}
    return {name: value for name, value in sent.items() if value is not None}


def describe(client, changes, address=ADDRESS):
    return client.post(address, filled(client.get(address), changes))


def seen(response) -> str:
    return " ".join(html.fromstring(response.text).text_content().replace("\xa0", " ").split())


def test_those_without_a_description_are_shown_twenty_at_a_time(editor_client):
    PictureFactory(decorative=True)
    PictureFactory()
    pictures = waiting(23)
    first = editor_client.get(ADDRESS)
    assert shown(first) == [picture.pk for picture in reversed(pictures)][:20]
    assert "Bez popisu zbývá 23 obrázků" in seen(first)
    assert len(shown(editor_client.get(ADDRESS, {"strana": "2"}))) == 3


def test_what_is_filled_in_is_stored_and_the_rest_waits(editor_client):
    sad, ornament, later = waiting(3)
    changes = {
        sad: {"description": "Děti v sadu", "caption": "Sad", "credit": "Jana Nováková"},
        ornament: {"decorative": "on"},
    }
    response = describe(editor_client, changes)
    assert response.status_code == 302
    sad.refresh_from_db()
    ornament.refresh_from_db()
    assert (sad.description, sad.caption, sad.credit) == ("Děti v sadu", "Sad", "Jana Nováková")
    assert ornament.decorative
    page = editor_client.get(response["Location"])
    assert shown(page) == [later.pk]
    assert "Uloženo: 2 obrázky." in seen(page)
    assert "Bez popisu zbývá 1 obrázek" in seen(page)
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"description": "IMG_0001"}, "je název souboru"),
        ({"description": "foto"}, "o obrázku nic neříká"),
        ({"description": "Sad", "decorative": "on"}, "buď popsaný, nebo jen ozdobný"),
        ({"description": "a" * 301}, "300"),
        ({"description": "a\0b"}, "Nulové znaky"),
    ],
)
def test_what_is_refused_keeps_its_text_and_does_not_hold_the_others_up(
    editor_client, typed, sentence
):
    good, bad, untouched = waiting(3)
    response = describe(editor_client, {good: {"description": "Sad"}, bad: typed})
    assert response.status_code == 200
    assert shown(response) == [bad.pk, untouched.pk]
    assert sentence in seen(response)
    assert typed["description"].replace("\0", "") in response.text.replace("\0", "")
    assert "Uloženo: 1 obrázek. 1 obrázek čeká nahoře na opravu" in seen(response)
    assert Picture.objects.undescribed().count() == 2
    good.refresh_from_db()
    assert good.description == "Sad"


def test_a_caption_is_stored_even_before_the_description(editor_client):
    (picture,) = waiting()
    describe(editor_client, {picture: {"caption": "Sad"}})
    picture.refresh_from_db()
    assert picture.caption == "Sad"
    assert picture.is_undescribed


def test_those_that_are_named_are_shown_described_or_not(editor_client):
    pictures = [*waiting(25), PictureFactory(description="Sad")]
    waiting(2)
    address = f"{ADDRESS}?ids={','.join(str(picture.pk) for picture in pictures)}"
    first = editor_client.get(address)
    assert shown(first) == [picture.pk for picture in pictures][:20]
    response = describe(editor_client, {pictures[0]: {"description": "Alej"}}, address)
    following = editor_client.get(response["Location"])
    assert shown(following) == [picture.pk for picture in pictures][20:]
    assert "Sad" in following.text


def test_a_description_is_not_taken_back_without_another(editor_client):
    picture = PictureFactory(description="Sad")
    response = describe(
        editor_client, {picture: {"description": ""}}, f"{ADDRESS}?ids={picture.pk}"
    )
    assert "Obrázek popište, nebo zaškrtněte" in seen(response)
    picture.refresh_from_db()
    assert picture.description == "Sad"


# --- two people at once ------------------------------------------------------------------------


def test_what_somebody_else_has_written_meanwhile_is_not_overwritten_unseen(editor_client):
    mine, untouched, ornament = waiting(3)
    page = editor_client.get(ADDRESS)
    changes = {mine: {"description": "Můj popis"}, ornament: {"decorative": "on"}}
    sent = filled(page, changes)
    Picture.objects.update(description="Popis od kolegyně", caption="Od kolegyně")
    response = editor_client.post(ADDRESS, sent)
    assert "Mezitím ho někdo popsal: „Popis od kolegyně“." in seen(response)
    assert set(shown(response)) == {mine.pk, ornament.pk, untouched.pk}
    assert set(Picture.objects.values_list("description", "caption", "decorative")) == {
        ("Popis od kolegyně", "Od kolegyně", False)
    }
    again = editor_client.post(ADDRESS, filled(response, {}))
    mine.refresh_from_db()
    untouched.refresh_from_db()
    assert (mine.description, untouched.description) == ("Můj popis", "Popis od kolegyně")
    assert again.status_code == 302


def test_one_that_is_gone_is_told_of(editor_client):
    kept, gone = waiting(2)
    sent = filled(editor_client.get(ADDRESS), {kept: {"description": "Sad"}})
    gone.delete()
    response = editor_client.post(ADDRESS, sent)
    assert "1 obrázek mezitím někdo z knihovny smazal" in seen(
        editor_client.get(response["Location"])
    )


# --- the ways that lead there ------------------------------------------------------------------


def test_the_list_leads_there_by_a_button_and_by_an_action(editor_client):
    first, second, third = waiting(3)
    address = "/admin/library/picture/"
    assert f'href="{ADDRESS}"' in editor_client.get(address).text
    data = {"action": "describe_selected", "_selected_action": [first.pk, third.pk]}
    response = editor_client.post(address, data)
    assert shown(editor_client.get(response["Location"])) == [first.pk, third.pk]


# --- who may, and what is malformed ------------------------------------------------------------


def test_describing_needs_the_permission(client, outsider, staff_without_permission, permitted):
    (picture,) = waiting()
    sent = {"picture": picture.pk, f"p{picture.pk}-description": "Sad"}
    for stranger in (client, signed_in(outsider)):
        for answer in (stranger.get(ADDRESS), stranger.post(ADDRESS, sent)):
            assert "/admin/login/" in answer["Location"]
    for user in (staff_without_permission, permitted("view_picture", "add_picture")):
        for answer in (signed_in(user).get(ADDRESS), signed_in(user).post(ADDRESS, sent)):
            assert answer.status_code == 403
    assert Picture.objects.undescribed().exists()


def test_describing_needs_djangos_token(editor):
    (picture,) = waiting()
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(editor)
    sent = {"picture": picture.pk, f"p{picture.pk}-description": "Sad"}
    assert guarded.post(ADDRESS, sent).status_code == 403
    assert Picture.objects.undescribed().exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(editor_client, method):
    assert getattr(editor_client, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize("ids", ["abc", "", "0", "-1", "9" * 40, "\0", "1,,x,٣", "1" * 5000])
def test_no_list_of_pictures_is_an_error(editor_client, ids):
    waiting()
    response = editor_client.get(ADDRESS, {"ids": ids, "strana": ids})
    assert response.status_code == 200
    sent = {"picture": [ids, "x", "99999"], f"p{ids[:9]}-description": "Sad"}
    assert editor_client.post(f"{ADDRESS}?ids={ids[:40]}", sent).status_code == 302
    assert Picture.objects.undescribed().count() == 1


def test_a_form_without_what_was_seen_is_no_error(editor_client):
    (picture,) = waiting()
    sent = {"picture": picture.pk, f"p{picture.pk}-description": "Sad u školy"}
    response = editor_client.post(ADDRESS, sent)
    assert response.status_code in {200, 302}
