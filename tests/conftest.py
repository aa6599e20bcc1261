"""The fixed cast of all tests, and what must not leak from one test to the next."""

import pytest
from django.core.cache import cache
from django.test import Client

PASSWORD = "heslo-jen-pro-zkousky"


@pytest.fixture(autouse=True)
def empty_cache():
    """A page kept for one test would be sent in the next, whose database is another."""
    from nszm_portal.limits import counting
    from nszm_portal.pagecache import generation, memory
    from nszm_portal.publishing import missing
    from nszm_portal.search import missed, nearest

    cache.clear()
    missing.forget()
    missed.forget()
    nearest.forget()
    generation.forget()
    memory.forget()
    counting.forget()


@pytest.fixture(scope="session")
def migrated_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """A file with the rows that migrations make; a test with real transactions empties tables."""
    from django.core.management import call_command

    file = tmp_path_factory.mktemp("migrated") / "rows.json"
    with django_db_blocker.unblock():
        rows = ["regions", "navigation", "pagecache", "meetings.programme", "partners", "opendata"]
        rows.append("search.equivalents")
        call_command("dumpdata", *rows, output=str(file))
    return file


@pytest.fixture(autouse=True)
def rows_of_migrations(request):
    """Every test finds the rows of migrations, whichever test came before it."""
    asked = [name for name in ("transactional_db", "db") if name in request.fixturenames]
    if asked:
        request.getfixturevalue(asked[0])
    elif request.node.get_closest_marker("django_db") is None:
        return
    restore(request.getfixturevalue("migrated_rows"))


@pytest.fixture(autouse=True, scope="class")
def rows_of_migrations_for_a_class(request):
    """The same before Django's own test classes make their data, once for the class."""
    from django.test import TestCase

    if request.cls is None or not issubclass(request.cls, TestCase):
        return
    file = request.getfixturevalue("migrated_rows")
    with request.getfixturevalue("django_db_blocker").unblock():
        restore(file)


def restore(file):
    """Puts the rows of migrations back when a test has emptied the tables."""
    from django.core.management import call_command

    from nszm_portal.regions.models import Region

    if not Region.objects.exists():
        call_command("loaddata", str(file), verbosity=0)


@pytest.fixture
def make_user(db):
    """make_user(username, role): somebody who signs in; without a role they may do nothing."""
    from django.contrib.auth.models import Group

    from nszm_portal.accounts.models import User

    def make_user(username, role="", **fields):
        fields = {"email": f"{username}@example.org", "is_staff": bool(role)} | fields
        user = User.objects.create_user(username, password=PASSWORD, **fields)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user

    return make_user


@pytest.fixture
def editor(make_user):
    return make_user("redaktorka", "Autor", first_name="Alena", last_name="Čermáková")


@pytest.fixture
def chief_editor(make_user):
    return make_user("sefredaktor", "Šéfredaktor", first_name="Radim", last_name="Žák")


@pytest.fixture
def meetings_editor(make_user):
    return make_user("setkani", "Redaktor setkání", first_name="Petra", last_name="Hájková")


@pytest.fixture
def partners_editor(make_user):
    return make_user("partneri", "Redaktor partnerů", first_name="Jan", last_name="Šíp")


@pytest.fixture
def administrator(make_user):
    return make_user("spravkyne", "Správce", first_name="Ivana", last_name="Řeháková")


@pytest.fixture
def outsider(make_user):
    """Has an account, but belongs to nobody's staff and has no role."""
    return make_user("cizi", first_name="Otto", last_name="Cizí")


def signed_in(user, client=None):
    """A client in which somebody is signed in by all that their role needs."""
    from nszm_portal.accounts.second_factor import PROVEN

    client = client or Client()
    client.force_login(user)
    session = client.session
    session[PROVEN] = True
    session.save()
    return client


def logs_in(client, username, password) -> bool:
    """Whether the log-in page takes the password; a second factor may still be asked for."""
    sent = {"username": username, "password": password}
    return client.post("/admin/login/", sent).status_code == 302


@pytest.fixture
def admin_client(admin_user):
    """pytest-django's own, whom nothing is asked for any more."""
    return signed_in(admin_user)


@pytest.fixture
def editor_client(editor):
    return signed_in(editor)


@pytest.fixture
def chief_editor_client(chief_editor):
    return signed_in(chief_editor)


@pytest.fixture
def administrator_client(administrator):
    return signed_in(administrator)


@pytest.fixture
def outsider_client(outsider):
    return signed_in(outsider)
