"""Sessions that their owner can see and end: Django's own, with whose, since when and from where.

A session belongs to an account as soon as somebody signs in; the rest of it stays as Django has it.
"""

import re
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from nszm_portal.accounts import current

_ABOUT = "accounts.about"
_SEEN = "accounts.seen"
SEEN_EVERY = timedelta(minutes=10)  # each noting is a write


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        from nszm_portal.accounts.models import Session

        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        about, pk = data.get(_ABOUT, {}), str(data.get("_auth_user_id", ""))
        row.account_id = int(pk) if pk.isdigit() else None
        row.began_at, row.seen_at = _moment(about.get("at")), _moment(data.get(_SEEN))
        row.address, row.browser = about.get("address"), about.get("browser", "")
        return row


def _moment(text) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def begin(sender, request, user, **kwargs) -> None:
    """Receiver of user_logged_in: notes where somebody has signed in."""
    now = timezone.now().isoformat()
    browser = request.META.get("HTTP_USER_AGENT", "").replace("\0", "")[:255]
    about = {"at": now, "address": current.address(request), "browser": browser}
    request.session[_ABOUT], request.session[_SEEN] = about, now


def note(session) -> None:
    """Notes that the session is in use, now and then."""
    seen = _moment(session.get(_SEEN))
    if seen is None or timezone.now() - seen > SEEN_EVERY:
        session[_SEEN] = timezone.now().isoformat()


# --- for the owner -------------------------------------------------------------------------------


def of(user):
    """The sessions in which somebody is signed in now, the last used first."""
    return user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at", "session_key")


def mark(row) -> str:
    """What a session is called on a page: its key would let anybody in."""
    return salted_hmac("accounts.sessions", row.session_key).hexdigest()[:20]


def end(user, marked: str):
    """Ends one session of a person; gives it, or None when there is none of that mark."""
    for row in of(user):
        if constant_time_compare(mark(row), marked):
            row.delete()
            return row
    return None


def end_others(user, key: str | None) -> int:
    """Ends all sessions of a person but the one of that key; returns how many that were."""
    others = user.sessions.exclude(session_key=key or "")
    return others.delete()[0]


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """As "Firefox, Windows"; what it is told by itself, so it proves nothing."""
    found = [
        next((name for pattern, name in names if re.search(pattern, agent)), "")
        for names in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or "neznámý prohlížeč"
