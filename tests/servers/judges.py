"""Outside judges of a page: vnu of its HTML, axe of its accessibility."""

import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import processes

VNU = Path(__file__).resolve().parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"
PATIENCE = 60  # seconds
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="session")
def vnu() -> Callable[[str], list[str]]:
    """vnu(html): the errors that the Nu HTML checker finds in a whole page."""
    java = processes.program("default-jre-headless", "java")
    if not VNU.exists():
        processes.lacking("npm; npm ci --ignore-scripts")
    port = processes.free_port()
    command = [java, "-Dnu.validator.servlet.bind-address=127.0.0.1"]
    command += ["-cp", str(VNU), "nu.validator.servlet.Main", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(processes.as_child(command), stdout=quiet, stderr=quiet)
    judge = _Vnu(f"http://127.0.0.1:{port}/?out=json")
    judge.wait()
    yield judge
    processes.end(process)


class _Vnu:
    def __init__(self, address: str):
        self.address = address

    def __call__(self, html: str) -> list[str]:
        request = urllib.request.Request(
            self.address, html.encode(), {"Content-Type": "text/html; charset=utf-8"}
        )
        with NO_PROXY.open(request, timeout=PATIENCE) as answer:
            messages = json.load(answer)["messages"]
        return [
            f"{message['message']} | {message.get('extract', '')}"
            for message in messages
            if message["type"] != "info"
        ]

    def wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self("<!DOCTYPE html><title>x</title>")
            except urllib.error.URLError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return


@pytest.fixture
def axe(complaints) -> Callable[..., list[str]]:
    """axe(page): what axe finds wrong on the page that a browser shows now."""
    from axe_playwright_python.sync_playwright import Axe

    def axe(page, **options) -> list[str]:
        page.wait_for_load_state("networkidle")
        before = complaints.copy()
        violations = Axe().run(page, options=options or None).response["violations"]
        complaints[:] = before  # axe measures with inline styles, which our policy refuses
        return [
            f"{violation['id']}: {violation['help']} | {node['html'][:200]}"
            for violation in violations
            for node in violation["nodes"]
        ]

    return axe
