"""What counts as a description of a picture, whether in the library or in a text."""

import re
import unicodedata
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError

SHOWN = 60  # letters of what was typed that a sentence repeats
WHAT_TO_WRITE = (
    "Napište, co člověk na obrázku uvidí, třeba „Děti sázejí lípu před radnicí v Litoměřicích“."
)
FILE_NAME = re.compile(
    r"\S.*\.(jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg|psd|raw|cr2|nef|dng|pdf)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+")
# What programs, cameras and telephones call a file, and what people type to have it over with;
# folded. A description of these words and numbers alone ("Foto 3", "DSC_0042") tells nothing.
EMPTY_WORDS = frozenset(
    """
    obrazek obrazky obrazku obraz obr fotka fotky fotek foto fotografie fotografii snimek snimky
    ilustrace ilustracni ilustrativni nahled nahledovy popis popisek popisu alt text titulek nazev
    nazvu bez neni zadny zadna zadne nic doplnit doplnim todo test xxx aaa soubor priloha kopie
    image images img imgp picture pictures pict pic photo photos photograph graphic thumbnail
    cover banner untitled unnamed noname none null undefined description caption no copy edited
    dsc dscn dscf sam mvimg pxl dji gopr pano burst portrait snap scan sken screenshot
    screen shot obrazovky whatsapp wa at am pm jpg jpeg png gif webp heic tiff avif
    """.split()
)
# A file may be called by a sentence that describes it; by fewer words it is called, not described.
SENTENCE = 3


def validate(text: str, *, upload_name: str = "", otherwise: str = "") -> None:
    """Raises ValidationError where `text` is no description; an empty one is not its business.

    `upload_name` is the name under which the picture was uploaded. The sentence says what to
    write; `otherwise` is added to it: what else the editor may do.
    """
    if why := _refusal(text.strip(), upload_name):
        shown = text.strip()[:SHOWN] + ("…" if len(text.strip()) > SHOWN else "")
        sentence = " ".join(filter(None, [f"„{shown}“ {why}.", WHAT_TO_WRITE, otherwise]))
        raise ValidationError(sentence, code="no_description")


def _refusal(text: str, upload_name: str) -> str:
    if not text:
        return ""
    if FILE_NAME.fullmatch(text) or _is_name_of(text, upload_name):
        return "je název souboru, ne popis obrázku"
    words = [word for word in WORD.findall(_folded(text)) if len(word) > 1]
    if not words or EMPTY_WORDS.issuperset(words):
        return "o obrázku nic neříká"
    return ""


def _is_name_of(text: str, upload_name: str) -> bool:
    if not upload_name:
        return False
    called = {_squeezed(upload_name), _squeezed(PurePosixPath(upload_name).stem)}
    return _squeezed(text) in called and len(text.split()) < SENTENCE


def _squeezed(text: str) -> str:
    """Letters and digits alone: "Sad-u_školy" and "sad u skoly" are the same name."""
    return "".join(letter for letter in _folded(text) if letter.isalnum())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
