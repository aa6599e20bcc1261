"""Draws a title on a card; in and out of here are only words and the bytes of a PNG."""

import unicodedata
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
MARGIN, FOOT = 80, 126  # points beside the words; the height of the strip below
ABOVE, BELOW = 34, 34  # the height of the letters over the title and in the strip
LARGEST, SMALLEST, STEP = 84, 32, 4
LINE = 1.14  # of the letters' height
BREAKABLE = 52  # only in letters as small as these, or smaller, may a word be broken
GREEN, DEEP, WHITE, YELLOW = "#17603b", "#0f4429", "#ffffff", "#ffd84d"
LETTERS = Path(font_source_sans_pro.font_directory)
MOST = 400  # letters of a title; no field holds more
# The letter of a font for what it does not have is seen where it is asked for one of nobody's.
UNKNOWN = "\U0010fffd"


@lru_cache(maxsize=64)
def draw(above: str, title: str, below: str) -> bytes:
    """A PNG with the title as large as it fits, broken between words.

    The words come set by the typographer: a line is broken at a plain space alone. What the
    letters do not have, such as an emoji, is left out.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), GREEN)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=DEEP)
    canvas.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT - FOOT + 6), fill=YELLOW)
    top = MARGIN
    if above := _drawable(above):
        canvas.text((MARGIN, top), above[:80], fill=YELLOW, font=_font("Semibold", ABOVE))
        top += round(ABOVE * 1.8)
    font, lines = _fitted(_drawable(title)[:MOST], HEIGHT - FOOT - top - MARGIN // 2)
    for number, line in enumerate(lines):
        place = MARGIN, top + round(number * font.size * LINE)
        canvas.text(place, line, fill=WHITE, font=font)
    font, lines = _fitted(_drawable(below), ABOVE * LINE, "Semibold", BELOW, 20)
    middle = HEIGHT - FOOT // 2 + 3
    canvas.text((MARGIN, middle), lines[0] if lines else "", fill=WHITE, font=font, anchor="lm")
    # A few plain colours: a tenth of the bytes, and nobody sees the difference.
    with BytesIO() as stream:
        image.quantize(64, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        return stream.getvalue()


def _fitted(text, height, weight="Bold", largest=LARGEST, smallest=SMALLEST):
    """The largest letters in which the text fits, and its lines; of what never fits, a part."""
    for size in range(largest, smallest - 1, -STEP):
        font = _font(weight, size)
        lines, whole = broken(text, font.getlength, WIDTH - 2 * MARGIN)
        if (whole or size <= BREAKABLE) and len(lines) * size * LINE <= height:
            return font, lines
    return font, lines[: max(1, int(height // (size * LINE)))]


def broken(text: str, length, width: float) -> tuple[list[str], bool]:
    """The lines of a text, none longer than `width`, and whether no word had to be broken."""
    lines, whole = [], True
    for word in text.split(" "):
        if lines and length(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while length(word) > width:
            whole, cut = False, len(word) - 1
            while cut > 1 and length(word[:cut]) > width:
                cut -= 1
            lines.append(word[:cut])
            word = word[cut:]
        lines.append(word)
    return [line for line in lines if line], whole


def _drawable(text: str) -> str:
    text = "".join(letter for letter in unicodedata.normalize("NFC", text) if _is_known(letter))
    return " ".join(part for part in text.split(" ") if part)


@lru_cache(maxsize=1024)
def _is_known(letter: str) -> bool:
    if not letter.isprintable() and not letter.isspace():
        return False
    return letter.isspace() or _looks(letter) != _looks(UNKNOWN)


def _looks(letter: str) -> bytes:
    mask = _font("Bold", SMALLEST).getmask(letter)
    return bytes(mask)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(LETTERS / f"SourceSansPro-{weight}.ttf", size)
