"""The form with its refusals, and the page that thanks."""

import hashlib
import logging

from django.core.cache import cache
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nszm_portal.limits.refusing import too_many
from nszm_portal.reports import guarding, sending
from nszm_portal.reports.forms import ReportForm, own_page

NOT_SENT = (
    "Zprávu se teď nepodařilo předat. Zkuste ji prosím odeslat za chvíli znovu, nebo napište "
    "na {contact}."
)
logger = logging.getLogger(__name__)


class _NoFiles(FileUploadHandler):
    """Nobody is asked for a file, so what is sent as one does not even reach the disk."""

    def new_file(self, *args, **kwargs):
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return None


# A reader has no cookie to be proved by; what stands in its place is in `guarding`.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    request.upload_handlers = [_NoFiles(request)]
    response = _sent(request) if request.method == "POST" else _form(request, _empty(request))
    # The moment at which the form was opened is the reader's own.
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def thanks(request):
    context = {"page": own_page(request.GET.get("stranka", "")), "without_report": True}
    response = render(request, "reports/thanks.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _empty(request) -> ReportForm:
    page = own_page(request.GET.get("stranka", ""))
    kind = request.GET.get("druh", "")
    return ReportForm(initial={"page": page, "kind": kind if kind in ReportForm.KINDS else ""})


def _sent(request):
    given = {name: request.POST.get(name, "").replace("\0", "") for name in ReportForm.base_fields}
    form = ReportForm(given)
    for refusal in guarding.refusals(request):
        form.add_error(None, refusal)
    if not form.is_valid():
        return _form(request, form)
    report = form.cleaned_data
    first = _is_first(request, report)
    if first and (seconds := guarding.REPORTS.wait(request)):
        _forget(request, report)
        return too_many(request, seconds, "reports/too_many.html", _context(request, form))
    if first and not _is_passed_on(report):
        _forget(request, report)
        form.add_error(None, NOT_SENT.format(contact=sending.contact()))
        return _form(request, form, status=503)
    page = own_page(report["page"])
    query = f"?{urlencode({'stranka': page})}" if page else ""
    return HttpResponseRedirect(reverse("reports:thanks") + query, status=303)


def _is_passed_on(report) -> bool:
    try:
        sending.send(report)
    except Exception:  # whatever the queue or its database raises: what was typed must not be lost
        logger.exception("A report could not be passed on")
        return False
    return True


def _form(request, form, status=200):
    return render(request, "reports/write.html", _context(request, form), status=status)


def _context(request, form) -> dict:
    is_post = request.method == "POST"
    return {
        "form": form,
        "opened": guarding.next_stamp(request) if is_post else guarding.stamp(),
        "trap": guarding.TRAP,
        "contact": sending.contact(),
        "without_report": True,
    }


# --- A button pressed twice ----------------------------------------------------------------------


def _is_first(request, report) -> bool:
    """Whether this very form was not sent yet; of two clicks only one becomes a mail."""
    try:
        return cache.add(_key(request, report), 1, timeout=guarding.LATEST)
    except Exception:  # a cache that is away remembers nothing
        return True


def _forget(request, report) -> None:
    try:
        cache.delete(_key(request, report))
    except Exception:
        logger.warning("The cache does not answer; a report sent again may be taken for the same")


def _key(request, report) -> str:
    told = "\0".join([request.POST.get("opened", ""), *report.values()])
    return f"reports:sent:{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}"
