"""A server below a folder: the units of deploy/ with doors and paths of its own; its readers."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from tests.kills.killing import Editor, form
from tests.servers import processes
from tests.servers.nginx import Nginx
from tests.servers.portal import ROOT

PATHS = ("/", "/aktuality/", "/kraje/", "/hledat/?q=zprava", "/napiste-nam/", "/rss.xml")
LIKE_BASH = """#!/bin/sh
SYSTEMCTL_FOLDER={folder} exec {python} {script} "$@"
"""


class Machine:
    """`home` is what /srv/portal is on a server; the doors are ports of the run's own."""

    def __init__(self, home: Path, environment: dict[str, str]):
        self.home, self.environment = home, environment
        self.doors = [processes.free_port(), processes.free_port()]
        self.units, self.folder = home / "units", home / "systemd"
        self.manager = None

    def start(self) -> None:
        self.folder.mkdir(parents=True)
        shutil.copytree(ROOT / "deploy/systemd", self.units)
        for unit in self.units.glob("*.*"):
            if unit.is_file():
                text = unit.read_text().replace("/srv/portal", str(self.home))
                unit.write_text(text.replace("User=portal\n", "").replace("Group=portal\n", ""))
        script = ROOT / "tests/deploy/systemctl.py"
        program = self.home / "bin/systemctl"
        program.parent.mkdir()
        told = {"folder": self.folder, "python": sys.executable, "script": script}
        program.write_text(LIKE_BASH.format(**told))
        program.chmod(0o755)
        command = [sys.executable, str(script), "--serve", str(self.folder), str(self.units)]
        self.manager = subprocess.Popen(processes.as_child(command), env=self.environment)
        while not (self.folder / "bus").exists():
            time.sleep(0.02)
        self.systemctl("enable", "--now", *(f"portal@{door}.socket" for door in self.doors))

    def systemctl(self, *arguments: str) -> None:
        subprocess.run([self.home / "bin/systemctl", *arguments], check=True)

    def log(self) -> str:
        return "".join(file.read_text() for file in self.folder.glob("*.log"))

    def stop(self) -> None:
        if self.manager:
            processes.end(self.manager)


class Behind:
    """What nginx asks of a portal, for the doors of a machine."""

    def __init__(self, port: int, folder: Path, env: dict[str, str]):
        self.port, self.folder, self.env = port, folder, env


def before(machine: Machine, env: dict[str, str]) -> Nginx:
    """nginx with TLS in front of both doors, not started."""
    doors = [Behind(door, machine.home, env) for door in machine.doors]
    return Nginx(doors[0], tls=True, also=doors[1:])


class Load:
    """Readers of pages kept and not kept, and an editor who publishes, until the block ends."""

    def __init__(self, nginx: Nginx, readers: int = 4):
        self.nginx, self.done = nginx, threading.Event()
        self.got: Counter = Counter()
        self.failed: list[str] = []
        self.saved: list[str] = []
        self.slowest = 0.0
        self.editor = Editor(nginx)
        self.threads = [threading.Thread(target=self._read, args=[n]) for n in range(readers)]
        self.threads.append(threading.Thread(target=self._write))

    def __enter__(self):
        self.editor.sign_in()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        for thread in self.threads:
            thread.join()

    def __str__(self) -> str:
        return (
            f"{sum(self.got.values())} requests of readers {dict(self.got)}, {len(self.saved)} "
            f"articles published, failed: {len(self.failed)}, the slowest {self.slowest:.1f} s"
        )

    def _read(self, number: int) -> None:
        while not self.done.is_set():
            for path in PATHS[number % 2 :]:
                self._timed(path, lambda path=path: self.nginx.get(path).status)

    def _write(self) -> None:
        while not self.done.is_set():
            title = f"Zpráva za provozu {len(self.saved) + 1}"
            self._timed(title, lambda title=title: self._publish(title))
            time.sleep(0.1)

    def _publish(self, title: str) -> int:
        status, leads_to, _ = self.editor.post(
            "/admin/news/article/add/", **form(title), _publish=1
        )
        if status == 302 and "/login/" not in leads_to:
            self.saved.append(title)
            return 200
        return status

    def _timed(self, what: str, ask) -> None:
        began = time.monotonic()
        try:
            status = ask()
        except Exception as error:  # whatever breaks is what is counted here
            status = type(error).__name__
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.got[status] += 1
        if status != 200:
            self.failed.append(f"{what}: {status}")


def clean(**environment: str) -> dict[str, str]:
    """The environment of a server: nothing of what the tests say to the portal."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "LANG", "HOME"} or "CERT" in name or name.startswith("PIP_")
    }
    return kept | environment
