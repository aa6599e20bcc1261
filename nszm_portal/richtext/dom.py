"""The tree of a body: small enough to be walked at every reading.

nh3 reads like a browser and writes strictly: every element closed, every attribute quoted, every
"<" of a text escaped. Its output therefore needs no second parser, which would have opinions of
its own about what may stand where; what a body may hold is decided on the tree.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

VOID = frozenset({"br", "hr", "img"})
INLINE = frozenset({"a", "strong", "em", "sub", "sup", "code", "br", "img"})
# Elements between whose children white space means nothing: each child gets a line of its own,
# so that two versions of a body can be compared line by line.
_LINED = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "blockquote"})
# Deeper elements are left out and their text kept; a normal body never gets there.
DEPTH_LIMIT = 60
# Controls, lone surrogates, marks that nobody sees: no editor typed them on purpose and neither
# XML nor PostgreSQL takes them all.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
_TOKEN = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>|([^<]+)')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


class Text:
    __slots__ = ("data",)

    def __init__(self, data: str):
        self.data = data


class Raw(Text):
    """Markup made by our own code, written as it is; `seen` stands for it in plain text."""

    __slots__ = ("seen",)

    def __init__(self, data: str, seen: str = ""):
        super().__init__(data)
        self.seen = seen


class Element:
    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str] | None = None, children=None):
        self.name = name
        self.attributes = attributes or {}
        self.children: list[Node] = [] if children is None else children

    @property
    def is_inline(self) -> bool:
        return self.name in INLINE

    def elements(self) -> Iterator["Element"]:
        """The elements inside, in the order of the document."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    @property
    def text(self) -> str:
        return "".join(
            leaf.seen if isinstance(leaf, Raw) else leaf.data
            for leaf in leaves(self.children)
            if isinstance(leaf, Text)
        )


Node = Text | Element


def leaves(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Element) and node.name not in VOID:
            yield from leaves(node.children)
        else:
            yield node


def parse(html: str) -> Element:
    """The tree of `html` as nh3 wrote it, under an element without a name."""
    root = Element("")
    # One entry for each open tag; one that is left out repeats its parent.
    opened = [root]
    for closing, name, attributes, text in _TOKEN.findall(_UNWANTED.sub("", html)):
        if text:
            opened[-1].children.append(Text(unescape(text)))
        elif closing:
            if len(opened) > 1:
                opened.pop()
        elif name not in VOID and len(opened) > DEPTH_LIMIT:
            opened.append(opened[-1])
        else:
            values = {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
            element = Element(name, values)
            opened[-1].children.append(element)
            if name not in VOID:
                opened.append(element)
    return root


def serialise(root: Element) -> str:
    """The children of `root` as HTML: attributes in alphabetical order, letters not entities."""
    parts: list[str] = []
    _write_lines(root.children, parts)
    return "".join(parts)


def _write_lines(nodes: list[Node], parts: list[str]) -> None:
    for position, node in enumerate(nodes):
        if position:
            parts.append("\n")
        _write(node, parts)


def _write(node: Node, parts: list[str]) -> None:
    if isinstance(node, Element):
        parts.append(_start_tag(node))
        if node.name in VOID:
            return
        if node.name in _LINED:
            _write_lines(node.children, parts)
        else:
            for child in node.children:
                _write(child, parts)
        parts.append(f"</{node.name}>")
    elif isinstance(node, Raw):
        parts.append(node.data)
    else:
        parts.append(escape(node.data, quote=False))


def _start_tag(element: Element) -> str:
    if not element.attributes:
        return f"<{element.name}>"
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in sorted(element.attributes.items())
    )
    return f"<{element.name}{attributes}>"
