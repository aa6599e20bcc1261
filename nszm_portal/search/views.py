"""The page of answers, and the titles that are suggested while one types."""

import re

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from nszm_portal.czech.typography import typeset
from nszm_portal.limits.counting import Limit
from nszm_portal.limits.refusing import limited
from nszm_portal.search import answering, excerpts, missed, narrowing, places, query
from nszm_portal.search.results import PER_PAGE
from nszm_portal.search.suggestions import suggest

ONLY_EXCLUDED = "Napište aspoň jedno slovo, které se má najít."
NO_WORD = "V tom, co jste napsali, není žádné slovo ani číslo. Zkuste to slovy."
UNKNOWN = "Zúžení, které stojí v adrese, neznáme. Ukazujeme všechno, co jsme našli."
# A town hall with a hundred people behind one address asks less than this by far.
SEARCHES = Limit("search", most=300, period=60)
SUGGESTIONS = Limit("suggestions", most=900, period=60)


def _asks(request) -> bool:
    return bool(request.GET.get("q", "").strip())


@require_safe
@limited(SEARCHES, counts=_asks)
def search(request):
    asked = query.read(request.GET.get("q", ""))
    narrowed, is_known = narrowing.read(request)
    context = {
        "asked": asked,
        "text": request.GET.get("q", "").replace("\0", "")[: query.LONGEST],
        "canonical": settings.SITE_URL + reverse("search:search"),
        "problem": _problem(asked) or ("" if is_known else UNKNOWN),
    }
    if asked:
        context |= _found(request, asked, narrowed)
    response = render(request, "search/search.html", context)
    # An answer is nobody's page to keep: it is as many pages as there are words.
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-cache"
    return response


def _found(request, asked, narrowed) -> dict:
    found = answering.reply(asked, narrowed)
    answer = found.answer
    number = _page_number(request, answer)
    if not answer.order and not narrowed:
        missed.note(request, asked)
    marker = excerpts.Marker(answer.query)
    entries = answer.page(number)
    first_loose = len(answer.order) - answer.loose - (number - 1) * PER_PAGE
    return {
        "found": found,
        "answer": answer,
        "items": [_item(entry, marker) for entry in entries[: max(0, first_loose)]],
        "loose_items": [_item(entry, marker) for entry in entries[max(0, first_loose) :]],
        "parts": narrowing.parts(request, answer),
        "narrowed": bool(narrowed),
        "places": places.named(answer.query) if number == 1 and not narrowed else [],
        "wider_url": _address(request, asked.text),
        "instead_url": _address(request, found.instead.text) if found.instead else "",
        "meant_url": _address(request, found.meant.text) if found.meant else "",
        "page": {
            "number": number,
            "previous_url": _page_url(request, number - 1) if number > 1 else "",
            "next_url": _page_url(request, number + 1)
            if number * PER_PAGE < len(answer.order)
            else "",
        },
        "ended": answer.more and number * PER_PAGE >= len(answer.order),
    }


def _item(entry, marker) -> dict:
    text = entry.search_document.text
    return {
        "entry": entry,
        "title": marker.mark(entry.title),
        "excerpt": marker.excerpt(" ".join(entry.lead.split()), text),
    }


def _problem(asked) -> str:
    if asked or not asked.text:
        return ""
    return ONLY_EXCLUDED if asked.excluded else NO_WORD


def _page_number(request, answer) -> int:
    asked = request.GET.get("strana", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,2}", asked):
        raise Http404("Tolik stránek výsledky nemají.")
    number = int(asked)
    if number > 1 and (number - 1) * PER_PAGE >= len(answer.order):
        raise Http404("Tolik stránek výsledky nemají.")
    return number


def _page_url(request, number: int) -> str:
    asked = request.GET.copy()
    asked.pop("strana", None)
    if number > 1:
        asked["strana"] = number
    return f"{request.path}?{asked.urlencode()}"


def _address(request, text: str) -> str:
    return f"{request.path}?{urlencode({'q': text})}"


def _no_suggestions(request, seconds: int) -> JsonResponse:
    return JsonResponse({"titles": []}, status=429)


@require_safe
@limited(SUGGESTIONS, counts=_asks, refused=_no_suggestions)
def suggestions(request):
    rows = suggest(request.GET.get("q", ""))
    titles = [
        {"title": typeset(entry.title), "url": entry.get_absolute_url(), "kind": entry.kind_name}
        for entry in rows
    ]
    response = JsonResponse({"titles": titles}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-cache"
    return response
