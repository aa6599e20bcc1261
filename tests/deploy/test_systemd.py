"""The units by systemd's own judgement, and their commands by running them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from nszm_portal.operation import jobs
from tests.servers import processes
from tests.servers.portal import ROOT

UNITS = ROOT / "deploy/systemd"
SERVICES = ("portal@8001.service", "portal-run@clearsessions.service", "portal-backup.service")
# What people run when they want it.
BY_HAND = """
    backup restore import_pages make_renditions reindex demo_content populate reset_second_factor
    show_person erase_person cleanup_mail migrate
""".split()
OF_ROOMS = ("nszm_portal", "post_office", "django.contrib.sessions")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The units as on a server, with its paths below a folder of the test's own."""
    folder = tmp_path_factory.mktemp("units")
    release = folder / "srv/portal/current"
    (release / ".venv/bin").mkdir(parents=True)
    shutil.copytree(ROOT / "deploy", release / "deploy")
    (release / ".venv/bin/python").symlink_to(shutil.which("python3"))
    shutil.copytree(UNITS, folder / "units")
    for unit in (folder / "units").rglob("*.*"):
        if unit.is_file():
            unit.write_text(unit.read_text().replace("/srv/portal", str(folder / "srv/portal")))
    return folder / "units"


def judged(*arguments: str) -> str:
    done = subprocess.run(
        [processes.program("systemd", "systemd-analyze"), *arguments],
        env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_systemd_finds_no_fault_with_the_units(installed):
    for template, name in (
        ("portal@.service", "portal@8001.service"),
        ("portal@.socket", "portal@8001.socket"),
        ("portal-run@.service", "portal-run@clearsessions.service"),
    ):
        shutil.copy(installed / template, installed / name)
    units = [
        str(unit) for unit in installed.glob("*.*") if unit.is_file() and "@." not in unit.name
    ]
    assert judged("verify", "--man=no", *sorted(units)) == ""


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_little_to_the_machine(installed, name):
    """systemd's own measure: 10 is a service without any bounds."""
    template = re.sub(r"@.*\.", "@.", name)
    if not (installed / name).exists():
        shutil.copy(installed / template, installed / name)
    told = judged("security", "--offline=yes", "--no-pager", str(installed / name))
    assert float(re.search(r"exposure level for \S+: ([0-9.]+)", told)[1]) <= 3.0


def timers() -> dict[str, str]:
    """The unit that each timer starts."""
    return {
        timer.name: re.search(r"^Unit=(.*)$", timer.read_text(), re.MULTILINE)[1]
        for timer in UNITS.glob("*.timer")
    }


@pytest.mark.parametrize("timer", sorted(timers()))
def test_a_timer_makes_up_for_what_it_missed(timer):
    text = (UNITS / timer).read_text()
    assert "Persistent=true" in text and "WantedBy=timers.target" in text
    when = re.search(r"^OnCalendar=(.*)$", text, re.MULTILINE)[1]
    assert "Next elapse" in judged("calendar", when)


def test_all_that_must_run_by_itself_has_a_timer():
    started = timers().values()
    run = {found[1] for unit in started if (found := re.match(r"portal-run@(.*)\.service", unit))}
    known = get_commands()
    assert run <= set(known)
    of_rooms = {name for name, app in known.items() if str(app).startswith(OF_ROOMS)}
    assert of_rooms - run - set(BY_HAND) == set()
    assert {job.name for job in jobs.ALL} <= run | {"backup", "backup --verify"}
    assert {"portal-backup.service", "portal-verify.service"} <= set(started)


def test_every_setting_is_explained_and_nothing_else():
    source = (ROOT / "nszm_portal/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z0-9_]+)"', source))
    for script in ("backup", "rollback", "upgrade"):
        read |= set(re.findall(r"setting (BACKUP_\w+)\)", (ROOT / "deploy" / script).read_text()))
    lines = (ROOT / "deploy/portal.env").read_text().splitlines()
    named = [found[1] for line in lines if (found := re.match(r"#?([A-Z][A-Z0-9_]*)=", line))]
    assert len(named) == len(set(named))
    assert set(named) == read
    for name in named:  # each, or the group that it begins, has its sentence
        at = next(i for i, line in enumerate(lines) if re.match(rf"#?{name}=", line))
        group = next(line for line in reversed(lines[:at]) if not re.match(r"#?[A-Z0-9_]+=", line))
        assert group.startswith("# "), name
