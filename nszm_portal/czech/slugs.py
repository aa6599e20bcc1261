"""The last part of an address, made of a title."""

import re
import unicodedata

from .letters import BY_BASIC_LETTERS

_OTHER = re.compile("[^a-z0-9]+")


def slug(text: str, max_length: int = 200) -> str:
    """Small ASCII letters and digits of text with hyphens between words, as the old portal did.

    At most max_length characters, cut where a word ends (within the word if it is the only one).
    Scripts other than the Latin leave nothing, so the result can be empty.
    """
    letters = unicodedata.normalize("NFKD", text.translate(BY_BASIC_LETTERS))
    basic = "".join(letter for letter in letters if not unicodedata.combining(letter))
    whole = _OTHER.sub("-", basic.lower()).strip("-")
    if len(whole) <= max_length:
        return whole
    words, _, _ = whole[: max_length + 1].rpartition("-")
    return words or whole[:max_length]
