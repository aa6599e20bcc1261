"""gunicorn, as the portal is served."""

import os
import subprocess
import sys
from pathlib import Path

from bench.answer import Answer
from tests.servers import processes

ROOT = Path(__file__).resolve().parent.parent
# As in script/portal.py.
OPTIONS = ["--workers", "2", "--worker-class", "sync", "--no-control-socket"]
OPTIONS += ["--log-level", "warning"]
PATIENCE = 30  # seconds


class Server:
    """gunicorn on a port of its own, inside a `with`."""

    def __init__(self, project: str, settings: str, **env: str):
        self.project = project
        self.env = os.environ | {"DJANGO_SETTINGS_MODULE": settings} | env
        self.port = processes.free_port()
        self.process = None

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "gunicorn", f"{self.project}.wsgi:application"]
        command += ["--bind", f"127.0.0.1:{self.port}", *OPTIONS]
        self.process = subprocess.Popen(processes.as_child(command), env=self.env, cwd=ROOT)
        if not processes.listens(self.process, self.port, PATIENCE):
            self.__exit__()
            raise RuntimeError(f"gunicorn does not serve {self.project}")
        return self

    def __exit__(self, *failure) -> None:
        processes.end(self.process)

    def fetch(self, path: str) -> Answer:
        return Answer.fetch(self.port, path)

    def cpu_seconds(self) -> float:
        """Processor time that the workers have used so far."""
        return seconds_of_children(self.process.pid)


def seconds_of_children(pid: int) -> float:
    """Processor time of the children of a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_nanoseconds(Path(f"/proc/{child}/schedstat")) for child in children) / 1e9


def _nanoseconds(schedstat: Path) -> int:
    return int(schedstat.read_text().split()[0])
