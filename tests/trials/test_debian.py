"""deploy/README.md from an empty Debian 12, command by command, in a chroot.

Needs root, debootstrap, a network and the ports 80, 443, 5432, 6379, 8001 and 8002. systemd does
not run in a chroot; tests/deploy/systemctl.py stands in its place. DEBIAN=FOLDER is a Debian that
debootstrap unpacked before, to be copied.
"""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.servers import processes
from tests.servers.portal import ROOT

NAME = "www.example.cz"
PORTS = (80, 443, 5432, 6379, 8001, 8002)
PATHS = ("/", "/aktuality/", "/hledat/?q=mesto", "/kraje/", "/napiste-nam/", "/admin/login/")
PASSWORD = "prvni-heslo-spravkyne-portalu"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # of a network that has its own
SYSTEMCTL = """#!/bin/bash
export SYSTEMCTL_FOLDER=/run/stand-in
if [ ! -S /run/stand-in/bus ]; then
    mkdir -p /run/stand-in
    setsid python3 /var/local/systemctl.py --serve /run/stand-in /etc/systemd/system \\
        >/run/stand-in/log 2>&1 </dev/null &
    until [ -S /run/stand-in/bus ]; do sleep 0.1; done
fi
exec python3 /var/local/systemctl.py "$@"
"""
PREPARED = {
    "https://git.example.cz/portal.git": "/var/local/portal.git",
    "createsuperuser": "createsuperuser --noinput --username spravkyne --email s@example.org",
}


class Machine:
    """The chroot. All that was started in it ends with `inside`."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.inside = None

    def start(self) -> None:
        """A process that stays, with its own /proc; the others are told to it."""
        command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "chroot", self.folder]
        command += ["sh", "-c", "mount -t proc proc /proc && exec sh"]
        self.inside = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
        for _ in range(100):
            children = subprocess.run(
                ["ps", "--ppid", str(self.inside.pid), "-o", "pid="], capture_output=True, text=True
            ).stdout.split()
            if children:
                self.pid = children[0]
                break
            time.sleep(0.05)
        time.sleep(0.5)

    def run(self, script: str, **environment: str) -> str:
        """What the commands print; raises when one of them fails."""
        given = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
        given |= {"HOME": "/root", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        if CERTIFICATES.exists():
            given |= {"PIP_CERT": "/var/local/ca.pem", "SSL_CERT_FILE": "/var/local/ca.pem"}
        command = ["nsenter", "--target", self.pid, "--mount", "--pid", "--root", "--wd"]
        done = subprocess.run(
            [*command, "bash", "-e", "-x", "-c", f"cd /\n{script}"],
            env=given | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout[-6000:]}"
        return done.stdout

    def stop(self) -> None:
        if self.inside:
            self.inside.stdin.close()
            processes.end(self.inside)


def steps() -> list[tuple[str, str]]:
    """The README's commands, each with the heading under which it stands."""
    text = (ROOT / "deploy/README.md").read_text()
    found = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        for block in re.findall(r"^ *```sh\n(.*?)^ *```$", part, re.MULTILINE | re.DOTALL):
            found.append((part.splitlines()[0], block))
    return found


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    if os.geteuid() != 0:
        processes.lacking("debootstrap  (and run the tests as root)")
    busy = [port for port in PORTS if not is_free(port)]
    assert not busy, f"the trial needs the ports {busy}"
    folder = tmp_path_factory.mktemp("debian") / "root"
    if unpacked := os.environ.get("DEBIAN"):
        subprocess.run(["cp", "-a", unpacked, folder], check=True)
    else:
        command = [processes.program("debootstrap", "debootstrap"), "--variant=minbase"]
        subprocess.run([*command, "bookworm", folder], check=True, stdout=subprocess.DEVNULL)
    prepare(folder)
    machine = Machine(folder)
    machine.start()
    yield machine
    machine.stop()
    shutil.rmtree(folder)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def prepare(folder: Path) -> None:
    """What a machine has before the README begins: names, updates, and a stand-in for systemd."""
    shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
    shutil.copy("/etc/hosts", folder / "etc/hosts")
    (folder / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
    (folder / "usr/sbin/policy-rc.d").chmod(0o755)
    local = folder / "var/local"
    shutil.copy(ROOT / "tests/deploy/systemctl.py", local)
    if CERTIFICATES.exists():
        shutil.copy(CERTIFICATES, local / "ca.pem")
    subprocess.run(["git", "clone", "-q", "--bare", ROOT, local / "portal.git"], check=True)
    branch = ["git", "-C", local / "portal.git", "branch", "-f", "main", "HEAD"]
    subprocess.run(branch, capture_output=True)
    subprocess.run(["chown", "-R", "root:root", local], check=True)
    (folder / "usr/local/bin/systemctl").write_text(SYSTEMCTL)
    (folder / "usr/local/bin/systemctl").chmod(0o755)


def get(machine: Machine, path: str) -> tuple[int, str]:
    context = ssl.create_default_context(cafile=machine.folder / "etc/portal/tls/fullchain.pem")
    connection = http.client.HTTPSConnection(NAME, 443, context=context, timeout=70)
    connection._create_connection = lambda *_: socket.create_connection(("127.0.0.1", 443), 70)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class Readers:
    """Some who read all the time; what they got is counted."""

    def __init__(self, machine: Machine, count: int = 3):
        self.machine = machine
        self.got: Counter = Counter()
        self.done = threading.Event()
        self.threads = [threading.Thread(target=self._read) for _ in range(count)]

    def _read(self) -> None:
        while not self.done.is_set():
            for path in PATHS:
                try:
                    self.got[get(self.machine, path)[0]] += 1
                except OSError as error:
                    self.got[type(error).__name__] += 1
                time.sleep(0.4)  # one address has its limits

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self.got

    def __exit__(self, *_):
        self.done.set()
        for thread in self.threads:
            thread.join()


def test_from_an_empty_debian_to_a_portal_an_upgrade_and_back(machine):
    for heading, block in steps():
        for written, meant in PREPARED.items():
            block = block.replace(written, meant)
        began = time.monotonic()
        if heading == "Install it":
            machine.run(block, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        else:
            before = os.readlink(machine.folder / "srv/portal/current")
            with Readers(machine) as got:
                machine.run(block)
            print(f"{heading}: {dict(got)}")
            assert set(got) == {200}
            assert os.readlink(machine.folder / "srv/portal/current") != before
        print(f"{time.monotonic() - began:5.0f} s  {heading}: {block.splitlines()[0].strip()}")
    for path in PATHS:
        status, page = get(machine, path)
        assert status == 200 and "<h1" in page, path
    backups = list((machine.folder / "srv/portal/backups").glob("portal-*.tar"))
    assert backups
    people = machine.run(
        "cd /srv/portal/current; runuser -u portal -- .venv/bin/python manage.py shell -v0 -c "
        "'from nszm_portal.accounts.models import User; print(User.objects.get().username)'"
    )
    assert "spravkyne" in people
