import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage

from nszm_portal.library import access, uses


@pytest.fixture
def stored_files():
    """stored_files(folder): the names of all files kept under it."""

    def stored_files(folder="") -> set[str]:
        if not default_storage.exists(folder or "."):
            return set()
        folders, files = default_storage.listdir(folder or ".")
        names = {f"{folder}/{name}".lstrip("/") for name in files}
        return names.union(*(stored_files(f"{folder}/{name}".lstrip("/")) for name in folders))

    return stored_files


@pytest.fixture
def shown(monkeypatch):
    """The documents that something visible shows, for the access rule."""
    documents = []
    monkeypatch.setattr(access, "_rules", [lambda document, now: document in documents])
    return documents


@pytest.fixture
def used(monkeypatch):
    """used[file] = [(label, url)…]: what uses the file."""
    listed = {}

    def lister(files):
        return [(file.pk, use) for file in files for use in listed.get(file, ())]

    monkeypatch.setattr(uses, "_listers", [lister])
    return listed


@pytest.fixture
def staff_without_permission(make_user):
    return make_user("bezprav", is_staff=True)


@pytest.fixture
def permitted(make_user):
    """permitted("view_document"): somebody of the staff who may do just that."""

    def permitted(*codenames):
        user = make_user(f"smi-{'-'.join(codenames)}", is_staff=True)
        user.user_permissions.set(
            Permission.objects.filter(content_type__app_label="library", codename__in=codenames)
        )
        return user

    return permitted
