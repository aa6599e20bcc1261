"""Pages for what cannot be answered. Each is complete even when the database is away."""

import sys

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from nszm_portal.overview import keeping

# A comment, as nginx shows one of the files by itself when no portal answers.
NUMBER_PLACE = "<!-- request -->"
NUMBER = "<p>Když nám napíšete, uveďte toto číslo, podle něj chybu najdeme: <code>{}</code></p>"


def bad_request(request, exception=None):
    return _page(request, "400.html", 400)


def forbidden(request, exception=None):
    return _page(request, "403.html", 403)


def not_found(request, exception=None):
    return _page(request, "404.html", 404)


def server_error(request):
    """Needs neither the database nor a template: either may be what is broken."""
    if isinstance(sys.exc_info()[1], (InterfaceError, OperationalError)):
        if places := keeping.places(request):
            return _static(request, "503_kept.html", 503, places)
        return _static(request, "503.html", 503)
    return _static(request, "500.html", 500)


def csrf_failure(request, reason=""):
    """A form that was sent without its proof; the usual cause is a page open for too long."""
    return _page(request, "403.html", 403, {"expired_form": True})


def _page(request, template, status, context=None):
    try:
        return render(request, template, context, status=status)
    except (DatabaseError, InterfaceError):
        return _static(request, "503.html", 503)
    except SuspiciousOperation:
        # What made the request bad would make the page about it bad too.
        return HttpResponse(get_template(template).render(), status=status)


def _static(request, name, status, places=None):
    """The file as it is, with the request's number: what reads templates may be what is broken.

    `places` maps comments of the file to the HTML that comes there.
    """
    page = (settings.BASE_DIR / "templates" / name).read_text()
    for place, filled in (places or {}).items():
        page = page.replace(place, filled)
    if number := getattr(request, "request_id", ""):
        page = page.replace(NUMBER_PLACE, NUMBER.format(number))
    response = HttpResponse(page, status=status)
    if status == 503:
        response["Retry-After"] = "30"
        response["Cache-Control"] = "private, no-store"
    return response
