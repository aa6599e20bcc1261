"""What readers ask of the search that is measured, chosen of the words that the portal has."""

from random import Random

from nszm_portal.czech import words
from nszm_portal.publishing.models import Entry
from nszm_portal.search.models import Document, Word

COMMON = 10
EACH = 20  # of a group, as far as there are words
MIDDLING = 20, 2000  # documents with a word that is neither common nor rare
RARE = 5  # documents at most
SEED = 1

Groups = dict[str, list[str]]  # what is asked, by the name of its kind


def searches() -> Groups:
    chance = Random(SEED)
    common, middling, rare = _common(), _middling(), _rare(chance)
    return {
        "a common word": common,
        "two common words": _several(chance, common, 2),
        "four common words": _several(chance, common, 4),
        "a middling word": middling,
        "a middling and a common word": _pairs(chance, middling, common),
        "four middling words": _several(chance, middling, 4),
        "a rare word": rare,
        "a rare and a common word": _pairs(chance, rare, common),
        "a mistyped word": [_mistyped(chance, word) for word in middling],
        "a mistyped and a common word": _pairs(
            chance, [_mistyped(chance, word) for word in middling], common
        ),
        "a phrase": _phrases(chance),
    }


def beginnings() -> Groups:
    """What is typed when titles are suggested."""
    whole = _common() + _middling()
    return {
        f"{letters} letters": list(dict.fromkeys(word[:letters] for word in whole))
        for letters in (2, 3, 5)
    }


def _worth_asking():
    return Word.objects.exclude(folded__in=words.JOINING)


def _common() -> list[str]:
    ordered = _worth_asking().order_by("-documents", "folded")
    return list(ordered.values_list("written", flat=True)[:COMMON])


def _middling() -> list[str]:
    """As many near the lower end as near the upper one; evenly drawn, nearly all would be rare."""
    least, most = MIDDLING
    known = _worth_asking().filter(documents__range=MIDDLING).exclude(written__in=_common())
    levels = [least * (most / least) ** (step / EACH) for step in range(EACH)]
    found = [known.filter(documents__gte=level).order_by("documents", "folded") for level in levels]
    return list(dict.fromkeys(word.written for rows in found for word in rows[:1]))


def _rare(chance: Random) -> list[str]:
    known = _worth_asking().filter(documents__range=(1, RARE)).order_by("folded")
    return _some(chance, list(known.values_list("written", flat=True)))


def _some(chance: Random, several: list[str]) -> list[str]:
    return chance.sample(several, min(EACH, len(several)))


def _several(chance: Random, several: list[str], count: int) -> list[str]:
    if len(several) < count:
        return []
    return [" ".join(chance.sample(several, count)) for _ in range(EACH)]


def _pairs(chance: Random, several: list[str], others: list[str]) -> list[str]:
    return [f"{word} {chance.choice(others)}" for word in several]


def _mistyped(chance: Random, word: str) -> str:
    """With two letters in each other's place, so that no such word is known."""
    for at in chance.sample(range(len(word) - 1), len(word) - 1):
        typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if not Word.objects.filter(pk=words.fold(typed)).exists():
            return typed
    return word[0] + word


def _phrases(chance: Random) -> list[str]:
    """Three words that follow one another in what readers see."""
    keys = list(Entry.objects.visible().order_by("pk").values_list("pk", flat=True))
    texts = Document.objects.filter(pk__in=_some(chance, keys)).order_by("pk")
    found = []
    for document in texts:
        several = words.WORD.findall(max(document.text.split("\n"), key=len))
        start = chance.randrange(max(1, len(several) - 2))
        found.append(f'"{" ".join(several[start : start + 3])}"')
    return found
