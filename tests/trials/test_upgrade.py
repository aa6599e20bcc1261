"""The scripts of deploy/ on a server with PostgreSQL, Redis and nginx: upgrade and both ways back,
while people read and write.

The versions are commits of a clone; each has a virtual environment of its own, so this needs a
network. systemd's stand-in is tests/deploy/systemctl.py.
"""

import getpass
import os
import subprocess
from pathlib import Path

import pytest

from tests.browser import shelf
from tests.deploy import machine as machines
from tests.servers import processes
from tests.servers.portal import ROOT

GIT = ["git", "-c", "user.name=Zkouška", "-c", "user.email=zkouska@example.org"]
# A version with a migration that the one before can live with.
MIGRATION = '''"""A column that the version before does not know."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regions", "{last}")]
    operations = [
        migrations.AddField("region", "motto", models.CharField(max_length=80, null=True)),
    ]
'''


@pytest.fixture(scope="module")
def machine(make_portal, redis_server):
    """An installed portal of the first version, running."""
    portal = make_portal("bare")  # its database and files are what the server starts with
    home = portal.folder / "srv"
    home.mkdir()
    environment = machines.clean(PORTAL_HOME=str(home), PORTAL_ENV=str(home / "portal.env"))
    machine = machines.Machine(home, environment)
    nginx = machines.before(
        machine, {"MEDIA_ROOT": str(home / "data/media"), "STATIC_ROOT": str(home / "static")}
    )
    environment |= {
        "PATH": f"{home}/bin:{os.environ['PATH']}",
        "PORTAL_DOORS": " ".join(map(str, machine.doors)),
        "PORTAL_SPARE_DOOR": str(processes.free_port()),
        "PORTAL_USER": getpass.getuser(),
    }
    for folder in ("data/var", "static", "backups", "releases"):
        (home / folder).mkdir(parents=True)
    Path(portal.env["MEDIA_ROOT"]).rename(home / "data/media-1")
    (home / "data/media").symlink_to("media-1")
    settings = {
        "SECRET_KEY": portal.env["SECRET_KEY"],
        "SITE_URL": nginx.url,
        "TRUSTED_PROXIES": "127.0.0.1",
        "DATABASE_URL": portal.env["DATABASE_URL"],
        "CACHE_URL": redis_server.url,
        "MEDIA_ROOT": home / "data/media",
        "STATIC_ROOT": home / "static",
        "EMAIL_URL": f"filemail://{home}/mail",
    }
    (home / "portal.env").write_text("".join(f"{k}={v}\n" for k, v in settings.items()))
    portal.env["MEDIA_ROOT"] = str(home / "data/media")
    shelf.put(portal, "people")
    versions(portal.folder / "origin", home / "source")
    machine.start()
    run(machine, "upgrade", "v1")
    nginx.start()
    yield machine, nginx
    nginx.stop()
    machine.stop()


def versions(origin: Path, source: Path) -> None:
    """v1 is this version, v2 one with a migration and another footer."""

    def git(*arguments):
        subprocess.run([*GIT, "-C", str(origin), *arguments], check=True, capture_output=True)

    subprocess.run(["git", "clone", "-q", ROOT, origin], check=True)
    git("tag", "v1")
    folder = origin / "nszm_portal/regions/migrations"
    last = sorted(folder.glob("0*.py"))[-1].stem
    (folder / "0999_region_motto.py").write_text(MIGRATION.format(last=last))
    base = origin / "templates/base.html"
    base.write_text(base.read_text().replace("</body>", "<!-- verze 2 --></body>"))
    git("add", "-A")
    git("commit", "-qm", "Second version")
    git("tag", "v2")
    subprocess.run(["git", "clone", "-q", origin, source], check=True)


def run(machine, script: str, *arguments: str) -> str:
    done = subprocess.run(
        [machine.home / "source/deploy" / script, *arguments],
        env=machine.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout + machine.log()
    print(done.stdout)
    return done.stdout


def is_second(nginx) -> bool:
    return "verze 2" in nginx.get("/", Cookie="sessionid=0").text


def test_nobody_notices_an_upgrade_or_the_way_back(machine, quarry):
    machine, nginx = machine
    assert not is_second(nginx)
    with machines.Load(nginx) as load:
        run(machine, "upgrade", "v2")
    print("upgrade:", load)
    assert load.failed == [] and load.saved and is_second(nginx)

    with machines.Load(nginx) as load:
        run(machine, "rollback")
    print("rollback:", load)
    assert load.failed == [] and load.saved and not is_second(nginx)

    (backup,) = (machine.home / "backups").glob("before-*.tar")
    empty = quarry._database(machine.home, "portal_restored")
    with machines.Load(nginx) as load:
        run(machine, "upgrade", "v2")
    assert load.failed == [] and is_second(nginx)
    with machines.Load(nginx, readers=4) as load:
        run(machine, "rollback", "--restore", str(backup), "--database", empty)
    print("rollback with data:", load)
    # Who was signed in after the backup was taken has to sign in again; readers notice nothing.
    assert [each for each in load.failed if not each.startswith("Zpráva")] == []
    assert not is_second(nginx)


def test_a_version_that_does_not_run_reaches_nobody(machine):
    machine, nginx = machine
    origin = machine.home.parent / "origin"
    urls = origin / "nszm_portal/urls.py"
    urls.write_text(urls.read_text() + "\nraise RuntimeError('rozbitá verze')\n")
    subprocess.run([*GIT, "-C", origin, "commit", "-qam", "Broken"], check=True)
    subprocess.run([*GIT, "-C", origin, "tag", "v3"], check=True)
    before = os.readlink(machine.home / "current")
    with machines.Load(nginx) as load, pytest.raises(AssertionError, match="rozbitá verze"):
        run(machine, "upgrade", "v3")
    print("a broken version:", load)
    assert load.failed == [] and os.readlink(machine.home / "current") == before
    assert len(list((machine.home / "releases").iterdir())) <= 3
