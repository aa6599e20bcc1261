"""A page made to have things fetched or read, or never to end: it gets nothing and ends."""

import base64
import http.server
import threading
import time

import pytest

from nszm_portal.paper import making
from tests.factories.library import encoded, quadrants
from tests.factories.publishing import published
from tests.paper.reading import Paper, text_of

SECRET = "Tohle na papír nepatří."
MOST_SECONDS = 20
WAYS = [
    '<img src="{}" alt="obrázek">',
    '<img srcset="{} 2x" alt="obrázek">',
    '<picture><source srcset="{}"><img src="{}" alt="obrázek"></picture>',
    '<link rel="stylesheet" href="{}">',
    "<style>@import '{}';</style>",
    '<style>p {{ background: url("{}"); list-style: url("{}") }}</style>',
    "<style>@font-face {{ font-family: x; src: url('{}') }} p {{ font-family: x }}</style>",
    '<style>p::before {{ content: url("{}") }}</style>',
    '<object data="{}" type="image/png"></object>',
    '<embed src="{}" type="image/svg+xml">',
    '<iframe src="{}"></iframe>',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">příloha</a>',
    '<svg><image href="{}" width="10" height="10"/><use href="{}#a"/></svg>',
    '<base href="{}"><img src="x.png" alt="obrázek">',
    '<p style="background: url({})">text</p>',
    '<input type="image" src="{}" alt="tlačítko">',
    '<video poster="{}"></video>',
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "FOLDER", tmp_path / "paper")


def paper(body: str) -> bytes:
    page = "<!doctype html><html lang=cs><title>T</title>"
    return making.pdf(f"{page}<body><h1>Nadpis</h1><p>Slovo.</p>{body}</body></html>")[1]


@pytest.fixture(scope="module")
def asked():
    """The addresses that a server of this machine was asked for, and where it listens."""
    found = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            found.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_nothing_is_fetched_from_any_network(asked):
    found, server = asked
    addresses = [f"{server}/a", "http://169.254.169.254/latest/meta-data/", "ftp://127.0.0.1/x"]
    body = "".join(way.replace("{}", a) for a in addresses for way in WAYS)
    assert "Slovo." in text_of(paper(body.replace("{{", "{").replace("}}", "}")))
    assert found == []


def test_nothing_is_read_of_the_disk(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text y="20">{SECRET}</text></svg>')
    addresses = [secret.as_uri(), "file:///etc/passwd", str(secret), "../../etc/passwd"]
    body = "".join(way.replace("{}", a) for a in addresses for way in WAYS)
    done = paper(body.replace("{{", "{").replace("}}", "}"))
    assert SECRET not in text_of(done) and b"root:" not in done
    assert b"/EmbeddedFile" not in done


@pytest.mark.parametrize(
    "body",
    [
        f'<img src="data:image/png;base64,{base64.b64encode(bytes(50_000_000)).decode()}" alt="x">',
        "<ul><li>a" * 400,
        "<table><tr><td>" * 120 + "x",
        "<table>" + f"<tr>{'<td>a</td>' * 60}</tr>" * 400 + "</table>",
        "<blockquote>" * 900 + "x",
        f"<p>{'a' * 200_000}</p>",
        "<p>" + "<a href='#x'><b>" * 2_000 + "x</p>",
        "<p>\ufffe\u202e\u0007\U0010ffff konec</p>",
    ],
    ids=["data", "lists", "tables", "table", "quotes", "word", "inline", "letters"],
)
def test_an_endless_page_gets_a_bounded_answer(body, monkeypatch):
    monkeypatch.setattr(making, "SECONDS", 10)
    started = time.monotonic()
    try:
        paper(body)
    except making.NoPaper as error:
        print(type(error).__name__)
    assert time.monotonic() - started < MOST_SECONDS
    assert "Slovo." in text_of(paper("<p>Další.</p>"))


@pytest.mark.django_db
def test_a_hostile_body_and_an_enormous_picture_become_a_paper(client, asked):
    from tests.factories.library import PictureFactory, upload

    found, server = asked
    long = encoded(quadrants(20_000, 400))
    picture = PictureFactory(description="Dlouhý pás", upload=upload(long, "pas.jpg"))
    body = f'<p>Text.</p><img data-picture="{picture.pk}">' + "".join(
        way.replace("{}", f"{server}/b") for way in WAYS
    )
    article = published(title="Zlý text", body=body)
    answer = client.get(f"{article.get_absolute_url()}tisk.pdf")
    assert answer.status_code == 200 and found == []
    assert "Dlouhý pás" in [part.alt for part in Paper(answer.content).structure.all("Figure")]
