"""What a publication will look like: it is published in a transaction that is always rolled back.

So the preview is made by the very form, views and templates that will make the page. While the
transaction is open nothing is kept in a cache (`pagecache.generation` answers None) and no
receiver touches anything outside the database; the answer is rendered before it ends, so on SQLite
the lock is free again when the answer is sent.
"""

from copy import copy
from dataclasses import dataclass
from io import BytesIO

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import timezone

PAGE, PAPER = "detail", "print"  # the names of the addresses whose views are called
# What the reader's request takes over from the one that asks for a preview: where the portal is.
KEPT = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "REMOTE_ADDR", "SCRIPT_NAME", "SERVER_PROTOCOL")
KEPT += ("SERVER_NAME", "SERVER_PORT")


@dataclass(frozen=True)
class Frame:
    """What a previewed page knows of being one (`request.preview`): where its two views stand."""

    page_url: str
    print_url: str


@dataclass(frozen=True)
class Fault:
    """Why it could not be published: at which field, in an editor's words."""

    label: str
    text: str


class Unfit(Exception):
    """Raised where a text cannot be published as it is; `faults` say what has to be mended."""

    def __init__(self, faults: list[Fault]):
        super().__init__(faults)
        self.faults = faults


def rendered(request, make, frame: Frame, view: str = PAGE) -> HttpResponse:
    """The public answer for the publication that `make()` stores; nothing that it stores stays."""
    with transaction.atomic():
        publication = make()
        show_now(publication)
        response = _answer(request, publication, frame, view)
        transaction.set_rollback(True)
    return response


def show_now(publication) -> None:
    """Publishes what its moment has not come for, with the date that it will have then."""
    now = timezone.now()
    planned = publication.publish_at
    if planned and planned > now:
        publication.publish(at=now, sync=False)
        publication.first_published_at = planned
        rows = type(publication)._base_manager.filter(pk=publication.pk)
        rows.update(first_published_at=planned)
    publication.sync()


def _answer(request, publication, frame, view) -> HttpResponse:
    path = publication.get_absolute_url()
    if view != PAGE:
        path = reverse(f"{publication.namespace()}:{view}", args=[publication.slug])
    match = resolve(path)
    reader = _reader(request, path)
    reader.preview, reader.resolver_match = frame, match
    response = match.func(reader, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response


def _reader(request, path: str) -> WSGIRequest:
    """The request of somebody who never signed in."""
    environ = {name: value for name, value in request.META.items() if name in KEPT}
    environ |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "wsgi.url_scheme": request.scheme,
        "wsgi.input": BytesIO(),
    }
    reader = WSGIRequest(environ)
    reader.user = AnonymousUser()
    return reader


def sending(author, values) -> HttpRequest:
    """The request by which `author` would send a form with `values` to be published.

    The rights are those of who may do anything, for this request alone: the preview has every
    part of the text, whoever looks at it.
    """
    request = HttpRequest()
    request.method = "POST"
    request.user = copy(author)
    request.user.is_active = request.user.is_staff = request.user.is_superuser = True
    request.POST = values
    return request


def faults_of(form, formsets) -> list[Fault]:
    """What a form and its tables of rows complain about, with the labels of the fields."""
    found = list(_faults(form))
    for formset in formsets:
        table = str(formset.model._meta.verbose_name_plural)
        table = table[:1].upper() + table[1:]
        found += [Fault(table, text) for text in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, 1):
            found += _faults(row, f"{table}, {number}. řádek")
    return found


def _faults(form, place=""):
    for name, texts in form.errors.items():
        field = form.fields.get(name)
        label = str(field.label or name) if field else ""
        label = label[:1].upper() + label[1:] if not place else label
        for text in texts:
            yield Fault(": ".join(part for part in (place, label) if part), text)


def sealed(response: HttpResponse) -> HttpResponse:
    """A preview is for one pair of eyes: neither indexed nor kept."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response
