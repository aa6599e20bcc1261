"""Who may open which door of the editors' place: each role and each outsider × each address.

The tables are written by hand and the addresses are read from the URL map: a door that no table
knows fails the first test. What a role may not do is refused and is not offered either.
"""

import re
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from meetings.models import Programme
from news.models import Topic
from nszm_portal.accounts import audit
from nszm_portal.accounts.models import Happening, User
from nszm_portal.legacy.models import Original
from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, SideBox
from nszm_portal.opendata.models import Provider
from nszm_portal.operation.models import CheckedLink, Run, Visits
from nszm_portal.publishing import copies, history, kinds, preview_links, review
from nszm_portal.publishing.models import MissingAddress, Redirect
from nszm_portal.publishing.visibility import Phase
from nszm_portal.regions.models import Membership
from nszm_portal.search.models import Equivalents, Missed
from partners.models import Instrument, PartnerType
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import bring_to, maker, region
from tests.robustness.addresses import routes

pytestmark = pytest.mark.django_db
AUTHOR, CHIEF, ADMINISTRATOR = "Autor", "Šéfredaktor", "Správce"
MEETINGS, PARTNERS = "Redaktor setkání", "Redaktor partnerů"
ROLES = (AUTHOR, CHIEF, MEETINGS, PARTNERS, ADMINISTRATOR)

# --- the tables --------------------------------------------------------------------------------

# How far a role goes with a kind: nothing < read < own (drafts of one's own) < publish.
NOTHING, READ, OWN, PUBLISH = "nothing", "read", "own", "publish"
ANY, READS, WRITES = {NOTHING, READ, OWN, PUBLISH}, {READ, OWN, PUBLISH}, {OWN, PUBLISH}
KINDS = {
    "article": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: READ},
    "meeting": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: PUBLISH, PARTNERS: READ},
    "partner": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: PUBLISH},
    "agreement": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: PUBLISH},
    "page": {AUTHOR: NOTHING, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: NOTHING},
    "minutes": {AUTHOR: NOTHING, CHIEF: NOTHING, MEETINGS: NOTHING, PARTNERS: NOTHING},
}
# (door, of what, method): who may. "theirs" is the draft of another, "live" what is published.
DOORS = {
    ("changelist", "", "GET"): READS,
    ("add", "", "GET"): WRITES,
    ("add", "", "POST"): WRITES,
    ("change", "own", "GET"): READS,
    ("change", "own", "POST"): WRITES,
    ("change", "theirs", "GET"): READS,
    ("change", "theirs", "POST"): {PUBLISH},
    ("change", "live", "GET"): READS,
    ("change", "live", "POST"): {PUBLISH},
    ("change", "own live", "POST"): {PUBLISH},
    ("", "live", "GET"): ANY,  # leads to the form, which refuses by itself
    ("history", "own", "GET"): READS,
    ("history", "theirs", "GET"): READS,
    ("history", "live", "GET"): READS,
    ("delete", "own", "GET"): WRITES,
    ("delete", "own", "POST"): WRITES,
    ("delete", "theirs", "GET"): {PUBLISH},
    ("delete", "theirs", "POST"): {PUBLISH},
    ("delete", "live", "GET"): {PUBLISH},
    ("delete", "live", "POST"): {PUBLISH},
    ("delete", "own live", "POST"): {PUBLISH},
    ("copy", "own", "POST"): WRITES,
    ("copy", "theirs", "POST"): WRITES,
    ("copy", "live", "POST"): WRITES,
    ("withdraw", "live", "GET"): {PUBLISH},
    ("withdraw", "live", "POST"): {PUBLISH},
    ("withdraw", "own live", "POST"): {PUBLISH},
    ("autosave", "", "POST"): WRITES,
    ("autosave", "own", "POST"): WRITES,
    ("autosave", "theirs", "POST"): {PUBLISH},
    ("autosave", "live", "POST"): {PUBLISH},
    ("discard", "own copy", "POST"): ANY,
    ("discard", "their copy", "POST"): set(),
    ("conflict", "own copy", "GET"): WRITES,
    ("conflict", "own copy", "POST"): WRITES,
    ("conflict", "their copy", "GET"): {PUBLISH},
    ("conflict", "their copy", "POST"): {PUBLISH},
    ("conflict", "own copy of live", "GET"): {PUBLISH},
    ("compare", "own", "GET"): READS,
    ("compare", "theirs", "GET"): READS,
    ("compare", "live", "GET"): READS,
    ("restore", "own", "POST"): WRITES,
    ("restore", "theirs", "POST"): {PUBLISH},
    ("restore", "live", "POST"): {PUBLISH},
    ("restore", "own live", "POST"): {PUBLISH},
    ("deleted", "", "GET"): WRITES,
    ("recover", "own", "POST"): WRITES,
    ("recover", "theirs", "POST"): {PUBLISH},
    ("recover", "live", "POST"): {PUBLISH},
    ("resume", "own aside", "POST"): WRITES,
    ("resume", "their aside", "POST"): {PUBLISH},
    ("preview", "own", "GET"): READS,
    ("preview", "theirs", "GET"): READS,
    ("preview", "live", "GET"): READS,
    ("preview_print", "theirs", "GET"): READS,
    ("preview_links", "own", "GET"): WRITES,
    ("preview_links", "own", "POST"): WRITES,
    ("preview_links", "theirs", "GET"): {PUBLISH},
    ("preview_links", "theirs", "POST"): {PUBLISH},
    ("preview_copy", "own copy", "GET"): ANY,
    ("preview_copy", "their copy", "GET"): {PUBLISH},
    ("preview_copy_print", "their copy", "GET"): {PUBLISH},
    ("preview_copy_links", "own copy", "POST"): WRITES,
    ("preview_copy_links", "their copy", "GET"): {PUBLISH},
    ("preview_copy_links", "their copy", "POST"): {PUBLISH},
    ("revoke", "theirs", "POST"): {PUBLISH},
    ("revoke", "own", "POST"): WRITES,
}
# How a door is called in the address of a copy.
OF_COPIES = {
    "discard": "zahodit",
    "preview_copy": "nahled",
    "preview_copy_print": "nahled/tisk",
    "preview_copy_links": "odkazy",
}

# Other models: v(iew), a(dd), c(hange), d(elete); a role that is not named may nothing.
MODELS = {
    "library_picture": dict.fromkeys((AUTHOR, MEETINGS, PARTNERS), "vac")
    | dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "library_document": dict.fromkeys((AUTHOR, MEETINGS, PARTNERS), "vac")
    | dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "news_topic": {AUTHOR: "v", CHIEF: "vacd"},
    "meetings_programme": {AUTHOR: "v", CHIEF: "vacd", MEETINGS: "vacd"},
    "partners_partnertype": {AUTHOR: "v", CHIEF: "vacd", PARTNERS: "vacd"},
    "partners_instrument": {AUTHOR: "v", CHIEF: "vacd", PARTNERS: "vacd"},
    "regions_membership": dict.fromkeys((CHIEF, MEETINGS, ADMINISTRATOR), "vacd"),
    "navigation_menuitem": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "navigation_portalgroup": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "navigation_sidebox": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "navigation_identity": dict.fromkeys((CHIEF, ADMINISTRATOR), "vc"),
    "publishing_redirect": dict.fromkeys((CHIEF, ADMINISTRATOR), "vad"),
    "publishing_missingaddress": dict.fromkeys((CHIEF, ADMINISTRATOR), "vd"),
    "search_equivalents": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "opendata_provider": dict.fromkeys((CHIEF, ADMINISTRATOR), "vc"),
    "search_missed": dict.fromkeys((CHIEF, ADMINISTRATOR), "vd"),
    "legacy_original": dict.fromkeys((AUTHOR, CHIEF, MEETINGS), "v"),
    "accounts_user": {CHIEF: "v", ADMINISTRATOR: "vac"},
    "accounts_auditentry": {ADMINISTRATOR: "v"},
    "auth_group": {ADMINISTRATOR: "v"},
    "operation_run": {ADMINISTRATOR: "v"},
    "operation_visits": dict.fromkeys(ROLES, "v"),
    "operation_checkedlink": dict.fromkeys((CHIEF, ADMINISTRATOR), "v"),
    "post_office_email": {},
    "post_office_log": {},
    "post_office_emailtemplate": {},
    "post_office_attachment": {},
}
MODEL_DOORS = {
    ("changelist", "GET"): "v",
    ("add", "GET"): "a",
    ("add", "POST"): "a",
    ("change", "GET"): "v",
    ("change", "POST"): "c",
    ("delete", "GET"): "d",
    ("delete", "POST"): "d",
    ("history", "GET"): "v",
}

# What is of no single model: (address, method) and the roles that may; EVERYBODY has no account.
STAFF, EVERYBODY, NOBODY = set(ROLES), "everybody", set()
PLACES = {
    "index": [("/admin/", "GET", STAFF)],
    "signed_in": [("/admin/prihlaseno/", "GET", STAFF)],
    "login": [("/admin/login/", "GET", EVERYBODY)],
    # Who has no password to follow is led back to the log-in; the rest is test_second_factor's.
    "second_factor": [("/admin/overeni/", "GET", EVERYBODY)],
    "second_factor_enrol": [
        ("/admin/overeni/zapnout/", "GET", {*STAFF, "outsider"}),
        ("/admin/overeni/zapnout/", "POST", {*STAFF, "outsider"}),
    ],
    "account": [("/admin/ucet/", "GET", STAFF)],
    "new_codes": [("/admin/ucet/zalozni-kody/", "POST", STAFF)],
    "switch_off": [("/admin/ucet/vypnout/", "POST", STAFF)],
    "end_session": [("/admin/ucet/ukoncit/", "POST", STAFF)],
    "accounts_user_reset_factor": [
        ("/admin/accounts/user/{user}/druhy-faktor/", "GET", {ADMINISTRATOR}),
        ("/admin/accounts/user/{user}/druhy-faktor/", "POST", {ADMINISTRATOR}),
    ],
    "logout": [("/admin/logout/", "POST", EVERYBODY)],
    "password_change": [
        ("/admin/password_change/", "GET", STAFF),
        ("/admin/password_change/", "POST", STAFF),
    ],
    "password_change_done": [("/admin/password_change/done/", "GET", STAFF)],
    "jsi18n": [("/admin/jsi18n/", "GET", STAFF)],
    "autocomplete": [
        (f"/admin/autocomplete/?app_label={app}&model_name={model}&field_name={name}", "GET", who)
        for app, model, name, who in [
            ("news", "article", "cover", STAFF),
            ("publishing", "attachment", "document", STAFF),
            ("partners", "partner", "articles", {AUTHOR, CHIEF, PARTNERS}),
            ("partners", "partner", "meetings", {AUTHOR, CHIEF, MEETINGS, PARTNERS}),
            ("partners", "agreement", "partners", {AUTHOR, CHIEF, PARTNERS}),
            ("accounts", "user", "groups", {ADMINISTRATOR}),
        ]
    ],
    "view_on_site": [("/admin/r/0/0/", "GET", NOBODY)],
    "app_list": [
        ("/admin/news/", "GET", {AUTHOR, CHIEF, PARTNERS}),
        ("/admin/accounts/", "GET", {CHIEF, ADMINISTRATOR}),
        ("/admin/publishing/", "GET", {CHIEF, ADMINISTRATOR}),
        ("/admin/post_office/", "GET", NOBODY),
    ],
    "": [("/admin/tohle/tu/neni/", "GET", NOBODY)],
    "library_picture_upload": [("/admin/library/picture/nahrat/", "POST", STAFF)],
    "library_picture_upload_many": [
        ("/admin/library/picture/nahrat-vice/", "GET", STAFF),
        ("/admin/library/picture/nahrat-vice/", "POST", STAFF),
    ],
    "library_document_upload_many": [
        ("/admin/library/document/nahrat-vice/", "GET", STAFF),
        ("/admin/library/document/nahrat-vice/", "POST", STAFF),
    ],
    "library_picture_describe": [
        ("/admin/library/picture/popsat/", "GET", STAFF),
        ("/admin/library/picture/popsat/", "POST", STAFF),
    ],
    "library_picture_browse": [("/admin/library/picture/vybrat/?CKEditorFuncNum=1", "GET", STAFF)],
    "library_document_browse": [
        ("/admin/library/document/vybrat/?CKEditorFuncNum=1", "GET", STAFF)
    ],
    "auth_user_password_change": [
        ("/admin/accounts/user/{user}/password/", "GET", {ADMINISTRATOR}),
        ("/admin/accounts/user/{user}/password/", "POST", {ADMINISTRATOR}),
    ],
    "post_office_email_image": [
        ("/admin/post_office/email/{email}/image/00000000000000000000000000000000", "GET", NOBODY)
    ],
    "post_office_email_preview": [("/admin/post_office/email/{email}/preview/", "GET", NOBODY)],
    "resend": [("/admin/post_office/email/{email}/resend/", "GET", NOBODY)],
    "admin_password_reset": [("/admin/heslo/", "GET", EVERYBODY)],
    "password_reset_done": [("/admin/heslo/odeslano/", "GET", EVERYBODY)],
    "password_reset_confirm": [("/admin/heslo/MQ/abc-123/", "GET", EVERYBODY)],
    "password_reset_complete": [("/admin/heslo/hotovo/", "GET", EVERYBODY)],
}


def kind_names() -> dict[str, str]:
    """The kinds by the first words of their addresses' names: "news_article": "article"."""
    return {f"{m._meta.app_label}_{m._meta.model_name}": m.kind for m in kinds.all()}


def test_the_tables_know_every_address_and_no_other():
    of_kinds = {f"{name}_{door}" for name in kind_names() for door, _, _ in DOORS if door}
    of_models = {f"{name}_{door}" for name in MODELS for door, _ in MODEL_DOORS}
    known = of_kinds | of_models | set(PLACES)
    mapped = {route.name for route in routes() if route.pattern.startswith("admin/")}
    assert mapped - known == set(), "doors that nobody has written into the tables"
    assert known - mapped == set(), "doors that are no more"
    assert set(KINDS) == {model.kind for model in kinds.all()}


# --- the stage ---------------------------------------------------------------------------------


@dataclass
class Stage:
    """One kind's publications around one person: theirs, another's, what is published."""

    name: str
    person: User
    other: User
    addresses: dict = field(default_factory=dict)

    def __post_init__(self):
        model = next(m for m in kinds.all() if m.kind == kind_names()[self.name])
        make = maker(model)
        own = make(title="Vlastní koncept", created_by=self.person)
        theirs = make(title="Cizí koncept", created_by=self.other)
        live = bring_to(make(title="Cizí veřejný", created_by=self.other), Phase.VISIBLE)
        own_live = bring_to(make(title="Vlastní veřejný", created_by=self.person), Phase.VISIBLE)
        self.rows = {"own": own, "theirs": theirs, "live": live, "own live": own_live}
        self.steps = {what: self._step(row) for what, row in self.rows.items()}
        self.deleted = {what: self._deletion(make, row) for what, row in self.rows.items()}
        self.links = {what: self._link(row) for what, row in self.rows.items()}
        self.copies = {
            "own aside": self._aside(own, self.person),
            "their aside": self._aside(theirs, self.other),
            "own copy": self._copy(own, self.person),
            "their copy": self._copy(theirs, self.other),
            "own copy of live": self._copy(live, self.person),
        }
        self.base = f"/admin/{model._meta.app_label}/{model._meta.model_name}"

    @staticmethod
    def _aside(row, author):
        copy = copies.keep(row.kind, row.pk, author, QueryDict("title=Odložené"))
        copies.set_aside(copy)
        return copy

    def _copy(self, row, author):
        return copies.keep(row.kind, row.pk, author, QueryDict("title=Rozepsané"))

    @staticmethod
    def _step(row):
        history.keep_stored(row)
        return history.last_step(row)

    @staticmethod
    def _deletion(make, row):
        """The step by which one like it was deleted."""
        gone = make(title="Smazaný", created_by=row.created_by)
        if row.is_visible():
            bring_to(gone, Phase.VISIBLE)
        step = history.keep_deleted(gone)
        gone.delete()
        return step

    @staticmethod
    def _link(row):
        link, _ = preview_links.make(row.kind, row.pk, None, by=None, days=7)
        return link

    def address(self, door, what) -> str:
        if door == "compare":
            step = self.steps[what].pk
            return f"{self.base}/{self.rows[what].pk}/historie/porovnat/?od={step}&do=0"
        if door == "restore":
            return f"{self.base}/{self.rows[what].pk}/historie/{self.steps[what].pk}/obnovit/"
        if door == "recover":
            return f"{self.base}/smazane/{self.deleted[what].pk}/obnovit/"
        if door == "revoke":
            return f"{self.base}/odkazy/{self.links[what].pk}/zrusit/"
        if copy := self.copies.get(what):
            if door == "resume":
                return f"{self.base}/odlozene/{copy.pk}/pokracovat/"
            if word := OF_COPIES.get(door):
                return f"{self.base}/kopie/{copy.pk}/{word}/"
            return f"{self.base}/{copy.object_id}/stret/{copy.pk}/"
        words = {
            "copy": "kopirovat",
            "withdraw": "stahnout",
            "changelist": "",
            "deleted": "smazane",
            "preview": "nahled",
            "preview_print": "nahled/tisk",
            "preview_links": "odkazy",
        }
        parts = [str(self.rows[what].pk)] if what else []
        parts += [word] if (word := words.get(door, door)) else []
        return "/".join([self.base, *parts, ""])


def ask(client, address, method, **data):
    """The answer to a request that leaves nothing behind."""
    with transaction.atomic():
        send = client.get if method == "GET" else client.post
        answer = send(address, data)
        transaction.set_rollback(True)
    return answer


def is_let_in(answer) -> bool:
    """Whether the person got to what stands behind the door, be it a form with mistakes."""
    assert answer.status_code < 500
    if answer.status_code == 302:
        return "/admin/login/" not in answer["Location"]
    return answer.status_code < 400


@pytest.fixture
def staff(make_user):
    """A person of each role."""
    return lambda role: make_user(f"osoba{ROLES.index(role)}", role)


@pytest.fixture
def strangers(make_user):
    """Who has no business there: with an account of no role, deactivated, without an account."""
    outsider, left = make_user("cizi"), make_user("byvaly", CHIEF)
    clients = {"outsider": signed_in(outsider), "deactivated": signed_in(left)}
    User.objects.filter(pk=left.pk).update(is_active=False)
    return clients | {"anonymous": Client()}


SENT = {
    "preview_links": {"days": "7"},
    "preview_copy_links": {"days": "7"},
    "delete": {"post": "yes"},
    "withdraw": {"kind": "mistake", "reason": "Chyba."},
}


# --- kinds -------------------------------------------------------------------------------------


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


# --- other models ------------------------------------------------------------------------------


def _original():
    article = maker(kinds.get("article"))()
    return Original.objects.create(
        publication=article, file_name="a.html", raw=b"<p>a</p>", digest="a", content_key="a"
    )


def subjects() -> dict:
    """One row of each other model, for the doors that need one."""
    now = timezone.now()
    identity, _ = Identity.objects.get_or_create(pk=1)
    return {
        "library_picture": PictureFactory(),
        "library_document": DocumentFactory(),
        "news_topic": Topic.objects.create(name="Doprava"),
        "meetings_programme": Programme.objects.create(name="Zdravá škola"),
        "partners_partnertype": PartnerType.objects.create(name="spolky"),
        "partners_instrument": Instrument.objects.create(name="nájemní smlouva"),
        "regions_membership": Membership.objects.create(region=region(), starts_on=now.date()),
        "navigation_menuitem": MenuItem.objects.create(label="Položka", target="/"),
        "navigation_portalgroup": PortalGroup.objects.create(label="weby"),
        "navigation_sidebox": SideBox.objects.create(title="Box"),
        "navigation_identity": identity,
        "publishing_redirect": Redirect.objects.create(path="/stare/", target="/"),
        "publishing_missingaddress": MissingAddress.objects.create(
            path="/neni/", first_at=now, last_at=now
        ),
        "opendata_provider": Provider.objects.get_or_create(pk=1)[0],
        "search_equivalents": Equivalents.objects.create(names="MV\nMinisterstvo vnitra"),
        "search_missed": Missed.objects.create(words="neni", last_on=now.date()),
        "accounts_user": User.objects.create_user("nekdo", "nekdo@example.org"),
        "operation_checkedlink": CheckedLink.objects.create(
            digest="a", address="/a/", is_internal=True, state="failing"
        ),
        "operation_visits": Visits.objects.create(kind="page", object_id=1, day=now.date()),
        "operation_run": Run.objects.create(job="backup", started_at=now, host="a"),
        "accounts_auditentry": audit.record(Happening.ACCOUNT, "Založen účet."),
        "post_office_email": Email.objects.create(from_email="a@example.org"),
        "auth_group": User.groups.field.related_model.objects.get(name=AUTHOR),
    }


def model_address(name, door, row) -> str:
    base = next(
        f"/{route.pattern.removesuffix('add/')}"
        for route in routes()
        if route.name == f"{name}_add"
    )
    if door in {"changelist", "add"}:
        return base + ("add/" if door == "add" else "")
    return f"{base}{row.pk if row else 1}/{door}/"


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
