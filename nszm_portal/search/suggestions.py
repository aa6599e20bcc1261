"""What a reader may be going to ask for: titles that go on from what is typed."""

from nszm_portal.publishing.models import Entry
from nszm_portal.search import finding, query
from nszm_portal.search.expressions import Expression, all_of, any_form, any_of, form
from nszm_portal.search.models import ENDS, Word

MOST = 8
SHORTEST = 2  # letters of the last word
POOL = 40  # words that the last one may become, the commonest of them


def suggest(text: str) -> list[Entry]:
    """Visible publications whose title has all the words typed, the last of them unfinished."""
    asked = query.read(text)
    if not asked:
        return []
    found = [asked.find(title=True)]
    if not asked.sought[-1].is_phrase and not text.endswith(" "):
        found += _unfinished(asked)
    return _titled(any_of(found)) if found else []


def _unfinished(asked: query.Query) -> list[Expression]:
    """With the last word as the beginning of a longer one."""
    *whole, last = asked.sought
    *before, beginning = last.names[0]
    if len(beginning) < SHORTEST:
        return []
    known = [each.in_any_form(title=True) for each in whole]
    known += [any_form(word, title=True) for word in before]
    endings = any_of(form(word, title=True) for word in _beginning_with(beginning))
    return [asked.without_excluded(all_of([*known, endings]))]


def _beginning_with(beginning: str) -> list[str]:
    known = Word.objects.filter(
        first_letters=beginning[:ENDS], folded__gte=beginning, folded__lt=beginning + "\uffff"
    )
    words = known.order_by("-documents", "folded").values_list("folded", flat=True)[:POOL]
    return [beginning, *words]


def _titled(expression) -> list[Entry]:
    keys = [row[0] for row in finding.newest(expression, MOST, ("pk",))]
    rows = Entry.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
