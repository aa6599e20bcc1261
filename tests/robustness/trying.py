"""A portal with content behind every address, its nginx, and the cast signed in: for the fuzzer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.browser import shelf
from tests.kills.killing import Editor
from tests.robustness.addresses import Content, Route, routes
from tests.robustness.fuzzing import LEFT_OUT, Fuzzer, Person, workers
from tests.servers.nginx import Nginx
from tests.servers.portal import Portal

CAST = [shelf.AUTHOR, shelf.EDITOR, shelf.ADMINISTRATOR]


@dataclass
class Stage:
    portal: Portal
    nginx: Nginx
    routes: list[tuple[str, dict]]
    began_with: dict[int, int]

    def fuzzer(self, seed: int) -> Fuzzer:
        people = [Person("nobody"), Person("nobody")]
        people += [Person(name, Editor(self.portal, name)) for name in CAST]
        return Fuzzer(self.nginx, self.routes, people, seed)

    def told(self) -> str:
        """What the portal and nginx have said of errors."""
        logs = (self.portal.folder / "log", self.nginx.folder / "log")
        lines = [line for log in logs for line in log.read_text(errors="replace").splitlines()]
        return "\n".join(line for line in lines if "rror" in line)[-20_000:]

    def changed_workers(self) -> set[int]:
        """Those that died or were started since the beginning."""
        return set(self.began_with) ^ set(workers(self.portal))


@contextmanager
def prepared(portal: Portal) -> Iterator[Stage]:
    portal.env |= {"TRUSTED_PROXIES": "127.0.0.1"}
    code = "from tests.robustness import trying; trying.fill()"
    told = portal.manage("shell", "-v0", "-c", code).splitlines()[-1]
    portal.start()
    nginx = Nginx(portal)
    nginx.start()
    try:
        for _ in range(40):  # each process has read and compiled what it needs
            nginx.get("/aktuality/")
        yield Stage(portal, nginx, json.loads(told), workers(portal))
    finally:
        nginx.stop()


def fill() -> None:
    """Inside the portal: the cast, content, and the addresses with what to put into them."""
    from nszm_portal.accounts.models import User

    shelf.people()
    content = Content(User.objects.get(username=shelf.AUTHOR))
    asked = [route for route in routes() if not any(part in route.pattern for part in LEFT_OUT)]
    print(json.dumps([(_braced(route), _values(content, route)) for route in asked]))


def _values(content: Content, route: Route) -> dict[str, str]:
    known = content.values(route)
    return {name: str(known.get(name, 1)) for name in route.parameters}


def _braced(route: Route) -> str:
    return route.path({}, **{name: f"{{{name}}}" for name in route.parameters})
