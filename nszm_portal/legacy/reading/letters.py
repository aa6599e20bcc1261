"""Text of bytes: UTF-8, UTF-16, and Windows-1250 told from ISO-8859-2."""

import codecs
import re
import unicodedata

from nszm_portal.legacy.reading.page import Refused

UTF_8, UTF_16, WINDOWS, ISO = "utf-8", "utf-16", "windows-1250", "iso-8859-2"
NO_TEXT = "Soubor není text: vypadá jako obrázek, archiv nebo jiný binární soubor."
_LETTERS = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽöüäľôÖÜÄ"
_SIGNS = "„“”‚‘’–—…•§°×©®«»€\u00a0\u00ad"
_WELCOME = dict.fromkeys(_LETTERS, 2) | dict.fromkeys(_SIGNS, 1)
_UNWELCOME = -3
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\ufffe\uffff]")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Broken letters among whole ones are damage; more of them are another encoding.
_MOST_BROKEN = 0.1


def decode(raw: bytes) -> tuple[str, str]:
    """The text of a file with plain newlines and composed letters, and its encoding.

    A letter that cannot be read is U+FFFD; half of one at the end is none. Raises
    Refused for what is no text.
    """
    text, encoding = _decoded(raw)
    text = _UNSEEN.sub("", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", text).removesuffix("\ufffd"), encoding


def _decoded(raw):
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode(UTF_16, "replace"), UTF_16
    if order := _order_of_pairs(raw):
        return raw.decode(f"{UTF_16}-{order}", "replace"), UTF_16
    if len(_CONTROLS.findall(raw)) > len(raw) // 500:
        raise Refused(NO_TEXT)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    text = raw.decode(UTF_8, "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for letter in text if letter > "\x7f") - broken
    if broken <= whole * _MOST_BROKEN:
        return text, UTF_8
    candidates = [(raw.decode(name, "replace"), name) for name in (WINDOWS, ISO)]
    return max(candidates, key=lambda candidate: _score(candidate[0]))


def _order_of_pairs(raw: bytes) -> str:
    """ "le" or "be" when every other byte of the beginning is nothing, as in UTF-16."""
    head = raw[:2000]
    if len(head) < 4:
        return ""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > len(head) // 4 and even == 0:
        return "le"
    return "be" if even > len(head) // 4 and odd == 0 else ""


def _score(text: str) -> int:
    return sum(_WELCOME.get(letter, _UNWELCOME) for letter in text if letter > "\x7f")
