"""The one way in which a body is written.

CKEditor indents, changes entities and adds fillers; people paste paragraphs into headings and
links around tables. Whatever says the same gets the same bytes here, so that opening and saving
a text that nobody touched changes nothing, and every body fits the styles of the public page.
"""

import re
from itertools import groupby

from nszm_portal.richtext import dom, word
from nszm_portal.richtext.dom import Element, Node, Text

_HEADINGS = frozenset({"h2", "h3", "h4"})
_LEAVES = _HEADINGS | {"p"}
# How deep quotations, lists and tables may stand in one another; deeper ones become paragraphs.
_LEVELS = 6
_SPACE = re.compile(r"[ \t\n\r\f]+")


def canonical(root: Element) -> Element:
    """The body in its one form; `root` is used up. Applied again it changes nothing."""
    blocks = _flow(root.children, "p", 0, ())
    return Element("", children=word.lists(blocks))


def _flow(nodes: list[Node], leaf: str | None, level: int, around: tuple) -> list[Node]:
    """What `nodes` are as blocks.

    Loose text becomes elements called `leaf`, or stays loose where that is None (list items,
    cells). `around` are inline elements found around blocks, which each piece of text gets.
    """
    found: list[Node] = []
    previous_loose = False
    for is_loose, group in groupby(nodes, _is_loose):
        if not is_loose:
            blocks = [block for node in group for block in _block(node, leaf, level, around)]
            found += blocks
            previous_loose = previous_loose and not blocks
            continue
        text = phrase([_wrapped(node, around) for node in group])
        if text and leaf:
            found.append(Element(leaf, children=text))
        elif text:
            found += [Element("br"), *text] if previous_loose else text
            previous_loose = True
    return found


def _is_loose(node: Node) -> bool:
    return isinstance(node, Text) or (
        node.is_inline and all(inside.is_inline for inside in node.elements())
    )


def _wrapped(node: Node, around: tuple) -> Node:
    for element in reversed(around):
        node = Element(element.name, dict(element.attributes), [node])
    return node


def _block(node: Element, leaf: str | None, level: int, around: tuple) -> list[Node]:
    name = node.name
    if node.is_inline:
        return _flow(node.children, leaf or "p", level, (*around, node))
    if name in _LEAVES:
        own = leaf if name == "p" and leaf in _HEADINGS else name
        return _flow(node.children, own, level, around)
    if name == "hr":
        return [Element("hr")]
    if name == "pre":
        text = _preformatted(node)
        return [Element("pre", children=text)] if text else []
    if name == "figure":
        return _figure(node, leaf, level, around)
    if level < _LEVELS:
        if name == "blockquote":
            inside = _flow(node.children, "p", level + 1, around)
            return [Element("blockquote", children=inside)] if inside else []
        if name in {"ul", "ol"}:
            return _list(node, level + 1, around)
        if name == "table":
            return _table(node, level + 1, around)
    return _flow(node.children, leaf or "p", level, around)


def _list(node: Element, level: int, around: tuple) -> list[Node]:
    items: list[Element] = []
    for kind, group in groupby(node.children, lambda child: getattr(child, "name", "")):
        group = list(group)
        if kind == "li":
            inside = [_item(item.children, level, around) for item in group]
        elif kind in {"ul", "ol"} and items:
            for inner in group:
                items[-1].children += _block(inner, None, level, around)
            continue
        else:
            inside = [_item(group, level, around)]
        items += [Element("li", children=nodes) for nodes in inside if nodes]
    return [Element(node.name, children=items)] if items else []


def _item(nodes: list[Node], level: int, around: tuple) -> list[Node]:
    """The inside of a list item or a cell; a paragraph that is the only text there is no box."""
    found = _flow(nodes, None, level, around)
    are_paragraphs = [getattr(node, "name", "") == "p" for node in found]
    is_alone = sum(are_paragraphs) == 1 and are_paragraphs[0]
    if is_alone and not (len(found) > 1 and _is_loose(found[1])):
        found[:1] = found[0].children
    return found


def _table(node: Element, level: int, around: tuple) -> list[Node]:
    caption: list[Node] = []
    rows: dict[str, list[Element]] = {"thead": [], "tbody": [], "tfoot": []}
    astray: list[Node] = []
    for child in node.children:
        name = getattr(child, "name", "")
        if name == "caption" and not caption:
            caption = _caption(child, around)
        elif name == "tr":
            rows["tbody"].append(child)
        elif name in rows:
            rows[name] += [row for row in child.children if getattr(row, "name", "") == "tr"]
        else:
            astray.append(child)
    parts = [Element("caption", children=caption)] if caption else []
    for name, group in rows.items():
        made = [_row(row, level, around) for row in group]
        if filled := [row for row in made if row.children]:
            parts.append(Element(name, children=filled))
    after = _flow(astray, "p", level, around)
    if not any(part.name in rows for part in parts):
        return [Element("p", children=caption), *after] if caption else after
    return [Element("table", children=parts), *after]


def _row(row: Element, level: int, around: tuple) -> Element:
    cells = [
        Element(cell.name, cell.attributes, _item(cell.children, level, around))
        for cell in row.children
        if getattr(cell, "name", "") in {"td", "th"}
    ]
    return Element("tr", children=cells)


def _figure(node: Element, leaf: str | None, level: int, around: tuple) -> list[Node]:
    """A picture with its caption; without a caption it is a picture in a paragraph.

    The editor makes no figure without a caption, so keeping one would not survive its opening.
    """
    picture = next((inside for inside in node.elements() if _is_picture(inside)), None)
    label = next((inside for inside in node.elements() if inside.name == "figcaption"), None)
    text = _caption(label, ()) if label else []
    if picture is None or not text or picture in label.elements():
        return _flow(node.children, leaf or "p", level, around)
    links = [a for a in (*around, *node.elements()) if a.name == "a" and a.attributes]
    link = next((a for a in links if picture in a.elements()), None)
    classes = {"image"}.union(*(e.attributes.get("class", "").split() for e in (node, picture)))
    shown = Element("img", {k: v for k, v in picture.attributes.items() if k != "class"})
    figure = Element(
        "figure",
        {"class": " ".join(sorted(classes))},
        [
            Element("a", dict(link.attributes), [shown]) if link else shown,
            Element("figcaption", children=text),
        ],
    )
    picture.attributes.clear()
    label.children.clear()
    return [figure, *_flow(node.children, "p", level, around)]


def _caption(node: Element, around: tuple) -> list[Node]:
    """The text of a caption as one run: where a block ends there, a space is left."""
    nodes: list[Node] = []
    for block in _flow(node.children, "p", 0, around):
        nodes += [Text(" "), *_without_blocks(block)]
    return phrase(nodes)


def _without_blocks(node: Node) -> list[Node]:
    if isinstance(node, Text) or node.is_inline:
        return [node]
    return [inside for child in node.children for inside in (Text(" "), *_without_blocks(child))]


def _preformatted(node: Element) -> list[Node]:
    text = _merged(_without_empty(_unbroken(node.children, frozenset())))
    texts = [leaf for leaf in dom.leaves(text) if isinstance(leaf, Text)]
    if not texts:
        return []
    # A browser leaves out the first line break of a pre, and CKEditor the last.
    for leaf in texts:
        leaf.data = leaf.data.lstrip("\n")
        if leaf.data:
            break
    for leaf in reversed(texts):
        leaf.data = leaf.data.rstrip()
        if leaf.data:
            break
    return _merged(_without_empty(text))


def _unbroken(nodes: list[Node], within: frozenset) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Text):
            found.append(Text(node.data.replace("\r\n", "\n").replace("\r", "\n")))
        elif node.name == "br":
            found.append(Text("\n"))
        elif node.name == "img":
            continue
        elif node.is_inline and node.name not in within:
            inside = _unbroken(node.children, within | {node.name})
            found.append(Element(node.name, node.attributes, inside))
        else:
            found += _unbroken(node.children, within)
            found += [] if node.is_inline else [Text("\n")]
    return found


def phrase(nodes: list[Node]) -> list[Node]:
    """A run of text and inline elements without needless spaces, line breaks and elements."""
    nodes = _unnested(nodes, frozenset())
    leaves = list(dom.leaves(nodes))
    _trim(leaves)
    _collapse_spaces(leaves)
    return _merged(_without_empty(nodes))


def _unnested(nodes: list[Node], within: frozenset) -> list[Node]:
    """No element inside another of its own name, no link that leads nowhere."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) or node.name in dom.VOID:
            found.append(node)
            continue
        inside = _unnested(node.children, within | {node.name})
        if node.name in within or (node.name == "a" and not node.attributes):
            found += inside
        else:
            found.append(Element(node.name, node.attributes, inside))
    return found


def _collapse_spaces(leaves: list[Node]) -> None:
    """One space where a browser shows one, none where it shows none."""
    previous: Text | None = None
    after_space = True
    for leaf in leaves:
        if isinstance(leaf, Text):
            leaf.data = _SPACE.sub(" ", leaf.data)
            if after_space:
                leaf.data = leaf.data.lstrip(" ")
            if leaf.data:
                previous = leaf
                after_space = leaf.data.endswith(" ")
        elif leaf.name == "br":
            if previous:
                previous.data = previous.data.rstrip(" ")
            previous, after_space = None, True
        elif _is_picture(leaf):
            previous, after_space = None, False
    if previous:
        previous.data = previous.data.rstrip(" ")


def _trim(leaves: list[Node]) -> None:
    """Empties the line breaks at both ends, and what is blank beside them."""
    for direction in (leaves, leaves[::-1]):
        for leaf in direction:
            if isinstance(leaf, Text) and not leaf.data.strip():
                leaf.data = ""
            elif isinstance(leaf, Element) and leaf.name == "br":
                leaf.name = ""
            elif isinstance(leaf, Text) or _is_picture(leaf):
                break


def _is_picture(node: Node) -> bool:
    return (
        isinstance(node, Element)
        and node.name == "img"
        and ("data-picture" in node.attributes or "src" in node.attributes)
    )


def _without_empty(nodes: list[Node]) -> list[Node]:
    """No element that says nothing; line breaks stand beside elements, not at their ends."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Text):
            found += [node] if node.data else []
        elif node.name in dom.VOID:
            found += [node] if node.name == "br" or _is_picture(node) else []
        elif node.name:
            inside = _without_empty(node.children)
            if not any(_says_something(leaf) for leaf in dom.leaves(inside)):
                found += inside
                continue
            start = next(i for i, child in enumerate(inside) if not _is_break(child))
            end = len(inside) - next(
                i for i, child in enumerate(reversed(inside)) if not _is_break(child)
            )
            found += inside[:start]
            found.append(Element(node.name, node.attributes, inside[start:end]))
            found += inside[end:]
    return found


def _says_something(leaf: Node) -> bool:
    return bool(leaf.data.strip()) if isinstance(leaf, Text) else leaf.name == "img"


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "br"


def _merged(nodes: list[Node]) -> list[Node]:
    """Neighbours that say the same of their text become one."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(node, Text) and isinstance(last, Text):
            found[-1] = Text(last.data + node.data)
        elif _are_alike(last, node):
            last.children += node.children
        else:
            found.append(node)
    for node in found:
        if isinstance(node, Element):
            node.children = _merged(node.children)
    return found


def _are_alike(one: Node | None, other: Node) -> bool:
    return (
        isinstance(one, Element)
        and isinstance(other, Element)
        and one.name == other.name
        and one.name not in dom.VOID
        and one.attributes == other.attributes
    )
