"""A log of one line of JSON an event, which names the request and no person.

Left out or shortened wherever they stand, in messages and in tracebacks: addresses of mail, the
last part of the network's addresses (a /24 of IPv4, a /48 of IPv6 stays), what follows a question
mark, and the secrets that stand in addresses of ours. Bodies of requests and cookies are never
logged at all. This module is read by gunicorn's master too, so it needs no settings.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_address, ip_network

from gunicorn.glogging import Logger as GunicornLogger
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

# The lines tell neither of these, and finding them out for each takes time.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

current: ContextVar[str] = ContextVar("request", default="")

MAIL = re.compile(r"[\w.+'-]+@[\w-]+\.[\w.-]+")
QUERY = re.compile(r"(/[^\s?\"']*)\?[^\s\"']+")
SECRET = re.compile(r"(/nahled/|/soubory/\d+/|/admin/heslo/[^\s/]+/)[^\s/\"'?]+")
ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[0-9A-Fa-f]*:)[0-9A-Fa-f:]{3,39})(?!\.?\w|::)"
)
KEPT_OF_NETWORK = {4: 24, 6: 48}  # bits


def impersonal(text: str) -> str:
    """`text` without what would tell of whom it speaks."""
    if "@" in text:
        text = MAIL.sub("…@…", text)
    if "?" in text:
        text = QUERY.sub(r"\1?…", text)
    return ADDRESS.sub(_network, SECRET.sub(r"\1…", text))


# The same few paths make most of the lines.
_impersonal_path = lru_cache(maxsize=500)(impersonal)
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def _network(found: re.Match) -> str:
    try:
        address = ip_address(found[0])
    except ValueError:  # a time of day, a version
        return found[0]
    if address.is_loopback or address.is_unspecified:
        return found[0]
    return str(ip_network((address, KEPT_OF_NETWORK[address.version]), strict=False))


class JsonLines(JsonFormatter):
    """The line of one record: time (UTC), level, logger, request, message and what was added."""

    def __init__(self):
        # A request among them would be written with its query.
        super().__init__(
            reserved_attrs=[*RESERVED_ATTRS, "request", "taskName"], json_ensure_ascii=False
        )

    def format(self, record):
        return record.as_json() if isinstance(record, Answered) else super().format(record)

    def add_fields(self, log_data, record, message_dict):
        log_data["time"] = _time(record)
        log_data["level"], log_data["logger"] = record.levelname, record.name
        request = getattr(record, "request", None)
        if number := getattr(request, "request_id", "") or current.get():
            log_data["request"] = number
        super().add_fields(log_data, record, message_dict)

    def process_log_record(self, log_data):
        return {
            name: impersonal(value) if isinstance(value, str) and name not in UNTOUCHED else value
            for name, value in log_data.items()
        }


class Answered(logging.LogRecord):
    """The record of an answered request; a page from the cache takes hardly longer than this.

    It knows neither the file nor the line that wrote it, which are always the same.
    """

    def __init__(self, name: str, request, status: int, seconds: float):
        self.method, self.path, self.status = request.method, _impersonal_path(request.path), status
        self.number, self.seconds = request.request_id, seconds
        message = f"{self.method} {self.path} {status}"
        super().__init__(name, logging.INFO, "", 0, message, None, None)

    def as_json(self) -> str:
        """The line; its message and path are the only texts that could need escaping."""
        return (
            f'{{"time": "{_time(self)}", "level": "{self.levelname}", "logger": "{self.name}", '
            f'"message": {_as_json(self.msg)}, "request": "{self.number}", '
            f'"method": {_as_json(self.method)}, "path": {_as_json(self.path)}, '
            f'"status": {self.status}, "ms": {self.seconds * 1000:.1f}}}'
        )


def _time(record) -> str:
    whole = _whole_second(int(record.created))
    return f"{whole}.{int(record.msecs):03d}+00:00"


@lru_cache(maxsize=1)
def _whole_second(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


UNTOUCHED = {"time", "level", "logger", "request"}


class GunicornLines(GunicornLogger):
    """gunicorn's own logs in the same form, wherever its settings send them."""

    def setup(self, cfg):
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(JsonLines())


def without_persons(event: dict, hint: dict) -> dict:
    """What Sentry is told of an error: the method and the address without its query, no more."""
    if asked := event.get("request"):
        kept = {name: asked[name] for name in ("method", "url") if name in asked}
        event["request"] = {name: impersonal(str(value)) for name, value in kept.items()}
    event.pop("user", None)
    event.setdefault("tags", {})["request"] = current.get()
    return event
