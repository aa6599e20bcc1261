"""What CKEditor asks of the library: where to drop a picture, and what to choose from.

The addresses are the admin's (`get_urls`), and so are the permissions. The upload's answer and
the browsers' parameters are CKEditor's own ("File Manager Integration" in its documentation).
"""

import re

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from nszm_portal.library.models import Picture
from nszm_portal.library.uploading import take

PAGE_SIZE = 24
LOGGED_OUT = "Přihlášení vypršelo. Uložte si text a přihlaste se znovu."
FORBIDDEN = "Nemáte právo nahrávat obrázky."


def upload_view(model_admin):
    """The view that takes a picture dropped or pasted into a text; it has no description yet.

    One that the library has already is used instead.
    """

    @never_cache
    @require_POST
    @csrf_protect
    def view(request):
        if not model_admin.admin_site.has_permission(request):
            return _refused(LOGGED_OUT, status=403)
        if not model_admin.has_add_permission(request):
            return _refused(FORBIDDEN, status=403)
        upload = request.FILES.get("upload")
        if upload is None:
            return _refused("Žádný soubor nepřišel. Zkuste to prosím znovu.")
        offer_known = model_admin.has_view_permission(request)
        outcome = take(Picture, upload, by=request.user, offer_known=offer_known)
        if outcome.state == "refused":
            return _refused(outcome.sentence)
        if outcome.state == "stored":
            model_admin.log_addition(request, outcome.file, [{"added": {}}])
        return JsonResponse(
            {
                "uploaded": 1,
                "fileName": outcome.name,
                "url": outcome.file.editor_url,
                "id": outcome.file.pk,
            }
        )

    return view


def _refused(sentence, status=200):
    return JsonResponse({"uploaded": 0, "error": {"message": sentence}}, status=status)


def picture_browser(model_admin):
    """The window in which an editor chooses a picture of the library."""
    return _browser(model_admin, "pictures", "Vyberte obrázek", "obrázek,obrázky,obrázků")


def document_browser(model_admin):
    """The window in which an editor chooses a document to link to."""
    return _browser(model_admin, "documents", "Vyberte dokument", "dokument,dokumenty,dokumentů")


def _browser(model_admin, what, title, counted):
    @require_safe
    def view(request):
        if not model_admin.has_view_permission(request):
            raise PermissionDenied
        callback = request.GET.get("CKEditorFuncNum", "")
        if not re.fullmatch(r"[0-9]{1,9}", callback):
            return HttpResponseBadRequest("Toto okno otevírá editor textu.")
        query = request.GET.get("q", "")[:200].replace("\0", "").strip()
        rows = model_admin.get_queryset(request)
        rows, _ = model_admin.get_search_results(request, rows, query)
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("strana"))
        context = {
            **model_admin.admin_site.each_context(request),
            "title": title,
            "is_popup": True,
            "callback": callback,
            "query": query,
            "page": page,
            "counted": counted,
        }
        return TemplateResponse(request, f"admin/library/browse_{what}.html", context)

    return model_admin.admin_site.admin_view(view)
