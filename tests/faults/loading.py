"""Readers of several pages and an editor who saves, without a pause; every answer is judged."""

import html
import itertools
import re
import secrets
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.kills.killing import REFUSALS, Editor, form
from tests.servers.nginx import Nginx

PAUSE = 0.01  # seconds between two requests of one reader
BETWEEN_SAVES = 0.1  # seconds
AWAY = "Web je na chvíli mimo provoz"
NOT_SAVED = "Uložit se to teď nepodařilo"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
ADD = "/admin/news/article/add/"


@dataclass(frozen=True)
class Answered:
    """One request: whose it was, when it began, what it led to."""

    who: str  # "warm", "cold" or "editor"
    path: str
    began: float
    seconds: float
    verdict: str  # "good", "sorry" (a sentence instead of the page), "failed" or "wrong"
    detail: str = ""

    @property
    def ended(self) -> float:
        return self.began + self.seconds


class Load:
    """`pages` are read again and again, as many times as there are `readers`.

    `warm` and `cold` map a path to a word that has to be on its page; a cold one is made anew each
    time, as its query is another one each time. `button` is what the editor presses: publishing
    makes all pages new.
    """

    def __init__(self, portal, warm, cold, *, readers: int = 3, button: str = "_publish"):
        self.portal, self.warm, self.cold = portal, warm, cold
        self.answers: list[Answered] = []
        self.saved: list[str] = []
        self.over = threading.Event()
        self.editor = Writer(self, button)
        people = [lambda: self._read("warm", warm)] * readers + [lambda: self._read("cold", cold)]
        self.people = [threading.Thread(target=person) for person in [*people, self.editor.write]]

    def __enter__(self) -> "Load":
        self.warm_up()
        self.editor.sign_in()
        for person in self.people:
            person.start()
        return self

    def __exit__(self, *failure) -> None:
        self.over.set()
        for person in self.people:
            person.join()

    def warm_up(self) -> None:
        """So that every process of the portal has every page at hand."""
        for path, word in self.warm.items():
            for _ in range(10):
                assert word in self.portal.get(path, Accept_Encoding="identity").text, path

    def _read(self, who: str, pages: dict[str, str]) -> None:
        for number, path in enumerate(itertools.cycle(pages)):
            if self.over.wait(PAUSE):
                return
            address = path if who == "warm" else f"{path}?x={number}"
            began = time.monotonic()
            status, text = self._get(address)
            self.note(who, path, began, *_judged(status, text, pages[path]))

    def _get(self, path: str) -> tuple[int, str]:
        connection = self.portal.connection()
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode(errors="replace")
        except REFUSALS as error:
            return 0, repr(error)
        finally:
            connection.close()

    def note(self, who, path, began, verdict, detail="") -> None:
        seconds = time.monotonic() - began
        self.answers.append(Answered(who, path, began, seconds, verdict, detail))

    def between(self, start: float, end: float) -> list[Answered]:
        """The answers that somebody waited for in that time."""
        return [each for each in self.answers if each.began < end and each.ended > start]

    def wait_for_good(self, since: float, who=("warm", "cold", "editor"), patience=60) -> float:
        """Seconds from `since` until each of `who` had a good answer to what was asked then."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            good = [each for each in tuple(self.answers) if each.verdict == "good"]
            first = {
                person: min(
                    (a.ended for a in good if a.who == person and a.ended > since), default=None
                )
                for person in who
            }
            if None not in first.values():
                return max(first.values()) - since
            time.sleep(0.02)
        raise AssertionError(f"not recovered in {patience} s: {first}")


def _judged(status: int, text: str, word: str) -> tuple[str, str]:
    if status == 200:
        return ("good", "") if word in text else ("wrong", text[:300])
    if status == 503 and AWAY in text:
        return "sorry", ""
    return "failed", f"{status} {text[:300]}"


class Writer:
    """The editor: adds articles and publishes them, and sends again what was not taken."""

    def __init__(self, load: Load, button: str):
        self.load, self.button = load, button
        self.day = secrets.token_hex(3)
        self.editor = Editor(load.portal)
        self.number = 0

    def sign_in(self) -> None:
        self.editor.sign_in()

    def write(self) -> None:
        while not self.load.over.is_set():
            self.number += 1
            title = f"Špatný den {self.day}, zpráva {self.number}"
            self._save(title, form(title) | {self.button: "1"})
            time.sleep(BETWEEN_SAVES)

    def _save(self, title: str, fields: dict[str, str]) -> None:
        """As a person does: sends what the page of refusal has kept, until it is taken."""
        while True:
            began = time.monotonic()
            try:
                status, where, text = self.editor.send("POST", ADD, urlencode(self._signed(fields)))
                if status == 302 and "/login/" in where:
                    # A clock that jumped ahead has ended the session; the form stays on the screen.
                    self.editor.sign_in()
                    continue
            except REFUSALS as error:
                self.load.note("editor", ADD, began, "failed", repr(error))
            else:
                if status == 302:
                    self.load.note("editor", ADD, began, "good")
                    self.load.saved.append(title)
                    return
                verdict = "sorry" if self._is_kept(status, text, fields) else "wrong"
                self.load.note("editor", ADD, began, verdict, f"{status} {text[:900]}")
            if self.load.over.wait(BETWEEN_SAVES):
                return

    def _is_kept(self, status: int, text: str, fields: dict[str, str]) -> bool:
        """In the page, or, where nginx alone answers, only in the browser (autosave.js)."""
        if status == 503 and NOT_SAVED in text:
            return kept_in(text) == self._signed(fields)
        return status == 503 and AWAY in text and isinstance(self.load.portal, Nginx)

    def _signed(self, fields: dict[str, str]) -> dict[str, str]:
        return fields | {"csrfmiddlewaretoken": self.editor.cookies["csrftoken"]}


def kept_in(text: str) -> dict[str, str]:
    """What a page of refusal would send again."""
    return {html.unescape(name): html.unescape(value) for name, value in HIDDEN.findall(text)}
