"""Rendered text for who reads it away from the portal: in a feed, where no address is ours."""

import re
from xml.sax.saxutils import escape

from lxml import etree, html

# What XML 1.0 cannot hold, not even as a reference.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What helps on our page alone: our styles, and how a browser should load.
_OURS = (
    "class id style tabindex role aria-label loading decoding fetchpriority sizes data-address"
).split()


def possible(text: str) -> str:
    """The text without the letters that XML cannot hold."""
    return _IMPOSSIBLE.sub("", text)


def portable(markup: str, page_url: str) -> str:
    """HTML with whole addresses, plain pictures and nothing that only our own page understands.

    A place on the page itself ("#program") becomes its address under `page_url`.
    """
    if not markup.strip():
        return ""
    root = html.fragment_fromstring(possible(markup), create_parent="div")
    # To this parser a <source> has an end, so the picture itself stands inside it.
    for wrapping in root.xpath(".//picture | .//source | .//div[@class='table-scroll']"):
        wrapping.drop_tag()
    for element in root.iter(etree.Element):
        for name in _OURS:
            element.attrib.pop(name, None)
    root.make_links_absolute(page_url, resolve_base_href=False)
    inside = (etree.tostring(child, method="html", encoding="unicode") for child in root)
    return (escape(root.text or "") + "".join(inside)).strip()
