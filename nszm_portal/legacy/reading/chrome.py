"""The old template around the content: known by its words, as its markup changed with time."""

import re

from nszm_portal.legacy.reading.blocks import Block
from nszm_portal.legacy.reading.page import ARTICLE, MEETING

_DROP_DOWN = re.compile(r"[•*·]?\s*(?:další portály|naše weby)\s*\.\.[\s.•*·]*", re.IGNORECASE)
_DOTS = re.compile(r"[\s.•*·]+")
_NAME = re.compile(
    r"(?:národní síť)?\s*(?:zdravých měst(?:\s+(?:čr|české republiky))?)?", re.IGNORECASE
)
_WAY_BACK = re.compile(
    r"[«‹<←\s]*zpět na (?:přehled|seznam|výpis)\s+(?P<what>\w+)[\s.»]*$", re.IGNORECASE
)
_FOOTER = re.compile(
    r"NÁRODNÍ\s+SÍŤ\s+ZDRAVÝCH\s+MĚST\s+(?:ČR|ČESKÉ\s+REPUBLIKY)\s*(?:\(c\)|©|&copy;)",
    re.IGNORECASE,
)
_INVITATION = re.compile(r"Připomínky,\s+dotazy\s+a\s+náměty\s+zasílejte", re.IGNORECASE)
_BOXES = re.compile(
    r"(?:TISK(?:\s+i)?|i|DataPlán NSZM|Co pro Vás nabízíme\?"
    r"|DataPlán NSZM pro Vás již \d+ let!?|Cena Ministerstva vnitra za inovaci \d{4}|\s)+",
    re.IGNORECASE,
)
_LEADS_BACK_TO = {
    "aktualit": ARTICLE,
    "článků": ARTICLE,
    "zpráv": ARTICLE,
    "akcí": MEETING,
    "setkání": MEETING,
}


def without_top(blocks: list[Block]) -> tuple[list[Block], bool]:
    """The blocks after the drop-down and the header, and whether there was any."""
    number = 0
    while number < len(blocks) and _is_top(blocks[number].text):
        number += 1
    heading = _heading(blocks, number)
    return blocks[heading if heading is not None else number :], number > 0


def _is_top(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_DROP_DOWN, _DOTS, _NAME))


def _heading(blocks, start):
    """Where the page's own first heading is; a menu may stand before it."""
    return next(
        (
            number
            for number, block in enumerate(blocks)
            if number >= start
            and block.is_heading
            and not _is_top(block.text)
            and block.element.tag in {"h1", "h2"}
        ),
        None,
    )


def without_bottom(blocks: list[Block]) -> tuple[list[Block], bool, str]:
    """The blocks before the way back or the footer, whether there was any, and the kind of page
    that the way back tells."""
    for number, block in enumerate(blocks):
        if way_back := _WAY_BACK.search(block.text):
            kind = _LEADS_BACK_TO.get(way_back["what"].lower(), "")
            return _content(blocks, number, way_back.start()), True, kind
        if ending := _FOOTER.search(block.text) or _INVITATION.search(block.text):
            return _without_boxes(_content(blocks, number, ending.start())), True, ""
    kept = _without_boxes(blocks)
    return kept, len(kept) < len(blocks), ""


def _content(blocks, number, end):
    """The blocks before one, and that of it which was glued to the template's words."""
    kept = blocks[:number]
    beginning = blocks[number].text[:end].strip()
    return [*kept, blocks[number].until(end)] if beginning else kept


def _without_boxes(blocks):
    kept = list(blocks)
    while kept and _BOXES.fullmatch(kept[-1].text) and kept[-1].text:
        kept.pop()
    return kept
