"""Who gets which document by which way, from a folder and from S3, with nginx and without.

For whom a document is not, it does not exist: all that comes back is what comes for a number that
nobody has.
"""

import re

import pytest

from tests.library import matrix
from tests.servers.nginx import Nginx
from tests.servers.s3 import ObjectStorage

pytestmark = pytest.mark.any_database
STORED = re.compile(rb"[0-9a-f]{32}")  # the page of what is not found offers to search for it
FOLDERS = ("/media/", "/.files/", "/.files//", "//.files/", "/%2efiles/", "/./.files/")
STORAGES, DOORS = ("folder", "s3"), ("app", "nginx")


@pytest.fixture(scope="module", params=STORAGES)
def storage(request):
    """The environment of a portal that keeps its files there."""
    if request.param == "folder":
        yield {}
        return
    kept = ObjectStorage()
    kept.start()
    yield kept.env
    kept.stop()


@pytest.fixture(scope="module")
def installation(make_portal, storage):
    """A running portal with nginx before it, its documents and its people's sessions."""
    portal = make_portal(TRUSTED_PROXIES="127.0.0.1", **storage)
    code = "from tests.library import matrix; matrix.prepare()"
    cases, sessions = matrix.read(portal.manage("shell", "-v0", "-c", code))
    portal.start()
    nginx = Nginx(portal)
    nginx.start()
    yield {"app": portal, "nginx": nginx, "cases": cases, "sessions": sessions}
    nginx.stop()


@pytest.fixture(params=DOORS)
def door(request, installation):
    return installation[request.param]


def ways(case, pk):
    """All that somebody may ask about a document: what is asked, and the headers."""
    address = case.address(pk)
    wrong = address.replace("zprava", "jina")
    yield "get", ("GET", address), {}
    yield "head", ("HEAD", address), {}
    yield "wrong name", ("GET", wrong), {}
    yield "head of a wrong name", ("HEAD", wrong), {}
    yield "known", ("GET", address), {"If_None_Match": "*"}
    yield "not newer", ("GET", address), {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    yield "condition", ("GET", address), {"If_Match": '"jiny"'}
    yield "range", ("GET", address), {"Range": "bytes=0-9"}
    yield "short address", ("GET", case.short_address(pk)), {}
    yield "forged", ("HEAD", address), {"X_Sendfile_Type": "X-Accel-Redirect"}


STATUSES = {"wrong name": {301}, "head of a wrong name": {301}, "known": {304}}
STATUSES |= {"not newer": {304}, "condition": {412}, "range": {200, 206}}
STATUSES |= {"short address": {302}}


def told(door, session, asked, headers):
    """All that comes back, without the address that was asked for and the number of the request."""
    method, path = asked
    cookie = {"Cookie": f"sessionid={session}"} if session else {}
    answer = door.get(path, method=method, **headers, **cookie)
    body = answer.body
    for said in (path, path.removeprefix("/p/").strip("/")):  # the page offers to search for a code
        body = body.replace(said.encode(), b"")
    left_out = {"Date", "X-Request-ID"} | ({"Content-Length"} if body else set())
    return answer.status, [pair for pair in answer.headers.items() if pair[0] not in left_out], body


@pytest.mark.parametrize("person", matrix.OTHERS)
def test_what_is_not_for_somebody_does_not_exist_for_them(door, installation, person):
    session = installation["sessions"].get(person)
    missing = {}
    for case in installation["cases"]:
        for name, asked, headers in ways(case, matrix.NOBODYS):
            missing[name] = missing.get(name) or told(door, session, asked, headers)
        for name, asked, headers in ways(case, case.pk):
            answer = told(door, session, asked, headers)
            if case.is_open:
                assert answer[0] in STATUSES.get(name, {200}), (name, case)
            else:
                assert answer == missing[name], (name, case)
                assert answer[0] == 404
                assert matrix.SECRET.encode() not in answer[2]


@pytest.mark.parametrize("person", matrix.EDITORS)
def test_editors_get_all_of_them(door, installation, person):
    session = installation["sessions"][person]
    for case in installation["cases"]:
        some = ways(case, case.pk) if case.shown_by in {"visible", "draft"} else ()
        for name, asked, headers in (*some, ("get", ("GET", case.address()), {})):
            answer = told(door, session, asked, headers)
            assert answer[0] in STATUSES.get(name, {200}), (name, case)
            came = dict(answer[1])
            # A refused condition has no file to tell of, nor has what only nginx understands.
            if name != "condition" and "X-Accel-Redirect" not in came:
                is_kept = case.is_open and name != "short address"
                kept = "public, max-age=60" if is_kept else "private, no-store"
                assert came["Cache-Control"] == kept, (name, case)
            if name == "short address":
                assert came["Location"] == case.address()
            if name == "get":
                assert answer[2].startswith(b"%PDF-") and len(answer[2]) == case.size


@pytest.mark.parametrize("person", ["anonymous", "chief"])
def test_no_stored_name_is_an_address(door, installation, person):
    """Neither among the pictures nor where nginx alone finds the files."""
    session = installation["sessions"].get(person)
    for case in installation["cases"]:
        other = STORED.sub(b"0a" * 16, case.stored.encode()).decode()
        for folder in FOLDERS:
            for method in ("GET", "HEAD"):
                answers = []
                for name in (case.stored, other):
                    status, headers, body = told(door, session, (method, folder + name), {})
                    assert status == 404
                    answers.append((headers, STORED.sub(b"", body)))
                assert answers[0] == answers[1], (folder, case)
