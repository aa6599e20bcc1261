"""Pages for what cannot be answered. Each is complete even when the database is away."""

import sys

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(request, exception=None):
    return _page(request, "400.html", 400)


def forbidden(request, exception=None):
    return _page(request, "403.html", 403)


def not_found(request, exception=None):
    return _page(request, "404.html", 404)


def server_error(request):
    """Needs neither the database nor a template: either may be what is broken."""
    if isinstance(sys.exc_info()[1], (InterfaceError, OperationalError)):
        return _static("503.html", 503)
    return _static("500.html", 500)


def csrf_failure(request, reason=""):
    """A form that was sent without its proof; the usual cause is a page open for too long."""
    return _page(request, "403.html", 403, {"expired_form": True})


def _page(request, template, status, context=None):
    try:
        return render(request, template, context, status=status)
    except (DatabaseError, InterfaceError):
        return _static("503.html", 503)
    except SuspiciousOperation:
        # What made the request bad would make the page about it bad too.
        return HttpResponse(get_template(template).render(), status=status)


def _static(name, status):
    """The file just as it is: what reads templates may be what is broken."""
    response = HttpResponse((settings.BASE_DIR / "templates" / name).read_bytes(), status=status)
    if status == 503:
        response["Retry-After"] = "30"
    return response
