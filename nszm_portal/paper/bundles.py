"""Several publications as one page that is to be printed: `/tisk/?id=article:12&id=meeting:3`.

Readers get what is visible. Who may read a kind in the admin gets also its unpublished ones, each
marked as such: the row as it is stored, whether it was never published, waits for its moment or
was taken from readers. Working copies are of the person who writes them and are never included.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from nszm_portal.czech.dates import long_date
from nszm_portal.czech.plurals import plural
from nszm_portal.limits.counting import Limit
from nszm_portal.limits.refusing import limited
from nszm_portal.paper import selection as selections
from nszm_portal.paper.nesting import nested, title_id
from nszm_portal.paper.selection import LEFT_OUT, PLACE, Picked, Selection, address, arranged
from nszm_portal.publishing import kinds, wordings
from nszm_portal.publishing.printing import Choices, printed, sheet
from nszm_portal.publishing.publication import Publication

MOST, MOST_FOR_EDITORS = 30, 200
UNKNOWN = (
    "Takový výběr neznáme: v adrese stojí druh, rok, téma nebo kraj, který tu není. "
    "Zkuste to prosím znovu z některého přehledu."
)
NOBODY = "Z toho, co jste chtěli vytisknout, tu nic není. Možná už to není zveřejněné."
NOTHING = "Zatím jste nic nevybrali."


@dataclass(frozen=True)
class Part:
    """One publication of a bundle, in its order."""

    number: int
    publication: Publication
    is_published: bool
    sheet: SafeString

    @property
    def anchor(self) -> str:
        return f"text-{self.number}"

    @property
    def title_id(self) -> str:
        return title_id(self.number)

    @property
    def when(self) -> str:
        day = self.publication.date
        return self.publication.when() or (long_date(day) if day else "")

    @property
    def kind_name(self) -> str:
        return str(self.publication._meta.verbose_name)


@require_safe
@limited(Limit("bundle", most=60, period=60), counts=lambda request: bool(request.GET))
def bundle(request: HttpRequest) -> HttpResponse:
    """The document, or a page that says why there is none and what to do.

    The answer's `is_document` tells which of the two it is; the status of both is 200.
    """
    response = _answer(request)
    # Without a validator a browser would keep it for as long as it likes.
    response["Cache-Control"] = "private, no-store" if request.user.is_authenticated else "no-cache"
    return response


def _answer(request) -> HttpResponse:
    try:
        selection = selections.read(request.GET)
    except selections.Unknown:
        return _explained(request, UNKNOWN)
    if selection is None:
        return _explained(request, NOTHING)
    if PLACE in request.GET and isinstance(selection, Picked):
        return _arranged(request, selection)
    is_editor = reads_unpublished(request)
    most = MOST_FOR_EDITORS if is_editor else MOST
    if (count := selection.count()) > most:
        return _too_many(request, selection, count, most)
    return _printed(request, selection, selection.first(most), is_editor)


def reads_unpublished(request) -> bool:
    """Whether somebody has a role that lets them read any kind in the admin."""
    return admin.site.has_permission(request) and any(
        admin.site.get_model_admin(model).has_view_permission(request) for model in kinds.all()
    )


def _printed(request, selection, references, is_editor) -> HttpResponse:
    publications = dict(_readable(request, references, is_editor))
    found = [publications[reference] for reference in references if reference in publications]
    if not found:
        return _explained(request, NOBODY, selection)
    parts = list(_parts(request, found))
    missing = len(references) - len(parts) + getattr(selection, "unread", 0)
    context = {
        "heading": selection.heading(len(parts)),
        "said": [{"text": f"{len(parts)} {plural(len(parts), 'text', 'texty', 'textů')}"}],
        "parts": parts,
        "missing": _missing(missing),
        "has_unpublished": not all(part.is_published for part in parts),
        "has_pictures": True,
        "chosen": _chosen(request).items(),
        "canonical": settings.SITE_URL + address(selection),
        "back_url": reverse("overview:home"),
        "back_label": "zpět na web",
        "pdf_url": f"{reverse('paper:bundle_pdf')}?{request.GET.urlencode()}",
    }
    response = printed(request, "paper/bundle.html", context)
    response.is_document = True
    return response


def _readable(
    request, references: Iterable[str], is_editor: bool
) -> Iterator[tuple[str, tuple[Publication, bool]]]:
    """By its reference each that may be read by who asks, and whether everybody may.

    A few queries for each kind among them.
    """
    by_model = defaultdict(list)
    for reference in references:
        model, pk = kinds.find(reference)
        by_model[model].append(pk)
    for model, pks in by_model.items():
        visible = set(model.objects.visible().filter(pk__in=pks).values_list("pk", flat=True))
        hidden = _permitted(request, model, set(pks) - visible) if is_editor else set()
        rows = model.objects.filter(pk__in=visible | hidden).select_related(*model.shown_with)
        rows = rows.prefetch_related(*_terms(model))
        for row in rows.annotate(wording_at=wordings.moment_of(model)):
            yield row.reference, (row, row.pk in visible)


def _permitted(request, model, pks: set[int]) -> set[int]:
    """Those of the unpublished that the person may read in the admin."""
    model_admin = admin.site.get_model_admin(model)
    if not pks or not model_admin.has_view_permission(request):
        return set()
    rows = model_admin.get_queryset(request).filter(pk__in=pks).prefetch_related(None)
    return {row.pk for row in rows if model_admin.has_view_permission(request, row)}


def _terms(model) -> list[str]:
    """Its fields of regions, topics and the like: one query each for the whole bundle."""
    return [
        field.name
        for field in model._meta.many_to_many
        if not issubclass(field.related_model, Publication)
    ]


def _parts(request, found) -> Iterator[Part]:
    choices = Choices.of(request.GET)
    for number, (publication, is_published) in enumerate(found, 1):
        html = nested(sheet(request, publication, choices), number)
        yield Part(number, publication, is_published, html)


def _missing(count: int) -> str:
    """One sentence for what is not public, what never was and what is no reference at all."""
    if not count:
        return ""
    if count == 1:
        return "Jeden z vybraných textů tu není nebo už není zveřejněný. Dokument je bez něj."
    are = plural(count, "není", "nejsou", "není")
    published = plural(count, "zveřejněný", "zveřejněné", "zveřejněných")
    return f"{count} z vybraných textů tu {are} nebo už {are} {published}. Dokument je bez nich."


def _chosen(request) -> dict[str, str]:
    """What was chosen for the paper, as it stands in an address."""
    controls = Choices.of(request.GET).controls
    return {control.name: control.value for control in controls if control.chosen}


def _arranged(request, selection: Picked) -> HttpResponse:
    """Leads from what the form says to a plain address, which can be kept and sent."""
    references = arranged(
        selection.references, request.GET.getlist(PLACE), set(request.GET.getlist(LEFT_OUT))
    )
    response = HttpResponseRedirect(address(Picked(tuple(references)), **_chosen(request)))
    response.is_document = False
    return response


def _too_many(request, selection: Selection, count: int, most: int) -> HttpResponse:
    are = plural(count, "odpovídá", "odpovídají", "odpovídá")
    said = (
        f"Tomu {are} {count} {plural(count, 'text', 'texty', 'textů')}, "
        f"najednou jich jde vytisknout nejvýš {most}. Vyberte prosím část."
    )
    return _explained(
        request,
        said,
        selection,
        title=selection.heading(count),
        pieces=list(selection.pieces(most, count)),
        narrower=selection.narrower(),
    )


def _explained(request, sentence: str, selection: Selection | None = None, **more) -> HttpResponse:
    own = settings.SITE_URL + (address(selection) if selection else reverse("paper:bundle"))
    context = {"sentence": sentence, "title": "Tisk více textů", "canonical": own} | more
    response = render(request, "paper/no_bundle.html", context)
    response["X-Robots-Tag"] = "noindex"
    response.is_document = False
    return response
