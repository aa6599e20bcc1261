"""Markup as nobody should write it, for tests that must hold for any."""

from hypothesis import strategies as st

_NAMES = """
    p h1 h2 h3 ul ol li a strong em b sub sup code blockquote table caption thead tbody tfoot tr th
    td figure figcaption img hr br pre div span dl dd marquee form button center svg math select
    template noscript style script o:p
""".split()
_ATTRIBUTES = [
    "",
    ' href="/x"',
    ' href="/y?a=1#z"',
    ' href="javascript:alert(1)"',
    ' data-page="article:3"',
    ' data-document="7" data-suffix="#page=2"',
    ' data-picture="1" alt=" obrázek "',
    ' data-picture="2" class="align-left x"',
    ' src="/media/x.jpg"',
    ' class="image size-half"',
    ' colspan="2" scope="row"',
    ' onclick="alert(1)"',
]
_TEXTS = [
    "a",
    "  ",
    " b ",
    "\n",
    "&nbsp;",
    "c&nbsp;",
    "·&nbsp; d",
    "x\ny",
    "<",
    "&",
    "\t",
    "žluť",
    '"',
]


def soup():
    """Tags opened and closed at random, with text between them."""
    name = st.sampled_from(_NAMES)
    opening = st.builds("<{}{}>".format, name, st.sampled_from(_ATTRIBUTES))
    closing = st.builds("</{}>".format, name)
    return st.lists(opening | closing | st.sampled_from(_TEXTS), max_size=40).map("".join)
