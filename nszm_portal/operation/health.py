"""What the portal stands on: database, migrations, cache, storage and room on the disks."""

import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection

from nszm_portal.library.filesize import file_size
from nszm_portal.library.storage import is_folder
from nszm_portal.operation import migrated, runs
from nszm_portal.operation.asking import Question, Round

LEAST = 500 * 2**20  # bytes free; less is a morning's pictures with their renditions
LEAST_INODES = 5000
MIGRATED_FOR = 60.0  # seconds for which a database that was up to date is taken for such


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return ""


class _Migrated:
    until = float("-inf")


def migrations() -> str:
    """To read all migrations takes a tenth of a second, so a good answer holds for a while."""
    if time.monotonic() < _Migrated.until:
        return ""
    if migrated.is_behind():
        return "databáze neprošla všemi migracemi"
    _Migrated.until = time.monotonic() + MIGRATED_FOR
    return ""


def kept() -> str:
    """The cache gives back what it was given."""
    word = secrets.token_hex(8)
    key = f"operation:health:{word}"
    cache.set(key, word, 10)
    return "" if cache.get(key) == word else "mezipaměť nevrací, co do ní bylo uloženo"


def storage() -> str:
    """A folder takes a file that nobody sees; object storage answers whether it has one."""
    if is_folder(default_storage):
        os.makedirs(settings.MEDIA_ROOT, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
            file.write(b"1")
            file.flush()
    else:
        default_storage.exists("operation-health")
    return ""


def folders() -> list[Path]:
    """Where the portal writes: its database, its files, what is on its way."""
    found = [Path(tempfile.gettempdir())]
    if settings.IS_SQLITE:
        found.append(Path(connection.settings_dict["NAME"]).parent)
    if is_folder(default_storage):
        found.append(Path(settings.MEDIA_ROOT))
    return [folder for folder in found if folder.is_dir()]


def disks(least: int = LEAST) -> str:
    """Names the folder with less than `least` bytes, or hardly a file, left."""
    for folder in folders():
        free, system = shutil.disk_usage(folder).free, os.statvfs(folder)
        if free < least:
            return f"na disku se složkou {folder} zbývá jen {file_size(free)}"
        if system.f_files and system.f_favail < LEAST_INODES:
            return f"na disku se složkou {folder} už se nevejdou další soubory"
    return ""


ready = Round(
    [
        Question("database", database),
        Question("migrations", migrations),
        Question("cache", kept),
        Question("storage", storage),
        Question("disk", disks),
        Question("jobs", runs.overdue),
    ]
)
