"""What a body may hold, and taking everything else out of it.

The list is short on purpose: what is not on it neither reaches the database nor a reader, no
matter who wrote it or how it got into the database.
"""

import re
from urllib.parse import urlsplit

import nh3

from nszm_portal.richtext import dom
from nszm_portal.richtext.canonical import canonical
from nszm_portal.richtext.dom import Element

# Read as another element: headings keep below the page's own, signs of an old time get a meaning.
_RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "var": "code",
}
_KEPT = frozenset(
    """p h2 h3 h4 ul ol li a strong em sub sup blockquote table caption thead tbody tfoot tr th td
    figure figcaption img hr br pre code""".split()
)
# Not kept, but where they end, a paragraph ends.
_BOXES = frozenset(
    """div section article header footer main aside nav address center form fieldset legend
    details summary dl dt dd menu dir hgroup search option""".split()
)
# What they hold is not text for a reader.
_LEFT_OUT = frozenset(
    """script style title template noscript noembed noframes iframe frame frameset object embed
    applet svg math xml select textarea audio video canvas""".split()
)
_ATTRIBUTES = {
    "a": {"href", "data-page", "data-document", "data-suffix"},
    "img": {"src", "alt", "class", "data-picture"},
    "figure": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CLEANER = nh3.Cleaner(
    tags=set(_KEPT | _BOXES | set(_RENAMED)),
    clean_content_tags=set(_LEFT_OUT),
    attributes=_ATTRIBUTES,
    # "data" only so that the form can tell about an embedded picture; see `_value`.
    url_schemes={*_SCHEMES, "data"},
    link_rel=None,
)

PICTURE_CLASSES = frozenset({"align-left", "align-right", "size-half"})

_SCHEME = re.compile(r"([^:/?#]*):")
_EMBEDDED = re.compile(r"data:image/[\w.+-]+[;,]", re.IGNORECASE)
_PATTERNS = {
    "data-picture": re.compile(r"[1-9]\d{0,17}"),
    "data-document": re.compile(r"[1-9]\d{0,17}"),
    "data-page": re.compile(r"[a-z]{1,30}:[1-9]\d{0,17}"),
    "data-suffix": re.compile(r"[?#].+"),
    "colspan": re.compile(r"[2-9]|[1-9]\d"),
    "rowspan": re.compile(r"[2-9]|[1-9]\d"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
}
_DESTINATIONS = ("data-page", "data-document", "href")

# nh3 needs time with the square of the depth: 5,000 open elements are a tenth of a second,
# 100,000 half a minute.
_OPEN_LIMIT = 5_000
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_CLOSED_BY_THEMSELVES = frozenset(
    "p li td th tr dt dd option br hr img input meta link wbr col area source".split()
)


def clean(html: str) -> str:
    """`html` with nothing in it but what a body may hold, in the one way it is written.

    Takes any text and never raises. Pictures stay only as references to the library, links as
    references or as http, https, mailto, tel and relative addresses. `clean(clean(x)) == clean(x)`.
    """
    return dom.serialise(body(html))


def body(html: str) -> Element:
    """The tree that `clean` writes."""
    return settled(read(html))


def settled(root: Element) -> Element:
    """What `read` gave, with each picture and link either a reference or an address."""
    for element in root.elements():
        if element.name == "img":
            element.attributes.pop("src", None)
        elif element.name == "a":
            _keep_one_destination(element.attributes)
    return canonical(root)


def read(html: str) -> Element:
    """The tree of `html` as it came: allowed elements only, but with addresses still beside
    references, pictures from anywhere, and elements where they should not be."""
    html = html.encode("utf-8", "ignore").decode()
    if _nests_too_deep(html):
        html = re.sub("<[^>]*>", " ", html)
    root = dom.parse(_CLEANER.clean(html))
    for element in root.elements():
        element.name = _RENAMED.get(element.name, element.name)
        if element.attributes:
            element.attributes = _attributes(element)
    return root


def is_page(value: str) -> bool:
    """Whether `value` is written as a reference to a publication ("article:12")."""
    return bool(_PATTERNS["data-page"].fullmatch(value))


def address(value: str) -> str:
    """An address that a link may have, or "" for another one.

    Judged as a browser reads it: it skips controls and line breaks inside an address.
    """
    value = re.sub(r"[\x00-\x1f]", "", value).strip()
    scheme = _SCHEME.match(value)
    return "" if scheme and scheme[1].lower() not in _SCHEMES else value


def web_address(value: str) -> str:
    """The whole address of a page somewhere on the web, or "" for anything else."""
    try:
        parts = urlsplit(value)
    except ValueError:  # what looks like a broken host
        return ""
    return value if parts.scheme in {"http", "https"} and parts.hostname else ""


def _attributes(element: Element) -> dict[str, str]:
    kept = {name: _value(name, value) for name, value in element.attributes.items()}
    return {name: value for name, value in kept.items() if value}


def _value(name: str, value: str) -> str:
    if pattern := _PATTERNS.get(name):
        value = value.strip()
        return value if pattern.fullmatch(value) else ""
    if name == "href":
        return address(value)
    if name == "src":
        return value if _EMBEDDED.match(value) else address(value)
    if name == "class":
        return " ".join(sorted(PICTURE_CLASSES.intersection(value.split())))
    return " ".join(value.split())


def _keep_one_destination(attributes: dict[str, str]) -> None:
    found = [name for name in _DESTINATIONS if name in attributes]
    for name in found[1:]:
        del attributes[name]
    if not found or found[0] == "href":
        attributes.pop("data-suffix", None)


def _nests_too_deep(html: str) -> bool:
    if html.count("<") < _OPEN_LIMIT:
        return False
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _CLOSED_BY_THEMSELVES:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _OPEN_LIMIT:
                return True
    return False
