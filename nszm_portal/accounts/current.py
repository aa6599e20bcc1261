"""The request that is being answered, for what has to know who acts and from where.

Models' signals and commands have no request in their hands; here it is found, or None.
"""

from contextvars import ContextVar
from ipaddress import ip_address

_request: ContextVar = ContextVar("request", default=None)


def request():
    """The request that this thread is answering, or None in a command."""
    return _request.get()


def user():
    """Who has signed in and made the request, or None."""
    found = getattr(_request.get(), "user", None)
    return found if found is not None and found.is_authenticated else None


def address(request) -> str | None:
    """Where a request came from, once trusted proxies have said so; None where that is no address.

    Behind a proxy `operation.proxies` has put the reader's own address there.
    """
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", ""))) if request else None
    except ValueError:
        return None


class CurrentRequestMiddleware:
    """Remembers the request for as long as it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)
