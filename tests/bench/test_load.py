"""The load counts what really came back."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bench.load import IN_FLIGHT, burst

BODY = b"x" * 300_000  # comes in several pieces


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Accept-Encoding"]))
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *args):
        pass


class Server(HTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.port, self.asked = self.server_port, []

    def handle_error(self, *args):
        """A client that has seen enough leaves before the end."""

    def cpu_seconds(self):
        return len(self.asked) / 1000


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_burst_counts_every_request(server):
    found = burst(server, "/page", seconds=0.1)
    assert len(found.latencies) == len(server.asked) >= IN_FLIGHT
    assert set(server.asked) == {("/page", "br")}
    assert found.bytes_each > len(BODY)
    assert found.seconds >= 0.1
    assert found.cpu_each == pytest.approx(0.001)


def test_a_burst_refuses_anything_but_a_page(server):
    with pytest.raises(RuntimeError, match="404"):
        burst(server, "/missing", seconds=0.1)
