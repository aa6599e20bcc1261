"""Regions named in a text, in whatever case they stand there."""

import re
from dataclasses import dataclass

PRAGUE, HIGHLANDS = "Hlavní město Praha", "Kraj Vysočina"
_STEMS = {
    stem: f"{stem[0].upper()}{stem[1:]}ý kraj"
    for stem in (
        "středočesk jihočesk plzeňsk karlovarsk ústeck libereck královéhradeck pardubick "
        "jihomoravsk olomouck zlínsk moravskoslezsk"
    ).split()
}
_REGION = re.compile(
    rf"(?P<before>\bkraj\w{{0,3}}\s+)?(?:\bzdrav\w{{1,4}}\s+)?"
    rf"(?:\b(?P<stem>{'|'.join(_STEMS)})(?P<ending>ý|ého|ému|ém|ým)\b(?P<after>\s+kraj\w{{0,3}}\b)?"
    rf"|\b(?P<highlands>(?-i:Vysočin|VYSOČIN)\w{{1,2}})\b"
    rf"|\b(?P<prague>hl(?:avní\w{{0,3}}|\.)\s+m(?:ěst\w{{1,2}}|\.)\s+pra(?:ha|hy|ze|hu|hou))\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|\ba\b|\bi\b|\bnebo\b|\bči\b)\s*(?:\ba\b\s*|\btaké\b\s*)*", re.I)
_CASES = {"ý": "who", "ého": "whose", "ém": "where"}
_IN = re.compile(r"\b(?:v|ve|na)\s+$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…“])\s+(?=[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ„])")
_ENVOYS = re.compile(r"\b(?:zástupci|delegace)\s+$", re.IGNORECASE)
_ENVOY = re.compile(r"\b(?:zástupc\w{1,2}|zástupkyně)\s+$", re.IGNORECASE)
_PRESENTS = re.compile(
    r"\b(?:od|před)?(?:prezentova|představ|vystoupi|sdíle|informova|předved|seznámi|předne)\w*",
    re.IGNORECASE,
)

_OFFICE = re.compile(
    r"\b(?:(?:v|ve)\s+(?:budově|sídle|sále|prostorách)\s+krajského\s+úřadu|na\s+krajském\s+úřad[uě])\b"
    rf"(?P<whose>\s+(?:(?:{'|'.join(_STEMS)})ého\s+kraje|kraje\s+vysočina)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """Regions named together, as in "kraje Libereckého, Zlínského a kraje Vysočina"."""

    names: tuple[str, ...]
    case: str
    before: str


def mentions(text: str) -> list[Mention]:
    """The groups of regions that a text names; an adjective alone is no region."""
    groups: list[list[re.Match]] = []
    for found in _REGION.finditer(text):
        near = groups and _JOINED.fullmatch(text, groups[-1][-1].end(), found.start())
        if near:
            groups[-1].append(found)
        else:
            groups.append([found])
    return [
        Mention(
            tuple(dict.fromkeys(_name(found) for found in group)),
            next(filter(None, map(_case, group)), ""),
            text[max(0, group[0].start() - 40) : group[0].start()],
        )
        for group in groups
        if any(_is_sure(found) for found in group)
    ]


def named(text: str) -> list[str]:
    """All regions that a text names, each once."""
    return list(dict.fromkeys(name for mention in mentions(text) for name in mention.names))


def hosts(text: str) -> list[str]:
    """The regions in which something is said to be held: "v Libereckém kraji"."""
    found = [m for m in mentions(text) if m.case == "where" and _IN.search(m.before)]
    return list(dict.fromkeys(name for mention in found for name in mention.names))


def venue(text: str) -> str:
    """The office of a region in which something is said to be held, in the nominative."""
    found = _OFFICE.search(text)
    return f"Krajský úřad{found['whose'] or ''}" if found else ""


def presenting(text: str) -> list[str]:
    """The regions of which a text says that they, or their people, presented something."""
    found = []
    for sentence in _SENTENCE.split(text):
        presents = _PRESENTS.search(sentence)
        for mention in mentions(sentence):
            of_envoys = mention.case == "whose" and (
                _ENVOYS.search(mention.before) or (presents and _ENVOY.search(mention.before))
            )
            if of_envoys or (presents and mention.case == "who"):
                found += mention.names
    return list(dict.fromkeys(found))


def _name(found) -> str:
    if found["stem"]:
        return _STEMS[found["stem"].lower()]
    return PRAGUE if found["prague"] else HIGHLANDS


def _is_sure(found) -> bool:
    return bool(found["before"] or found["after"] or found["prague"] or found["highlands"])


def _case(found) -> str:
    if found["stem"]:
        return _CASES.get(found["ending"].lower(), "")
    if found["prague"]:
        word = found["prague"].lower()
        return {"ha": "who", "hy": "whose", "ze": "where"}.get(word[-2:], "")
    kraj, word = (found["before"] or "").strip().lower(), found["highlands"].lower()
    if kraj:
        return {"kraj": "who", "kraje": "whose", "kraji": "where"}.get(kraj, "")
    return {"a": "who", "y": "whose", "ě": "where"}.get(word[-1], "")
