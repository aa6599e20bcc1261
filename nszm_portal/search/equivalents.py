"""Looks for an abbreviation also under its full name, and the other way round."""

from nszm_portal.czech import words
from nszm_portal.pagecache.memory import remember
from nszm_portal.search.models import Equivalents

Name = tuple[str, ...]


def widened(sought: list) -> list:
    """The same, with words that make up a name joined to one thing with all of its names."""
    known = _known()
    found, start = [], 0
    while start < len(sought):
        length, names = _longest(sought[start:], known)
        some = sought[start : start + max(length, 1)]
        if length:
            own = tuple(each.names[0][0] for each in some)
            written = " ".join(each.written for each in some)
            found.append(type(some[0])((own, *names), written=written))
        else:
            found += some
        start += len(some)
    return found


def _longest(sought: list, known: dict[Name, tuple[Name, ...]]) -> tuple[int, tuple[Name, ...]]:
    """How many of the first words make up a name, and the other names of the same thing."""
    plain = []
    for each in sought:
        if each.is_phrase:
            break
        plain.append(set(words.keys(each.names[0][0])))
    for name in sorted(known, key=len, reverse=True):
        if len(name) <= len(plain) and all(
            keys & set(words.keys(word)) for keys, word in zip(plain, name, strict=False)
        ):
            return len(name), tuple(other for other in known[name] if other != name)
    return 0, ()


def _known() -> dict[Name, tuple[Name, ...]]:
    return remember("equivalents", _load)


def _load() -> dict[Name, tuple[Name, ...]]:
    found: dict[Name, tuple[Name, ...]] = {}
    for row in Equivalents.objects.all():
        names = names_of(row.lines())
        for name in names:
            # A name may stand in more rows than one.
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *names)))
    return found


def names_of(lines: list[str]) -> list[Name]:
    """The words of each line that are looked for; a line without any is no name."""
    names = (tuple(w for w in words.words(line) if w not in words.JOINING) for line in lines)
    return list(dict.fromkeys(name for name in names if name))
