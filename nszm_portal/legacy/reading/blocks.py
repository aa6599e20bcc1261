"""A page taken apart: lines of a dump, paragraphs of HTML, in the order in which they are read."""

import re
from copy import deepcopy
from dataclasses import dataclass
from html import escape, unescape

from lxml import etree, html

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|table|div|p|br|h[1-6]|ul|td|font)\b", re.I)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")
_BULLET = re.compile(r"^(?:[•·▪*–-]|o(?=\s\s))\s+")
_LEFT_OUT = frozenset(
    "script style noscript template head iframe object embed applet select textarea".split()
)
_WHOLE = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre figure hr".split())
_BOXES = frozenset(
    """html body div section article header footer main aside nav center form fieldset table thead
    tbody tfoot tr td th address""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
# Deeper is no page that anyone wrote.
_DEEPEST = 100


@dataclass
class Block:
    """A line or a paragraph; `gap` tells that a paragraph begins with it."""

    text: str
    gap: bool = True
    element: etree._Element | None = None

    @property
    def is_heading(self) -> bool:
        return self.element is not None and self.element.tag in _HEADINGS

    def until(self, end: int) -> "Block":
        """The beginning of it, of `end` letters."""
        if self.element is None:
            return Block(self.text[:end].rstrip(), self.gap)
        element = deepcopy(self.element)
        _cut(element, end)
        return Block(_text(element), self.gap, element)


def is_html(text: str) -> bool:
    """Whether a text is written in HTML and not only about it."""
    return len(_MARKUP.findall(text[:100_000])) >= 2


def of_dump(text: str) -> list[Block]:
    """The lines of a dump that are not empty."""
    if _ENTITY.search(text):
        text = unescape(text)
    blocks, gap = [], True
    for line in text.split("\n"):
        if line := line.strip():
            blocks.append(Block(line, gap))
        gap = not line
    return blocks


def of_html(text: str) -> tuple[list[Block], str]:
    """The paragraphs of a page in HTML, however its template laid them out; and its <title>."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # a doctype and nothing else
        return [], ""
    title = root.findtext(".//title") or ""
    etree.strip_elements(root, *_LEFT_OUT, etree.ProcessingInstruction, with_tail=False)
    blocks: list[Block] = []
    _walk(root, blocks, 0)
    return blocks, title


def body_html(blocks: list[Block]) -> str:
    """The blocks as HTML: a dump's lines as the paragraphs and lists that they were."""
    parts: list[str] = []
    paragraph: list[str] = []
    for block in blocks:
        if block.gap or block.element is not None:
            parts += _paragraphs(paragraph)
            paragraph = []
        if block.element is None:
            paragraph.append(block.text)
        else:
            parts.append(html.tostring(block.element, encoding="unicode", with_tail=False))
    parts += _paragraphs(paragraph)
    return "\n".join(parts)


def _paragraphs(lines: list[str]) -> list[str]:
    made, plain, items = [], [], []
    for line in [*lines, ""]:
        is_item = bool(_BULLET.match(line))
        if plain and (is_item or not line):
            made.append(f"<p>{'<br>'.join(plain)}</p>")
            plain = []
        if items and not is_item:
            made.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if is_item:
            items.append(f"<li>{escape(_BULLET.sub('', line), quote=False)}</li>")
        elif line:
            plain.append(escape(line, quote=False))
    return made


def _walk(box, blocks, depth):
    """Adds what a box holds; what stands in it between paragraphs becomes one."""
    run = html.Element("p")
    _append_text(run, box.text)
    for child in box:
        if not isinstance(child.tag, str):
            _append_text(run, child.tail)
            continue
        if _is_inline(child):
            if child.tag == "br" and _ends_with_break(run):
                run.remove(run[-1])
                run = _flush(run, blocks)
                _append_text(run, child.tail)
                continue
            run.append(deepcopy(child))
            continue
        run = _flush(run, blocks)
        if depth > _DEEPEST:
            whole = html.Element("p")
            whole.text = " ".join(child.itertext())
            _flush(whole, blocks)
        elif child.tag in _WHOLE or (child.tag == "table" and _is_data(child)):
            _flush(deepcopy(child), blocks)
        else:
            _walk(child, blocks, depth + 1)
        _append_text(run, child.tail)
    _flush(run, blocks)


def _is_inline(element) -> bool:
    if element.tag in _BOXES | _WHOLE:
        return False
    return not any(
        inner.tag in _BOXES or inner.tag in _WHOLE for inner in element.iterdescendants()
    )


def _is_data(table) -> bool:
    """Whether a table holds data: the old templates laid pages out by tables as well."""
    if any(inner.tag in {"table", "h1", "h2", "div", "form"} for inner in table.iterdescendants()):
        return False
    rows = [len(row.xpath("td | th")) for row in table.iterdescendants("tr")]
    return len(rows) > 1 and max(rows) > 1


def _flush(element, blocks):
    element.tail = None
    text = _text(element)
    if text or element.tag == "hr" or element.find(".//img") is not None:
        blocks.append(Block(text, True, element))
    return html.Element("p")


def _append_text(element, text):
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _ends_with_break(run) -> bool:
    return len(run) > 0 and run[-1].tag == "br" and not (run[-1].tail or "").strip()


def _text(element) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element):
    for node, attribute, text in _places(element):
        if node.tag == "br" and attribute == "tail":
            yield "\n"
        yield text


def _places(element):
    """Every text inside, with the node and the attribute that hold it, in order."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield node, "text", node.text or ""
        elif node is not element:
            yield node, "tail", node.tail or ""


def _cut(element, end):
    """Takes away all text after the first `end` letters, leading space not counted."""
    leading = True
    for node, attribute, text in list(_places(element)):
        if node.tag == "br" and attribute == "tail":
            if end <= 0:
                node.getparent().remove(node)
                continue
            end -= 0 if leading else 1
        if leading:
            kept = text.lstrip()
            leading = not kept
        else:
            kept = text
        if len(kept) > end:
            setattr(node, attribute, kept[: max(end, 0)].rstrip())
        end -= len(kept)
    for node in list(element.iterdescendants("a", "b", "i", "font", "span", "strong", "em")):
        if not len(node) and not (node.text or "").strip():
            node.drop_tag()
