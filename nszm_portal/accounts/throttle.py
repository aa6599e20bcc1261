"""How many wrong passwords are borne, and what is said when there were too many.

django-axes counts in the database, so that all processes know. Three bounds, each over the last
COOL_OFF: an account from one address, an address at all accounts, an account from everywhere. A
browser in which the person has signed in before is counted by itself: nobody elsewhere can lock
its owner out. An attempt that is refused unread counts for nothing, so no lock is prolonged by it.
https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
"""

import hashlib
import secrets
import unicodedata
from datetime import datetime, timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from nszm_portal.accounts import audit
from nszm_portal.accounts.models import Happening, User
from nszm_portal.czech.dates import clock
from nszm_portal.czech.plurals import plural

COOL_OFF = timedelta(minutes=15)
OF_ACCOUNT_FROM_ADDRESS = 5
OF_ADDRESS = 30  # behind one address there may be a whole office
OF_ACCOUNT = 50
COOKIE = "znamy_prohlizec"
COOKIE_AGE = timedelta(days=180)
_SALT = "accounts.throttle"


def account(request, credentials) -> str:
    """What stands for an account in the count: no name, as some type their password there."""
    name = (credentials or request.POST).get("username") or ""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:32]


# --- a browser that is known ---------------------------------------------------------------------


def remember_browser(response, user: User) -> None:
    """Marks the browser as one in which the person has signed in."""
    value = [account(None, {"username": user.username}), secrets.token_urlsafe(12)]
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=_SALT),
        max_age=COOKIE_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_browser(request, name: str) -> str:
    """What stands for the browser in the count; "" where this account has never signed in there."""
    try:
        value = request.COOKIES.get(COOKIE, "")
        owner, mark = signing.loads(value, salt=_SALT, max_age=COOKIE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return mark if owner == name else ""


# --- the count -----------------------------------------------------------------------------------


class Throttle(AxesDatabaseHandler):
    """axes' own count with our bounds; AXES_FAILURE_LIMIT is 1, for "some bound is reached"."""

    def is_allowed(self, request, credentials=None):
        self._tell_browsers_apart(request, credentials)
        return super().is_allowed(request, credentials)

    def get_failures(self, request, credentials=None):
        return int(locked_until(request, credentials) is not None)

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is None:
            return
        self._tell_browsers_apart(request, credentials)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request.axes_failures_since_start is not None:  # the attempt was read
            _tell(request, credentials)

    def user_logged_in(self, sender, request, user, **kwargs):
        self._tell_browsers_apart(request, {"username": user.username})
        super().user_logged_in(sender, request, user, **kwargs)

    def reset_user_attempts(self, request, credentials=None):
        """Forgets what this person mistyped here; what others try elsewhere goes on counting."""
        name, browser = get_client_username(request, credentials), request.axes_user_agent
        rows = AccessAttempt.objects.filter(username=name, user_agent=browser)
        if not browser:
            rows = rows.filter(ip_address=request.axes_ip_address)
        return rows.delete()[0]

    @staticmethod
    def _tell_browsers_apart(request, credentials):
        name = get_client_username(request, credentials)
        request.axes_user_agent = _known_browser(request, name)


def locked_until(request, credentials=None) -> datetime | None:
    """When the next attempt will be read; None for now."""
    name, ip = get_client_username(request, credentials), request.axes_ip_address
    browser = request.axes_user_agent
    rows = list(
        AccessAttempt.objects.filter(
            Q(username=name) | Q(ip_address=ip), attempt_time__gt=timezone.now() - COOL_OFF
        ).order_by("attempt_time")
    )
    if browser:
        rows = [row for row in rows if row.user_agent == browser and row.username == name]
        return _full_until(rows, OF_ACCOUNT_FROM_ADDRESS)
    rows = [row for row in rows if not row.user_agent]
    of_account = [row for row in rows if row.username == name]
    of_address = [row for row in rows if row.ip_address == ip]
    of_both = [row for row in of_account if row.ip_address == ip]
    ends = [
        _full_until(of_both, OF_ACCOUNT_FROM_ADDRESS),
        _full_until(of_address, OF_ADDRESS),
        _full_until(of_account, OF_ACCOUNT),
    ]
    return max((end for end in ends if end), default=None)


def _full_until(rows: list[AccessAttempt], bound: int) -> datetime | None:
    """When enough of the failures, the oldest first, will be too old to count."""
    left = sum(row.failures_since_start for row in rows)
    end = None
    for row in rows:
        if left < bound:
            break
        left -= row.failures_since_start
        end = row.attempt_time + COOL_OFF
    return end


def _tell(request, credentials) -> None:
    user = User.objects.filter(username=(credentials or {}).get("username") or "").first()
    of = user or "neznámý účet"
    audit.record(Happening.REFUSED, "Chybné heslo nebo uživatelské jméno.", of=of)
    if request.axes_locked_out:
        audit.record(Happening.LOCKED, "Přihlašování na 15 minut zablokováno.", of=of)


# --- what is said --------------------------------------------------------------------------------


def refuse(request, response, credentials):
    """The log-in page with the sentence that says how long to wait; axes' middleware asks for it.

    The same for an account that exists and for one that does not.
    """
    until = locked_until(request, credentials) or timezone.now()
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    context = admin.site.each_context(request) | {
        "title": "Přihlášení",
        "form": AdminAuthenticationForm(request),
        "app_path": request.get_full_path(),
        "next": request.POST.get("next", ""),
        "refused": sentence(seconds, until),
    }
    answer = TemplateResponse(request, "admin/login.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer.render()


def sentence(seconds: int, until: datetime) -> str:
    """As "… Zkuste to znovu za 14 minut (v 15:32)."."""
    minutes = -(-seconds // 60)
    word = plural(minutes, "minutu", "minuty", "minut")
    return (
        "Přihlášení se příliš mnohokrát nepovedlo, proto ho teď chvíli nepřijímáme. "
        f"Zkuste to znovu za {minutes}\N{NO-BREAK SPACE}{word} "
        f"(v\N{NO-BREAK SPACE}{clock(timezone.localtime(until))})."
    )
