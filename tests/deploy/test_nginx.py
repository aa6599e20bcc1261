"""nginx as production has it, before two portals: TLS, what it keeps, what it refuses, failures."""

import re
import secrets
import socket
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from tests.servers.nginx import TEMPLATE, Nginx
from tests.servers.portal import DEMO_PASSWORD, Answer, Portal

pytestmark = pytest.mark.any_database
READER = "127.9.9."  # addresses of readers with limits of their own
PAGE = "/aktuality/"
URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def portals(make_portal) -> list[Portal]:
    """Two servers of one installation, both running."""
    first = make_portal("bare", TRUSTED_PROXIES="127.0.0.1")
    second = first.twin()
    yield [first, second]
    second.stop()


@pytest.fixture(scope="module")
def nginx(portals):
    nginx = Nginx(portals[0], tls=True, also=portals[1:])
    for portal in portals:
        portal.env["SITE_URL"] = nginx.url
        portal.start()
    nginx.start()
    yield nginx
    nginx.stop()


@pytest.fixture
def running(portals):
    """Whatever a test does to the portals, the next one finds both running."""
    yield portals
    for portal in portals:
        if portal.process.poll() is not None:
            portal.start()
    time.sleep(2.1)  # nginx asks one again that was away


def kept(nginx, path=PAGE, **headers) -> tuple[str, str]:
    """How nginx came to an answer, and the answer."""
    line, answer = told(nginx, path, **headers)
    return line["kept"], answer.text


def told(nginx, path, **headers) -> tuple[dict, Answer]:
    """What nginx's log says of a request, and the answer."""
    agent = secrets.token_hex(4)
    answer = nginx.get(path, User_Agent=agent, **headers)
    deadline = time.monotonic() + 5
    while True:  # it is written after the answer has gone out
        if found := [line for line in nginx.asked if line["agent"] == agent]:
            return found[0], answer
        assert time.monotonic() < deadline
        time.sleep(0.01)


# --- TLS -----------------------------------------------------------------------------------------


def test_readers_are_sent_on_to_tls(nginx):
    with socket.create_connection(("127.0.0.1", nginx.plain_port)) as plain:
        plain.sendall(b"GET /aktuality/?strana=2 HTTP/1.1\r\nHost: cizi.example\r\n\r\n")
        answer = plain.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 301 ")
    assert f"Location: {nginx.url}/aktuality/?strana=2\r\n" in answer


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_http2_is_offered_by_each_version_of_tls(nginx, version):
    context = ssl.create_default_context(cafile=nginx.folder / "certificate.pem")
    context.minimum_version = context.maximum_version = version
    context.check_hostname = False
    context.set_alpn_protocols(["h2", "http/1.1"])
    secured = context.wrap_socket(socket.create_connection(("127.0.0.1", nginx.port)))
    assert secured.selected_alpn_protocol() == "h2"
    secured.close()


def test_an_outdated_version_of_tls_is_refused(nginx):
    asked = ["openssl", "s_client", "-connect", f"127.0.0.1:{nginx.port}", "-tls1_1"]
    asked += ["-cipher", "DEFAULT:@SECLEVEL=0"]
    done = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode and "alert protocol version" in done.stderr


def test_the_portal_knows_that_readers_came_by_tls(nginx):
    answer = nginx.get("/", X_Forwarded_Proto="http")
    assert answer.status == 200  # it would send them on otherwise
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert "; Secure" in nginx.get("/admin/login/").headers["Set-Cookie"]


# --- What it keeps -------------------------------------------------------------------------------


def test_a_page_is_kept_for_seconds(nginx):
    nginx.forget()
    assert [kept(nginx)[0] for _ in range(2)] == ["MISS", "HIT"]
    time.sleep(3.1)
    # Asked again, the portal only says that it has not changed.
    assert kept(nginx)[0] == "REVALIDATED"


def test_each_compression_is_a_page_of_its_own(nginx):
    nginx.forget()
    plain, brotli = nginx.get(PAGE), nginx.get(PAGE, Accept_Encoding="gzip, deflate, br, zstd")
    assert brotli.headers["Content-Encoding"] == "br"
    assert len(brotli.body) < len(plain.body) / 2
    line, again = told(nginx, PAGE, Accept_Encoding="br;q=1.0, gzip;q=0.8, *;q=0.1")
    assert line["kept"] == "HIT" and again.body == brotli.body
    unwanted = nginx.get(PAGE, Accept_Encoding="br;q=0, gzip")
    assert unwanted.headers["Content-Encoding"] == "gzip"
    assert nginx.get(PAGE, Accept_Encoding="").body == plain.body


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_who_has_a_cookie_of_ours_passes_it_by(nginx, name):
    kept(nginx)
    assert kept(nginx, Cookie=f"_ga=GA1; {name}=abc") == ("BYPASS", kept(nginx)[1])
    assert kept(nginx)[0] != "BYPASS"


def test_it_knows_all_cookies_of_ours():
    known = re.search(r'"~\((\S+)\)=" \$http_cookie', TEMPLATE.read_text())[1].split("|")
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"} == set(known)


def test_a_cookie_of_another_service_makes_no_difference(nginx):
    kept(nginx)
    assert kept(nginx, Cookie="_ga=GA1.1.2; souhlas=ano")[0] == "HIT"


@pytest.mark.parametrize("path", ["/admin/login/", "/napiste-nam/", "/hledat/?q=voda"])
def test_what_is_not_the_same_for_all_is_never_kept(nginx, path):
    assert {kept(nginx, path)[0] for _ in range(2)} <= {"-", "MISS"}


def test_a_withdrawn_page_is_not_brought_back_when_the_portal_is_away(nginx, running):
    address = (
        running[0]
        .manage("shell", "-v0", "-c", "from tests.deploy import publications as p; p.publish()")
        .strip()
    )
    assert nginx.get(address).status == 200
    running[0].manage(
        "shell", "-v0", "-c", "from tests.deploy import publications as p; p.withdraw()"
    )
    deadline = time.monotonic() + 5
    while nginx.get(address).status == 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    stop(running)
    assert nginx.get(address).status == 410


# --- Portals that are away -----------------------------------------------------------------------


def stop(portals) -> None:
    for portal in portals:
        portal.stop()


def test_one_portal_is_enough(nginx, running):
    running[0].stop()
    for number in range(20):
        assert nginx.get(f"/hledat/?q=mesto{number}").status == 200
        form = {"method": "POST", "body": b"kind=", "Content_Type": URLENCODED}
        answer = nginx.get("/napiste-nam/", **form)
        assert (answer.status, "field__error" in answer.text) == (200, True)


def test_pages_read_before_go_on_being_read_without_any_portal(nginx, running):
    page = kept(nginx)[1]
    stop(running)
    time.sleep(3.1)
    assert kept(nginx) == ("STALE", page)
    fresh = nginx.get("/kraje/?nikdy=nectena")
    assert fresh.status == 503 and fresh.headers["Retry-After"] == "30"
    assert "Web je na chvíli mimo provoz" in fresh.text
    assert fresh.headers["Cache-Control"] == "no-store"
    running[0].start()
    deadline = time.monotonic() + 10
    while kept(nginx)[0] == "STALE":
        assert time.monotonic() < deadline
        time.sleep(0.1)


# --- How much one reader may ask for -------------------------------------------------------------


def refused(nginx, count, source, path, **request):
    """How many of so many requests at once one reader did not get."""
    with ThreadPoolExecutor(count) as pool:
        asked = [pool.submit(nginx.get, path, source=source, **request) for _ in range(count)]
    answers = [each.result() for each in asked]
    late = [answer for answer in answers if answer.status == 429]
    for answer in late:
        assert "Teď toho bylo příliš mnoho najednou" in answer.text
        assert answer.headers["Retry-After"] == "10"
        assert answer.headers["Cache-Control"] == "no-store"
    return len(late)


def test_one_reader_has_bounds_and_the_next_one_his_own(nginx):
    form = {"method": "POST", "body": b"username=nikdo&password=nic"}
    assert refused(nginx, 20, READER + "1", "/admin/login/", **form) >= 8
    assert refused(nginx, 5, READER + "2", "/admin/login/", **form) == 0
    assert refused(nginx, 5, READER + "1", "/admin/login/") == 0  # to look at it is no attempt
    assert refused(nginx, 5, READER + "1", PAGE) == 0
    assert refused(nginx, 25, READER + "3", "/tisk.pdf") >= 5
    assert refused(nginx, 60, READER + "4", "/hledat/") >= 20


def test_the_addresses_of_one_household_count_together(nginx):
    form = {"method": "POST", "body": b"username=nikdo&password=nic"}
    for number in range(20):
        answer = nginx.get("/admin/login/", X_Other_Address=f"2001:db8:0:1::{number:x}", **form)
    assert answer.status == 429
    next_door = {"X_Other_Address": "2001:db8:0:2::1"}
    assert nginx.get("/admin/login/", **next_door, **form).status != 429


def test_a_page_with_many_files_is_within_them(nginx, portals):
    files = sorted(Path(portals[0].env["STATIC_ROOT"], "css").glob("*.css"))
    for _ in range(200):
        assert nginx.get(f"/static/css/{files[0].name}", source=READER + "5").status == 200


def test_what_a_form_sends_has_its_bounds(nginx):
    answer = nginx.get("/napiste-nam/", method="POST", Content_Length=str(2 * 10**6))
    assert answer.status == 413 and "Soubor je příliš velký" in answer.text


# --- Files and names -----------------------------------------------------------------------------


def test_static_files_come_compressed_and_for_ever(nginx):
    address = re.search(r"/static/css/site\.[0-9a-f]{12}\.css", nginx.get("/").text)[0]
    plain, small = nginx.get(address), nginx.get(address, Accept_Encoding="gzip")
    assert small.headers["Content-Encoding"] == "gzip" and len(small.body) < len(plain.body) / 2
    for answer in (plain, small):
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        assert answer.headers["Cache-Control"] == "public, max-age=315360000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" not in nginx.get("/static/css/site.css").headers["Cache-Control"]
    for unfound in ("/static/css/neni.css", "/static/", "/static/../nginx.conf", "/static/%2e%2e/"):
        answer = nginx.get(unfound)
        assert answer.status == 404 and "Tuto stránku jsme nenašli" in answer.text


def test_a_request_has_a_number_that_the_reader_did_not_choose(nginx):
    for _ in range(2):  # also when the page is one that nginx keeps
        line, answer = told(nginx, "/", X_Request_ID="vymyslene")
        assert re.fullmatch(r"[0-9a-f]{32}", line["request_id"])
        assert answer.headers.get_all("X-Request-ID") == [line["request_id"]]
    told(nginx, "/hledat/?q=Jana+Voda")
    assert "Jana" not in (nginx.folder / "access.log").read_text()


def test_an_editor_signs_in_and_works_through_it(nginx):
    form = nginx.get("/admin/login/", source=READER + "7")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[1]
    cookie = form.headers["Set-Cookie"].split(";")[0]
    body = f"csrfmiddlewaretoken={token}&username=redaktorka&password={DEMO_PASSWORD}"
    sent = nginx.get(
        "/admin/login/?next=/admin/",
        method="POST",
        source=READER + "7",
        body=body.encode(),
        Cookie=cookie,
        Referer=f"{nginx.url}/admin/login/",
        Content_Type=URLENCODED,
    )
    assert "Zadejte správné uživatelské jméno a heslo" in sent.text  # not that of a proof


def test_it_has_nothing_to_complain_of_but_limits_and_portals_away(nginx):
    told = [line for line in nginx.log.splitlines() if "[warn]" in line or "[emerg]" in line]
    assert all("limiting" in line or "upstream" in line for line in told)
