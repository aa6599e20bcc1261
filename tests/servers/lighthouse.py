"""Lighthouse's judgement of a page on a slow phone."""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import browser, processes

PROGRAM = Path(__file__).resolve().parents[2] / "node_modules/lighthouse/cli/index.js"
PATIENCE = 180  # seconds
CHROMIUM = "--headless=new --no-sandbox --disable-gpu"


@dataclass
class Judgement:
    """Points of each category, of 100, and what they were lost for."""

    points: dict[str, int]
    lost: dict[str, list[str]]


@pytest.fixture(scope="session")
def lighthouse() -> Callable[..., Judgement]:
    """lighthouse(address, *categories): all four categories where none is named."""
    node = processes.program("npm", "node")
    if not PROGRAM.exists():
        processes.lacking("npm; npm ci --ignore-scripts")

    def judge(address: str, *categories: str) -> Judgement:
        command = [node, str(PROGRAM), address, "--quiet", "--output=json"]
        command += [f"--chrome-flags={CHROMIUM}", "--no-enable-error-reporting"]
        if categories:
            command.append(f"--only-categories={','.join(categories)}")
        env = os.environ | {"CHROME_PATH": browser.program()}
        done = subprocess.run(command, capture_output=True, env=env, timeout=PATIENCE, text=True)
        assert done.returncode == 0, done.stderr
        return _read(json.loads(done.stdout))

    return judge


def _read(report: dict) -> Judgement:
    points, lost = {}, {}
    for name, category in report["categories"].items():
        assert category["score"] is not None, f"{name} was not judged"
        points[name] = round(category["score"] * 100)
        audits = [report["audits"][each["id"]] for each in category["auditRefs"] if each["weight"]]
        lost[name] = [
            f"{audit['id']} {audit['score']} {audit.get('displayValue', '')}".strip()
            for audit in audits
            if audit["score"] is not None and audit["score"] < 1
        ]
    return Judgement(points, lost)
