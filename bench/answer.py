"""One answer over HTTP."""

import http.client
import json
from dataclasses import dataclass
from pathlib import Path

import brotli

# As a browser asks; the load and a single request ask alike.
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "br",
    "Accept-Language": "cs,en;q=0.5",
    "User-Agent": "Mozilla/5.0 (bench)",
}
# The server writes these by itself.
SERVERS_OWN = {"Server", "Date", "Connection"}
PATIENCE = 60  # seconds; the first answer of a worker waits for the whole of Django


@dataclass
class Answer:
    """Its headers, but for the server's own, and its body as it was sent: compressed or not."""

    headers: dict[str, str]
    body: bytes

    @classmethod
    def fetch(cls, port: int, path: str) -> "Answer":
        """Raises RuntimeError for anything but 200."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=HEADERS)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answers {response.status}")
        kept = {name: value for name, value in response.getheaders() if name not in SERVERS_OWN}
        return cls(kept, body)

    @property
    def text(self) -> str:
        """The body without its compression."""
        if self.headers.get("Content-Encoding") == "br":
            return brotli.decompress(self.body).decode()
        return self.body.decode(errors="replace")  # a file does not say how it is compressed

    def write(self, path: Path) -> Path:
        path.write_text(json.dumps([self.headers, self.body.decode("latin-1")]))
        return path

    @classmethod
    def read(cls, path: Path | str) -> "Answer":
        headers, body = json.loads(Path(path).read_text())
        return cls(headers, body.encode("latin-1"))
