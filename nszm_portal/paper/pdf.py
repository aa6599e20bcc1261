"""The print view of a publication, or of several, as a PDF."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nszm_portal.limits.counting import Limit, TooMany
from nszm_portal.limits.refusing import too_many
from nszm_portal.paper import making
from nszm_portal.paper.bundles import bundle
from nszm_portal.publishing.printing import Choices, print_view

FILE = "tisk.pdf"
BUNDLE = "vyber-textu"  # the name of its file
PATIENCE, EDITORS_PATIENCE = 3, 20  # seconds that somebody waits for another one's PDF
RETRY_AFTER = 15  # seconds
# Those that are made: one that is kept costs little. They are made one at a time, so whoever has
# ever new ones made keeps all others waiting.
MADE = Limit("pdf", most=20, period=10 * 60)
SENTENCES = {
    making.Busy: "Právě se připravuje jiné PDF. Zkuste to prosím za chvilku znovu.",
    making.TooDemanding: "Tenhle tisk je na PDF příliš rozsáhlý. Vyberte prosím méně textů, nebo "
    "vytiskněte stránku z prohlížeče.",
    making.Unavailable: "PDF se teď připravit nepodařilo. Stejnou stránku můžete vytisknout "
    "z prohlížeče.",
}


@require_safe
def of_publication(request, slug, *, model):
    """As its print view with the same choices, and nothing else of the query."""
    # Whatever else is invented would be in the page's form, and so make another PDF.
    request.GET = QueryDict(Choices.of(request.GET).query.removeprefix("?"))
    return of_page(request, print_view(request, slug, model=model), slug)


@require_safe
def of_bundle(request):
    """As the page with several publications, which stays a page where it only explains."""
    page = bundle(request)
    return of_page(request, page, BUNDLE) if getattr(page, "is_document", False) else page


def of_page(request, page: HttpResponse, name: str) -> HttpResponse:
    """The PDF of an answer with a printable page, with that page's own lifetime.

    503 with a sentence where it cannot be made now; what is no page to print goes as it is.
    """
    if page.status_code != 200:
        return page
    try:
        patience = EDITORS_PATIENCE if request.user.is_authenticated else PATIENCE
        content_name, content = making.pdf(
            page.content.decode(), patience, lambda: MADE.take(request)
        )
    except making.NoPaper as error:
        return _sorry(request, type(error))
    except TooMany as error:
        return too_many(request, error.seconds)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["ETag"] = f'"{content_name}"'
    for header in ("X-Robots-Tag", "Cache-Control"):
        if header in page:
            response[header] = page[header]
    return response


def _sorry(request, why: type[making.NoPaper]) -> HttpResponse:
    address = request.get_full_path().replace(FILE, "tisk/", 1)
    context = {"sentence": SENTENCES[why], "print_view": address}
    response = render(request, "paper/sorry.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
