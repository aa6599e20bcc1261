"""The portal itself, as it runs at home: gunicorn, its own database, media and collected files."""

import http.client
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.servers import postgresql, processes

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO_PASSWORD = "heslo-jen-pro-zkousky"
PATIENCE = 30  # seconds


@dataclass
class Answer:
    """What came back over HTTP; redirects are not followed."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Portal:
    """One installation. `env` is its environment: what is changed there holds from `start()` on."""

    def __init__(self, folder: Path, database_url: str, static: Path):
        self.folder = folder
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "nszm_portal.settings",
            "DATABASE_URL": database_url,
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(static),
            "EMAIL_URL": f"filemail://{folder}/mail",
            "SITE_URL": self.url,
            "DEMO_PASSWORD": DEMO_PASSWORD,
        }

    def twin(self) -> "Portal":
        """Another server of the same installation, not started; its environment is the same one."""
        twin = Portal(self.folder / f"twin-{secrets.token_hex(3)}", "", Path())
        twin.folder.mkdir()
        twin.env = self.env
        return twin

    @property
    def log(self) -> str:
        """All that gunicorn and the portal have written since the first start."""
        return (self.folder / "log").read_text()

    def manage(self, *arguments: str) -> str:
        """What manage.py prints; raises with all of it when it fails."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.conf.py"]
        command += ["--bind", f"127.0.0.1:{self.port}"]
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen(
                processes.as_child(command), env=self.env, cwd=ROOT, stdout=log, stderr=log
            )
        if not processes.listens(self.process, self.port, PATIENCE):
            raise AssertionError(f"gunicorn did not start:\n{self.log}")

    def stop(self) -> None:
        if self.process:
            processes.end(self.process)

    def get(self, path: str, method: str = "GET", source: str = "", **headers: str) -> Answer:
        """One request from the address `source`; in the headers' names an underscore stands for a
        hyphen."""
        return read(self.connection(source), path, method, None, headers)

    def connection(self, source: str = "") -> http.client.HTTPConnection:
        given = {"timeout": PATIENCE, "source_address": (source, 0) if source else None}
        return http.client.HTTPConnection("127.0.0.1", self.port, **given)


def read(connection, path: str, method: str, body: bytes | None, headers: dict) -> Answer:
    """What one request of a connection brings; in the headers' names an underscore stands for a
    hyphen."""
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class Quarry:
    """Fresh databases, copied from templates that the whole run shares."""

    def __init__(self, run: Path):
        self.shared = run / "shared"
        self.prefix = run.name.replace("-", "_")  # of this run's databases in PostgreSQL
        self.url = urlsplit(os.environ["DATABASE_URL"])
        self.static = processes.once(self.shared / "static", self._collect)

    def portal(self, folder: Path, template: str) -> Portal:
        """A portal in `folder`: with an empty database ("bare") or the demonstration ("demo")."""
        source = self.folder(template)
        shutil.copytree(source / "media", folder / "media")
        if self.url.scheme == "sqlite":
            shutil.copy(source / "portal.sqlite3", folder)
        url = self._database(
            folder, f"{self.prefix}_{secrets.token_hex(6)}", copy_of=self._named(source)
        )
        return Portal(folder, url, self.static)

    def folder(self, name: str) -> Path:
        """What a template is made of: its media, and its database where that is SQLite."""
        if name == "bare":
            return processes.once(self.shared / "bare", self._migrate)
        return processes.once(self.shared / "demo", self._demonstrate)

    def _collect(self, folder: Path) -> None:
        Portal(folder, "sqlite://:memory:", folder).manage("collectstatic", "--noinput")

    def _migrate(self, folder: Path) -> None:
        (folder / "media").mkdir()
        url = self._database(folder, self._named(folder))
        Portal(folder, url, self.static).manage("migrate", "--noinput")

    def _demonstrate(self, folder: Path) -> None:
        bare = self.folder("bare")
        (folder / "media").mkdir()
        if self.url.scheme == "sqlite":
            shutil.copy(bare / "portal.sqlite3", folder)
        url = self._database(folder, self._named(folder), copy_of=self._named(bare))
        Portal(folder, url, self.static).manage("demo_content", "--force")

    def _named(self, template: Path) -> str:
        """The name of a template's database."""
        return f"{self.prefix}_{template.name.removesuffix('.unfinished')}"

    def _database(self, folder: Path, name: str, copy_of: str = "template1") -> str:
        """The address of the database of that name, made when PostgreSQL holds it."""
        if self.url.scheme == "sqlite":
            return f"sqlite:///{folder}/portal.sqlite3"
        postgresql.command(
            os.environ["DATABASE_URL"], f'CREATE DATABASE "{name}" TEMPLATE "{copy_of}"'
        )
        return urlunsplit(self.url._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def quarry():
    return Quarry(Path(os.environ["TEST_FOLDER"]))


@pytest.fixture(scope="module")
def make_portal(quarry, tmp_path_factory) -> Callable[..., Portal]:
    """make_portal(template="bare", **env): a portal that has not been started."""
    made = []

    def make_portal(template: str = "bare", **env: str) -> Portal:
        portal = quarry.portal(tmp_path_factory.mktemp("portal"), template)
        portal.env |= env
        made.append(portal)
        return portal

    yield make_portal
    for portal in made:
        portal.stop()


@pytest.fixture(scope="module")
def portal(make_portal) -> Portal:
    """A running portal with an empty database."""
    portal = make_portal()
    portal.start()
    return portal


@pytest.fixture(scope="module")
def demo_portal(make_portal) -> Portal:
    """A running portal with the demonstration."""
    portal = make_portal("demo")
    portal.start()
    return portal
