"""A portal killed at a random moment while an editor saves and publishes over HTTP."""

import http.client
import json
import random
import re
import subprocess
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.browser import shelf
from tests.servers.portal import PATIENCE, Portal

PREFIX = "publishing-attachment-content_type-object_id"
LONGEST = 0.9  # seconds from the first acknowledged change to the kill
REFUSALS = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


class Editor:
    """A person's requests, a chief editor's unless told; each is answered, or the connection
    breaks."""

    def __init__(self, portal: Portal, username: str = shelf.EDITOR):
        self.portal = portal
        self.username = username
        self.cookies: dict[str, str] = {}

    def sign_in(self) -> None:
        self.cookies.clear()
        self.send("GET", "/admin/login/")
        answer = self.post("/admin/login/", username=self.username, password=shelf.PASSWORD)
        assert answer[0] == 302, answer

    def post(self, path, **fields):
        fields["csrfmiddlewaretoken"] = self.cookies["csrftoken"]
        return self.send("POST", path, urlencode(fields))

    def send(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = self.portal.connection()
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": kind,
            "Referer": self.portal.url,
        }
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return response.status, response.headers.get("Location", ""), text


@dataclass
class Told:
    """What the portal has acknowledged, and what it was about to do when it died."""

    titles: dict[int, str] = field(default_factory=dict)
    slugs: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    copies: dict[int, str] = field(default_factory=dict)
    begun: dict[int, dict] = field(default_factory=dict)
    acknowledged: int = 0


class Trial:
    """Kills one portal again and again; `wrong` is all that was ever amiss."""

    def __init__(self, portal: Portal, seed: int):
        self.portal = portal
        self.random = random.Random(seed)
        self.editor = Editor(portal)
        self.told = Told()
        self.wrong: list[str] = []
        self.number = 0

    def kill(self) -> None:
        """One cycle: start, write, die in the middle, look."""
        self.portal.start()
        self.editor.sign_in()
        acknowledged = self.told.acknowledged
        writer = threading.Thread(target=self._write)
        writer.start()
        deadline = time.monotonic() + PATIENCE
        while self.told.acknowledged == acknowledged and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(self.random.uniform(0.02, LONGEST))
        subprocess.run(["pkill", "-9", "-f", f"127.0.0.1:{self.portal.port}"], check=True)
        writer.join()
        self.portal.process.wait()
        self._look()

    def _write(self) -> None:
        try:
            while True:
                self._step()
        except REFUSALS:
            return  # it was killed
        except AssertionError as error:
            self.wrong.append(f"refused: {str(error)[:200]}")

    def _step(self) -> None:
        self.number += 1
        title = f"Zpráva z pokusu {self.number}"
        known = list(self.told.titles)
        verb = self.random.choice(["add", "add and publish", "publish", "publish", "autosave"])
        if verb.startswith("add") or not known:
            self._add(title, "_publish" if verb == "add and publish" else "_save")
        elif verb == "autosave":
            self._autosave(self.random.choice(known), title)
        else:
            self._publish(self.random.choice(known), title)

    def _add(self, title, button):
        status, _, text = self.editor.post("/admin/news/article/add/", **form(title), **{button: 1})
        assert status == 302, text
        pk = self._newest(title)
        self.told.titles[pk] = title
        self.told.states[pk] = "published" if button == "_publish" else "new"
        self.told.acknowledged += 1

    def _newest(self, title) -> int:
        _, _, text = self.editor.send("GET", f"/admin/news/article/?{urlencode({'q': title})}")
        found = re.search(rf"/admin/news/article/(\d+)/change/[^>]*>{title}<", text)
        return int(found[1])

    def _publish(self, pk, title):
        slug = f"zprava-{pk}-{self.number}"
        self.told.begun[pk] = {"title": title, "slug": slug, "state": "published"}
        fields = form(title) | {"slug": slug, "publish_at_0": "1. 1. 2020", "publish_at_1": "10:00"}
        path = f"/admin/news/article/{pk}/change/"
        status, _, text = self.editor.post(path, **fields, _publish=1)
        assert status == 302, text
        del self.told.begun[pk]
        self.told.titles[pk], self.told.slugs[pk] = title, slug
        self.told.states[pk] = "published"
        self.told.acknowledged += 1

    def _autosave(self, pk, title):
        path = f"/admin/news/article/{pk}/autosave/"
        status, _, text = self.editor.post(path, **form(title))
        assert status == 200, text
        self.told.copies[pk] = title
        self.told.acknowledged += 1

    # --- afterwards ------------------------------------------------------------------------------

    def _look(self) -> None:
        code = "from tests.kills import audit; audit.report()"
        found = json.loads(self.portal.manage("shell", "-v0", "-c", code).splitlines()[-1])
        self.wrong += found["wrong"]
        stored = {int(pk): row for pk, row in found["stored"].items()}
        for pk, title in self.told.titles.items():
            self._compare(pk, stored.get(pk), {"title": title, "state": self.told.states[pk]})
        kept = {row["object_id"]: row["title"] for row in found["copies"]}
        for pk, title in self.told.copies.items():
            published_since = kept.get(pk) is None and pk in self._published()
            later = self._number(kept.get(pk)) >= self._number(title)
            if not (published_since or later):
                self.wrong.append(f"{pk}: the copy {title!r} was acknowledged and is lost")
        self._take_over(stored)

    def _compare(self, pk, row, told):
        if row is None:
            self.wrong.append(f"{pk}: acknowledged and lost")
            return
        begun = self.told.begun.get(pk, {})
        for name, value in told.items():
            if row[name] not in {value, begun.get(name)}:
                self.wrong.append(f"{pk}: {name} is {row[name]!r}, acknowledged was {value!r}")

    def _published(self):
        return {pk for pk, state in self.told.states.items() if state == "published"}

    @staticmethod
    def _number(title) -> int:
        return int(title.rpartition(" ")[2]) if title else -1

    def _take_over(self, stored):
        """What was begun when it died is either done or not: from now on it is what is stored."""
        for pk, row in stored.items():
            self.told.titles[pk], self.told.states[pk] = row["title"], row["state"]
        self.told.begun.clear()
        self.told.copies.clear()


def form(title: str) -> dict:
    return {
        "title": title,
        "lead": "",
        "body": "<p>Text z pokusu.</p>",
        "photographs-TOTAL_FORMS": "0",
        "photographs-INITIAL_FORMS": "0",
        f"{PREFIX}-TOTAL_FORMS": "0",
        f"{PREFIX}-INITIAL_FORMS": "0",
    }
