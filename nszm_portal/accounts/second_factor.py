"""The second factor: who needs it, what proves it, and that nothing goes without it.

Chief editors and administrators need it; whoever has switched it on is asked for it. After the
right password a session is somebody's, but `request.user` stays nobody until the code is right:
no page, document or preview has to ask for more than it does. Pages for it are in `views`.
"""

import hmac
import re
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django_otp.oath import TOTP, hotp

from nszm_portal.accounts import audit, notices, recovery, roles, sessions
from nszm_portal.accounts.models import Happening, Phone, User

REQUIRED_OF = (roles.CHIEF_EDITOR, roles.ADMINISTRATOR)
PROVEN = "accounts.second_factor"
TIME_FOR_IT = 15 * 60  # seconds between the password and the code
WARN_AT = 5  # wrong codes after a right password
_DIGITS = 6


# --- who -----------------------------------------------------------------------------------------


def is_required(user: User) -> bool:
    """Whether the person may not do without it."""
    if is_excepted(user):
        return False
    return user.is_superuser or user.groups.filter(name__in=REQUIRED_OF).exists()


def is_excepted(user: User) -> bool:
    """An account of the demonstration, on a portal that only this machine can reach by its name."""
    return user.is_demonstration and settings.ONLY_FOR_THIS_MACHINE


def has_phone(user: User) -> bool:
    return Phone.objects.filter(user=user, confirmed=True).exists()


def is_asked(user: User) -> bool:
    """Whether the person has to prove it: as it is required, or as they have switched it on."""
    if user.is_superuser and not is_excepted(user):
        return True
    why = Q(totpdevice__confirmed=True)
    if not is_excepted(user):
        why |= Q(groups__name__in=REQUIRED_OF)
    return User.objects.filter(why, pk=user.pk).exists()


class VerifiedUserMiddleware(AuthenticationMiddleware):
    """Gives `request.user`: nobody while a second factor is still to be proven."""

    def process_request(self, request):
        request.user = SimpleLazyObject(lambda: _user(request))


def _user(request):
    if not hasattr(request, "_verified_user"):
        user = get_user(request)
        request.half_signed_in = None
        if user.is_authenticated:
            sessions.note(request.session)
            if not request.session.get(PROVEN) and is_asked(user):
                request.half_signed_in, user = user, AnonymousUser()
        request._verified_user = user
    return request._verified_user


def half_signed_in(request) -> User | None:
    """Who has given the right password and has still to prove the second factor."""
    bool(request.user)  # asks, when nobody has asked yet
    return getattr(request, "half_signed_in", None)


# --- proof ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """Whether a code was right, and else what to say: in words, or by when to wait."""

    right: bool = False
    by_paper: bool = False
    wait_until: datetime | None = None
    used_before: bool = False


def prove(user: User, code: str) -> Answer:
    """Tries a code of the telephone or one on paper; each is right once.

    The telephone's row is locked, so that of two uses at once one comes later, and wrong codes of
    both kinds count together.
    """
    digits = re.sub(r"[^0-9]", "", code)
    with transaction.atomic():
        rows = Phone.objects.select_for_update().filter(user=user, confirmed=True)
        phone = rows.first()
        if phone is None:
            return Answer()
        allowed, why = phone.verify_is_allowed()
        if not allowed:
            return Answer(wait_until=why["locked_until"])
        return _by_paper(phone, digits) if len(digits) > _DIGITS else _by_phone(phone, digits)


def _by_phone(phone: Phone, digits: str) -> Answer:
    last = phone.last_t
    if phone.verify_token(digits):
        return Answer(right=True)
    _failed(phone)
    again = last >= 0 and f"{hotp(phone.bin_key, last, _DIGITS):0{_DIGITS}}"
    return Answer(used_before=bool(again) and hmac.compare_digest(again, digits))


def _by_paper(phone: Phone, digits: str) -> Answer:
    if not recovery.use(phone.user, digits):
        phone.throttle_increment()
        _failed(phone)
        return Answer()
    phone.throttle_reset()
    notices.recovery_code_used(phone.user, recovery.left(phone.user))
    audit.record(Happening.SECOND_FACTOR, "Použit záložní kód.", by=phone.user, of=phone.user)
    return Answer(right=True, by_paper=True)


def _failed(phone: Phone) -> None:
    audit.record(Happening.REFUSED, "Správné heslo, chybný kód.", of=phone.user)
    if phone.throttling_failure_count == WARN_AT:
        notices.wrong_codes(phone.user)


def seconds_to(moment: datetime) -> int:
    return max(1, -(-round((moment - timezone.now()).total_seconds() * 10) // 10))


def proven(request, user: User) -> None:
    """From now on the session is signed in."""
    request.session.cycle_key()
    request.session[PROVEN] = True
    request.session.set_expiry(None)
    request.half_signed_in, request._verified_user, request.user = None, user, user


# --- the telephone -------------------------------------------------------------------------------


@transaction.atomic
def enrol(user: User, key: str, code: str) -> list[str] | None:
    """Makes a telephone the account's by its first code; gives the codes for paper.

    `key` is hexadecimal. None when the code is wrong or the account has a telephone already.
    """
    list(User.objects.select_for_update().filter(pk=user.pk))  # of two at once one comes later
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time()
    digits = re.sub(r"[^0-9]", "", code)
    if len(digits) != _DIGITS or not totp.verify(int(digits), tolerance=1) or has_phone(user):
        return None
    Phone.objects.create(
        user=user, name="telefon", key=key, confirmed=True, last_t=totp.t(), drift=totp.drift
    )
    audit.record(Happening.SECOND_FACTOR, "Zapnut druhý faktor.", by=user, of=user)
    notices.second_factor_on(user)
    return recovery.make(user)


@transaction.atomic
def forget(user: User, *, by: User | None, sentence: str) -> None:
    """Takes the telephone and the codes on paper from the account, and tells its owner."""
    Phone.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    audit.record(Happening.SECOND_FACTOR, sentence, by=by, of=user)
    notices.second_factor_off(user, by_owner=by == user)
