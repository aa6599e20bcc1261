"""What differs between two texts, word by word, and what a field of a form says in words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django import forms
from django.http import QueryDict
from lxml import html

from nszm_portal.richtext.fields import RichTextFormField
from nszm_portal.richtext.output import plain_text

SAME, REMOVED, ADDED = "same", "removed", "added"
_WORD = re.compile(r"\s+|[\w\u0300-\u036f]+|[^\w\s]")
# Beyond this many words two texts are compared by lines: the time grows with the square.
MANY_WORDS = 6000


@dataclass(frozen=True)
class Change:
    """A run of words; `what` is SAME, REMOVED or ADDED."""

    what: str
    text: str


def word_changes(before: str, after: str) -> list[Change]:
    """How `before` becomes `after`."""
    old, new = words(before), words(after)
    if len(old) + len(new) > MANY_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found, removed, added = [], "", ""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(opcodes):
        same = "".join(old[a:b])
        is_between = 0 < number < len(opcodes) - 1
        if tag == "equal" and not (is_between and same.isspace()):
            found += [*_changed(removed, added), Change(SAME, same)]
            removed = added = ""
        else:  # a space alone between two changes is no reason to read them apart
            removed += same
            added += "".join(new[c:d])
    return found + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Change]:
    found = [Change(REMOVED, removed), Change(ADDED, added)]
    return [change for change in found if change.text]


def words(text: str) -> list[str]:
    """The words, spaces and signs of a text; put together again they are the text."""
    return _WORD.findall(text)


def shortened(changes: list[Change], around: int = 80) -> list[Change]:
    """The same with „…“ in the place of what is far from every change."""
    if all(change.what == SAME for change in changes):
        return changes
    last = len(changes) - 1
    return [
        change
        if change.what != SAME
        else Change(SAME, _shortened(change.text, around * (n > 0), around * (n < last)))
        for n, change in enumerate(changes)
    ]


def _shortened(text: str, before: int, after: int) -> str:
    """The first `before` and the last `after` letters, cut between words."""
    if len(text) <= before + after + 40:
        return text
    head = text[:before].rpartition(" ")[0] if before else ""
    tail = text[len(text) - after :].partition(" ")[2] if after else ""
    return f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"


def as_sent(*pieces) -> dict[str, list[str]]:
    """What a browser would send of rendered fields: name → values."""
    markup = "".join(str(piece) for piece in pieces)
    form = html.fromstring(f"<form>{markup}</form>")
    areas = {area.get("name") for area in form.iter("textarea")}
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        # A browser drops the line break with which Django begins an area (HTML, 13.2.6.4.7).
        sent = value.removeprefix("\n") if name in areas else value
        found.setdefault(name, []).append(sent)
    return found


def in_words(field: forms.Field, value) -> str:
    """What a field's raw value says to a person."""
    if value in (None, "", []):
        return ""
    if isinstance(field, RichTextFormField):
        return plain_text(str(value))
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = [key for key in value if str(key).isdigit()]
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=keys))
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=value).first() if str(value).isdigit() else None
        return str(row) if row else ""
    if isinstance(field, forms.BooleanField):
        return "ano" if value not in (False, "False", "0") else "ne"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(value, (list, tuple)):
        return " ".join(str(part) for part in value if part)
    return str(value).replace("\r\n", "\n")


def field_in_words(form: forms.BaseForm, name: str, data: QueryDict) -> str:
    """What `data` says of one field of a form."""
    field = form.fields[name]
    return in_words(field, field.widget.value_from_datadict(data, {}, form.add_prefix(name)))


def rows_in_words(formset, data: QueryDict) -> str:
    """What `data` says of a table of rows, a line a row; rows to be deleted are left out."""
    try:
        count = min(int(data.get(f"{formset.prefix}-TOTAL_FORMS", 0)), formset.absolute_max)
    except ValueError:
        return ""
    lines = []
    for number in range(count):
        row = formset.empty_form
        row.prefix = formset.add_prefix(number)
        if data.get(f"{row.prefix}-DELETE"):
            continue
        shown = [
            field_in_words(row, name, data)
            for name, field in row.fields.items()
            if not isinstance(field.widget, forms.HiddenInput) and name != "DELETE"
        ]
        line = ", ".join(part for part in shown if part)
        if line:
            lines.append(line)
    return "\n".join(lines)
