"""Sends one request as a server would pass it on, and says what is wrong with the answer."""

import traceback
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from django.db import transaction
from django.test import Client

HOST = "127.0.0.1:8000"
MARK = "X-Podstrcena"  # a header that only an attack can have put into an answer
BODILESS = {204, 304, 405, 412}  # for who asks by a method that nobody promised, no page is made


def reader() -> Client:
    return Client(raise_request_exception=False)


def ask(client, target, *, method="GET", headers=(), body=b"", content_type="", length=None):
    """The answer to a request, sent in a transaction that leaves nothing behind.

    `target` is what stands in the request's line, a path with its query, already escaped;
    `headers` are pairs as they came over the wire. Raises what Django lets through to the server.
    """
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": HOST,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)) if length is None else length,
        "wsgi.input": BytesIO(body),
    }
    for name, value in headers:
        key = name.upper().replace("-", "_")
        environ[key if key.startswith("CONTENT_") else f"HTTP_{key}"] = value
    with rolled_back():
        return client.request(**environ)


@contextmanager
def rolled_back():
    """PostgreSQL would refuse everything that follows an error in the same transaction."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def complaint(client, target, **request) -> str:
    """What is wrong with the answer, in one line that says how to get it; "" when nothing is."""
    try:
        wrong = judged(ask(client, target, **request))
    except Exception as error:
        wrong = f"crashed the server: {_where(error)}"
    return f"{_shown(target, request)} → {wrong}" if wrong else ""


def judged(answer) -> str:
    """What is wrong with an answer whatever was asked; "" when nothing is."""
    if answer.status_code >= 500:
        return f"{answer.status_code} {_where(answer.exc_info[1]) if answer.exc_info else ''}"
    if MARK in answer.headers:
        return "a header of the attacker's"
    if not _stays_here(answer.headers.get("Location", "")):
        return f"leads to {answer.headers['Location']}"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        return page_fault(_body(answer), answer.status_code, answer.request["REQUEST_METHOD"])
    return ""


def page_fault(body: bytes, status: int, method: str = "GET") -> str:
    """Why an HTML answer is no complete page in Czech; "" when it is one."""
    if not body and (method in {"HEAD", "OPTIONS"} or 300 <= status < 400 or status in BODILESS):
        return ""
    if b"<script>" in body:
        return f"{status}, script of the attacker's"
    page = body.decode(errors="replace").strip()
    whole = page[:15].lower() == "<!doctype html>" and page.endswith("</html>")
    parts = ('lang="cs"', "<title>", "</main>")
    lacking = [part for part in parts if part not in page]
    if whole and not lacking:
        return ""
    return f"{status}, no complete page (lacks {lacking or 'its ends'}): {page[:80]!r}"


def _body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _stays_here(location: str) -> bool:
    return not location.startswith(("//", "/\\")) and urlsplit(location).netloc in {"", HOST}


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/nszm_portal/" in f.filename or "/news/" in f.filename]
    places = [*ours[-1:], *frames[-1:]]
    shown = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(places))
    return f"{type(error).__name__}: {str(error)[:100]} ({shown})"


def _shown(target, request) -> str:
    parts = [request.get("method", "GET"), _cut(target)]
    parts += [f"{name}={_cut(value)!r}" for name, value in request.items() if name != "method"]
    return " ".join(parts)


def _cut(value, at=160):
    text = value if isinstance(value, str | bytes) else str(value)
    return text if len(text) <= at else f"{text[:at]}… ({len(text)})"
