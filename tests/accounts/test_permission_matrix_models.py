"""The permission matrix of what is no publication, and what the pages offer to whom."""

import re

import pytest
from post_office.models import Email

from nszm_portal.accounts.models import User
from tests.accounts.doors import (
    CHIEF,
    EVERYBODY,
    KINDS,
    MODEL_DOORS,
    MODELS,
    NOTHING,
    PLACES,
    ROLES,
    kind_names,
)
from tests.accounts.stage import SENT, Stage, ask, is_let_in, model_address, subjects
from tests.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_at_each_door_of_the_other_models(role, staff):
    client, rows = signed_in(staff(role)), subjects()
    wrong = {}
    for name, rights in MODELS.items():
        for (door, method), needed in MODEL_DOORS.items():
            row = rows.get(name)
            if row is None and door not in {"changelist", "add"}:
                continue
            sent = SENT.get(door, {}) if method == "POST" else {}
            answer = ask(client, model_address(name, door, row), method, **sent)
            if is_let_in(answer) != (needed in rights.get(role, "")):
                wrong[name, door, method] = answer.status_code
    assert wrong == {}


def test_a_stranger_at_each_door_of_the_other_models(strangers):
    rows = subjects()
    for who, client in strangers.items():
        for name in MODELS:
            for door, method in MODEL_DOORS:
                address = model_address(name, door, rows.get(name))
                answer = ask(client, address, method, **SENT.get(door, {}))
                assert answer.status_code == 302, (who, address)
                assert "/admin/login/" in answer["Location"], (who, address)


# --- other places ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*ROLES, "outsider", "deactivated", "anonymous"])
def test_each_person_at_each_other_place(role, staff, strangers):
    user = User.objects.create_user("nekdo", "nekdo@example.org")
    rows = {"user": user.pk, "email": Email.objects.create(from_email="a@example.org").pk}
    wrong = {}
    for name, doors in PLACES.items():
        for address, method, who in doors:
            client = (
                strangers[role]
                if role in strangers
                else signed_in(
                    User.objects.filter(username=f"osoba{ROLES.index(role)}").first() or staff(role)
                )
            )
            answer = ask(client, address.format(**rows), method)
            expected = who == EVERYBODY or role in who
            if is_let_in(answer) != expected:
                wrong[name, address, method] = answer.status_code
    assert wrong == {}


# --- what is offered is possible ---------------------------------------------------------------

LINK = re.compile(r'(?:href|formaction)="(/admin/[^"#]*)')


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_what_would_be_refused(role, staff, make_user):
    """From the desk over the lists to the forms: no link of ours ends in a refusal."""
    person = staff(role)
    other = make_user("druhy", CHIEF)
    for name, kind in kind_names().items():
        if KINDS[kind].get(role, NOTHING) != NOTHING:
            Stage(name, person, other)
    subjects()
    client = signed_in(person)
    seen, waiting, refused = set(), ["/admin/"], {}
    while waiting and len(seen) < 250:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code not in {200, 302, 405}:
            refused[address] = answer.status_code
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for found in LINK.findall(answer.text):
            found = found.replace("&amp;", "&")
            path = found.partition("?")[0]
            skipped = "__fk__" in found or path in {"/admin/logout/", "/admin/jsi18n/"}
            if not skipped and path not in seen:
                seen.add(path)
                waiting.append(found)
    assert len(seen) > 10
    assert refused == {}
