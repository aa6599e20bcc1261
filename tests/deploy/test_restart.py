"""The doors of the portal are opened anew, one by one, while people read and write."""

import pytest

from tests.browser import shelf
from tests.deploy import machine as machines
from tests.servers.portal import ROOT


@pytest.fixture(scope="module")
def portal(make_portal):
    return make_portal("bare", TRUSTED_PROXIES="127.0.0.1")


@pytest.fixture(scope="module")
def machine(portal):
    machine = machines.Machine(portal.folder / "server", portal.env)
    machine.home.mkdir()
    (machine.home / "current").symlink_to(ROOT)
    nginx = machines.before(machine, portal.env)
    portal.env["SITE_URL"] = nginx.url
    shelf.put(portal, "people")
    machine.start()
    machine.systemctl("start", *(f"portal@{door}.service" for door in machine.doors))
    nginx.start()
    yield machine, nginx
    nginx.stop()
    machine.stop()


def test_nobody_notices_that_the_doors_are_opened_anew(machine, portal):
    machine, nginx = machine
    with machines.Load(nginx) as load:
        for door in machine.doors:
            machine.systemctl("restart", f"portal@{door}.service")
            assert nginx.get("/", Cookie="sessionid=0").status == 200
    print(load)
    assert load.failed == [] and load.got[200] > 20 and load.saved
    code = "from news.models import Article; print(Article.objects.visible().count())"
    assert int(portal.manage("shell", "-v0", "-c", code)) == len(load.saved)


@pytest.mark.parametrize("command", ["send_queued_mail", "clearsessions", "purge"])
def test_what_timers_start_runs_by_its_unit(machine, command):
    machine[0].systemctl("start", f"portal-run@{command}.service")
