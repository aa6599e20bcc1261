"""The text of a body for who gets no HTML.

richtext's own `plain_text` is for search and comparison: it gives each cell of a table a line of
its own and cleans what it is given once more, which for a hundred thousand bodies takes half a
minute. Here a row stays together, and what is stored is taken as it was cleaned when stored.
"""

from collections.abc import Iterable, Iterator

from nszm_portal.opendata.datatypes import one_line
from nszm_portal.richtext import dom
from nszm_portal.richtext.dom import Element, Node, Text


def plain(html: str) -> str:
    """A block on a line, a row of a table on a line, an item of a list after a dash."""
    return "\n".join(_lines(dom.parse(html).children))


def _lines(nodes: Iterable[Node]) -> Iterator[str]:
    return filter(None, map(one_line, _stretches(nodes)))


def _stretches(nodes: Iterable[Node]) -> Iterator[str]:
    run: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            run.append(node.data)
        elif node.is_inline:
            run += _inline(node)
        else:
            yield "".join(run)
            run = []
            yield from _block(node)
    yield "".join(run)


def _inline(element: Element) -> Iterator[str]:
    for leaf in dom.leaves([element]):
        yield leaf.data if isinstance(leaf, Text) else " "


def _block(element: Element) -> Iterator[str]:
    if element.name == "tr":
        cells = (cell for cell in element.children if isinstance(cell, Element))
        yield " | ".join(" ".join(_lines(cell.children)) for cell in cells)
    elif element.name == "li":
        first, *others = [*_lines(element.children)] or [""]
        yield f"– {first}" if first else ""
        yield from others
    else:
        yield from _stretches(element.children)
