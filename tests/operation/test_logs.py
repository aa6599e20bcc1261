"""What the log says of requests and errors, and that it says nothing of persons."""

import json
import logging

import pytest

from nszm_portal.operation import logs
from nszm_portal.operation.logs import JsonLines, impersonal, without_persons

NUMBER = "cislo-od-nginxu_0123"


# --- text --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text,expected",
    [
        ("pro jana.nova+x@posta.example.cz, prosím", "pro …@…, prosím"),
        ("z 203.0.113.77 přišlo", "z 203.0.113.0/24 přišlo"),
        ("z 203.0.113.77:5123 přišlo", "z 203.0.113.0/24:5123 přišlo"),
        ("z 2001:db8:1:2:3::9 přišlo", "z 2001:db8:1::/48 přišlo"),
        ("GET /hledat/?q=jana+nova HTTP/1.1", "GET /hledat/?… HTTP/1.1"),
        ("GET /nahled/tajne-slovo/tisk/ 200", "GET /nahled/…/tisk/ 200"),
        ("GET /admin/heslo/MQ/abc-123/ 200", "GET /admin/heslo/MQ/…/ 200"),
        ("GET /soubory/12/tajny-nazev.pdf 404", "GET /soubory/12/… 404"),
    ],
)
def test_what_tells_of_a_person_is_left_out(text, expected):
    assert impersonal(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "v 17:39:47 verze 4.22.1",
        "File settings.py, line 12, in __call__",
        "na 127.0.0.1:8000 a ::1",
        "GET /aktuality/2026/ 200",
        "Opravdu? Ano.",
        "verze 1.2.3.4.5 a 999.1.1.1",
    ],
)
def test_all_else_stays(text):
    assert impersonal(text) == text


def test_an_error_is_one_line_with_its_traceback():
    try:
        raise ValueError("jana@example.cz už je")
    except ValueError as error:
        kind = type(error), error, error.__traceback__
    record = logging.LogRecord("x", logging.ERROR, "", 1, "Příliš", None, kind)
    line = JsonLines().format(record)
    assert "\n" not in line and "jana" not in line and "Příliš" in line
    told = json.loads(line)
    assert told["level"] == "ERROR" and "ValueError: …@… už je" in told["exc_info"]


def test_sentry_is_told_no_more():
    event = {
        "request": {
            "method": "POST",
            "url": "http://a.cz/hledat/?q=jana",
            "query_string": "q=jana",
            "cookies": {"sessionid": "1"},
            "data": {"email": "a@b.cz"},
        },
        "user": {"ip_address": "203.0.113.7"},
    }
    told = str(without_persons(event, {}))
    assert "POST" in told and "/hledat/?…" in told
    assert not [word for word in ("jana", "sessionid", "a@b", "203") if word in told]


# --- a real portal -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def behind_proxy(make_portal):
    portal = make_portal(TRUSTED_PROXIES="127.0.0.1")
    portal.start()
    return portal


def lines(portal) -> list[dict]:
    """Each line of the log; it holds nothing else."""
    return [json.loads(line) for line in portal.log.splitlines()]


def of_request(portal, number) -> list[dict]:
    return [line for line in lines(portal) if line.get("request") == number]


def test_a_request_has_one_line(behind_proxy):
    cookie, client = "sessionid=tajne", "203.0.113.77"
    answer = behind_proxy.get(
        "/hledat/?q=jana-nova", X_Request_ID=NUMBER, Cookie=cookie, X_Forwarded_For=client
    )
    assert (answer.status, answer.headers["X-Request-ID"]) == (200, NUMBER)
    (line,) = of_request(behind_proxy, NUMBER)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/hledat/", 200)
    assert line["ms"] > 0 and line["level"] == "INFO"
    for word in ("jana", "tajne", "203.0.113"):
        assert word not in behind_proxy.log


def test_what_is_not_found_has_one_line_too(behind_proxy):
    behind_proxy.get("/neni/", X_Request_ID="nenalezeno-1")
    (line,) = of_request(behind_proxy, "nenalezeno-1")
    assert line["status"] == 404


@pytest.mark.parametrize(
    "bad", ["kratke", "a" * 65, "<script>alert</script>", "s mezerou tady", ""]
)
def test_a_number_of_another_form_is_not_taken(behind_proxy, bad):
    given = behind_proxy.get("/", X_Request_ID=bad).headers["X-Request-ID"]
    assert given != bad and len(given) == 16


def test_a_kept_page_has_the_number_of_each_request(behind_proxy):
    first, second = (behind_proxy.get("/").headers["X-Request-ID"] for _ in range(2))
    assert first != second


def test_a_question_of_health_leaves_no_line(behind_proxy):
    number = behind_proxy.get("/healthz").headers["X-Request-ID"]
    assert of_request(behind_proxy, number) == []


def test_nobody_else_gives_numbers(portal):
    answer = portal.get("/", X_Request_ID=NUMBER)
    assert answer.headers["X-Request-ID"] != NUMBER


def test_gunicorn_writes_the_same_lines(behind_proxy):
    """What it cannot read does not reach the portal."""
    import socket

    with socket.create_connection(("127.0.0.1", behind_proxy.port)) as raw:
        raw.sendall(b"GET /?jana@example.cz NESMYSL\r\n\r\n")
        assert b"400" in raw.recv(200)
    assert [line for line in lines(behind_proxy) if line["logger"] == "gunicorn.error"]
    assert "jana" not in behind_proxy.log


# --- errors ------------------------------------------------------------------------------------


@pytest.fixture
def broken(settings, client, monkeypatch):
    """The portal's home fails with the error that is set."""

    def broken(error):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", fail)
        client.raise_request_exception = False
        return client.get("/chyba/", REMOTE_ADDR="127.0.0.1")

    settings.PAGECACHE_OFF = True
    return broken


def test_an_unforeseen_error_is_logged_once_and_the_reader_gets_its_number(broken, caplog):
    answer = broken(RuntimeError("nejde to"))
    number = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert f"uveďte toto číslo, podle něj chybu najdeme: <code>{number}</code>" in answer.text
    with_error = [record for record in caplog.records if record.exc_info]
    assert len(with_error) == 1
    assert json.loads(JsonLines().format(with_error[0]))["request"] == number
    (own,) = (record for record in caplog.records if record.name == "nszm_portal.request")
    assert own.status == 500


def test_a_database_that_is_away_is_told_with_the_number_too(broken):
    from django.db import OperationalError

    answer = broken(OperationalError("away"))
    assert answer.status_code == 503
    assert answer["X-Request-ID"] in answer.text


def test_no_number_stays_behind(client, db):
    client.get("/robots.txt")
    assert logs.current.get() == ""
