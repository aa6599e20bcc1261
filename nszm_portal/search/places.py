"""Pages of the portal that a query names outright, before anything is searched: the regions'."""

from nszm_portal.czech import words
from nszm_portal.pagecache.memory import remember
from nszm_portal.regions.models import Region
from nszm_portal.search.query import Query

# Alone they name no region.
_COMMON = frozenset(key for word in ("kraj", "hlavni", "mesto") for key in words.keys(word))


def named(query: Query) -> list[Region]:
    """The regions in whose names all words of the query stand, "kraj" alone aside."""
    if any(each.is_phrase or len(each.names) > 1 for each in query.sought):
        return []
    asked = [set(words.keys(each.names[0][0])) for each in query.sought]
    if not any(keys - _COMMON for keys in asked):
        return []
    return [
        region
        for region, keys in remember("names of regions", _names)
        if all(keys & word for word in asked)
    ]


def _names() -> list[tuple[Region, frozenset[str]]]:
    return [
        (region, frozenset(key for word in words.words(region.name) for key in words.keys(word)))
        for region in Region.objects.all()
    ]
