"""Asks a page on another server whether it is there, and never anything inside our own network.

An address comes from a text, and a server answers with any redirect it likes, so each step is
judged anew: the name is resolved once, every address of it has to be public, and the connection
goes to just the address that was judged (a second look-up could give another one).
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError, TimeoutError

Address = IPv4Address | IPv6Address
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052; an IPv4 address is its end
PORTS = {80, 443, 8080, 8443}
HOPS = 5
TIMEOUT = urllib3.Timeout(connect=5, read=10)
# What is said to robots: the page is there, only not for us.
KEEPS_ROBOTS_OUT = {401, 403, 407, 429, 451, 999}
REASONS = {404: "stránka tam není", 410: "stránka byla zrušena"}


class Refused(Exception):
    """An address that is not asked; its text says in Czech why."""


@dataclass(frozen=True)
class Answer:
    """Whether an address leads somewhere: True, False, or None where that cannot be told."""

    works: bool | None
    said: str = ""


def is_public(address: Address) -> bool:
    """Whether everybody may ask there: no loopback, private, local, shared or reserved address."""
    if address.version == 6:
        inside = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inside = IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
    return address.is_global and not (address.is_multicast or address.is_reserved)


class Fetcher:
    """`allows(address)` says where a connection may go, `ports` at which ports."""

    def __init__(
        self,
        user_agent: str,
        allows: Callable[[Address], bool] = is_public,
        ports: set[int] | None = PORTS,
    ):
        self.headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Language": "cs, en"}
        self.allows, self.ports = allows, ports

    def ask(self, url: str) -> Answer:
        """HEAD, then GET where that is refused; raises nothing."""
        try:
            answer = self._follow(url, "HEAD")
            return answer if answer.works else self._follow(url, "GET")
        except Refused as error:
            return Answer(False, str(error))
        except SSLError:
            return Answer(False, "certifikát serveru neplatí")
        except NewConnectionError:  # to urllib3 a kind of TimeoutError
            return Answer(False, "server neodpovídá")
        except TimeoutError:
            return Answer(False, "server neodpověděl včas")
        except (HTTPError, OSError, ValueError, UnicodeError):
            return Answer(False, "server neodpovídá")

    def _follow(self, url: str, method: str) -> Answer:
        for _ in range(HOPS + 1):
            status, location = self._once(url, method)
            if not (300 <= status < 400 and location):
                return _judged(status)
            url = urljoin(url, location)
        return Answer(False, "přesměrování nikde nekončí")

    def _once(self, url: str, method: str) -> tuple[int, str]:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in {"http", "https"} or parts.username is not None:
            raise Refused("takové adrese nerozumíme")
        if self.ports is not None and port not in self.ports:
            raise Refused(f"vede na neobvyklý port {port}")
        pool = self._pool(parts.scheme, host, self._address(host, port), port)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        named = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        try:
            response = pool.request(
                method,
                urllib3.util.parse_url(target).url,
                headers=self.headers | {"Host": named},
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=TIMEOUT,
            )
            # What follows the headers is not read, however long it is.
            return response.status, response.headers.get("Location", "")
        finally:
            pool.close()

    def _address(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise Refused("takový server není") from error
        addresses = [ip_address(entry[4][0].partition("%")[0]) for entry in found]
        if not addresses or not all(self.allows(address) for address in addresses):
            raise Refused("vede do vnitřní sítě")
        return str(addresses[0])

    @staticmethod
    def _pool(scheme: str, host: str, address: str, port: int):
        if scheme == "http":
            return urllib3.HTTPConnectionPool(address, port)
        return urllib3.HTTPSConnectionPool(
            address, port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
        )


def _host(parts) -> str:
    if not parts.hostname:
        raise Refused("takové adrese nerozumíme")
    return parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()


def _judged(status: int) -> Answer:
    if status < 400:
        return Answer(True)
    if status in KEEPS_ROBOTS_OUT:
        return Answer(None, f"server kontrolu odmítl ({status})")
    if status >= 500:
        return Answer(False, f"server má poruchu ({status})")
    return Answer(False, f"{REASONS.get(status, 'server ji nevydá')} ({status})")
