"""Typed values from the environment, refused with a sentence that an operator can act on."""

import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import split_domain_port


class Environment:
    """Reads the process's environment after the file `.env`, whose values do not override it."""

    def __init__(self, dotenv: Path):
        self._env = environ.Env()
        self._home = dotenv.parent
        if dotenv.is_file():
            self._env.read_env(dotenv)

    def text(self, name: str, default: str = "") -> str:
        return self._env.str(name, default=default).strip()

    def required(self, name: str, shape: str) -> str:
        value = self.text(name)
        if not value:
            raise self._refusal(name, value, shape)
        return value

    def boolean(self, name: str) -> bool:
        value = self.text(name).lower()
        if value in {"1", "true", "yes", "on", "ano"}:
            return True
        if value in {"", "0", "false", "no", "off", "ne"}:
            return False
        raise self._refusal(name, value, "1 nebo 0")

    def names(self, name: str, default: list[str]) -> list[str]:
        """A comma-separated list."""
        value = self.text(name)
        return [part.strip() for part in value.split(",") if part.strip()] or default

    def hosts(self, name: str, default: list[str]) -> list[str]:
        """A comma-separated list of names that a browser sends as Host, without scheme and port."""
        hosts = self.names(name, default)
        if not all(host == "*" or is_host(host) for host in hosts):
            raise self._refusal(name, self.text(name), "www.example.cz,example.cz")
        return hosts

    def word(self, name: str, default: str, shape: str) -> str:
        """A name that goes into an address as it is."""
        value = self.text(name, default)
        if value and not re.fullmatch(r"[A-Za-z0-9._-]+", value):
            raise self._refusal(name, value, shape)
        return value

    def sender(self, name: str, default: str) -> str:
        """An address of mail, with or without a person's name before it."""
        value = self.text(name, default)
        try:
            validate_email(parseaddr(value)[1])
        except ValidationError as error:
            raise self._refusal(name, value, "portal@example.cz") from error
        return value

    def folder(self, name: str, default: Path) -> Path:
        """A folder, which may yet have to be made; a relative one lies where `.env` does."""
        value = self._home / self.text(name, str(default))
        if value.exists() and not value.is_dir():
            raise self._refusal(name, str(value), f"/srv/portal/{default.name}, cesta ke složce")
        return value

    def origin(self, name: str, default: str) -> str:
        """A scheme with a host and perhaps a port (RFC 6454), without a trailing slash."""
        value = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(value)
            host = f"[{parts.hostname}]" if "[" in parts.netloc else parts.hostname or ""
            sound = parts.scheme in {"http", "https"} and is_host(host) and parts.port != 0
        except ValueError:
            sound = False
        if not sound or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
            raise self._refusal(name, value, "https://www.example.cz, bez cesty na konci")
        return value

    def networks(self, name: str) -> list:
        """A comma-separated list of addresses or networks (CIDR, RFC 4632)."""
        from ipaddress import ip_network

        try:
            return [ip_network(part) for part in self.names(name, [])]
        except ValueError as error:
            raise self._refusal(name, self.text(name), "127.0.0.1,10.0.0.0/8") from error

    def database(self, name: str, default: str) -> dict:
        """A database's settings from an address: sqlite:///cesta or postgres://…"""
        value = self.text(name, default)
        shape = "postgres://jmeno:heslo@stroj:5432/databaze nebo sqlite:////cesta/portal.sqlite3"
        try:
            database = self._env.db_url_config(value)
        except Exception as error:  # the library raises several kinds for a malformed address
            raise self._refusal(name, value, shape, secret=True) from error
        engines = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
        # An address without a path means a database in memory, which nobody wants unsaid.
        lost = database.get("NAME") == ":memory:" and ":memory:" not in value
        if database.get("ENGINE") not in engines or not database.get("NAME") or lost:
            raise self._refusal(name, value, shape, secret=True)
        return database

    def mail(self, name: str, default: str) -> dict:
        """Django's EMAIL_… settings from an address: smtp+tls://user:password@host:587."""
        value = self.text(name, default)
        shape = "smtp+tls://jmeno:heslo@stroj:587"
        try:
            mail = self._env.email_url_config(value)
        except Exception as error:  # as above
            raise self._refusal(name, value, shape, secret=True) from error
        if value.startswith("smtp") and not mail.get("EMAIL_HOST"):
            raise self._refusal(name, value, shape, secret=True)
        return mail

    def cache(self, name: str) -> dict:
        """Django's cache: the memory of the process, or redis://host:6379/0 shared by several."""
        value = self.text(name)
        if not value:
            return {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 1000},
            }
        if not is_redis(value):
            raise self._refusal(name, value, "redis://127.0.0.1:6379/0", secret=True)
        return {
            "BACKEND": "nszm_portal.rediscache.ForgivingRedisCache",
            "LOCATION": value,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }

    @staticmethod
    def _refusal(name: str, value: str, shape: str, *, secret: bool = False):
        found = "chybí" if not value else "má nesrozumitelnou hodnotu"
        if value and not secret:
            found += f" „{value}“"
        return ImproperlyConfigured(
            f"Nastavení {name} {found}. Zapište je do prostředí nebo do souboru .env; "
            f"má vypadat takto: {shape}"
        )


def is_host(text: str) -> bool:
    """Whether Django would answer to it; a name or an address without a port."""
    domain, port = split_domain_port(text)
    return bool(domain) and not port


def is_redis(address: str) -> bool:
    """Whether it names a server of Redis; its own library reads a wrong number as none at all."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme == "unix":
        return bool(parts.path)
    numbered = re.fullmatch(r"(/\d*)?", parts.path)
    return bool(parts.scheme in {"redis", "rediss"} and parts.hostname and port != 0 and numbered)
