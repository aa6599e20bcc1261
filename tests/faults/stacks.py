"""What a bad day happens to: portals with parts of their own that may be stopped."""

import shutil
import subprocess
import tempfile

import pytest

from tests.browser import shelf
from tests.servers import postgresql
from tests.servers.mail import MailServer
from tests.servers.nginx import Nginx
from tests.servers.portal import Portal
from tests.servers.s3 import ObjectStorage


@pytest.fixture(scope="module")
def cluster():
    cluster = postgresql.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def stack(cluster, redis_server, quarry, tmp_path_factory):
    """A running portal on that PostgreSQL and Redis, with one article and its editor."""
    portal = Portal(tmp_path_factory.mktemp("stack"), cluster.url, quarry.static)
    portal.env["CACHE_URL"] = redis_server.url
    portal.manage("migrate", "--noinput")
    shelf.put(portal, "one")
    portal.start()
    yield portal
    portal.stop()


@pytest.fixture(scope="module")
def alone(make_portal):
    """A portal as it starts on one machine, with one article; not started."""
    portal = make_portal()
    shelf.put(portal, "one")
    return portal


@pytest.fixture(scope="module")
def behind(make_portal):
    """Two servers of one installation and the nginx before them."""
    first = make_portal(TRUSTED_PROXIES="127.0.0.1")
    shelf.put(first, "one")
    second = first.twin()
    nginx = Nginx(first, tls=True, also=[second])
    first.env["SITE_URL"] = nginx.url
    for each in (first, second, nginx):
        each.start()
    yield nginx, [first, second]
    nginx.stop()
    second.stop()


@pytest.fixture
def mail():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def bucket():
    bucket = ObjectStorage()
    bucket.start()
    yield bucket
    bucket.stop()


def may_mount() -> bool:
    """Whether this process may mount a disk; root may not everywhere."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
        if subprocess.run(mount, capture_output=True).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
        return True


@pytest.fixture
def on_small_disk(quarry, make_portal, tmp_path):
    """A portal that has not been started, with everything on a disk of 24 MB, and the disk."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=True)
    portal = Portal(tmp_path, f"sqlite:///{disk}/portal.sqlite3", quarry.static)
    (disk / "uploads").mkdir()
    portal.env |= {"MEDIA_ROOT": str(disk / "media"), "TMPDIR": str(disk / "uploads")}
    if quarry.url.scheme == "sqlite":
        shutil.copy(make_portal().folder / "portal.sqlite3", disk)
    else:
        portal.manage("migrate", "--noinput")
    shelf.put(portal, "one")
    yield portal, disk
    portal.stop()
    subprocess.run(["umount", "-l", disk], check=True)
