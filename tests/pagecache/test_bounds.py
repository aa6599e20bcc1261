"""How late a change is seen: in the process that took it, in another one, and through nginx."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser import shelf
from tests.kills.killing import Editor, form
from tests.servers.nginx import Nginx

ELSEWHERE, IN_FRONT = 1.0, 5.0  # seconds
AT_ONCE = 0.2  # seconds; two requests take as long on a busy machine
SLOW = 0.5  # seconds by which this machine, which does all of it, may be late
AHEAD = 6  # seconds from now to what the clock will change
CHANGED, PATH = "Změněný titulek", "/aktuality/prvni-zprava/"


def prepare() -> None:
    """Inside the portal: what time will change in a few seconds, and how."""
    from datetime import timedelta

    from django.utils import timezone

    from tests.factories.meetings import MeetingFactory
    from tests.factories.publishing import ArticleFactory

    now = timezone.now()
    soon = now + timedelta(seconds=AHEAD)
    ArticleFactory(title="Naplánovaná", slug="naplanovana").publish(at=soon)
    expiring = ArticleFactory(title="Na omezenou dobu", slug="omezena", expire_at=soon)
    expiring.publish(at=now - timedelta(days=1))
    end = timezone.localtime(soon)
    MeetingFactory(
        title="Právě končící",
        starts_on=end.date() - timedelta(days=1),
        starts_time=end.replace(hour=10).time(),
        ends_on=end.date(),
        ends_time=end.time(),
    ).publish(at=now - timedelta(days=1))
    print(soon.timestamp())


@pytest.fixture(scope="module")
def portals(make_portal):
    """Two servers of one process each, which count what they render, and nginx before them."""
    first = make_portal(TRUSTED_PROXIES="127.0.0.1", GUNICORN_CMD_ARGS="--workers=1")
    shelf.put(first, "one")
    second = first.twin()
    nginx = Nginx(first, also=[second])
    first.env |= {
        "SITE_URL": nginx.url,
        "DJANGO_SETTINGS_MODULE": "tests.pagecache.counting",
        "RENDERED": str(first.folder / "rendered"),
    }
    for each in (first, second, nginx):
        each.start()
    yield first, second, nginx
    nginx.stop()
    second.stop()


@pytest.fixture(scope="module")
def editor(portals):
    editor = Editor(portals[0])
    editor.sign_in()
    _, _, text = editor.send("GET", "/admin/news/article/?q=zpr%C3%A1va")
    editor.key = re.search(r"/admin/news/article/(\d+)/change/", text)[1]
    return editor


def watch(doors, path: str, is_changed) -> list[float]:
    """The moments at which each of the doors first gave the changed page."""
    seen = {}
    deadline = time.time() + AHEAD + 10
    while len(seen) < len(doors) and time.time() < deadline:
        for number, door in enumerate(doors):
            if number not in seen and is_changed(door.get(path)):
                seen[number] = time.time()
        time.sleep(0.03)
    return [seen.get(number, float("inf")) for number in range(len(doors))]


def late(portals, since: float, *looks) -> list[str]:
    """What was seen too late, or before its time; each look is (path, is it changed)."""
    with ThreadPoolExecutor(len(looks)) as people:
        found = list(people.map(lambda look: watch(portals, *look), looks))
    told = [_late(path, seen, since) for (path, _), seen in zip(looks, found, strict=True)]
    return [each for each in told if each]


def _late(path: str, moments: list[float], since: float) -> str:
    """Nothing where each of the doors kept its bound."""
    waits = [moment - since for moment in moments]
    bounds = [AT_ONCE + SLOW, ELSEWHERE + SLOW, IN_FRONT]
    told = f"{path}: {', '.join(f'{wait:.2f} s' for wait in waits)}"
    print(told)
    kept = all(0 <= wait < bound for wait, bound in zip(waits, bounds, strict=True))
    return "" if kept else told


def save(editor, button: str, **changes) -> None:
    path = f"/admin/news/article/{editor.key}/change/"
    moment = {"publish_at_0": "1. 1. 2020", "publish_at_1": "10:00"}
    fields = form(CHANGED) | {"slug": "prvni-zprava"} | moment | changes
    status, _, text = editor.post(path, **fields, **{button: "1"})
    assert status == 302, text[:2000]


def test_a_change_is_seen_here_at_once_and_elsewhere_in_time(portals, editor):
    for path in (PATH, "/"):
        watch(portals, path, lambda answer: answer.status == 200)
    save(editor, "_publish")
    since = time.time()
    assert CHANGED in portals[0].get(PATH).text  # the very next request
    looks = [(path, lambda answer: CHANGED in answer.text) for path in (PATH, "/", "/rss.xml")]
    assert late(portals, since, *looks) == []


def test_what_time_changes_is_seen_in_time(portals):
    first = portals[0]
    for path in ("/", "/setkani/", "/aktuality/omezena/"):
        watch(portals, path, lambda answer: True)
    code = "from tests.pagecache import test_bounds; test_bounds.prepare()"
    moment = float(first.manage("shell", "-v0", "-c", code).splitlines()[-1])
    looks = [
        ("/aktuality/naplanovana/", lambda answer: answer.status == 200),
        ("/", lambda answer: "Naplánovaná" in answer.text),
        ("/aktuality/omezena/", lambda answer: answer.status == 410),
        ("/setkani/", lambda answer: _is_past(answer.text)),
    ]
    assert late(portals, moment, *looks) == []


def _is_past(text: str) -> bool:
    """Whether the meeting stands below the heading of those that are over."""
    return "Právě končící" in text.partition("Proběhlá")[2]


def stampede(portals, editor, lead: str) -> Counter:
    """How often each process rendered a page that 40 readers asked for at once after a change."""
    first, _, nginx = portals
    nginx.get(PATH)
    rendered = first.folder / "rendered"
    save(editor, "_publish", lead=lead)
    time.sleep(ELSEWHERE + 2)  # all know of it, and nginx asks again
    rendered.write_text("")
    with ThreadPoolExecutor(40) as people:
        answers = list(people.map(lambda _: nginx.get(PATH).text, range(40)))
    assert all(lead in text for text in answers)
    counted = Counter(rendered.read_text().splitlines())
    print(counted)
    return counted


def test_a_stampede_after_a_change_is_one_rendering_in_each_process(portals, editor):
    counted = stampede(portals, editor, "Po změně.")
    assert set(counted.values()) == {1} and len(counted) <= 2


def test_nothing_personal_is_kept_in_front(portals, editor):
    *_, nginx = portals
    cookies = "; ".join(f"{name}={value}" for name, value in editor.cookies.items())
    for path in ("/", PATH):
        mine = nginx.get(path, Cookie=cookies)
        assert mine.status == 200 and "ETag" not in mine.headers
        others = nginx.get(path)
        assert "ETag" in others.headers and "Set-Cookie" not in others.headers


def test_a_stampede_is_one_rendering_in_all_where_redis_is_shared(portals, editor, redis_server):
    first, second, _ = portals
    first.env["CACHE_URL"] = redis_server.url  # the second has the same environment
    for server in (first, second):
        server.stop()
        server.start()
    counted = stampede(portals, editor, "Po další změně.")
    assert list(counted.values()) == [1]


def test_what_is_withdrawn_is_gone_in_time(portals, editor):
    watch(portals, PATH, lambda answer: answer.status == 200)
    path = f"/admin/news/article/{editor.key}/stahnout/"
    status, _, text = editor.post(path, kind="mistake", reason="Omyl.")
    assert status == 302, text[:3000]
    since = time.time()
    looks = [
        (PATH, lambda answer: answer.status == 410),
        ("/", lambda answer: CHANGED not in answer.text),
    ]
    assert late(portals, since, *looks) == []
