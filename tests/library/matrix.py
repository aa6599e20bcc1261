"""Documents public and not, shown by all sorts of things, and people of all sorts, in one portal.

`prepare` runs inside a portal; what it made is told as JSON.
"""

import json
from dataclasses import dataclass
from itertools import product

from nszm_portal.paper import codes
from nszm_portal.publishing.visibility import Phase
from tests.library import papers

SHOWN_BY = (*(str(phase.value) for phase in Phase), "nothing", "history")
EDITORS = ("author", "chief", "meetings", "partners", "administrator", "permitted")
OTHERS = ("anonymous", "outsider", "inactive", "inactive_editor", "staff")
SECRET = "Perlorodka"  # stands on every paper
FIRST, NOBODYS = 10, 99  # numbers of documents, all as long; the second one nobody has


@dataclass(frozen=True)
class Case:
    """One of the documents."""

    is_public: bool
    shown_by: str
    pk: int
    name: str
    stored: str
    size: int

    @property
    def is_open(self) -> bool:
        return self.is_public and self.shown_by == "visible"

    def address(self, pk: int | None = None) -> str:
        return f"/soubory/{pk or self.pk}/{self.name}"

    @staticmethod
    def short_address(pk: int) -> str:
        return f"/p/{codes.code_of('document', pk)}/"


def read(printed: str) -> tuple[list[Case], dict[str, str]]:
    """What `prepare` printed: the documents, and the session of each person."""
    told = json.loads(printed.splitlines()[-1])
    return [Case(**row) for row in told["cases"]], told["sessions"]


# --- inside the portal's own process -----------------------------------------------------------


def prepare() -> None:
    pairs = product((True, False), SHOWN_BY)
    cases = [_case(pk, *pair) for pk, pair in enumerate(pairs, start=FIRST)]
    print(json.dumps({"cases": cases, "sessions": _sessions()}))


def _case(pk: int, is_public: bool, shown_by: str) -> dict:
    from tests.factories.library import DocumentFactory, upload

    content = papers.paper(f"{SECRET} {is_public} {shown_by}")
    file = upload(content, "Zpráva.pdf")
    document = DocumentFactory(pk=pk, upload=file, is_public=is_public)
    if shown_by == "history":
        _show_once(document)
    elif shown_by != "nothing":
        _show(document, shown_by)
    return {
        "is_public": is_public,
        "shown_by": shown_by,
        "pk": document.pk,
        "name": document.name,
        "stored": document.file.name,
        "size": document.size,
    }


def _show(document, phase: str) -> None:
    """In each way in which a publication shows one."""
    from tests.factories.publishing import ArticleFactory, bring_to

    body = f'<p><a data-document="{document.pk}">Zpráva</a></p>'
    for number, fields in enumerate(({}, {"body": body})):
        article = ArticleFactory(**fields)
        if number == 0:
            article.attachments.create(document=document)
        bring_to(article, Phase(phase)).sync()


def _show_once(document) -> None:
    """By a visible article that shows it no more, but remembers."""
    from nszm_portal.publishing import history
    from tests.factories.publishing import published

    article = published()
    article.attachments.create(document=document)
    article.sync()
    history.keep_stored(article)
    article.attachments.all().delete()
    article.sync()


def _sessions() -> dict[str, str]:
    from django.contrib.auth.models import Permission
    from django.test import Client

    from nszm_portal.accounts import roles
    from nszm_portal.accounts.models import User
    from tests.conftest import signed_in

    people = {name: {"is_staff": True} for name in (*EDITORS, "staff", "inactive_editor")}
    people |= {"outsider": {}, "inactive": {}}
    named = dict(zip(EDITORS, roles.ROLES, strict=False)) | {"inactive_editor": roles.CHIEF_EDITOR}
    users = {name: _person(name, named.get(name), **fields) for name, fields in people.items()}
    users["permitted"].user_permissions.add(Permission.objects.get(codename="view_document"))
    users["staff"].user_permissions.add(Permission.objects.get(codename="change_picture"))
    sessions = {}
    for name, user in users.items():
        client = Client()
        signed_in(user, client)
        sessions[name] = client.cookies["sessionid"].value
    User.objects.filter(username__startswith="inactive").update(is_active=False)
    return sessions


def _person(name: str, role: str | None, **fields):
    from django.contrib.auth.models import Group

    from nszm_portal.accounts.models import User

    user = User.objects.create_user(name, email=f"{name}@example.org", **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
