"""People named with an office: "Jana Nová, radní kraje", "ředitel úřadu Karel Starý"."""

import re

from nszm_portal.legacy.reading.names import GIVEN
from nszm_portal.legacy.reading.page import Speaker

OFFICES = """
    člen členka ředitel ředitelka starosta starostka místostarosta místostarostka primátor
    primátorka hejtman hejtmanka náměstek náměstkyně radní zastupitel zastupitelka vedoucí
    koordinátor koordinátorka tajemník tajemnice předseda předsedkyně místopředseda
    místopředsedkyně ministr ministryně poslanec poslankyně senátor senátorka manažer manažerka
    mluvčí poradce poradkyně odborník odbornice expert expertka lektor lektorka rektor rektorka
    děkan děkanka profesor profesorka zástupce zástupkyně architekt architektka hygienik hygienička
    lékař lékařka moderátor moderátorka prezident prezidentka viceprezident viceprezidentka
    politik politička garant garantka metodik metodička referent referentka asistent asistentka
""".split()
_BIG, _SMALL = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", "a-záčďéěíňóřšťúůýžöü"
_WORD = rf"[{_BIG}][{_SMALL}]+"
_DEGREES = "Ing Mgr MgA Bc MUDr MVDr JUDr RNDr PhDr PaedDr ThDr PharmDr prof doc Dr".split()
_DEGREE = rf"(?:Ing\. arch\.|(?:{'|'.join(_DEGREES)})\.)"
_HONOUR = r",?\s(?:Ph\.\s?D\.|CSc\.|DrSc\.|DiS\.|MBA|MPA|MPH|LL\.\s?M\.)"
_DEGREES_BEFORE = rf"(?:\b{_DEGREE}\s+){{0,4}}"
_SURNAME = rf"\s{_WORD}(?:-{_WORD})?\b(?:{_HONOUR}){{0,3}}"
_NAME = rf"{_DEGREES_BEFORE}\b(?:{'|'.join(sorted(GIVEN))})(?:\s{_WORD})?{_SURNAME}"
_LIKELY_NAME = rf"{_DEGREES_BEFORE}\b{_WORD}{_SURNAME}"
_OFFICE = rf"\b(?:(?:první|bývalý|bývalá|1\.)\s)?(?:{'|'.join(OFFICES)})\b"
_END = rf"(?=\s*[,.;()\n]|\s*$|\s+a\s+(?:{_OFFICE}|{_DEGREES_BEFORE}{_WORD}\s{_WORD}))"


def _before_office(name: str) -> re.Pattern:
    return re.compile(
        rf"(?P<name>{name})(?:\s*\([^()\n]{{1,60}}\))?(?:,\s+|\s+[-–]\s+)"
        rf"(?P<function>{_OFFICE}[^,.;()\n]{{0,160}}?){_END}"
        rf"|(?P<name2>{name})\s*\((?P<function2>{_OFFICE}[^()\n]{{0,160}})\)"
    )


_NAME_FIRST = _before_office(_NAME)
_LIKELY_NAME_FIRST = _before_office(_LIKELY_NAME)
_OFFICE_FIRST = re.compile(
    rf"(?P<function>{_OFFICE}(?:\s[^\s,.;()]{{1,40}}){{0,8}}?)\s(?P<name>{_NAME})"
)
_OPEN_END = re.compile(r"\s(?:a|i|s|se|pro|v|ve|na|z|ze|od|do|k|ke|o|u)$")


def speakers(text: str) -> list[Speaker]:
    """Those whom a text names in the nominative with an office, in its order, each once.

    Only a known given name tells a person from a town or an institution.
    """
    found = {match.start(): match for match in _NAME_FIRST.finditer(text)}
    rest = _NAME_FIRST.sub(lambda match: "." * len(match[0]), text)
    for match in _OFFICE_FIRST.finditer(rest):
        if not _OPEN_END.search(match["function"]):
            found[match.start()] = match
    return _each_once(match for _, match in sorted(found.items()))


def likely_speakers(text: str) -> list[Speaker]:
    """Those of whom it can only be said that they look like people with an office."""
    sure = speakers(text)
    likely = _each_once(_LIKELY_NAME_FIRST.finditer(text))
    return [who for who in likely if not any(who.name in known.name for known in sure)]


def _each_once(matches) -> list[Speaker]:
    people: dict[str, Speaker] = {}
    for match in matches:
        groups = match.groupdict()
        name = " ".join((groups["name"] or groups["name2"]).split())
        function = " ".join((groups["function"] or groups["function2"]).split())
        people.setdefault(name, Speaker(name, function))
    return list(people.values())
