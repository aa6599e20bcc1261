"""A stand-in for systemd where it does not run: the ExecStart lines of the units, run in its place.

    systemctl.py --serve FOLDER UNITS    stays, holds the doors and what stands behind them
    systemctl.py COMMAND …               what systemctl would do; FOLDER is in SYSTEMCTL_FOLDER

It knows what deploy/ uses of the language: services that notify or run once, sockets handed over,
User, WorkingDirectory, UMask, timers that name their unit. Sandboxes are systemd's own to check. A
unit that is not in UNITS is a service of Debian's.
"""

import json
import os
import pwd
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

LATEST = 80  # seconds that a service may need to end


class Unit:
    """A unit's settings; `%i` is what stands after the @ of its name."""

    def __init__(self, folder: Path, name: str):
        stem, _, kind = name.rpartition(".")
        self.name = name
        base, at, self.instance = stem.partition("@")
        file = folder / f"{base}{at}.{kind}"
        texts = [file.read_text()]
        for dropped in (f"{file.name}.d", f"{name}.d"):
            texts += [each.read_text() for each in sorted((folder / dropped).glob("*.conf"))]
        self.text = "\n".join(texts).replace("%i", self.instance)

    def __getitem__(self, setting: str) -> str:
        found = re.findall(rf"^{setting}=(.*)$", self.text, re.MULTILINE)
        return found[-1] if found else ""

    @staticmethod
    def exists(folder: Path, name: str) -> bool:
        stem, _, kind = name.rpartition(".")
        base, at, _ = stem.partition("@")
        return (folder / f"{base}{at}.{kind}").exists()


class Manager:
    """What stays: the doors, and the processes behind them."""

    def __init__(self, folder: Path, units: Path):
        self.folder, self.units = folder, units
        self.doors: dict[str, socket.socket] = {}
        self.running: dict[str, subprocess.Popen] = {}
        self.enabled: list[str] = []
        self.lock = threading.Lock()

    def obey(self, arguments: list[str], environment: dict[str, str]) -> int:
        words = [word for word in arguments if not word.startswith("-")]
        verb, names = words[0], words[1:]
        if verb == "daemon-reload":
            return 0
        return max([self._do(verb, name, "--now" in arguments, environment) for name in names])

    def _do(self, verb, name, now, environment) -> int:
        name = name if "." in name else f"{name}.service"
        if not Unit.exists(self.units, name):
            action = {"enable": "start" if now else "status"}.get(verb, verb)
            return subprocess.run(["service", name.removesuffix(".service"), action]).returncode
        unit = Unit(self.units, name)
        if verb == "enable":
            self.enabled.append(name)
            if name.endswith(".timer") and not Unit.exists(self.units, unit["Unit"]):
                return 1
            return self._open(unit) if now and name.endswith(".socket") else 0
        if verb in {"stop", "restart"}:
            self._stop(name)
        if verb in {"start", "restart"}:
            return self._start(unit, environment)
        return 0

    def _open(self, unit) -> int:
        host, port = unit["ListenStream"].rsplit(":", 1)
        self.doors[unit.name] = socket.create_server((host, int(port)), backlog=4096)
        return 0

    def _start(self, unit, environment) -> int:
        log = open(self.folder / f"{unit.name}.log", "a")  # noqa: SIM115  its process keeps it
        options = {"cwd": unit["WorkingDirectory"], "stdout": log, "stderr": log}
        options["umask"] = int(unit["UMask"] or "022", 8)
        options["env"] = os.environ | environment
        if os.geteuid() == 0 and unit["User"]:
            user = pwd.getpwnam(unit["User"])
            options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [user.pw_gid]}
        if unit["Type"] == "oneshot":
            return subprocess.run(unit["ExecStart"], shell=True, **options).returncode
        door = self.doors[unit["Requires"]]
        command = f"exec env LISTEN_FDS=1 LISTEN_PID=$$ {unit['ExecStart']} 3<&{door.fileno()}"
        self.running[unit.name] = subprocess.Popen(
            ["bash", "-c", command], pass_fds=(door.fileno(),), **options
        )
        return 0

    def _stop(self, name) -> None:
        if process := self.running.pop(name, None):
            process.terminate()
            try:
                process.wait(LATEST)
            except subprocess.TimeoutExpired:
                process.kill()

    def serve(self) -> None:
        place = self.folder / "bus"
        place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as bus:
            bus.bind(str(place))
            bus.listen()
            while True:
                caller, _ = bus.accept()
                with caller, self.lock:
                    asked = json.loads(caller.makefile().readline())
                    caller.sendall(f"{self.obey(**asked)}\n".encode())

    def end(self, *_) -> None:
        for name in list(self.running):
            self._stop(name)
        sys.exit()


def main(arguments: list[str]) -> int:
    if arguments[0] == "--serve":
        manager = Manager(Path(arguments[1]), Path(arguments[2]))
        signal.signal(signal.SIGTERM, manager.end)
        manager.serve()
    with socket.socket(socket.AF_UNIX) as bus:
        bus.connect(os.environ["SYSTEMCTL_FOLDER"] + "/bus")
        asked = {"arguments": arguments, "environment": passed_on()}
        bus.sendall(json.dumps(asked).encode() + b"\n")
        return int(bus.makefile().readline())


def passed_on() -> dict[str, str]:
    """What scripts of a test say about another place than /srv/portal."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PORTAL_", "SYSTEMCTL_")) or name == "PATH"
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
