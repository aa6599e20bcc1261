"""Codes on paper for who has lost the telephone: shown once, each works once, stored hashed.

A code has 16 digits (53 bits), so it is hashed as a password is, slowly and with a salt
(NIST SP 800-63B-4, 3.1.2.2); digits, as the same keyboard of a telephone writes them.
"""

import hashlib
import secrets
from functools import cache, partial

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from nszm_portal.accounts.models import RecoveryCode, User

HOW_MANY = 8
DIGITS = 16
FEW = 2  # so many left are a reason to make new ones


def make(user: User) -> list[str]:
    """New codes in place of all earlier ones, as they are written on paper: 1234 5678 9012 3456."""
    codes = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(HOW_MANY)]
    salt = secrets.token_hex(16)
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, salt=salt, digest=_digest(code, salt)) for code in codes
    )
    return [" ".join(code[at : at + 4] for at in range(0, DIGITS, 4)) for code in codes]


def use(user: User, digits: str) -> bool:
    """Whether it is a code that has not been used; from now on it has been.

    The caller holds a lock by which two uses at once come one after the other.
    """
    digest_by = cache(partial(_digest, digits))  # codes made at once share their salt
    for row in user.recovery_codes.filter(used_at=None):
        if constant_time_compare(digest_by(row.salt), row.digest):
            row.used_at = timezone.now()
            row.save(update_fields=["used_at"])
            return True
    return False


def left(user: User) -> int:
    return user.recovery_codes.filter(used_at=None).count()


def _digest(code: str, salt: str) -> str:
    made = hashlib.scrypt(code.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=32)
    return made.hex()
