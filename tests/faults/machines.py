"""Days on which a machine's own part fails: disk, storage, mail, clock, a server that is killed."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from email import message_from_string, policy
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg2

from tests.faults.breaking import family, freeze, thaw
from tests.faults.days import bad_day
from tests.faults.telling import Row
from tests.kills.killing import Editor
from tests.servers.portal import ROOT

SCHEDULED = "/aktuality/zprava-na-zitrek/"


# --- Disk ----------------------------------------------------------------------------------------


def disk_full(portal, disk: Path, seconds: float) -> Row:
    """Database, files and what is being uploaded are on `disk`."""
    full = disk / "full"
    portal.start()

    def take():
        with open(full, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        status, text = upload(portal)
        assert status in {200, 503}, text[:500]
        assert "se teď nepodařilo" in text or "mimo provoz" in text, text[:500]

    row = bad_day(portal, "disk full", take, full.unlink, seconds=seconds, button="_save")
    assert row.lost == row.twice == row.details("failed", "wrong") == []
    assert row.count("sorry", "warm") == 0 < row.count("sorry", "editor")
    return row


def upload(portal) -> tuple[int, str]:
    """An editor's document of a megabyte."""
    editor = Editor(portal)
    try:
        editor.sign_in()
    except AssertionError as error:  # even a session needs room
        return 503, str(error)
    fields = {"title": "Velký", "csrfmiddlewaretoken": editor.cookies["csrftoken"]}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = 'Content-Disposition: form-data; name="upload"; filename="a.csv"\r\n\r\n'
    body = f"{''.join(parts)}--x\r\n{file}{'a;b' * 2**19}\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    status, _, text = editor.send("POST", "/admin/library/document/add/", body, kind)
    return status, text


# --- Storage -------------------------------------------------------------------------------------


def storage_hangs(portal, bucket, seconds: float) -> Row:
    """The pictures themselves are away; nothing else is, after one wait."""
    before = dict(portal.env)
    portal.env |= bucket.env
    picture = picture_of(portal)
    portal.start()
    take, give = lambda: freeze(bucket.process), lambda: thaw(bucket.process)
    row = bad_day(portal, "storage hangs", take, give, seconds=seconds, cold={picture: ""})
    assert row.lost == row.twice == row.details("failed", "wrong") == []
    assert row.count("sorry", "warm", "editor") == 0 < row.count("sorry", "cold")
    assert row.slowest("warm") < 12 > row.recovered
    late = [each for each in row.answers if row.given - 2 < each.ended < row.given]
    assert sum(each.who == "warm" for each in late) > 20
    portal.stop()
    portal.env = before
    return row


# --- Mail ----------------------------------------------------------------------------------------


def mail_gone(portal, server, seconds: float) -> Row:
    """What a reader reports meanwhile is sent when there is a server again."""
    portal.env["EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
    portal.start()

    def take():
        report(portal, "Na stránce je překlep.")
        subprocess.run(
            [sys.executable, "manage.py", "send_queued_mail"],
            env=portal.env,
            cwd=ROOT,
            capture_output=True,
        )

    def give():
        server.start()
        code = "from post_office.models import Email; Email.objects.update(scheduled_time=None)"
        portal.manage("shell", "-v0", "-c", code)  # the next try is due in a quarter of an hour
        portal.manage("send_queued_mail")

    row = bad_day(portal, "mail server gone", take, give, seconds=seconds)
    assert row.count("good") == len(row.answers) and row.lost == row.twice == []
    portal.stop()
    (message,) = server.messages
    subject = message_from_string(message, policy=policy.default)["subject"]
    assert subject.startswith("Chyba v textu")
    return row


def report(portal, text: str) -> None:
    form = portal.get("/napiste-nam/").text
    opened = re.search(r'name="opened" value="([^"]*)"', form)[1]
    time.sleep(3.1)  # who is faster is a robot
    sent = {"kind": "chyba", "page": "/", "text": text, "email": "", "name": "", "opened": opened}
    reader = Editor(portal)
    status, _, answer = reader.send("POST", "/napiste-nam/", urlencode(sent))
    assert status == 303, answer


# --- Clock ---------------------------------------------------------------------------------------


def clock_jumps(portal, by: int, seconds: float) -> Row:
    """By hours. A text scheduled for the next hour is public exactly while the clock says so."""
    is_later = by > 1
    portal.manage("shell", "-v0", "-c", "from tests.faults import machines; machines.schedule()")
    before, clock = dict(portal.env), portal.folder / "clock"
    portal.env |= {"DJANGO_SETTINGS_MODULE": "tests.faults.shifted", "CLOCK": str(clock)}
    portal.start()

    def shift(hours: int):
        scratch = portal.folder / "clock.new"
        scratch.write_text(str(hours))
        scratch.replace(clock)

    shift(0)

    def take():
        assert shown(portal) == {False}
        shift(by)
        assert shown(portal) == {is_later}

    def give():
        assert shown(portal) == {is_later}
        shift(0)
        assert shown(portal) == {False}

    row = bad_day(
        portal, f"clock jumps by {by:+} hours", take, give, seconds=seconds, button="_save"
    )
    assert row.count("good") == len(row.answers) and row.lost == row.twice == []
    portal.stop()
    portal.env = before
    return row


def shown(portal) -> set[bool]:
    """Whether any of the processes shows the scheduled text, on its page or on home."""
    pages = [portal.get(SCHEDULED).status == 200 for _ in range(6)]
    homes = ["Zpráva na zítřek" in portal.get("/").text for _ in range(6)]
    return {*pages, *homes}


def schedule() -> None:
    """Inside the portal: the text for the next hour."""
    from datetime import timedelta

    from django.utils import timezone

    from news.models import Article
    from tests.factories.publishing import ArticleFactory

    if Article.objects.filter(slug="zprava-na-zitrek").exists():
        return
    article = ArticleFactory(title="Zpráva na zítřek", slug="zprava-na-zitrek")
    article.publish(at=timezone.now() + timedelta(hours=1))


# --- Servers -------------------------------------------------------------------------------------


def server_killed(nginx, portals, seconds: float) -> Row:
    """First one of two workers, then all of the other server, without a warning."""
    first, second = portals

    def take():
        os.kill(family(first.process)[1], signal.SIGKILL)
        time.sleep(seconds / 2)
        for pid in family(second.process):
            os.kill(pid, signal.SIGKILL)
        second.process.wait()

    day = "a worker killed, then a server"
    row = bad_day(nginx, day, take, second.start, seconds=seconds / 2, portal=first)
    assert row.lost == row.details("failed", "wrong") == []
    assert row.count("sorry", "warm", "cold") == 0
    return row


# --- Migration -----------------------------------------------------------------------------------


def migration(portal, seconds: float) -> Row:
    """One more column while somebody reads the table for long."""
    portal.start()
    started = {}

    def take():
        started["reading"] = _reading(portal.env["DATABASE_URL"])
        env = portal.env | {"DJANGO_SETTINGS_MODULE": "tests.faults.later.settings"}
        command = [sys.executable, "manage.py", "migrate", "later", "-v0"]
        started["migrate"] = subprocess.Popen(command, env=env, cwd=ROOT)

    def give():
        started["reading"].close()
        assert started["migrate"].wait(60) == 0

    row = bad_day(portal, "migration", take, give, seconds=seconds)
    assert row.lost == row.twice == row.details("sorry", "failed", "wrong") == []
    assert row.slowest("warm") < 4 > row.slowest("cold")
    portal.stop()
    return row


def _reading(url: str):
    """A connection that holds what it reads of the articles, until it is closed."""
    if url.startswith("sqlite"):
        path = urlsplit(url).path.removeprefix("/")
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM news_article").fetchall()
        return connection
    connection = psycopg2.connect(url)
    connection.cursor().execute("SELECT count(*) FROM news_article")
    return connection


def picture_of(portal) -> str:
    """The address of a picture that is made in the portal."""
    code = (
        "import json; from tests.factories.library import PictureFactory;"
        "print(json.dumps(PictureFactory(width=600).url))"
    )
    return json.loads(portal.manage("shell", "-v0", "-c", code).splitlines()[-1])
