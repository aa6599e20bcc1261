"""A fresh portal to measure: a folder and a database of its own, the demonstration, the masses."""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from tests.servers import postgresql
from tests.servers.plugin import ENVIRONMENT


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: SQLite in `folder`, or PostgreSQL in a cluster of ours."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/portal.sqlite3"
        return
    cluster = postgresql.start()
    try:
        yield cluster.url
    finally:
        cluster.stop()


@contextmanager
def portal(kind: str) -> Iterator[Path]:
    """A fresh portal with the demonstration on a database of that kind; gives its folder."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        with database(kind, folder) as url:
            print("Preparing a portal", file=sys.stderr)
            prepare(folder, url)
            yield folder


def prepare(folder: Path, database_url: str) -> None:
    """Gives this process, and those that it starts, a new portal with the demonstration in it.

    PORTAL_TO_COPY may name the folder of one on SQLite, with `static` in it, to save the making.
    """
    os.environ |= ENVIRONMENT | {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "DEMO_PASSWORD": secrets.token_urlsafe(12),
        "DJANGO_SETTINGS_MODULE": "nszm_portal.settings",
    }
    django.setup()
    if finished := os.environ.get("PORTAL_TO_COPY"):
        shutil.copytree(finished, folder, symlinks=True, dirs_exist_ok=True)
        return
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("demo_content", force=True, stdout=nowhere)


def populate(articles: int, meetings: int | None = None) -> None:
    call_command("populate", articles=articles, meetings=meetings, verbosity=0)
