"""Lists that Word writes as paragraphs with a bullet at their beginning."""

import re
from itertools import groupby

from nszm_portal.richtext.dom import Element, Node, Text

# Word's bullets come from symbol fonts; "o" and "§" are bullets only before its wide gap.
_BULLET = re.compile(r"\s*(?:[·•▪◦‣●○■\uf0b7\uf0a7]\s+|[o§\uf0d8](?:\s*\u00a0){2}\s*)")


def lists(blocks: list[Node]) -> list[Node]:
    """`blocks` with each run of paragraphs that begin with a bullet made into one list."""
    found: list[Node] = []
    for is_bulleted, group in groupby(blocks, _is_bulleted):
        if is_bulleted:
            found.append(Element("ul", children=[_item(paragraph) for paragraph in group]))
        else:
            found += group
    return found


def _is_bulleted(block: Node) -> bool:
    return (
        isinstance(block, Element)
        and block.name == "p"
        and isinstance(block.children[0], Text)
        and bool(_BULLET.match(block.children[0].data))
        and bool(block.text[1:].strip())
    )


def _item(paragraph: Element) -> Element:
    first = paragraph.children[0]
    first.data = first.data[_BULLET.match(first.data).end() :]
    return Element("li", children=paragraph.children)
