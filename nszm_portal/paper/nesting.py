"""Makes of a sheet, which is a page by itself, a part of a page with others.

Works on our own templates' HTML, in which no "<" or ">" of a text or an attribute is unescaped.
"""

import re

from django.utils.safestring import SafeString, mark_safe

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_HEADING = re.compile("h([1-5])")
# Attributes that give an id, or name others by theirs.
_IDS = re.compile(
    r'(?<=\s)(id|for|headers|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"'
)
_ANCHOR = re.compile(r'(?<=\s)href="#([^"]+)"')
_LABEL = re.compile(r'(?<=\s)aria-label="([^"]*)"')
_LABELLED = re.compile(r'(?<=\s)aria-labelledby="([^"]*)"')
# Landmarks of one kind are told apart by their names (WAI-ARIA, 5.3.4).
_LANDMARKS = frozenset({"nav", "section", "aside", "form"})


def nested(sheet: str, number: int) -> SafeString:
    """The sheet as the part of that number: headings a level down, ids and names its own.

    The page has its title in an element with the id `title_id(number)`.
    """
    prefix = f"text-{number}-"

    def tag(found: re.Match) -> str:
        closing, name, attributes = found.groups()
        if heading := _HEADING.fullmatch(name):
            name = f"h{int(heading[1]) + 1}"
        if attributes:
            attributes = _own(attributes, prefix)
            if name in _LANDMARKS or 'role="region"' in attributes:
                attributes = _LABEL.sub(rf'aria-label="\1 ({number}. text)"', attributes)
                named = rf'aria-labelledby="\1 {title_id(number)}"'
                attributes = _LABELLED.sub(named, attributes)
        return f"<{closing}{name}{attributes}>"

    return mark_safe(_TAG.sub(tag, sheet))


def title_id(number: int) -> str:
    return f"obsah-{number}"


def _own(attributes: str, prefix: str) -> str:
    def ids(found: re.Match) -> str:
        return f'{found[1]}="{" ".join(prefix + each for each in found[2].split())}"'

    return _ANCHOR.sub(rf'href="#{prefix}\1"', _IDS.sub(ids, attributes))
