"""No other site can change anything through somebody who is signed in here."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import signed_in
from tests.robustness.addresses import Content, routes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]
# A reader has no cookie to be proved by; by what its form is guarded: tests/reports.
WITHOUT_A_TOKEN = {"write"}
# What a mere look may write: that somebody is here, what was not found, what was counted.
BY_A_LOOK = """django_session accounts_ publishing_missingaddress search_missed axes_ otp_
publishing_entry operation_""".split()
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture
def client(chief_editor):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return signed_in(chief_editor, client)


def paths(content):
    for route in routes():
        if "<path>" not in route.pattern or not route.pattern.startswith("admin/"):
            named = {"name": "sad"} if route.pattern.startswith("karta/") else {}
            yield route, content.path(route, **named)


@pytest.mark.parametrize("method", UNSAFE)
def test_every_address_refuses_a_change_without_its_token(client, editor, method):
    content = Content(editor)
    let_in, asked = {}, 0
    for route, path in paths(content):
        answer = client.generic(method, path, b"a=1", "application/x-www-form-urlencoded")
        asked += 1
        if answer.status_code not in {403, 405} and route.name not in WITHOUT_A_TOKEN:
            let_in[route.pattern] = answer.status_code
    assert let_in == {}
    assert asked > 250


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://zly.example", "sec-fetch-site": "cross-site"},
        {"origin": "null"},
        {"referer": "https://zly.example/"},
    ],
)
def test_a_token_from_another_site_is_none(client, headers):
    client.get("/admin/password_change/")
    token = client.cookies["csrftoken"].value
    fields = {"csrfmiddlewaretoken": token}
    refused = client.post("/admin/password_change/", fields, headers=headers, secure=True)
    assert refused.status_code == 403
    told = {"referer": "https://testserver/admin/"}
    taken = client.post("/admin/password_change/", fields, headers=told, secure=True)
    assert taken.status_code == 200


def test_no_look_changes_anything(editor, chief_editor):
    """Else an address in a picture's place would do it."""
    content, client = Content(editor), signed_in(chief_editor)
    client.raise_request_exception = False
    written = {}
    for route, path in paths(content):
        if path.endswith("tisk.pdf"):
            continue  # as its page, and a second each
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        found = [
            query["sql"][:90]
            for query in queries
            if query["sql"].startswith(WRITING) and not any(t in query["sql"] for t in BY_A_LOOK)
        ]
        if found and "nahled" not in route.pattern:  # a preview is rolled back
            written[route.pattern] = found
    assert written == {}
