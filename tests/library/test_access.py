import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from nszm_portal.library import access
from tests.factories.library import DocumentFactory

pytestmark = pytest.mark.django_db


def may(document, user=None):
    return access.may_fetch(document, user or AnonymousUser(), timezone.now())


def test_anyone_may_fetch_what_is_public_and_shown(shown, outsider):
    document = DocumentFactory()
    shown.append(document)
    assert may(document)
    assert may(document, outsider)


def test_nobody_from_outside_may_fetch_what_nothing_shows(
    shown, outsider, staff_without_permission
):
    document = DocumentFactory()
    assert not may(document)
    assert not may(document, outsider)
    assert not may(document, staff_without_permission)


def test_what_is_not_public_is_not_opened_by_being_shown(shown, outsider):
    document = DocumentFactory(is_public=False)
    shown.append(document)
    assert not may(document)
    assert not may(document, outsider)


def test_without_a_rule_nothing_is_shown(monkeypatch):
    monkeypatch.setattr(access, "_rules", [])
    assert not may(DocumentFactory())


@pytest.mark.parametrize("is_public", [True, False])
def test_an_editor_may_fetch_everything(shown, editor, permitted, is_public):
    document = DocumentFactory(is_public=is_public)
    assert may(document, editor)
    assert may(document, permitted("view_document"))
    assert not may(document, permitted("view_picture"))


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_who_left_the_staff_may_not(shown, permitted, change):
    user = permitted("view_document")
    for name, value in change.items():
        setattr(user, name, value)
    assert not may(DocumentFactory(), user)


def test_the_rule_is_asked_about_that_moment(monkeypatch):
    asked = []
    monkeypatch.setattr(access, "_rules", [lambda document, now: asked.append(now)])
    now = timezone.now()
    access.may_fetch(DocumentFactory(), AnonymousUser(), now)
    assert asked == [now]
