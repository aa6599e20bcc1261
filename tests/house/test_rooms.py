"""What stands at the top level, what a room is called and how it opens."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    ".ci",
    ".env.example",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "bench",
    "deploy",
    "docs",
    "manage.py",
    "meetings",
    "news",
    "nszm_portal",
    "package-lock.json",
    "package.json",
    "partners",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
    "script",
    "static",
    "templates",
    "tests",
}
# Made by tools and commands, never committed.
LEFT_BY_TOOLS = {
    ".env",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "node_modules",
    "var",
}
WITHOUT_A_DUTY = {"core", "common", "utils", "helpers", "tools", "misc"}
PACKAGES = [
    path.parent
    for top in ("nszm_portal", "news", "meetings", "partners")
    for path in (ROOT / top).rglob("__init__.py")
]
ROOMS = [path for path in PACKAGES if path.parent in {ROOT, ROOT / "nszm_portal"}]


def name(path):
    return str(path.relative_to(ROOT))


def test_the_top_level_holds_what_was_agreed():
    assert {path.name for path in ROOT.iterdir()} - LEFT_BY_TOOLS <= TOP_LEVEL


def test_no_room_or_module_is_without_a_duty_in_its_name():
    modules = [path for package in PACKAGES for path in package.glob("*.py")]
    assert not [name(path) for path in PACKAGES + modules if path.stem in WITHOUT_A_DUTY]


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_a_room_says_what_belongs_in_it(room):
    opening = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))
    assert opening, f"{name(room)}/__init__.py opens with what belongs here and what does not"
    assert len(opening.split()) >= 12


def test_no_folder_of_python_is_left_without_an_opening():
    """Without __init__.py a folder would be found by imports, but not by the check of direction."""
    folders = {path.parent for package in PACKAGES for path in package.glob("*/*.py")}
    folders = {folder for folder in folders if "management" not in folder.parts}
    assert not [name(folder) for folder in folders if not (folder / "__init__.py").exists()]
