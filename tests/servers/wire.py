"""A wire to another server that a test can cut, or keep from saying anything."""

import contextlib
import socket
import threading
import time


class Wire:
    """Listens on `port` of loopback and passes all to `target` and back."""

    def __init__(self, target: int):
        self.target = target
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._speaks = threading.Event()
        self._speaks.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def cut(self) -> None:
        """Ends what goes on and refuses what comes."""
        # An accept that waits in another thread would keep a listener that is only closed.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for ends in self._pairs:
            for end in ends:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs = []

    def mend(self) -> None:
        """After `cut`: listens at the same port again."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def hold(self) -> None:
        """Takes what comes and passes nothing on, as a server does that hangs."""
        self._speaks.clear()

    def release(self) -> None:
        self._speaks.set()

    def _accept(self, listener) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
                self._pairs.append((client, server))
                for ends in ((client, server), (server, client)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source, destination) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                while not self._speaks.wait(0.2):
                    time.sleep(0.01)
                destination.sendall(data)
        for end in (source, destination):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
                end.close()
