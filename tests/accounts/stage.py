"""What stands behind the doors of the permission matrix, and asking at them."""

from dataclasses import dataclass, field

from django.db import transaction
from django.http import QueryDict
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
from nszm_portal.publishing import copies, history, kinds, preview_links
from nszm_portal.publishing.models import MissingAddress, Redirect
from nszm_portal.publishing.visibility import Phase
from nszm_portal.regions.models import Membership
from nszm_portal.search.models import Equivalents, Missed
from partners.models import Instrument, PartnerType
from tests.accounts.doors import AUTHOR, OF_COPIES, kind_names
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import bring_to, maker, region
from tests.robustness.addresses import routes

SENT = {
    "preview_links": {"days": "7"},
    "preview_copy_links": {"days": "7"},
    "delete": {"post": "yes"},
    "withdraw": {"kind": "mistake", "reason": "Chyba."},
}


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
