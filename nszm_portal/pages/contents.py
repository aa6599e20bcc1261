"""What stands on a page, as a list of its headings that leads to them."""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.czech.slugs import slug

FEWEST = 4  # headings; a page with fewer is seen whole
LONGEST = 60  # letters of an anchor
# As richtext writes them: without attributes, and no "<" of a text is left unescaped.
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_NUMBER_ON_PAPER = re.compile(r'<sup class="link-number">.*?</sup>')


@dataclass(frozen=True)
class Heading:
    text: str
    anchor: str


@dataclass(frozen=True)
class Contents:
    """A body whose headings can be led to, and the headings where there are many."""

    body: SafeString
    headings: list[Heading]


def of(body: str) -> Contents:
    """Gives an anchor to each heading of the second level of a body made for readers.

    The anchor is made of the heading's words, so it stays when others come and go or change
    places; of two alike the later one has a number.
    """
    seen: Counter[str] = Counter()
    headings = []

    def anchored(found):
        text = unescape(strip_tags(_NUMBER_ON_PAPER.sub("", found[1]))).strip()
        # With something before it, or it could be one of the anchors that every page has.
        anchor = f"cast-{slug(text, LONGEST)}".rstrip("-")
        seen[anchor] += 1
        if seen[anchor] > 1:
            anchor = f"{anchor}-{seen[anchor]}"
        if text:
            headings.append(Heading(text, anchor))
        return f'<h2 id="{anchor}">{found[1]}</h2>'

    body = mark_safe(_HEADING.sub(anchored, body))
    return Contents(body, headings if len(headings) >= FEWEST else [])
