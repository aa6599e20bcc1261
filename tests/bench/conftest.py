"""How the tests run a measurement: as it is started by hand, but on a portal that is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def finished_portal(request, tmp_path_factory) -> Path:
    """The folder of a portal with the demonstration, for measurements to copy.

    Asks for the quarry by name: a measurement has its own database, and one run of it is enough.
    """
    quarry = request.getfixturevalue("quarry")
    folder = tmp_path_factory.mktemp("finished")
    shutil.copytree(quarry.folder("demo"), folder, dirs_exist_ok=True)
    (folder / "static").symlink_to(quarry.static)
    return folder


@pytest.fixture
def measure(finished_portal):
    """measure(name, *arguments): what `python -m bench.name` did and printed."""

    def measure(name: str, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", f"bench.{name}", *arguments],
            cwd=ROOT,
            env=os.environ | {"PORTAL_TO_COPY": str(finished_portal)},
            capture_output=True,
            text=True,
        )

    return measure
