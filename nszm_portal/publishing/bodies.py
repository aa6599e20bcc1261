"""What differs between two bodies, block by block, as a reader sees them and in words.

A body is read as a row of blocks (a paragraph, a heading, a list's item, a picture, a cell of a
table), each with its text and what of it is bold, italic or a link. Blocks that belong together
are compared word by word; what changed besides the words is said in sentences.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from nszm_portal.publishing.comparison import ADDED, REMOVED, Change, word_changes, words
from nszm_portal.richtext import cleaning
from nszm_portal.richtext.dom import Element, Text

CHANGED, PASSED = "changed", "passed"
# Two blocks with fewer words in common than this are not one and the same.
ALIKE = 0.4
# Pairing takes time with the product of the two numbers; longer stretches are paired in order.
MOST_PAIRS = 10_000
_MARKS = {
    "strong": "tučně",
    "em": "kurzívou",
    "sub": "jako dolní index",
    "sup": "jako horní index",
    "code": "jako kód",
}
_NAMES = {
    "p": "odstavec",
    "h2": "nadpis 2. úrovně",
    "h3": "nadpis 3. úrovně",
    "h4": "nadpis 4. úrovně",
    "pre": "předformátovaný text",
    "caption": "název tabulky",
    "td": "buňka tabulky",
    "th": "záhlaví tabulky",
    "hr": "oddělovací čára",
    "figcaption": "popisek obrázku",
    "img": "obrázek",
}
_PLACES = {"align-left": "vlevo", "align-right": "vpravo", "size-half": "v poloviční šířce"}

NameOf = Callable[[str, str], str]  # ("picture", "12") → what it was called


@dataclass
class Block:
    """A stretch of text that is read without a break; of a picture, its caption."""

    kind: str
    text: str = ""
    marks: list[tuple[str, str]] = field(default_factory=list)  # ("tučně", "Jana Nováková")
    links: list[tuple[str, str]] = field(default_factory=list)  # ("program", "článek „Sad“")
    picture: str = ""
    description: str = ""
    place: str = ""

    @property
    def key(self):
        return (
            self.kind,
            self.text,
            tuple(self.marks),
            tuple(self.links),
            self.picture,
            self.description,
            self.place,
        )


@dataclass
class BlockChange:
    """What became of one block; PASSED stands for `count` blocks that nobody changed."""

    what: str
    kind: str = ""
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    count: int = 0


def changes(before: str, after: str, names_before: NameOf, names_after: NameOf):
    """How the body `before` becomes `after`: BlockChanges in the order of reading."""
    old, new = blocks(before, names_before), blocks(after, names_after)
    found: list[BlockChange] = []
    for mine, theirs in _paired(old, new):
        if mine and theirs and mine.key == theirs.key:
            if found and found[-1].what == PASSED:
                found[-1].count += 1
            else:
                found.append(BlockChange(PASSED, count=1))
        elif mine and theirs:
            said = word_changes(mine.text, theirs.text)
            found.append(BlockChange(CHANGED, theirs.kind, said, _notes(mine, theirs)))
        else:
            found.append(_alone(mine or theirs, REMOVED if mine else ADDED))
    return [] if all(each.what == PASSED for each in found) else found


def _alone(block: Block, what: str) -> BlockChange:
    said = [Change(what, block.text)] if block.text else []
    notes = [f"Popis obrázku: „{block.description}“"] if block.description else []
    return BlockChange(what, block.kind, said, notes)


def _notes(old: Block, new: Block) -> list[str]:
    """What besides the words is not the same, in sentences."""
    found = []
    if old.kind != new.kind:
        found.append(f"Bylo: {old.kind}, je: {new.kind}")
    if old.picture != new.picture:
        found.append(f"Jiný obrázek: místo „{old.picture}“ je „{new.picture}“")
    if old.description != new.description:
        found.append(f"Popis obrázku: {_from_to(old.description, new.description)}")
    if old.place != new.place:
        found.append(f"Umístění obrázku: {_from_to(old.place, new.place)}")
    gone, come = Counter(old.marks) - Counter(new.marks), Counter(new.marks) - Counter(old.marks)
    # Of a word that is itself gone or new, the words say it already.
    found += [f"Už není {mark}: „{text}“" for mark, text in gone if text in new.text]
    found += [f"Nově {mark}: „{text}“" for mark, text in come if text in old.text]
    return found + _link_notes(old.links, new.links)


def _link_notes(old, new):
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    gone, come = list(gone.elements()), list(come.elements())
    found = []
    for text, target in list(gone):
        other = next((each for each in come if each[0] == text), None)
        if other:
            come.remove(other)
            gone.remove((text, target))
            found.append(f"Odkaz „{text}“ vede jinam: místo {target} na {other[1]}")
    found += [f"Ubyl odkaz „{text}“ ({target})" for text, target in gone]
    return found + [f"Přibyl odkaz „{text}“ ({target})" for text, target in come]


def _from_to(old: str, new: str) -> str:
    if not new:
        return f"bylo „{old}“, teď chybí"
    return f"místo „{old}“ je „{new}“" if old else f"nově „{new}“"


# --- which blocks belong together ----------------------------------------------------------------


def _paired(old: list[Block], new: list[Block]):
    keys = [block.key for block in old], [block.key for block in new]
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _matched(old[a:b], new[c:d])


def _matched(old: list[Block], new: list[Block]):
    """The pairs, in order, that have the most in common; the others stand alone."""
    if len(old) * len(new) > MOST_PAIRS:
        yield from _in_order(old, new)
        return
    bags = [_bag(block) for block in old], [_bag(block) for block in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            alike = likeness[i, j] = _alike(bags[0][i], bags[1][j], old[i], new[j])
            paired = best[i + 1][j + 1] + alike if alike >= ALIKE else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        alike = likeness[i, j]
        if alike >= ALIKE and best[i][j] == best[i + 1][j + 1] + alike:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((block, None) for block in old[i:])
    yield from ((None, block) for block in new[j:])


def _in_order(old, new):
    common = min(len(old), len(new))
    yield from zip(old[:common], new[:common], strict=True)
    yield from ((block, None) for block in old[common:])
    yield from ((None, block) for block in new[common:])


def _bag(block: Block) -> Counter:
    return Counter(word for word in words(block.text) if not word.isspace())


def _alike(mine: Counter, theirs: Counter, old: Block, new: Block) -> float:
    if (old.kind == _NAMES["img"]) != (new.kind == _NAMES["img"]):
        return 0
    if old.picture and old.picture == new.picture:
        return 1
    count = mine.total() + theirs.total()
    if not count:
        return 1 if old.kind == new.kind else 0
    return 2 * (mine & theirs).total() / count


# --- reading a body ------------------------------------------------------------------------------


def blocks(html: str, name_of: NameOf) -> list[Block]:
    """The blocks of stored `html` in the order of reading."""
    reader = _Reader(name_of)
    reader.read(cleaning.body(html), "")
    return reader.found


class _Reader:
    def __init__(self, name_of: NameOf):
        self.name_of = name_of
        self.found: list[Block] = []

    def read(self, element: Element, kind: str) -> None:
        run: list = []
        for child in [*element.children, None]:
            if child is not None and (isinstance(child, Text) or child.is_inline):
                run.append(child)
                continue
            self._text(run, kind)
            run = []
            if child is not None:
                self._block(child, kind)

    def _block(self, element: Element, kind: str) -> None:
        if element.name == "figure":
            self._figure(element)
        elif element.name == "hr":
            self.found.append(Block(_NAMES["hr"]))
        elif element.name in ("ul", "ol"):
            numbered = element.name == "ol"
            for item in element.children:
                if isinstance(item, Element):
                    self.read(
                        item, "položka číslovaného seznamu" if numbered else "položka seznamu"
                    )
        elif element.name == "blockquote":
            self.read(element, "citace")
        elif element.name == "p" and kind:
            self.read(element, kind)
        else:
            self.read(element, _NAMES.get(element.name, kind or _NAMES["p"]))

    def _figure(self, figure: Element) -> None:
        image = next((each for each in figure.elements() if each.name == "img"), None)
        caption = next((each for each in figure.elements() if each.name == "figcaption"), None)
        block = self._styled(caption.children if caption else [], _NAMES["img"])
        if image is not None:
            self._depict(block, image, figure)
        self.found.append(block)

    def _text(self, run: list, kind: str) -> None:
        block = self._styled(run, kind or _NAMES["p"])
        if block.text:
            self.found.append(block)
        for child in run:
            inside = [child, *child.elements()] if isinstance(child, Element) else []
            for image in (each for each in inside if each.name == "img"):
                picture = Block(_NAMES["img"])
                self._depict(picture, image, image)
                self.found.append(picture)

    def _depict(self, block: Block, image: Element, placed: Element) -> None:
        key = image.attributes.get("data-picture", "")
        block.picture = self.name_of("picture", key)
        block.description = image.attributes.get("alt") or block.picture
        classes = (placed.attributes.get("class") or image.attributes.get("class", "")).split()
        block.place = ", ".join(_PLACES[each] for each in classes if each in _PLACES)

    def _styled(self, nodes: list, kind: str) -> Block:
        block = Block(kind)
        block.text = " ".join(self._styled_text(nodes, block).split())
        return block

    def _styled_text(self, nodes: list, block: Block) -> str:
        parts = []
        for node in nodes:
            if isinstance(node, Text):
                parts.append(node.data)
                continue
            if node.name == "br":
                parts.append(" ")
                continue
            inside = self._styled_text(node.children, block)
            said = " ".join(inside.split())
            if said and node.name in _MARKS:
                block.marks.append((_MARKS[node.name], said))
            elif said and node.name == "a":
                block.links.append((said, self._target(node.attributes)))
            parts.append(inside)
        return "".join(parts)

    def _target(self, attributes: dict[str, str]) -> str:
        if page := attributes.get("data-page"):
            return self.name_of("page", page) + attributes.get("data-suffix", "")
        if key := attributes.get("data-document"):
            return self.name_of("document", key)
        return attributes.get("href", "")
