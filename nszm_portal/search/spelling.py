"""What a reader may have meant where a word is not found: the nearest words of the index."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nszm_portal.czech import words
from nszm_portal.search import finding, query
from nszm_portal.search.expressions import any_form
from nszm_portal.search.models import ENDS, Word
from nszm_portal.search.query import Query

SHORTEST = 4  # letters; a shorter word has too many neighbours
WITH_TWO_MISTAKES = 8  # letters from which two mistakes are still a mistake and not another word
POOL = 3000  # words with the same first or last letters that are looked at, the commonest of them
TRIED = 5
RARE = 2  # documents with a word that may itself be a mistake of who wrote them
SO_MUCH_COMMONER = 10  # times, before a word that does exist is taken for a mistake


def corrected(asked: Query) -> Query | None:
    """The query with the nearest known words in the place of those that are not found.

    None where nothing would change. Whether the public sees anything of it is not said here.
    """
    text = asked.text
    for each in asked.sought:
        word = each.names[0][0]
        if each.is_phrase or len(each.names) > 1 or len(word) < SHORTEST or word.isdigit():
            continue
        if nearest := _nearest_to(word):
            text = re.sub(rf"\b{re.escape(each.written)}\b", nearest, text, count=1)
    return query.read(text) if text != asked.text else None


def _nearest_to(word: str) -> str:
    """The word written as readers may find it; empty where the given one is good enough."""
    seen = len(finding.newest(any_form(word), RARE + 1, ("pk",)))
    if seen > RARE:
        return ""
    least = SO_MUCH_COMMONER * seen or 1
    first, last = word[:ENDS], word[-ENDS:]
    others = (
        Word.objects.filter(documents__gte=least).exclude(pk=word).order_by("-documents", "folded")
    )
    fields = "folded", "documents", "written"
    pool = [
        *others.filter(first_letters=first).values_list(*fields)[:POOL],
        *others.filter(last_letters=last).values_list(*fields)[:POOL],
    ]
    by_word = {folded: (documents, written) for folded, documents, written in pool}
    mistakes = 2 if len(word) >= WITH_TWO_MISTAKES else 1
    near = process.extract(
        word, list(by_word), scorer=OSA.distance, score_cutoff=mistakes, limit=None
    )
    near.sort(key=lambda found: (found[1], -by_word[found[0]][0], found[0]))
    for folded, _, _ in near[:TRIED]:
        if is_found(folded) and not set(words.keys(folded)) & set(words.keys(word)):
            return by_word[folded][1]
    return ""


def is_found(word: str) -> bool:
    """Whether a visible publication has the word in any form: the index knows hidden ones too."""
    return bool(finding.newest(any_form(word), 1, ("pk",)))
