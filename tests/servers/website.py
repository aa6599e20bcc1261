"""Another website: a real HTTP server on loopback that answers as it is told and remembers."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Website:
    """`pages` are by path: (status, headers), or a function of the method that gives them."""

    def __init__(self, address: str = "127.0.0.1"):
        self.pages = {}
        self.asked: list[tuple[float, str, str, dict]] = []  # moment, method, path, headers
        website = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                asked = (time.monotonic(), self.command, self.path, dict(self.headers))
                website.asked.append(asked)
                page = website.pages.get(self.path, (404, {}))
                status, headers = page(self.command) if callable(page) else page
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD = answer

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer((address, 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://{address}:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def methods(self, path: str) -> list[str]:
        return [method for _, method, asked, _ in self.asked if asked == path]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
