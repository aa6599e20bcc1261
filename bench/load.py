"""The load: a fixed number of requests in flight, from one process, for a given time."""

import select
import socket
import time
from dataclasses import dataclass, field
from itertools import cycle

from bench.answer import HEADERS

# Twice as many as workers: a worker that has answered finds the next request waiting.
IN_FLIGHT = 4
AT_MOST = 50_000  # requests of one burst
STALLED = 30  # seconds without any answer
_sources = cycle(f"127.1.{high}.{low}" for high in range(256) for low in range(1, 255))


@dataclass
class Burst:
    """What one burst of requests measured; times in seconds, each from connecting to the end."""

    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    bytes_each: int = 0
    cpu_seconds: float = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def cpu_each(self) -> float:
        return self.cpu_seconds / len(self.latencies)


class _Connection:
    """One request on a connection of its own: sync workers of gunicorn keep none open."""

    def __init__(self, port: int, request: bytes):
        self.started = time.perf_counter()
        # As from many readers: nginx has bounds for one.
        source = next(_sources)
        self.socket = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
        self.socket.sendall(request)
        self.received = 0
        self.fileno = self.socket.fileno()

    def is_done(self) -> bool:
        """Reads what has come; True at the end of the answer."""
        data = self.socket.recv(1 << 18)
        if not self.received and not data.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"Not a page: {data[:60]!r}")
        self.received += len(data)
        if data:
            return False
        self.socket.close()
        return True


def burst(server, path: str, seconds: float) -> Burst:
    """Loads `server` with requests for one address; raises RuntimeError for any answer but 200."""
    request = _request(server.port, path)
    result = Burst()
    poll, flying = select.epoll(), {}

    def launch():
        connection = _Connection(server.port, request)
        flying[connection.fileno] = connection
        poll.register(connection.fileno, select.EPOLLIN)

    cpu, started = server.cpu_seconds(), time.perf_counter()
    for _ in range(IN_FLIGHT):
        launch()
    left = AT_MOST - IN_FLIGHT
    while flying:
        ready = poll.poll(STALLED)
        if not ready:
            raise RuntimeError(f"{path}: no answer for {STALLED} seconds")
        for fileno, _ in ready:
            connection = flying[fileno]
            if not connection.is_done():
                continue
            now = time.perf_counter()
            del flying[fileno]
            result.latencies.append(now - connection.started)
            result.bytes_each = connection.received
            if left and now - started < seconds:
                left -= 1
                launch()
    result.seconds = time.perf_counter() - started
    result.cpu_seconds = server.cpu_seconds() - cpu
    poll.close()
    return result


def _request(port: int, path: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in HEADERS.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()
