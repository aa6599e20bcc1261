"""A sheet among others: its headings, ids and names are its own."""

import pytest

from nszm_portal.paper.nesting import nested


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ('<h1 class="a">T</h1><h4>U</h4>', '<h2 class="a">T</h2><h5>U</h5>'),
        ("<hr><header>x</header>", "<hr><header>x</header>"),
        ('<h2 id="a">T</h2>', '<h3 id="text-3-a">T</h3>'),
        ('<a href="#a">x</a>', '<a href="#text-3-a">x</a>'),
        ('<a href="/x/#a">x</a><a href="#">y</a>', '<a href="/x/#a">x</a><a href="#">y</a>'),
        (
            '<p aria-labelledby="a b" data-id="c">x</p>',
            '<p aria-labelledby="text-3-a text-3-b" data-id="c">x</p>',
        ),
        ('<td headers="a">x</td>', '<td headers="text-3-a">x</td>'),
        (
            '<div role="region" tabindex="0" aria-label="Tabulka">',
            '<div role="region" tabindex="0" aria-label="Tabulka (3. text)">',
        ),
        ('<nav aria-label="Obsah">', '<nav aria-label="Obsah (3. text)">'),
        (
            '<nav aria-labelledby="a"><h2 id="a">Obsah</h2>',
            '<nav aria-labelledby="text-3-a obsah-3"><h3 id="text-3-a">Obsah</h3>',
        ),
        ('<svg aria-label="QR"><path/></svg>', '<svg aria-label="QR"><path/></svg>'),
        # What a text says of HTML is not HTML.
        ('<code>id="a" &lt;h1&gt;</code>', '<code>id="a" &lt;h1&gt;</code>'),
        ("<img alt='x' title=\"id=&quot;a&quot;\">", "<img alt='x' title=\"id=&quot;a&quot;\">"),
    ],
)
def test_nested(sheet, expected):
    assert nested(sheet, 3) == expected
