"""A server of mail of the run's own (RFC 5321, as much as one client needs)."""

import socketserver
import threading

from tests.servers import processes


class MailServer:
    """`stop()` and `start()` show what the portal does without it; `messages` are those taken."""

    def __init__(self):
        self.port = processes.free_port()
        self.messages: list[str] = []
        self.server = None

    def start(self) -> None:
        socketserver.TCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), _Talk)
        self.server.daemon_threads, self.server.messages = True, self.messages
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 mail")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"QUIT":
                return self._say("221 bye")
            if verb == b"DATA":
                self._say("354 go on")
                self.server.messages.append(self._data())
            self._say("250 ok")

    def _data(self) -> str:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines).decode()

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
