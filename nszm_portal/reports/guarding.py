"""What tells a reader with our form before them from a robot; no cookie is needed for it.

Every refusal is a sentence, for now and then it meets a person.
"""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer

from nszm_portal.limits.counting import Limit

EARLIEST = 3  # seconds after which a person may have read and written something
LATEST = 24 * 60 * 60  # seconds after which a form that somebody kept is no good any more
REPORTS = Limit("reports", most=5, period=60 * 60)
TRAP = "homepage"  # a field that only a robot sees

FROM_ELSEWHERE = (
    "Prohlížeč neřekl, že formulář přišel z tohoto webu. Zkontrolujte prosím text a odešlete ho "
    "znovu tlačítkem pod ním."
)
TOO_EARLY = (
    "Formulář přišel hned po otevření stránky, jako by ho vyplnil robot. Zkontrolujte prosím text "
    "a odešlete ho ještě jednou."
)
TOO_LATE = (
    "Stránka s formulářem byla otevřená déle než den. Zkontrolujte prosím text a odešlete ho ještě "
    "jednou."
)
NO_TIME = "Formulář nepřišel celý. Zkontrolujte prosím text a odešlete ho ještě jednou."
TRAPPED = (
    "Bylo vyplněné i pole, které lidé nevidí a plní ho jen roboti. Vyprázdnili jsme ho. "
    "Zkontrolujte prosím text a odešlete ho ještě jednou."
)
_signer = Signer(salt="nszm_portal.reports")


def stamp(seconds_ago: int = 0) -> str:
    """The signed moment at which a form was opened."""
    return _signer.sign(str(int(time.time()) - seconds_ago))


def refusals(request) -> list[str]:
    """Why a form that was sent is not taken; nothing when it is."""
    found = [] if _is_from_here(request) else [FROM_ELSEWHERE]
    age = _age(request.POST.get("opened", ""))
    if age is None:
        found.append(NO_TIME)
    elif age < EARLIEST:
        found.append(TOO_EARLY)
    elif age > LATEST:
        found.append(TOO_LATE)
    if request.POST.get(TRAP):
        found.append(TRAPPED)
    return found


def next_stamp(request) -> str:
    """The stamp of the form when it is shown again: nobody waits who has waited once."""
    sent = request.POST.get("opened", "")
    age = _age(sent)
    if age is None:
        return stamp()
    return sent if age <= LATEST else stamp(EARLIEST)


def _is_from_here(request) -> bool:
    """By what browsers themselves say and pages cannot change (Fetch Metadata; RFC 6454, 7)."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site in {"same-origin", "none"}
    told = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    try:
        parts = urlsplit(told)
    except ValueError:  # what looks like a broken host
        return False
    ours = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return f"{parts.scheme}://{parts.netloc}" in ours


def _age(signed: str) -> int | None:
    """Seconds since a form was opened; None where that is not told, or not by us."""
    try:
        return max(0, int(time.time()) - int(_signer.unsign(signed)))
    except (BadSignature, ValueError):
        return None
