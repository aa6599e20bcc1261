"""Many files at once: the page on which editors drop them, for pictures and documents alike.

With a script each file comes in a request of its own and is answered by JSON; without one all of
them come together and the answer is the page. Both ways give each file the same row.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, TooManyFilesSent, ValidationError
from django.core.files.base import File
from django.http import HttpResponseBadRequest, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from nszm_portal.czech.plurals import plural
from nszm_portal.library import recognition
from nszm_portal.library.filesize import file_size
from nszm_portal.library.intake import ACCEPTED, documents, pictures
from nszm_portal.library.intake.uploads import check_size, upload_name
from nszm_portal.library.models import Document, Picture, StoredFile

# Seconds after which a request with many files begins no other one: the server ends what takes
# longer than half a minute, and with it would go the answer that says what was stored.
ENOUGH = 15
MOST_DESCRIBED = 200  # pictures that a link to their description names
LOGGED_OUT = "Přihlášení vypršelo. Přihlaste se prosím znovu."
FORBIDDEN = "Nemáte právo nahrávat do knihovny."
NO_FILE = "Vyberte aspoň jeden soubor."
INCOMPLETE = "Soubor nedorazil celý. Zkuste to prosím znovu."


@dataclass(frozen=True)
class Words:
    """What the page says of one kind of file, and what it asks about all of them."""

    title: str
    choose: str
    accepted: str  # a sentence
    accept: str  # the attribute of the field
    limit: int  # bytes
    fields: tuple[str, ...]


WORDS = {
    Picture: Words(
        title="Nahrát obrázky",
        choose="Vyberte obrázky, nebo je sem přetáhněte",
        accepted=f"{pictures.KINDS} do {file_size(pictures.LARGEST_FILE)} a 50 megapixelů.",
        accept="image/*,.heic,.heif",
        limit=pictures.LARGEST_FILE,
        fields=("credit",),
    ),
    Document: Words(
        title="Nahrát dokumenty",
        choose="Vyberte dokumenty, nebo je sem přetáhněte",
        accepted=f"{ACCEPTED} do {file_size(documents.LARGEST_FILE)}.",
        accept=",".join(f".{kind}" for kind in documents.MEDIA_TYPES),
        limit=documents.LARGEST_FILE,
        fields=("is_public",),
    ),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one file that was sent: a file of the library, or a sentence."""

    name: str
    file: StoredFile | None = None
    is_known: bool = False  # the library had it before
    sentence: str = ""
    may_pass: bool = False  # the storage was away: the file itself is right

    @property
    def state(self) -> str:
        if self.file is None:
            return "refused"
        return "known" if self.is_known else "stored"

    @property
    def already(self) -> str:
        return recognition.already(self.file)

    @property
    def url(self) -> str:
        return recognition.change_url(self.file)

    @property
    def thumbnail_url(self) -> str:
        return getattr(self.file, "thumbnail_url", "")

    @property
    def waits_for_description(self) -> bool:
        return bool(getattr(self.file, "is_undescribed", False))


class BatchForm(forms.ModelForm):
    """What holds for all the files sent together."""

    again = forms.BooleanField(
        label="Uložit i ty, které už v knihovně jsou",
        required=False,
        help_text="Jinak se nabídne ten, který tam je, a druhý se neuloží.",
    )


def take(model, upload: File, *, by, offer_known: bool, **fields) -> Outcome:
    """Stores one file, or gives the one that the library has already.

    `fields` are the file's own, `offer_known` says whether the person may be told of a file that
    is there. Raises nothing on account of the file: the refusal is in the outcome.
    """
    name = upload_name(upload)
    if offer_known and (found := recognition.known(model, upload)):
        return Outcome(name, found, is_known=True)
    try:
        return Outcome(name, model.objects.take(upload, by=by, **fields))
    except ValidationError as error:
        passes = getattr(error, "code", "") == "not_stored"
        return Outcome(name, sentence=" ".join(error.messages), may_pass=passes)


def upload_view(model_admin):
    """The page for many files of the admin's model; `admin` adds it to its addresses."""
    admin_view = model_admin.admin_site.admin_view
    inner = _view(model_admin)
    guarded, refusing = admin_view(csrf_exempt(csrf_protect(inner))), admin_view(csrf_exempt(inner))

    # Exempt here because Django would read the files, and stop at too many, before the view.
    @never_cache
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request):
        preferred = request.get_preferred_type(["text/html", "application/json"])
        request.answers_json = preferred == "application/json"
        request.has_too_many_files = False
        try:
            _ = request.POST  # read to the end even where it is refused: the browser waits for it
        except TooManyFilesSent:
            request.has_too_many_files = True  # and the token is not read either
        except UnreadablePostError:
            return HttpResponseBadRequest(INCOMPLETE)
        if request.answers_json and not model_admin.admin_site.has_permission(request):
            return JsonResponse({"signed_out": True, "sentence": LOGGED_OUT}, status=403)
        return refusing(request) if request.has_too_many_files else guarded(request)

    return view


def _view(model_admin):
    words = WORDS[model_admin.model]
    form_class = forms.modelform_factory(model_admin.model, form=BatchForm, fields=words.fields)

    def view(request):
        if not model_admin.has_add_permission(request):
            if request.answers_json:
                return JsonResponse({"sentence": FORBIDDEN}, status=403)
            raise PermissionDenied
        sent = request.method == "POST"
        form = form_class(request.POST if sent else None)
        outcomes, sentence = _received(request, model_admin, form) if sent else ([], "")
        if request.answers_json:
            return _as_json(request, model_admin, outcomes, sentence)
        return _as_page(request, model_admin, form, outcomes, sentence)

    return view


def _received(request, model_admin, form) -> tuple[list[Outcome], str]:
    """What became of each file, or why none was even looked at."""
    if request.has_too_many_files:
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return [], f"Najednou jde poslat nejvýše {most} souborů. Pošlete je prosím po částech."
    uploads = request.FILES.getlist("upload")
    if not form.is_valid():
        return [], " ".join(m for messages in form.errors.values() for m in messages)
    if not uploads:
        return [], NO_FILE
    fields = {name: form.cleaned_data[name] for name in WORDS[model_admin.model].fields}
    offer = model_admin.has_view_permission(request) and not form.cleaned_data["again"]
    return list(_taken(request, model_admin, uploads, offer, fields)), ""


def _taken(request, model_admin, uploads: Sequence[File], offer_known, fields):
    ends_at = time.monotonic() + ENOUGH
    for number, upload in enumerate(uploads):
        if number and time.monotonic() > ends_at:
            name = upload_name(upload)
            yield Outcome(name, sentence=f"Na soubor „{name}“ nezbyl čas, pošlete ho znovu.")
            continue
        outcome = take(
            model_admin.model, upload, by=request.user, offer_known=offer_known, **fields
        )
        if outcome.state == "stored":
            model_admin.log_addition(request, outcome.file, [{"added": {}}])
        yield outcome


# --- answers -----------------------------------------------------------------------------------


def _as_json(request, model_admin, outcomes, sentence):
    if sentence:
        return JsonResponse({"sentence": sentence}, status=400)
    may_open = model_admin.has_view_permission(request)
    results = [
        {
            "state": outcome.state,
            "retry": outcome.may_pass,
            "describe": outcome.file.pk if outcome.waits_for_description else None,
            "row": render_to_string(
                "admin/library/upload_row.html", {"outcome": outcome, "may_open": may_open}
            ),
        }
        for outcome in outcomes
    ]
    return JsonResponse({"results": results})


def _as_page(request, model_admin, form, outcomes, sentence):
    words = WORDS[model_admin.model]
    describe_url = describing_address(model_admin, request)
    waiting = [outcome.file.pk for outcome in outcomes if outcome.waits_for_description]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": words.title,
        "opts": model_admin.opts,
        "words": words,
        "too_large": too_large(words.limit),
        "form": form,
        "sentence": sentence,
        "outcomes": outcomes,
        "summary": summary(outcomes) if outcomes else "",
        "may_open": model_admin.has_view_permission(request),
        "describe_url": describe_url,
        "waiting": ",".join(map(str, waiting[:MOST_DESCRIBED])),
        "most_described": MOST_DESCRIBED,
    }
    return TemplateResponse(request, "admin/library/upload.html", context)


def describing_address(model_admin, request) -> str:
    """Where this person describes what was uploaded; "" where there is nothing to describe."""
    if model_admin.model is Picture and model_admin.has_change_permission(request):
        return reverse("admin:library_picture_describe")
    return ""


def summary(outcomes: Sequence[Outcome]) -> str:
    """ "Nahráno 47 z 50, 2 už v knihovně byly, 1 soubor nepřijat."; the script says the same."""
    count = dict.fromkeys(("stored", "known", "refused"), 0)
    for outcome in outcomes:
        count[outcome.state] += 1
    parts = [f"Nahráno {count['stored']} z {len(outcomes)}"]
    if known := count["known"]:
        parts.append(f"{known} už v knihovně {plural(known, 'byl', 'byly', 'bylo')}")
    if refused := count["refused"]:
        words = plural(refused, "soubor nepřijat", "soubory nepřijaty", "souborů nepřijato")
        parts.append(f"{refused} {words}")
    return ", ".join(parts) + "."


def too_large(limit: int) -> str:
    """The sentence that refuses a file above `limit` bytes, with {name} and {size} to fill in."""
    size = limit + 1
    try:
        check_size(SimpleNamespace(size=size), "{name}", limit)
    except ValidationError as error:
        return error.messages[0].replace(file_size(size), "{size}")
    raise AssertionError("a file above the limit is refused")
