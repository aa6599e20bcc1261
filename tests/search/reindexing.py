"""The index made anew in a running portal, while readers search and an editor publishes."""

import json
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from nszm_portal.demonstration.synthetic.prose import Writer
from tests.browser import shelf
from tests.kills.killing import Editor, form
from tests.servers import processes
from tests.servers.portal import ROOT, Portal

READERS = 4
WORDS = ("město", "kraje", "zdraví", "zkušenosti", "veřejnosti", "spolupráce")  # each in many texts
FOUND = "Našli jsme"  # not said of what was found by another word instead
EVERY = 0.3  # seconds between two publications
LETTERS = "bcdfghjklm"
# What the form of a published article sends besides.
PUBLISHED = {"slug": "zprava", "publish_at_0": "1. 1. 2020", "publish_at_1": "10:00"}


@dataclass
class Trial:
    """`run()` once; `wrong` is all that a reader or an editor found amiss."""

    portal: Portal
    articles: int
    wrong: list[str] = field(default_factory=list)
    searches: int = 0
    publications: int = 0
    seconds: float = 0
    peak: int = 0  # megabytes of the command's process
    waited: float = 0  # seconds at most for one publication

    def __post_init__(self):
        shelf.put(self.portal, "people")
        self.portal.manage("populate", "--articles", str(self.articles), "-v0")
        self.portal.start()
        self.editor = Editor(self.portal)
        self.editor.sign_in()
        self.path = self._publish_first()
        self._writer = Writer(seed=1)
        self._done = threading.Event()
        self._lock = threading.Lock()

    def __str__(self) -> str:
        return (
            f"{self.articles} articles: {self.seconds:.1f} s, at most {self.peak} MB, "
            f"{self.searches} searches and {self.publications} publications meanwhile, "
            f"the longest of which took {self.waited:.1f} s"
        )

    def run(self) -> None:
        threads = [threading.Thread(target=self._read, args=[number]) for number in range(READERS)]
        threads.append(threading.Thread(target=self._write))
        for thread in threads:
            thread.start()
        try:
            self._reindex()
        finally:
            self._done.set()
            for thread in threads:
                thread.join()
        self._look()

    # --- meanwhile -------------------------------------------------------------------------------

    def _reindex(self) -> None:
        started = time.monotonic()
        command = [sys.executable, str(ROOT / "manage.py"), "reindex", "-v0"]
        with open(self.portal.folder / "reindex", "w") as told:
            process = subprocess.Popen(
                processes.as_child(command), env=self.portal.env, cwd=ROOT, stdout=told, stderr=told
            )
            while process.poll() is None:
                self.peak = max(self.peak, _peak(process.pid))
                time.sleep(0.05)
        self.seconds = time.monotonic() - started
        if process.returncode:
            self.wrong.append(f"reindex: {(self.portal.folder / 'reindex').read_text()}")

    def _read(self, number: int) -> None:
        while not self._done.is_set():
            word = WORDS[number % len(WORDS)]
            number += 1
            # As many readers: what one address may ask for has its bound.
            source = f"127.2.{number // 200 % 200}.{number % 200}"
            answer = self.portal.get(f"/hledat/?q={quote(word)}", source=source)
            if answer.status != 200:
                self.wrong.append(f"{word}: answered {answer.status}")
            elif FOUND not in answer.text:
                self.wrong.append(f"{word}: nothing found")
            with self._lock:
                self.searches += 1

    def _write(self) -> None:
        while not self._done.is_set():
            self._publish()
            self._done.wait(EVERY)

    def _publish_first(self) -> str:
        """The address of the form of the article that the editor changes."""
        status, _, text = self.editor.post(
            "/admin/news/article/add/", **form(self.title(0)), _publish=1
        )
        assert status == 302, text
        _, _, text = self.editor.send("GET", f"/admin/news/article/?q={self.word(0)}")
        return re.search(r"/admin/news/article/\d+/change/", text)[0]

    def _publish(self) -> None:
        fields = form(self.title(self.publications + 1)) | PUBLISHED
        started = time.monotonic()
        status, _, _ = self.editor.post(
            self.path, **fields | {"body": self._writer.body()}, _publish=1
        )
        self.waited = max(self.waited, time.monotonic() - started)
        if status == 302:
            self.publications += 1
        else:
            self.wrong.append(f"the editor's form answered {status}")

    # --- afterwards ------------------------------------------------------------------------------

    def _look(self) -> None:
        code = "from tests.search import reindexing; reindexing.report()"
        printed = self.portal.manage("shell", "-v0", "-c", code)
        self.wrong += json.loads(printed.splitlines()[-1])
        last, before = self.word(self.publications), self.word(self.publications - 1)
        title = self.title(self.publications)
        if title not in self._plain(f"/hledat/?q={last}"):
            self.wrong.append("the editor's last title is not found")
        if FOUND in self._plain(f"/hledat/?q={before}"):
            self.wrong.append("something is found by a word that the editor took away")
        suggested = json.loads(self._plain(f"/hledat/naseptavac/?q={last[:-1]}"))
        if title not in [row["title"] for row in suggested["titles"]]:
            self.wrong.append("the editor's last title is not suggested")

    def _plain(self, path: str) -> str:
        return re.sub(r"<[^>]+>", "", self.portal.get(path).text).replace("\u00a0", " ")

    def title(self, number: int) -> str:
        return f"Zpráva {self.word(number)} z pokusu"

    @staticmethod
    def word(number: int) -> str:
        """A word that stands in no other text, of letters alone as words are suggested."""
        return "xyx" + "".join(LETTERS[int(digit)] for digit in f"{number:05}")


def _peak(pid: int) -> int:
    """Megabytes that a process has held at most so far; 0 where it has just ended."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


def report() -> None:
    """Inside the portal: prints what the index lacks or has too much of, as JSON."""
    from django.db import connection

    from nszm_portal.publishing import kinds
    from nszm_portal.publishing.models import Entry
    from nszm_portal.search import backends
    from nszm_portal.search.expressions import of_kind

    wrong = []
    if lacking := Entry.objects.visible().filter(search_document=None).count():
        wrong.append(f"{lacking} entries without a document")
    for model in kinds.all():
        sql, parameters = backends.current().matching(of_kind(model.kind))
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            found = {row[0] for row in cursor.fetchall()}
        wanted = set(Entry.objects.filter(kind=model.kind).values_list("pk", flat=True))
        if found != wanted:
            wrong.append(f"{model.kind}: {len(wanted - found)} missing, {len(found - wanted)} over")
    print(json.dumps(wrong))
