"""What a password has to withstand: guessing, not rules of its letters.

NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where it may stand alone, as an editor's may; at
least 64 let in, none of them cut off or forbidden; no rules of composition and no expiry; refused
when it is on a list of common ones or made of words that anybody would try here.
"""

import re
import unicodedata

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# What anybody would try at this portal first; folded, without diacritics.
WORDS = (
    "narodni sit zdravych mest ceske republiky zdrava zdrave zdravych zdravy mesta mesto mest obce "
    "kraje region nszm nszmcr portal redakce redaktor redaktorka sefredaktor spravce admin "
    "administrator heslo password prihlaseni dataplan agenda ma21 zdravamesta"
).split()
LEFT = 8  # characters that have to remain beside such words and what is put between them
_FILLING = re.compile(r"[\s!-/:-@\[-`{-~]")
DIFFERENT = 6
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertzuiop", "qwertyuiop", "asdfghjkl")


def folded(text: str) -> str:
    """Small letters and digits alone, without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


class OwnWordsValidator:
    """Refuses what is made of the portal's name, of the person's own or of the likes of "heslo"."""

    def validate(self, password, user=None):
        whole = rest = folded(password)
        for word in sorted({*WORDS, *_own(user)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        taken = len(whole) - len(rest)
        if taken and len(_FILLING.sub("", password)) - taken < LEFT:
            raise ValidationError(
                "Heslo je složené ze slov, která by tu každý zkusil jako první: z názvu portálu, "
                "z vašeho jména nebo ze slova heslo. Přidejte něco, co s portálem nesouvisí.",
                code="password_own_words",
            )

    def get_help_text(self):
        return "Neskládejte ho z názvu portálu ani ze svého jména."


def _own(user) -> set[str]:
    names = [getattr(user, name, "") for name in ("username", "first_name", "last_name")]
    names += re.split(r"[@.]", getattr(user, "email", "") or "")
    return {word for name in names for word in [folded(str(name or ""))] if len(word) > 2}


class PatternValidator:
    """Refuses what repeats itself or goes along the alphabet or the keyboard."""

    def validate(self, password, user=None):
        small = password.casefold()
        repeated = re.fullmatch(r"(.{1,8}?)\1+.{0,7}", small, re.DOTALL)
        if repeated or len(set(small)) < DIFFERENT or _steps(small) > len(small) / 2:
            raise ValidationError(
                "Heslo se opakuje nebo jde po řadě (jako aaaa, 1234 nebo qwertz). Zkuste větu ze "
                "čtyř nebo pěti slov, která spolu nesouvisejí.",
                code="password_pattern",
            )

    def get_help_text(self):
        return "Nejlíp se pamatuje několik slov, která spolu nesouvisejí; mezery vadit nebudou."


def _steps(text: str) -> int:
    """How many characters follow the one before them in a row of the alphabet or the keyboard."""
    rows = _ROWS + tuple(row[::-1] for row in _ROWS)
    pairs = {row[at : at + 2] for row in rows for at in range(len(row) - 1)}
    return sum(text[at : at + 2] in pairs for at in range(len(text) - 1))


class CommonValidator(CommonPasswordValidator):
    """Django's list of 20,000 passwords that leaked most often, also with digits put around."""

    def validate(self, password, user=None):
        bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.casefold())
        for form in {password, bare, folded(password)}:
            super().validate(form, user)
