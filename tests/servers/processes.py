"""Starting and ending other programs."""

import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

STRICT = os.environ.get("CI") == "true"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(package: str, *names: str) -> str:
    """The path of the first of `names` that is installed; else the test cannot run here."""
    for name in names:
        for found in (shutil.which(name), shutil.which(name, path="/usr/sbin:/sbin")):
            if found:
                return found
    lacking(package)


def lacking(package: str) -> None:
    """Ends the test: skipped for the missing part, or failed where nothing may be skipped."""
    end = pytest.fail if STRICT else pytest.skip
    end(f"missing: sudo apt-get install {package}")


def unprivileged_user() -> str:
    """Whom to run a server as that refuses to run as root: postgres, or nobody without it."""
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_child(command: list[str], *, user: str = "", signal_name: str = "TERM") -> list[str]:
    """`command` so that it ends with its parent, however that ends; as `user` when one is given."""
    wrapped = ["setpriv", "--pdeathsig", signal_name]
    if user:
        wrapped += ["--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--init-groups"]
    return [*wrapped, "--", *command]


def end(process: subprocess.Popen, with_signal: signal.Signals = signal.SIGTERM) -> None:
    if process.poll() is None:
        process.send_signal(with_signal)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listens(process: subprocess.Popen, port: int, patience: float) -> bool:
    """Waits for a server to answer at its port; no, when it ended or `patience` seconds passed."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            # It listens before its workers are ready; a request simply waits for them.
            socket.create_connection(("127.0.0.1", port)).close()
            return True
        except ConnectionRefusedError:
            time.sleep(0.02)
    return False


def once(folder: Path, build: Callable[[Path], None]) -> Path:
    """`folder` as `build` filled it, for all processes of the run: the first one fills it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{folder}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            scratch = folder.with_name(folder.name + ".unfinished")
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir()
            build(scratch)
            scratch.rename(folder)
    return folder
