"""The text of a body for who gets no HTML."""

import re

import pytest
from hypothesis import given

from nszm_portal.opendata.plaintext import plain
from nszm_portal.richtext.output import plain_text
from nszm_portal.richtext.references import to_references
from tests.richtext.markup import soup


@pytest.mark.parametrize(
    "body,expected",
    [
        ("", ""),
        ("<p>Jeden.</p>\n<h2>Nadpis</h2>\n<p>Dva.</p>", "Jeden.\nNadpis\nDva."),
        ("<p>Po<strong>lo</strong>tučně <em>a</em> jinak</p>", "Polotučně a jinak"),
        ("<p>první<br>druhý <strong>a<br>třetí</strong></p>", "první druhý a třetí"),
        ("<p>10\u00a0km &amp; &lt;b&gt;</p>", "10 km & <b>"),
        ("<ul>\n<li>jablka</li>\n<li>hrušky</li>\n</ul>", "– jablka\n– hrušky"),
        ("<ul>\n<li>ovoce<ul>\n<li>jablka</li>\n</ul></li>\n</ul>", "– ovoce\n– jablka"),
        (
            "<table>\n<caption>Kraje</caption>\n<thead>\n<tr><th>Kraj</th><th>Obcí</th></tr>\n"
            "</thead>\n<tbody>\n<tr><td><p>Liberecký</p></td><td>215</td></tr>\n</tbody>\n</table>",
            "Kraje\nKraj | Obcí\nLiberecký | 215",
        ),
        ('<p><img data-picture="1" alt="x"></p><p>Text</p>', "Text"),
    ],
)
def test_a_block_is_a_line_and_a_row_stays_together(body, expected):
    assert plain(body) == expected


@given(soup())
def test_no_word_of_a_stored_body_is_lost_or_moved(markup):
    body = to_references(markup)
    letters = re.compile(r"[\s–|]+")
    assert letters.sub("", plain(body)) == letters.sub("", plain_text(body))
