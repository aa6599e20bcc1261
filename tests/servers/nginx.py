"""nginx in front of a portal, with just the file that production uses."""

import os
import socket
import subprocess
import time

from tests.servers import processes
from tests.servers.portal import ROOT, Portal

TEMPLATE = ROOT / "deploy/nginx/portal.conf"
PATIENCE = 15  # seconds
# Around the file: what Debian's own nginx.conf says, but with places of the run's own.
AROUND = """
daemon off;
pid {folder}/pid;
{user}
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


class Nginx:
    """The portal must believe it: TRUSTED_PROXIES=127.0.0.1 in its environment."""

    get = Portal.get

    def __init__(self, portal: Portal, folder: str = "nginx"):
        self.portal = portal
        self.media = portal.env["MEDIA_ROOT"]
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = portal.folder / folder
        self.process = None

    @property
    def log(self) -> str:
        """All that it complained about since the first start."""
        return (self.folder / "log").read_text()

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "portal.conf").write_text(self._filled_in())
        # An ordinary user of the machine cannot look into the run's own folders.
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=user))
        command = [processes.program("nginx-light", "nginx"), "-p", str(self.folder)]
        command += ["-c", str(self.folder / "nginx.conf"), "-e", "stderr"]
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen(
                processes.as_child(command, signal_name="QUIT"), stdout=log, stderr=log
            )
        self._wait()

    def _filled_in(self) -> str:
        written = TEMPLATE.read_text()
        for name, value in {
            "LISTEN": f"127.0.0.1:{self.port}",
            "SERVER_NAME": "127.0.0.1",
            "PORTAL": f"127.0.0.1:{self.portal.port}",
            "MEDIA_ROOT": self.media,
        }.items():
            written = written.replace(f"@{name}@", value)
        return written

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError as error:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise AssertionError(f"nginx did not start:\n{self.log}") from error
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        if self.process:
            processes.end(self.process)
