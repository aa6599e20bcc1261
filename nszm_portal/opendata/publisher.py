"""Who gives the data, and how organisers and patrons are told from what editors write freely."""

import re
from dataclasses import dataclass

from news.models import Topic
from nszm_portal.czech.words import WORD, fold
from nszm_portal.navigation.models import Identity
from nszm_portal.opendata.datatypes import Json, legal_person, one_line, place_of, text
from nszm_portal.opendata.models import Organisation, Provider, Theme
from nszm_portal.pagecache.memory import remember
from nszm_portal.regions.models import Region

_LETTERS = r"[^\W\d_]+"
_NAME = rf"{_LETTERS}(?:-{_LETTERS})?"
_PERSON = re.compile(
    rf"(?P<before>(?:{_LETTERS}\.\s?)*)(?P<first>{_NAME})\s(?P<last>{_NAME})"
    rf"(?P<after>(?:,\s?(?:{_LETTERS}\.)+)*)(?:,\s(?P<office>.*))?"
)
_ADDRESSED = re.compile(r"(?:pan|paní)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Publisher:
    """The association as the norm names it, and what helps to name others."""

    person: Json
    organisations: tuple[tuple[list[str], Json], ...]  # folded words of a name, and whose it is
    # By primary keys, in Czech order; so that records need not ask for them.
    places: dict[int, Json]  # regions
    topics: dict[int, str]
    themes: dict[int, str]  # the code list's item of a topic

    def organisations_in(self, words: str) -> list[Json]:
        """The organisations whose names stand in free text, each once."""
        asked = _folded(words)
        found = {
            person["ičo"]: person for name, person in self.organisations if _within(name, asked)
        }
        return list(found.values())


def current() -> Publisher:
    """As editors have it now; read once a generation."""
    return remember("publisher of open data", _read)


def provider() -> Provider:
    return Provider.objects.filter(pk=1).first() or Provider()


def _read() -> Publisher:
    given, identity = provider(), Identity.objects.filter(pk=1).first() or Identity()
    full = one_line(f"{identity.name_first_line} {identity.name_second_line}")
    person = legal_person(full, given.ico)
    names = [full, identity.name, *given.other_names.splitlines()]
    known = [(_folded(name), person) for name in names]
    known += [
        (_folded(row.name), legal_person(row.name, row.ico)) for row in Organisation.objects.all()
    ]
    return Publisher(
        person=person,
        organisations=tuple((name, whose) for name, whose in known if name),
        places={region.pk: place_of(region) for region in Region.objects.all()},
        topics=dict(Topic.objects.values_list("pk", "name")),
        themes={theme.topic_id: theme.iri for theme in Theme.objects.all()},
    )


def people_in(words: str) -> list[Json]:
    """The people of "Mgr. Jana Nováková, hejtmanka; …"; who is not surely a person is left out."""
    parts = map(one_line, re.split(r"[;\n]", words))
    return [person for part in parts if (person := _person(part))]


def _person(words: str) -> Json | None:
    found = _PERSON.fullmatch(_ADDRESSED.sub("", words, count=1))
    if not found or not (found["first"][0].isupper() and found["last"][0].isupper()):
        return None
    # A title, or an office in small letters; two capital letters alone may as well be a company.
    if not (found["before"] or found["after"] or (found["office"] or "")[:1].islower()):
        return None
    told = {"typ": "Člověk", "jméno": text(found["first"]), "příjmení": text(found["last"])}
    if before := found["before"].strip():
        told["tituly_před"] = text(before)
    if after := found["after"].strip(", "):
        told["tituly_za"] = text(after)
    return told | {"text": text(words)}


def _folded(words: str) -> list[str]:
    return [fold(word) for word in WORD.findall(words)]


def _within(name: list[str], words: list[str]) -> bool:
    ends = range(len(words) - len(name) + 1)
    return any(words[place : place + len(name)] == name for place in ends)
