"""The page of threats names tests that exist, and every row names at least one."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/threats.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def defined_in(path: Path) -> set[str]:
    parsed = ast.parse(path.read_text())
    return {node.name for node in parsed.body if isinstance(node, ast.FunctionDef)}


def test_each_test_that_is_named_exists():
    lost = []
    for file, name in NAMED.findall(PAGE):
        path = ROOT / file
        if not path.exists() or (name and name not in defined_in(path)):
            lost.append(f"{file}::{name}")
    assert lost == []
    assert len(NAMED.findall(PAGE)) > 40


def test_every_row_names_its_guard():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
    unguarded = [row[:60] for row in rows if "what is wanted" not in row and not NAMED.search(row)]
    assert unguarded == []
    assert len(rows) > 20
