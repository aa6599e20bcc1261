"""The words of a text, and what all forms of one word have in common.

Two forms belong together when they share a key: the light stem of the folded form, or a lemma of
it. The stem alone fails where a word changes within (obec, obcí), the lemma alone fails for words
that the dictionary does not know; both are taken of the folded form, so diacritics do not matter.
"""

import re
import unicodedata
from functools import lru_cache

from .lemmas import lemmas
from .letters import BY_BASIC_LETTERS

WORD = re.compile(r"[^\W_]+")
LONGEST = 40  # letters of a word that count; what is longer is no word

# What only joins words: it stands in nearly every text and nobody looks for it.
JOINING = frozenset(
    "a aby ale ani az bez by byl byla bylo byly co do i ja je jak jako jeho jeji jejich jen ji "
    "jsou k kde kdy ke ktera ktere ktery na nad nebo od o po pod podle pro proti pri s se si tak "
    "take ten ta to tom tu u v ve z za ze".split()
)

# Endings of declension as they are left without diacritics, the longest first.
_ENDINGS = sorted(
    (
        "ejsimi ejsiho ejsimu ejsich ejsim ejsi ovych ovymi oveho ovemu "
        "atech atum atami aty ata ete eti etem etech etum "
        "ovou ovym ovi ove ova ovo ovy "
        "imi ymi ami emi eho emu iho imu ich ych ech ach "
        "ou um im ym am em om iv "
        "a e i o u y"
    ).split(),
    key=lambda ending: (-len(ending), ending),
)
_SHORTEST_STEM = 3


def fold(word: str) -> str:
    """A word in small letters without diacritics, at most LONGEST of them."""
    letters = unicodedata.normalize("NFKD", word.translate(BY_BASIC_LETTERS))
    basic = "".join(letter for letter in letters if not unicodedata.combining(letter))
    # After the marks: some capital letters give more than one small one.
    return basic.lower().translate(BY_BASIC_LETTERS)[:LONGEST]


def stem(folded: str) -> str:
    """A folded word without its ending, never shorter than three letters."""
    if folded.isalpha():
        for ending in _ENDINGS:
            if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
                return folded[: -len(ending)]
    return folded


@lru_cache(maxsize=5000)
def keys(folded: str) -> tuple[str, ...]:
    """What a folded word has in common with its other forms: its stem and its lemmas."""
    return tuple(dict.fromkeys((stem(folded), *lemmas(folded))))


@lru_cache(maxsize=5000)
def folded_parts(word: str) -> tuple[str, ...]:
    """What `fold` leaves of a word; a sign that stands for several words gives all of them."""
    return tuple(WORD.findall(fold(word)))


def words(text: str) -> list[str]:
    """The folded words of a text in their order."""
    text = unicodedata.normalize("NFC", text)
    return [part for word in WORD.findall(text) for part in folded_parts(word)]
