"""A fuzzer: malformed requests to a real portal behind a real nginx, as each kind of person.

Every address of the URL map with real values or hostile ones in it, queries, headers, methods,
cookies and bodies from `hostile` and made at random; half of the posts bring the token and the
fields of a form, so that they get behind the doors. What is wrong is collected, with the seed and
the number by which the request can be made again.
"""

import json
import random
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlencode

from tests.kills.killing import Editor
from tests.robustness import hostile
from tests.robustness.judge import MARK

PATIENCE = 65  # seconds: gunicorn ends a worker that is silent for 60
THREADS = 4
ADDRESSES = 2**16  # of the loopback that requests come from: limits are not all that answers
LONGEST_LINE = 7000  # bytes; what is longer gets no further than nginx
AGAIN = 400  # requests after which somebody signs in anew
NAMES = """q strana druh rok tema kraj id typ uroven razeni kopie od do next e o p all pismo obrazky
stranka opened text email name kind page title slug lead body regions topics shown_on publish_at_0
publish_at_1 _copy _version _publish _save _note csrfmiddlewaretoken action select_across index
_selected_action post target ids CKEditorFuncNum upload file username password starts_on
days note level website ico articles app_label model_name field_name term _popup _to_field
photographs-TOTAL_FORMS photographs-INITIAL_FORMS photographs-0-picture""".split()
BEGINNINGS = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.4", b"PK\x03\x04", b""]
# What would end the work: a session, an account.
LEFT_OUT = ("logout", "heslo", "password", "accounts/user/", "login")


def random_text(chance: random.Random) -> str:
    kind = chance.randrange(6)
    if kind == 0:
        highest = chance.choice([0x20, 0x7F, 0x2FFF, 0x1F700])
        return "".join(chr(chance.randrange(highest)) for _ in range(chance.randrange(40)))
    if kind == 1:
        return chance.choice(hostile.DIGITS)
    if kind == 2:
        return "ž" * chance.choice([1, 200, 5000])
    if kind == 3:
        return chance.choice(["31. 2. 2026", "25:61", "1e999", "-0", "NaN", "[]", "{}", "on"])
    if kind == 4:
        return "article:" + str(chance.randrange(40))
    return str(chance.randrange(-2, 60))


def nested(chance: random.Random, depth: int = 0):
    """A JSON value, sometimes very deep."""
    if chance.random() < 0.05:
        return json.loads("[" * 400 + "]" * 400)
    if depth > 4 or chance.random() < 0.4:
        return chance.choice([None, True, 10**30, -1.5, "\ud800", random_text(chance)])
    if chance.random() < 0.5:
        return [nested(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {random_text(chance): nested(chance, depth + 1) for _ in range(chance.randrange(4))}


@dataclass
class Person:
    """Somebody who asks: nobody signed in, or one of the cast."""

    name: str
    editor: Editor | None = None
    asked: int = 0

    def cookies(self) -> dict[str, str]:
        if self.editor is None:
            return {}
        if self.asked % AGAIN == 0:
            self.editor.sign_in()
        self.asked += 1
        return self.editor.cookies


@dataclass
class Found:
    """What came back: how often each status, and all that was wrong."""

    statuses: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    unanswered: int = 0

    @property
    def asked(self) -> int:
        return self.statuses.total() + self.unanswered


class Fuzzer:
    """`paths` are the addresses, each a pattern with {parts} and its real values."""

    def __init__(self, front, routes: list[tuple[str, dict]], people: list[Person], seed: int):
        self.front, self.routes, self.people, self.seed = front, routes, people, seed
        self.found = Found()
        self.lock = threading.Lock()

    def run(self, seconds: float) -> Found:
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._work, args=(until, number)) for number in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.found

    def _work(self, until: float, number: int) -> None:
        count = 0
        people = [Person(p.name, p.editor and Editor(p.editor.portal, p.name)) for p in self.people]
        while time.monotonic() < until:
            name = f"{self.seed}-{number}-{count}"
            count += 1
            chance = random.Random(name)
            person = chance.choice(people)
            try:
                sent = self.request(chance, person.cookies())
            except (OSError, HTTPException) as error:
                self._note(name, person, b"", f"could not sign in: {error!r}")
                continue
            self._ask(name, person, sent, chance.randrange(1, ADDRESSES))

    # --- one request -----------------------------------------------------------------------------

    def request(self, chance: random.Random, cookies: dict[str, str]) -> bytes:
        target = self._target(chance)
        method = chance.choices(["GET", "POST", chance.choice(hostile.METHODS)], [55, 35, 10])[0]
        headers = [("Host", f"127.0.0.1:{self.front.port}"), ("Connection", "close")]
        if cookies and chance.random() > 0.05:
            headers.append(("Cookie", "; ".join(f"{k}={v}" for k, v in cookies.items())))
        body = b""
        if method not in {"GET", "HEAD", "get"}:
            media_type, body = self._body(chance, cookies)
            headers += [("Content-Type", media_type), ("Content-Length", str(len(body)))]
            headers += [("Referer", self.front.url + "/admin/")] * (chance.random() < 0.8)
            if "csrftoken" in cookies and chance.random() < 0.8:
                headers.append(("X-CSRFToken", cookies["csrftoken"]))
        for _ in range(chance.choice([0, 0, 0, 1, 1, 3])):
            headers.append(chance.choice(hostile.HEADERS))
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body

    def _target(self, chance: random.Random) -> str:
        if chance.random() < 0.05:
            path = chance.choice(hostile.PATHS) or "/"
        else:
            pattern, values = chance.choice(self.routes)
            parts = {name: quote(str(value), safe="/") for name, value in values.items()}
            if parts and chance.random() < 0.4:
                parts[chance.choice(list(parts))] = chance.choice(hostile.SEGMENTS)
            path = pattern.format(**parts)
        query = ""
        if chance.random() < 0.25:
            query = "?" + chance.choice(hostile.QUERIES)
        elif chance.random() < 0.5:
            query = "?" + urlencode(self._fields(chance), errors="surrogatepass")
        return (path + query).replace(" ", "%20").replace("\r", "").replace("\n", "")[:LONGEST_LINE]

    @staticmethod
    def _fields(chance: random.Random) -> list[tuple[str, str]]:
        return [(chance.choice(NAMES), random_text(chance)) for _ in range(chance.randrange(1, 12))]

    def _body(self, chance: random.Random, cookies) -> tuple[str, bytes]:
        if chance.random() < 0.35:
            return chance.choice(hostile.BODIES)
        if chance.random() < 0.2:
            return "application/json", json.dumps(nested(chance)).encode("utf-8", "surrogatepass")
        fields = self._fields(chance)
        if "csrftoken" in cookies:
            fields.append(("csrfmiddlewaretoken", cookies["csrftoken"]))
        if chance.random() < 0.6:
            return hostile.FORM, urlencode(fields, errors="surrogatepass").encode()
        parts = [self._part(chance, name, value) for name, value in fields]
        return hostile.MULTIPART, b"".join(parts) + b"--hranice--\r\n"

    @staticmethod
    def _part(chance: random.Random, name: str, value: str) -> bytes:
        content = value.encode("utf-8", "surrogatepass")
        disposition = f'form-data; name="{name}"'
        if name in {"upload", "file"} or chance.random() < 0.05:
            disposition += f'; filename="{chance.choice(["a.png", "a.pdf", "..", "a.svg", ""])}"'
            content = chance.choice(BEGINNINGS) + content
        return hostile.part(disposition, content).removesuffix(b"--hranice--\r\n")

    # --- the answer ------------------------------------------------------------------------------

    def _ask(self, name, person, sent: bytes, source: int) -> None:
        began = time.monotonic()
        try:
            with socket.create_connection(
                ("127.0.0.1", self.front.port),
                PATIENCE,
                (f"127.2.{source // 256}.{source % 256}", 0),
            ) as connection:
                status, headers, body = self._exchange(connection, sent)
        except TimeoutError:
            return self._note(name, person, sent, f"no answer in {PATIENCE} s")
        except (OSError, HTTPException, ValueError):
            with self.lock:  # what is no HTTP gets none; that nobody died is asked at the end
                self.found.unanswered += 1
            return None
        took = time.monotonic() - began
        with self.lock:
            self.found.statuses[status] += 1
            self.found.slowest = max(self.found.slowest, took)
        if complaint := judged(status, headers, body):
            self._note(name, person, sent, f"{complaint} {body[:60]!r}")

    @staticmethod
    def _exchange(connection, sent: bytes):
        # One refused before all of it was sent has its answer all the same.
        with suppress(ConnectionError):
            connection.sendall(sent)
        response = HTTPResponse(connection, method=sent.split(b" ", 1)[0].decode("latin-1"))
        response.begin()
        return response.status, response.headers, response.read()

    def _note(self, name, person, sent: bytes, complaint: str) -> None:
        with self.lock:
            self.found.wrong.append(f"{name} {person.name} {complaint}: {sent[:600]!r}")


def judged(status: int, headers, body: bytes) -> str:
    """What is wrong with an answer; a busy maker of PDFs may say so."""
    if status == 503 and headers.get("Retry-After"):
        return "" if b"PDF" in body else "503"
    if status >= 500 and status != 501:
        return str(status)
    if MARK in headers:
        return "a header of the attacker's"
    location = headers.get("Location", "")
    if location.startswith(("//", "/\\")) or "zly.example" in location.partition("?")[0]:
        return f"leads to {location[:100]}"
    if headers.get_content_type() == "text/html" and b"<script>=<script>" in body:
        return "script of the attacker's"
    return ""


def workers(portal) -> dict[int, int]:
    """The processes of a portal that answer, and how much memory each holds (kilobytes)."""
    children = Path(f"/proc/{portal.process.pid}/task/{portal.process.pid}/children").read_text()
    found = {}
    for pid in map(int, children.split()):
        status = Path(f"/proc/{pid}/status").read_text()
        found[pid] = int(status.split("VmRSS:")[1].split()[0])
    return found
