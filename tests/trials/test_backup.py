"""A backup taken while people save, restored elsewhere and on the other database."""

import re
import threading
import time

import pytest

from tests.kills.killing import Editor, form
from tests.operation import keeping
from tests.operation.damaging import flips, refusal
from tests.servers import postgresql
from tests.servers.portal import Portal

ARTICLES = 2000
DAMAGES = 100
LONGEST_SAVE = 5  # seconds


class Saving(threading.Thread):
    """An editor who adds and publishes articles until told to stop."""

    def __init__(self, portal):
        super().__init__()
        self.editor, self.done = Editor(portal), threading.Event()
        self.saved, self.slowest, self.wrong = [], 0.0, []
        self.editor.sign_in()

    def run(self):
        while not self.done.is_set():
            title = f"Zpráva při záloze {len(self.saved) + 1}"
            began = time.monotonic()
            status, _, text = self.editor.post(
                "/admin/news/article/add/", **form(title), _publish=1
            )
            self.slowest = max(self.slowest, time.monotonic() - began)
            if status != 302:
                self.wrong.append(text[:500])
                return
            self.saved.append(title)


@pytest.fixture(scope="module")
def loaded(make_portal, tmp_path_factory):
    """A portal, its backup made under load, and who was saving meanwhile."""
    portal = make_portal("demo")
    portal.manage("populate", "--articles", str(ARTICLES), "-v0")
    portal.start()
    file = tmp_path_factory.mktemp("backup") / "a.tar"
    saving = Saving(portal)
    saving.start()
    while len(saving.saved) < 3 and saving.is_alive():
        time.sleep(0.1)
    before = len(saving.saved)
    said = portal.manage("backup", str(file))
    after = len(saving.saved)
    saving.done.set()
    saving.join()
    portal.stop()
    return portal, file, saving, before, after, said


def elsewhere(folder, url, static) -> Portal:
    folder.mkdir()
    return Portal(folder, url, static)


def test_nobody_waited_and_nothing_was_lost(loaded, quarry, tmp_path):
    portal, file, saving, before, after, said = loaded
    print(said, f"saved meanwhile: {after - before}, the slowest in {saving.slowest:.2f} s")
    assert saving.wrong == [] and after > before
    assert saving.slowest < LONGEST_SAVE
    copy = elsewhere(tmp_path / "copy", f"sqlite:///{tmp_path}/copy/portal.sqlite3", quarry.static)
    copy.manage("restore", str(file), "-v0")
    found, lived = keeping.told(copy), keeping.told(portal)
    titles = {row["fields"]["title"] for row in found["rows"]["news.article"]}
    kept = [title for title in saving.saved if title in titles]
    # One moment: everything saved before it and nothing saved after it.
    assert kept == saving.saved[: len(kept)] and before <= len(kept) <= after + 1
    # What was not touched since then is the same to a letter.
    now = {row["pk"]: row for row in lived["rows"]["news.article"]}
    assert all(now[row["pk"]] == row for row in found["rows"]["news.article"])
    assert found["files"].items() <= lived["files"].items()


def test_on_the_other_database_and_back_it_is_the_same(loaded, quarry, tmp_path):
    _, file, *_ = loaded
    one = elsewhere(tmp_path / "one", f"sqlite:///{tmp_path}/one/portal.sqlite3", quarry.static)
    one.manage("restore", str(file), "-v0")
    one.manage("backup", str(tmp_path / "b.tar"), "-v0")
    cluster = postgresql.start()
    try:
        other = elsewhere(tmp_path / "other", cluster.url, quarry.static)
        other.manage("restore", str(tmp_path / "b.tar"), "-v0")
        other.manage("backup", str(tmp_path / "c.tar"), "-v0")
        first, second = keeping.told(one), keeping.told(other)
    finally:
        cluster.stop()
    back = elsewhere(tmp_path / "back", f"sqlite:///{tmp_path}/back/portal.sqlite3", quarry.static)
    back.manage("restore", str(tmp_path / "c.tar"), "-v0")
    assert len(first["rows"]["news.article"]) > ARTICLES and len(first["files"]) > 500
    assert keeping.differences(first, second) == []
    assert keeping.differences(first, keeping.told(back)) == []


def test_a_hundred_damages_are_each_refused(loaded):
    _, file, *_ = loaded
    content = file.read_bytes()
    taken = [at for at, _, damaged in flips(content, DAMAGES, seed=2026) if not refusal(damaged)]
    assert taken == []


def test_memory_stays_bounded(loaded, tmp_path):
    """A process that does nothing else holds 80 MB."""
    portal, *_ = loaded
    code = (
        "from django.core.management import call_command;"
        f"call_command('backup', {str(tmp_path / 'a.tar')!r}, verbosity=0);"
        "print(open('/proc/self/status').read())"
    )
    told = portal.manage("shell", "-v0", "-c", code)
    kilobytes = int(re.search(r"VmHWM:\s+(\d+) kB", told)[1])
    print(f"{kilobytes / 1000:.0f} MB held")
    assert kilobytes < 200_000
