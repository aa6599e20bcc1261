"""What readers get of a body: present addresses, pictures, Czech typography."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.czech.typography import typeset_runs
from nszm_portal.library.markup import picture_html
from nszm_portal.library.models import Document, Picture
from nszm_portal.richtext import cleaning, dom, references
from nszm_portal.richtext.dom import Element, Node, Raw, Text

# How wide the public page shows a picture, for the choice among its renditions.
_COLUMN = "(min-width: 40rem) 36rem, 100vw"
_HALF = "(min-width: 40rem) 18rem, 100vw"
_CELLS = frozenset({"td", "th"})
_FIT = 6  # columns that paper has room for in letters of the usual size
# What typography sees in place of a picture or a piece of code.
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


class PaperLink(NamedTuple):
    """What paper tells of an address under a number."""

    number: int
    text: str  # the title of what is ours, the link's own words of what is elsewhere
    address: str  # absolute
    reference: str = ""  # "article:12" or "document:7" of what is ours
    fragment: str = ""  # "#program", where the address leads into the middle of a page

    @property
    def words(self) -> str:
        """The address as people know it."""
        return self.address.removeprefix("mailto:")


LinkList = list[PaperLink]


class _Target(NamedTuple):
    """Where a link leads a reader now; without a title where it is not to a thing of ours."""

    address: str
    title: str = ""
    reference: str = ""


def render(
    html: str,
    *,
    pictures: Mapping[int, Picture] | None = None,
    documents: Mapping[int, Document] | None = None,
    pages: Mapping[str, references.Target] | None = None,
    link_list: LinkList | None = None,
    eager: bool = False,
) -> SafeString:
    """Stored `html` for readers.

    A link to what is not public becomes its text, a picture that is gone leaves nothing.
    `pictures` and `documents` are what the caller has already loaded, by primary key, and `pages`
    where its links lead, by reference; they are then taken for all there is. Without them one
    query each is made where the body needs it. A document counts as shown by the body itself, so
    only its own `is_public` is asked. A given `link_list` is filled for paper, each address once,
    and the links get their numbers. `eager` pictures do not wait for scrolling, as there is none
    on paper; with a `link_list` they never do.
    """
    root = cleaning.body(html)
    eager = eager or link_list is not None
    _Presenter(root, pictures, documents, pages, link_list, eager).present(root)
    _typeset(root)
    return mark_safe(dom.serialise(root))


def plain_text(html: str) -> str:
    """The text of stored `html` without markup and pictures, one block on a line, as typed."""
    lines = ("".join(_typed(run)).strip() for run in _runs(cleaning.body(html).children))
    return "\n".join(line for line in lines if line)


def _typed(run: list[Node]) -> Iterator[str]:
    for leaf in dom.leaves(run):
        if isinstance(leaf, Text):
            yield leaf.data
        elif leaf.name == "br":
            yield " "


def _runs(nodes: list[Node], without: tuple[str, ...] = ()) -> Iterator[list[Node]]:
    """The stretches of text and inline elements, each of which is read without a break.

    Blocks called as in `without` are passed over.
    """
    for is_text, group in groupby(nodes, lambda node: isinstance(node, Text) or node.is_inline):
        if is_text:
            yield list(group)
            continue
        for block in group:
            if block.name not in without:
                yield from _runs(block.children, without)


def _typeset(root: Element) -> None:
    for run in _runs(root.children, without=("pre",)):
        pieces = [(text, seen) for text, seen in _seen(run) if seen]
        texts = typeset_runs([seen for _, seen in pieces])
        for (text, _), data in zip(pieces, texts, strict=True):
            if text:
                text.data = data


def _seen(nodes: list[Node]) -> Iterator[tuple[Text | None, str]]:
    """Each text of a run as typography sees it; None beside what it may not change."""
    for node in nodes:
        if isinstance(node, Raw):
            yield None, node.seen
        elif isinstance(node, Text):
            yield node, node.data
        elif node.name == "br":
            yield None, "\n"
        elif node.name == "code":
            yield None, _OBJECT
        else:
            yield from _seen(node.children)


class _Presenter:
    """Puts in place of references what they lead to now."""

    def __init__(
        self, root: Element, pictures, documents, pages, link_list: LinkList | None, eager: bool
    ):
        attributes = [element.attributes for element in root.elements()]

        def named(name: str) -> set[str]:
            return {a[name] for a in attributes if name in a}

        self.pages = references.resolve_pages(named("data-page")) if pages is None else pages
        self.pictures = _loaded(Picture, named("data-picture"), pictures)
        self.documents = _loaded(Document, named("data-document"), documents)
        self.link_list, self.eager = link_list, eager
        self.numbers: dict[str, int] = {}
        self.table_names: Counter[str] = Counter()

    def present(self, element: Element) -> None:
        children, element.children = element.children, []
        for child in children:
            element.children += [child] if isinstance(child, Text) else self._presented(child)

    def _presented(self, element: Element) -> list[Node]:
        if element.name == "img":
            return self._picture(element)
        if element.name == "figure" or _is_lone_picture(element):
            return self._figure(element)
        had_children = bool(element.children)
        self.present(element)
        if had_children and not element.children and element.name not in _CELLS:
            return []
        if element.name == "a":
            return self._link(element)
        return [self._scrolling(element)] if element.name == "table" else [element]

    def _picture(self, image: Element) -> list[Node]:
        picture = self._found(image)
        if picture is None:
            return []
        css_class = image.attributes.get("class", "")
        is_narrow = css_class or image.attributes.get("data-narrow")
        markup = picture_html(
            picture,
            alt=image.attributes.get("alt"),
            sizes=_HALF if is_narrow else _COLUMN,
            eager=self.eager,
            css_class=css_class,
        )
        return [Raw(markup, seen=_OBJECT)]

    def _found(self, image: Element) -> Picture | None:
        return self.pictures.get(int(image.attributes["data-picture"]))

    def _figure(self, element: Element) -> list[Node]:
        """A picture that stands alone; what the body does not say of it, the library says."""
        image = next(inside for inside in element.elements() if inside.name == "img")
        picture = self._found(image)
        if picture is None:
            return []
        css_class = element.attributes.get("class") or image.attributes.pop("class", "")
        image.attributes["data-narrow"] = css_class.replace("image", "").strip()
        self.present(element)
        caption = element.children[1:] or [Element("figcaption")]
        words = caption[0].children or ([Text(picture.caption)] if picture.caption else [])
        if picture.credit:
            words = [*words, Text(f"{' ' if words else ''}Autor: {picture.credit}")]
        caption[0].children = words
        shown = [element.children[0], *(caption if words else [])]
        return [Element("figure", {"class": css_class} if css_class else {}, shown)]

    def _link(self, link: Element) -> list[Node]:
        target = self._target(link.attributes)
        if not target:
            return link.children
        link.attributes = {"href": target.address}
        number = self._number(target, link) if self.link_list is not None else ""
        return [link, Raw(f'<sup class="link-number">[{number}]</sup>')] if number else [link]

    def _target(self, attributes: dict[str, str]) -> _Target | None:
        """Where a link leads a reader now, or None if nowhere."""
        suffix = attributes.get("data-suffix", "")
        if page := attributes.get("data-page"):
            found = self.pages.get(page)
            return found and _Target(found.url + suffix, found.title, page)
        if pk := attributes.get("data-document"):
            document = self.documents.get(int(pk))
            if document is None or not document.is_public:
                return None
            address = document.get_absolute_url() + suffix
            return _Target(address, document.title, f"document:{document.pk}")
        return _Target(attributes["href"])

    def _number(self, target: _Target, link: Element) -> int | None:
        """The number of an address that paper has to tell; it is told once."""
        absolute = urljoin(settings.SITE_URL + "/", target.address)
        shortest = absolute.split(":", 1)[1].strip("/")
        if target.address.startswith(("#", "tel:")) or shortest in link.text:
            return None
        if absolute not in self.numbers:
            self.numbers[absolute] = len(self.numbers) + 1
            self.link_list.append(self._told(target, link, absolute))
        return self.numbers[absolute]

    def _told(self, target: _Target, link: Element, absolute: str) -> PaperLink:
        number = self.numbers[absolute]
        words = " ".join(link.text.replace(_OBJECT, " ").split()) or "obrázek"
        before, mark, fragment = absolute.partition("#")
        # A short address takes a fragment along, and nothing else.
        if not target.title or "?" in before:
            return PaperLink(number, target.title or words, absolute)
        return PaperLink(number, target.title, absolute, target.reference, mark + fragment)

    def _scrolling(self, table: Element) -> Element:
        """A table that is wider than a phone scrolls by itself, also from the keyboard."""
        captions = (part.text for part in table.children if part.name == "caption")
        name = next(captions, "Tabulka")
        self.table_names[name] += 1
        if (count := self.table_names[name]) > 1:
            name = f"{name} {count}"
        if _columns(table) > _FIT:
            table.attributes["class"] = "wide"
        attributes = {
            "class": "table-scroll",
            "tabindex": "0",
            "role": "region",
            "aria-label": name,
        }
        return Element("div", attributes, [table])


def _columns(table: Element) -> int:
    """How many cells its longest row has."""
    rows = (row for part in _inside(table) for row in _inside(part) if row.name == "tr")
    return max((sum(cell.name in _CELLS for cell in _inside(row)) for row in rows), default=0)


def _inside(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def _is_lone_picture(element: Element) -> bool:
    inside = element.children
    if element.name == "p" and len(inside) == 1 and getattr(inside[0], "name", "") == "a":
        inside = inside[0].children
    return element.name == "p" and len(inside) == 1 and getattr(inside[0], "name", "") == "img"


def _loaded(
    model: type[Model], keys: set[str], given: Mapping[int, Model] | None
) -> Mapping[int, Model]:
    if given is not None or not keys:
        return given or {}
    return model.objects.in_bulk({int(key) for key in keys})
