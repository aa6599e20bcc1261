"""nginx in front of a portal, with just the file that production uses."""

import http.client
import itertools
import os
import re
import shutil
import ssl
import subprocess
from pathlib import Path

from tests.servers import processes
from tests.servers.portal import PATIENCE as PATIENCE_OF_READERS
from tests.servers.portal import ROOT, Answer, Portal, read

TEMPLATE = ROOT / "deploy/nginx/portal.conf"
PATIENCE = 15  # seconds
LINE = re.compile(
    r'^(?P<address>\S+) - - \[[^]]+\] "(?P<asked>[^"]*)" (?P<status>\d+) .* '
    r'"(?P<kept>[^"]*)" (?P<request_id>\S+) "(?P<agent>[^"]*)"$',
    re.MULTILINE,
)
# Around the file: what Debian's own nginx.conf says, but with places of the run's own.
AROUND = """
daemon off;
pid {folder}/pid;
{user}
worker_processes auto;
events {{ worker_connections 768; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    # Requests from addresses that this machine does not have.
    set_real_ip_from 127.0.0.0/8;
    real_ip_header X-Other-Address;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


class Nginx:
    """The portals must believe it: TRUSTED_PROXIES=127.0.0.1 in their environment.

    `url` is by TLS where `tls` is asked for, without it otherwise; `plain_url` is where it only
    sends readers on. `also` are further portals behind it. Each request of `get` comes from another
    address of the machine's own, unless `source` says which: the limits for one reader hold here.
    """

    def __init__(self, portal: Portal, folder: str = "nginx", *, tls: bool = False, also=()):
        self.portal = portal
        self.ports = [each.port for each in (portal, *also)]
        self.media = portal.env["MEDIA_ROOT"]
        self.tls = tls
        self.port, self.plain_port = processes.free_port(), processes.free_port()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self.plain_url = f"http://127.0.0.1:{self.plain_port}"
        self.folder = portal.folder / folder
        self.process = None
        self._addresses = itertools.cycle(range(2, 2**16))

    @property
    def log(self) -> str:
        """All that it complained about since the first start."""
        return (self.folder / "log").read_text()

    @property
    def asked(self) -> list[dict]:
        """What its access log tells, the oldest first."""
        return [
            found.groupdict() for found in LINE.finditer((self.folder / "access.log").read_text())
        ]

    def get(self, path: str, method: str = "GET", source: str = "", body=None, **headers) -> Answer:
        """One request; in the headers' names an underscore stands for a hyphen."""
        return read(self.connection(source), path, method, body, headers)

    def connection(self, source: str = "") -> http.client.HTTPConnection:
        number = next(self._addresses)
        source = source or f"127.1.{number // 256}.{number % 256}"
        given = {"timeout": PATIENCE_OF_READERS, "source_address": (source, 0)}
        if not self.tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, **given)
        context = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=context, **given)

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        _certify(self.folder)
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
        if not processes.listens(self.process, self.port, PATIENCE):
            raise AssertionError(f"nginx did not start:\n{self.log}")

    def _filled_in(self) -> str:
        written = TEMPLATE.read_text()
        patience = "max_fails=3 fail_timeout=2s"
        for name, value in {
            "HTTP": f"127.0.0.1:{self.plain_port}",
            "HTTPS": f"127.0.0.1:{self.port}" + (" ssl http2" if self.tls else ""),
            "SERVER_NAME": "127.0.0.1",
            "SITE_URL": self.url,
            "CERTIFICATE": self.folder / "certificate.pem",
            "KEY": self.folder / "key.pem",
            "ACME": self.folder / "acme",
            "PORTALS": " ".join(f"server 127.0.0.1:{port} {patience};" for port in self.ports),
            "STATIC_ROOT": self.portal.env["STATIC_ROOT"],
            "MEDIA_ROOT": self.media,
            "PAGES": ROOT / "templates",
            "CACHE": self.folder / "cache",
            "LOGS": self.folder,
        }.items():
            written = written.replace(f"@{name}@", str(value))
        return written

    def forget(self) -> None:
        """Empties the cache as an operator does: nginx goes on."""
        for kept in (self.folder / "cache").iterdir():
            shutil.rmtree(kept)

    def stop(self) -> None:
        if self.process:
            processes.end(self.process)


def _certify(folder: Path) -> None:
    """A certificate of the run's own, for the machine's own address, good for two days."""
    if (folder / "certificate.pem").exists():
        return
    command = [processes.program("openssl", "openssl"), "req", "-x509", "-newkey", "ec"]
    command += [
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=portal",
    ]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    subprocess.run(command, check=True, capture_output=True)
