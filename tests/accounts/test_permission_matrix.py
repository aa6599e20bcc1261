"""Who may open which door of the editors' place: each role and each outsider × each address.

The tables (`doors`) are written by hand and the addresses are read from the URL map: a door that no
table knows fails the first test. What a role may not do is refused and is not offered either.
"""

import pytest

from nszm_portal.publishing import kinds, review
from nszm_portal.publishing.visibility import Phase
from tests.accounts.doors import (
    CHIEF,
    DOORS,
    KINDS,
    MODEL_DOORS,
    MODELS,
    NOTHING,
    PLACES,
    PUBLISH,
    ROLES,
    WRITES,
    kind_names,
)
from tests.accounts.stage import SENT, Stage, ask, is_let_in
from tests.conftest import signed_in
from tests.robustness.addresses import routes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_tables_know_every_address_and_no_other():
    of_kinds = {f"{name}_{door}" for name in kind_names() for door, _, _ in DOORS if door}
    of_models = {f"{name}_{door}" for name in MODELS for door, _ in MODEL_DOORS}
    known = of_kinds | of_models | set(PLACES)
    mapped = {route.name for route in routes() if route.pattern.startswith("admin/")}
    assert mapped - known == set(), "doors that nobody has written into the tables"
    assert known - mapped == set(), "doors that are no more"
    assert set(KINDS) == {model.kind for model in kinds.all()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", kind_names())
def test_each_role_at_each_door_of_a_kind(name, role, staff, make_user):
    person = staff(role)
    stage = Stage(name, person, make_user("druhy", CHIEF))
    client = signed_in(person)
    level = KINDS[kind_names()[name]].get(role, NOTHING)
    wrong = {}
    for (door, what, method), who in DOORS.items():
        answer = ask(client, stage.address(door, what), method, **SENT.get(door, {}))
        if is_let_in(answer) != (level in who):
            wrong[door, what, method] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("name", kind_names())
def test_a_stranger_at_each_door_of_a_kind(name, strangers, make_user):
    person = make_user("druhy", CHIEF)
    stage = Stage(name, person, person)
    for who, client in strangers.items():
        for door, what, method in DOORS:
            address = stage.address(door, what)
            answer = ask(client, address, method, **SENT.get(door, {}))
            assert not is_let_in(answer), (who, address)
            assert answer.status_code == (401 if door == "autosave" else 302), (who, address)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", kind_names())
def test_the_buttons_of_a_form_are_those_that_do_something(name, role, staff, make_user):
    person = staff(role)
    stage = Stage(name, person, make_user("druhy", CHIEF))
    client = signed_in(person)
    level = KINDS[kind_names()[name]].get(role, NOTHING)
    for what in ("own", "theirs", "live", "own live"):
        answer = ask(client, f"{stage.address('change', what)}?kopie=0", "GET")
        if answer.status_code == 403:
            assert level == NOTHING
            continue
        may_write = level in DOORS["change", what, "POST"]
        may_publish = may_write and level == PUBLISH
        text = answer.text
        assert ('name="_save"' in text) == may_write
        assert ('name="_publish"' in text) == may_publish
        assert ('name="_submit"' in text) == (may_write and not may_publish)
        is_live = "live" in what
        assert ("stahnout/" in text) == (may_publish and is_live)
        assert ("/kopirovat/" in text) == (level in WRITES)
        may_delete = level in DOORS["delete", what, "POST"]
        assert ('class="deletelink"' in text) == may_delete


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["_publish", "_return"])
@pytest.mark.parametrize("name", ["news_article", "partners_agreement"])
def test_a_button_that_was_not_offered_does_nothing(name, role, button, staff, make_user):
    person = staff(role)
    stage = Stage(name, person, make_user("druhy", CHIEF))
    draft = stage.rows["own"]
    copy = stage.copies["own copy"]
    review.submit(copy, draft, note="")
    prefix = "publishing-attachment-content_type-object_id"
    sent = {
        "title": draft.title,
        "photographs-TOTAL_FORMS": "0",
        "photographs-INITIAL_FORMS": "0",
        f"{prefix}-TOTAL_FORMS": "0",
        f"{prefix}-INITIAL_FORMS": "0",
        "_copy": copy.pk,
        "_reviewed": copy.pk,
        "_note": "Vracím.",
        button: "1",
    }
    signed_in(person).post(stage.address("change", "own"), sent)
    draft.refresh_from_db()
    may_publish = KINDS[draft.kind].get(role, NOTHING) == PUBLISH
    if not may_publish:
        assert draft.phase() == Phase.DRAFT
        state = type(copy).objects.filter(pk=copy.pk).values_list("state", flat=True).first()
        assert state != "returned"
