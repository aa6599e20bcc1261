"""What must not get out does not, whatever is asked and whatever breaks."""

import pytest
from django.conf import settings
from django.test import Client

from nszm_portal.accounts.models import User
from tests.factories.publishing import published
from tests.robustness.addresses import Content, routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(editor) -> list[str]:
    """The key, the database's address, a password's hash and where things are on the disk."""
    database = settings.DATABASES["default"]
    known = [settings.SECRET_KEY, str(database.get("PASSWORD") or "") or str(database["NAME"])]
    return [*known, editor.password, str(settings.MEDIA_ROOT), str(settings.BASE_DIR)]


def told(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + str(answer.headers)


def test_no_answer_tells_a_secret(editor, administrator_client, secrets):
    content, reader, found = Content(editor), Client(), {}
    for route in routes():
        path = content.path(route)
        if path.endswith("tisk.pdf"):
            continue  # a page of ours, and made of it
        client = reader if route.is_public else administrator_client
        client.raise_request_exception = False
        text = told(client.get(path))
        if leaked := [secret for secret in secrets if secret in text]:
            found[route.pattern] = leaked
    assert found == {}


def test_no_error_tells_a_secret(monkeypatch, editor, secrets):
    def breaks(*args, **kwargs):
        raise RuntimeError(settings.SECRET_KEY)

    monkeypatch.setattr("nszm_portal.search.answering.reply", breaks)
    answer = Client(raise_request_exception=False).get("/hledat/?q=sad")
    assert answer.status_code == 500
    assert not [secret for secret in secrets if secret in told(answer)]
    assert "Traceback" not in told(answer)


@pytest.mark.parametrize(
    "path",
    [
        *("/.env", "/.git/config", "/settings.py", "/manage.py", "/var/portal.sqlite3"),
        *("/static/../.env", "/static/%2e%2e/.env", "/media/../portal.sqlite3", "/server-status"),
        *("/.files/documents/", "/backup.tar", "/portal.tar.gpg", "/admin/.env", "/debug/"),
    ],
)
def test_what_is_no_page_is_none(client, path):
    assert client.get(path).status_code in {404, 301, 302}
    assert client.get(path, follow=True).status_code == 404 or "/admin/login/" in str(
        client.get(path).get("Location")
    )


def test_a_forgotten_password_is_mailed_with_our_own_address_alone(client, editor, mailoutbox):
    headers = {"x-forwarded-host": "zly.example", "forwarded": "host=zly.example"}
    client.post("/admin/heslo/", {"email": editor.email}, headers=headers)
    (message,) = mailoutbox
    assert "zly.example" not in message.body + str(message.message())
    assert (
        client.post(
            "/admin/heslo/", {"email": editor.email}, headers={"host": "zly.example"}
        ).status_code
        == 400
    )
    assert len(mailoutbox) == 1


def test_names_of_people_are_shown_to_readers_only_where_they_signed(client, editor):
    article = published(created_by=editor)
    text = client.get(article.get_absolute_url()).text
    assert editor.username not in text and editor.email not in text
    assert User.objects.filter(pk=editor.pk).exists()
