"""What who has had enough is told: how long to wait, for people and for programs (RFC 6585, 4)."""

from collections.abc import Callable
from functools import wraps

from django.shortcuts import render

from nszm_portal.czech.plurals import plural
from nszm_portal.limits.counting import Limit

MINUTE = 60  # seconds
LEAD = "Z vaší adresy přišlo víc požadavků, než stačíme vyřídit. Zkuste to prosím znovu za {}."


def limited(limit: Limit, *, counts: Callable = lambda request: True, refused: Callable = None):
    """Decorates a view: each request for which `counts` says so is one of `limit`.

    `refused(request, seconds)` answers in place of the view; without it the page does.
    """

    def decorator(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            if counts(request) and (seconds := limit.wait(request)):
                return sealed((refused or too_many)(request, seconds), seconds)
            return view(request, *args, **kwargs)

        return asked

    return decorator


def too_many(request, seconds: int, template: str = "429.html", context: dict | None = None):
    """The page that says how long to wait."""
    after = waiting(seconds)
    context = {"waiting": after, "lead": LEAD.format(after)} | (context or {})
    return sealed(render(request, template, context, status=429), seconds)


def sealed(response, seconds: int):
    """The answer with what programs are told; nobody keeps it."""
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def waiting(seconds: int) -> str:
    """The time after "za": "40 sekund", "3 minuty"."""
    if seconds < 2 * MINUTE:
        return f"{seconds} {plural(seconds, 'sekundu', 'sekundy', 'sekund')}"
    minutes = -(-seconds // MINUTE)
    return f"{minutes} {plural(minutes, 'minutu', 'minuty', 'minut')}"
