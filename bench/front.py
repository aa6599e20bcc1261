"""nginx before a portal, with the file that production uses."""

import os
from pathlib import Path
from types import SimpleNamespace

from bench.answer import Answer
from bench.serving import Server, seconds_of_children
from tests.servers.nginx import Nginx

FILE = "bench/answer"


class Front:
    """Inside a `with`: keeps pages of `server`, and sends files of the portal's static folder."""

    def __init__(self, server: Server, folder: Path):
        portal = SimpleNamespace(port=server.port, env=os.environ, folder=folder)
        self.nginx = Nginx(portal)
        self.port = self.nginx.port

    def __enter__(self) -> "Front":
        try:
            self.nginx.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *failure) -> None:
        self.nginx.stop()

    def fetch(self, path: str) -> Answer:
        return Answer.fetch(self.port, path)

    def cpu_seconds(self) -> float:
        """Processor time that its workers have used so far."""
        return seconds_of_children(self.nginx.process.pid)


def put_as_file(body: bytes) -> str:
    """The path at which nginx sends these bytes as a file."""
    file = Path(os.environ["STATIC_ROOT"]) / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(body)
    return f"/static/{FILE}"
