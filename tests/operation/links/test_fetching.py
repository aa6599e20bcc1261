"""Asking other servers, a real one among them; and nothing that is inside our own network."""

import socket
import time
from ipaddress import ip_address

import pytest
import urllib3

from nszm_portal.operation.links import fetching
from nszm_portal.operation.links.fetching import Answer, Fetcher
from tests.servers.website import Website

US = "zkouska-odkazu/1.0"


@pytest.fixture(scope="module")
def website():
    website = Website()
    yield website
    website.stop()


@pytest.fixture(scope="module")
def inside():
    """A server on another address, where nothing may arrive."""
    website = Website("127.0.0.2")
    website.pages["/"] = (200, {})
    yield website
    website.stop()


@pytest.fixture
def ask(website):
    """Asks the website by its path; loopback's first address alone is taken for public."""
    fetcher = Fetcher(US, allows=lambda address: address == ip_address("127.0.0.1"), ports=None)
    return lambda path: fetcher.ask(path if "://" in path else website.url + path)


def test_a_page_that_is_there_is_asked_once_and_told_who_asks(ask, website):
    website.pages["/je/?a=%C5%BE"] = (200, {})
    assert ask("/je/?a=ž") == Answer(True)
    assert website.methods("/je/?a=%C5%BE") == ["HEAD"]
    assert website.asked[-1][3]["User-Agent"] == US


@pytest.mark.parametrize(
    "status,works,said",
    [
        (204, True, ""),
        (404, False, "stránka tam není (404)"),
        (410, False, "stránka byla zrušena (410)"),
        (400, False, "server ji nevydá (400)"),
        (500, False, "server má poruchu (500)"),
        (403, None, "server kontrolu odmítl (403)"),
        (429, None, "server kontrolu odmítl (429)"),
    ],
)
def test_what_a_server_says(ask, website, status, works, said):
    website.pages[f"/{status}"] = (status, {})
    assert ask(f"/{status}") == Answer(works, said)
    assert website.methods(f"/{status}") == (["HEAD"] if works else ["HEAD", "GET"])


def test_a_server_that_does_not_know_head(ask, website):
    website.pages["/get"] = lambda method: (200 if method == "GET" else 405, {})
    assert ask("/get").works


def test_redirects_are_followed_but_not_for_ever(ask, website):
    website.pages["/stare"] = (301, {"Location": "/nove?x=1"})
    website.pages["/nove?x=1"] = (302, {"Location": website.url + "/je/"})
    website.pages["/je/"] = (200, {})
    website.pages["/kruh"] = (302, {"Location": "/kruh"})
    website.pages["/zmizelo"] = (302, {"Location": "/nic"})
    assert ask("/stare").works
    assert "nikde nekončí" in ask("/kruh").said
    assert len(website.methods("/kruh")) == 2 * (fetching.HOPS + 1)
    assert "404" in ask("/zmizelo").said


def test_a_server_that_is_slow_or_away(ask, website, monkeypatch):
    monkeypatch.setattr(fetching, "TIMEOUT", urllib3.Timeout(connect=0.3, read=0.3))

    def slow(method):
        time.sleep(1)
        return 200, {}

    website.pages["/pomalu"] = slow
    assert ask("/pomalu") == Answer(False, "server neodpověděl včas")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert ask(f"http://127.0.0.1:{closed.getsockname()[1]}/").said == "server neodpovídá"
    assert ask("http://neni.invalid/").said == "takový server není"
    assert ask("https://127.0.0.1:" + website.url.rpartition(":")[2]).works is False


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[ff02::1]/",
    ],
)
def test_nothing_inside_is_asked(url, monkeypatch):
    def connect(*args, **kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", connect)
    answer = Fetcher(US).ask(url)
    assert answer.works is False
    assert answer.said in {"vede do vnitřní sítě", "takový server není"}


@pytest.mark.parametrize(
    "url,said",
    [
        ("http://jmeno:heslo@example.org/", "takové adrese nerozumíme"),
        ("ftp://example.org/", "takové adrese nerozumíme"),
        ("http:///nic", "takové adrese nerozumíme"),
        ("http://[::1/", "server neodpovídá"),
        ("http://example.org:25/", "vede na neobvyklý port 25"),
        ("http://example.org:99999/", "server neodpovídá"),
    ],
)
def test_addresses_that_are_not_asked(url, said):
    assert Fetcher(US).ask(url) == Answer(False, said)


def test_public_addresses_may_be_asked():
    for text in ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"):
        assert fetching.is_public(ip_address(text)), text


def test_a_redirect_inside_is_refused(ask, website, inside):
    website.pages["/past"] = (302, {"Location": inside.url + "/"})
    assert ask("/past") == Answer(False, "vede do vnitřní sítě")
    assert inside.asked == []


def test_a_name_with_one_address_inside_is_refused(website, inside, monkeypatch):
    found = [(2, 1, 6, "", ("127.0.0.1", inside.port)), (2, 1, 6, "", ("10.0.0.1", inside.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    fetcher = Fetcher(US, allows=lambda address: address.is_loopback, ports=None)
    assert fetcher.ask("http://dve.example/").said == "vede do vnitřní sítě"


def test_the_connection_goes_to_the_address_that_was_judged(ask, website, inside, monkeypatch):
    """The second look-up of a name would already lead inside."""
    real, named = socket.getaddrinfo, []

    def getaddrinfo(host, port, *args, **kwargs):
        if host != "meni-se.example":
            return real(host, port, *args, **kwargs)
        named.append(host)
        address = "127.0.0.1" if len(named) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    website.pages["/je/"] = (200, {})
    assert ask(f"http://meni-se.example:{website.port}/je/").works
    assert website.asked[-1][3]["Host"] == f"meni-se.example:{website.port}"
    assert len(named) == 1 and inside.asked == []
