"""Rooms import only from their left, and every room has its place in that order."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
PLACED = {
    room.strip(" ()")
    for layer in CONTRACT["contracts"][0]["layers"]
    for room in layer.replace("|", ":").split(":")
}
PORTAL = [path.stem for path in (ROOT / "nszm_portal").iterdir() if path.suffix in {"", ".py"}]
MODULES = [name for name in PORTAL if not name.startswith("_")]
KINDS = [path.parent.name for path in ROOT.glob("*/apps.py")]


def test_a_room_imports_only_from_its_left():
    # As a program: called from here it would silence the loggers that other tests listen to.
    program = Path(sys.executable).with_name("lint-imports")
    asked = [program, "--config", ROOT / "pyproject.toml", "--no-cache"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("module", MODULES)
def test_every_room_of_the_portal_has_its_place(module):
    assert f"nszm_portal.{module}" in PLACED


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_publication_has_its_place(kind):
    assert kind in PLACED
    assert kind in CONTRACT["root_packages"]
