"""A PostgreSQL of the run's own, or the one that TEST_DATABASE_URL names."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest

from tests.servers import processes

PATIENCE = 30  # seconds
# Nothing of a test's data has to survive a crash.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100"]


class Cluster:
    """A private cluster in a temporary folder, owned by an ordinary user even when root tests."""

    def __init__(self, binaries: Path):
        self.binaries = binaries
        self.user = processes.unprivileged_user() if os.geteuid() == 0 else ""
        self.port = processes.free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="portal-postgresql-"))
        self.process = None

    @property
    def url(self) -> str:
        return f"postgres://portal@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Also after `halt()`, with all that it held."""
        if self.user:
            shutil.chown(self.folder, self.user)
        data = str(self.folder / "data")
        if not Path(data).exists():
            self._initialise(data)
        options = [*FAST, "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}"]
        command = [str(self.binaries / "postgres"), "-D", data, "-p", str(self.port)]
        for option in options:
            command += ["-c", option]
        with open(self.folder / "log", "a") as log:
            # INT asks PostgreSQL to end at once; after TERM it would wait for its clients.
            self.process = subprocess.Popen(
                processes.as_child(command, user=self.user, signal_name="INT"),
                stdout=log,
                stderr=log,
                cwd="/",
            )
        self._wait()

    def _initialise(self, data: str) -> None:
        command = [str(self.binaries / "initdb"), "--pgdata", data, "--username=portal"]
        command += ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        command = processes.as_child(command, user=self.user)
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
        if done.returncode:
            raise pytest.UsageError(f"PostgreSQL's initdb failed: {done.stderr}")

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg2.connect(self.url).close()
            except psycopg2.OperationalError as error:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    log = (self.folder / "log").read_text()
                    raise pytest.UsageError(f"PostgreSQL did not start: {log}") from error
                time.sleep(0.05)
            else:
                return

    def halt(self) -> None:
        """Ends it, whoever is connected; what it holds stays."""
        if self.process:
            processes.end(self.process, signal.SIGINT)

    def stop(self) -> None:
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server that is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found and (initdb := shutil.which("initdb")):
        found = [Path(initdb).resolve().parent]
    return max(found, key=lambda path: (len(path.parts), path.parent.name.zfill(3)), default=None)


def start() -> Cluster:
    """Never SQLite instead of it: a run that was asked for PostgreSQL has it or ends."""
    folder = binaries()
    if folder is None:
        raise pytest.UsageError(
            "PostgreSQL is missing: sudo apt-get install postgresql, or set TEST_DATABASE_URL"
        )
    cluster = Cluster(folder)
    try:
        cluster.start()
    except BaseException:
        cluster.stop()
        raise
    return cluster


def command(url: str, sql: str) -> list[tuple]:
    """What one statement outside any transaction answers."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def drop_databases(url: str, prefix: str) -> None:
    """Leaves a server that was lent to the run without the run's own databases."""
    for (name,) in command(url, "SELECT datname FROM pg_database"):
        if name.startswith(prefix):
            command(url, f'DROP DATABASE "{name}" WITH (FORCE)')
