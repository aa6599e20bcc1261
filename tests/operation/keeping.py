"""All that an installation holds, told in another way than backups do: by Django's serializers."""

import hashlib
import json

from django.apps import apps
from django.core import serializers
from django.core.files.storage import default_storage

# Made anew, or of this installation only.
NOT_KEPT = {
    "sessions.session",
    "pagecache.generation",
    "search.document",
    "search.word",
    "operation.checkedlink",
    "operation.linkplace",
    "operation.run",
    "operation.verified",
}


def rows() -> dict[str, list]:
    """The rows of every table, tables between two others included."""
    return {
        model._meta.label_lower: json.loads(
            serializers.serialize("json", model._base_manager.order_by("pk"))
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in NOT_KEPT
    }


def files(folder: str = "") -> dict[str, str]:
    """The SHA-256 of every stored file."""
    folders, names = default_storage.listdir(folder)
    found = {}
    for name in names:
        path = f"{folder}/{name}".lstrip("/")
        with default_storage.open(path) as content:
            found[path] = hashlib.sha256(content.read()).hexdigest()
    for inside in folders:
        found |= files(f"{folder}/{inside}".lstrip("/"))
    return found


def report() -> None:
    """For a portal's own process."""
    print(json.dumps({"rows": rows(), "files": files()}))


def told(portal) -> dict:
    """What `report` says in a portal."""
    code = "from tests.operation import keeping; keeping.report()"
    return json.loads(portal.manage("shell", "-v0", "-c", code).splitlines()[-1])


def differences(one: dict, other: dict) -> list[str]:
    """Names of the tables and files that are not the same in two reports."""
    return [
        name
        for part in ("rows", "files")
        for name in sorted(one[part].keys() | other[part].keys())
        if one[part].get(name) != other[part].get(name)
    ]
