"""Where a line may not end. Part of the typographer (see typography.py).

One regular expression finds each expression that holds together; every space in it becomes a
no-break space. Rules: Internetová jazyková příručka, Zalomení řádků; ČSN 01 6910.
"""

import re

NO_BREAK = "\u00a0"

_UPPER = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄÖÜŁ"
_LOWER = "a-záčďéěíňóřšťúůýžäöü"


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


# Words that may follow a number without being what it counts.
_NOT_COUNTED = _any(
    "a aby ale ani asi až bez bude budou by byl byla byli bylo byly či dle do i j[aei]k j[aei]n"
    " jako je již jsme jsou k kde kdy kter[áéíýou]+ mezi na nad nebo než o od po pod podle pro"
    " proto před přes při s se si tak také též to u už v však ve z za ze že"
)
_COUNTED = rf"(?!{_NOT_COUNTED}(?!\w))[{_LOWER}]"

_UNIT = _any(
    r"[%‰€$£°] °[CF] [kMG]?Wh? [kMGT]?B [kMG]?Hz [kh]?Pa [kM]?J [kcdm]?m[²³]? [dm]?k?g [hm]?l t ha"
    r" h hod hodin[ay]? min minut[ay]? Kč EUR USD Sb mil mld tis let [sAV](?=[.,;:)]|$)"
)
_SIGN = r"[:+×·=÷−]"

_LABEL = _any(
    r"č\.(?:\x20j\.)? čl\. s\. str\. obr\. tab\. kap\. odst\. r\. roč\. sv\. tel\. stran[aeuy]"
    r" tabul(?:k[ayu]|ce) kapitol[aeuy] přílo(?:h[ayu]|ze) obráz(?:ek|ku) člán(?:ek|ku) bodu?"
    r" odstav(?:ec|ce|ci) část[i]? Agend[aeuy] PSČ IČO? DIČ EN ISO § §§ [#] [*] †"
)
_TITLE = _any(
    "Ing Mgr MgA Bc BcA MUDr MDDr MVDr JUDr PhDr RNDr PharmDr PaedDr ThDr ThLic RSDr [Dd]r [Dd]oc"
    " [Pp]rof arch akad p sv gen plk mjr kpt Mons"
)
_TITLE_AFTER = _any(r"Ph\.D\. Th\.D\. CSc\. DrSc\. DSc\. DiS\. LL\.M\. MSc\. MBA MPA")

# In this order: a telephone number, a decimal, a whole number, a postcode.
_GROUPED = (
    r"\d{3}(?: \d\d){3}|\d{1,3}(?: \d{3})*,\d{3}(?: \d{3})* \d{1,3}"
    r"|\d{1,3}(?: \d{3})+(?:,\d+)?|\d{3} \d\d"
)
_YEAR = r"(?:1\d|2[01])\d\d(?!\d)"
_NUMBER_START = r"(?<![.,:/])(?<!\w-)"

# Those that begin where a word does.
_FROM_A_WORD = (
    # one-letter prepositions and conjunctions: "v Plzni", "a kraje"
    r"(?<![\u0300-\u036f'’/-])[KkSsVvZzOoUuAaIi] (?=\S)",
    # what a number is the number of: "č. 9", "§ 7", "strana 2", "ČSN 01 6910", "písm. a)"
    r"ČSN \d\d \d{4}(?!\d)",
    rf"{_LABEL} \+?(?:(?:{_GROUPED})(?!\d)|\d+)",
    r"písm\. (?=\w\))",
    # day and month, ordinals: "12. 2.", "5. pluk", "II. patro", "Karel IV."
    r"(?<![.,:/])\d{1,2}\. (?=\d{1,2}\.(?!\d))",
    rf"(?<![.,:/])(?:\d{{1,3}}|[IVXLC]+)\. (?={_COUNTED})",
    rf"[{_UPPER}][{_LOWER}]+ (?=[IVX]+\.(?!\w| [{_UPPER}]))",
    # digit groups and telephone numbers, with what they count: "1 000 lidí"
    rf"{_NUMBER_START}(?:{_GROUPED})(?!\d)(?: (?={_COUNTED}))?",
    rf"{_NUMBER_START}(?!{_YEAR})\d+(?:,\d+)? (?={_COUNTED})",
    # abbreviations: "s. r. o.", "př. n. l.", "př. Kr."
    rf"(?<!\.)[{_LOWER}]{{1,2}}\. (?=[{_LOWER}]{{1,2}}\.)",
    r"(?:př\.|po) (?=Kr\.)",
    # titles, initials and names: "Ing. arch. Dvořák", "T. G. Masaryk"
    rf"{_TITLE}\. (?=[{_UPPER}]|arch\.|akad\.|doc\.)",
    rf"(?<!\.)(?:[{_UPPER}]|Ch)\. (?=[{_UPPER}])",
)
# Those that begin with the space; what stands before it can be a part of something longer.
_FROM_THE_SPACE = (
    # signs and units, also after times and ranges: "50 %", "10:00 hodin", "5 : 3"
    rf"(?<=\d )(?={_UNIT}(?!\w)|{_SIGN} \d)",
    rf"(?<=\d {_SIGN} )(?=\d)",
    # "m n. m.", "NSZM ČR", "Nová, Ph.D."
    r"(?<=m )(?=n\. m\.)",
    rf"(?<=[{_UPPER}]{{2}} )(?=(?:ČR|SR|PČR|UK)(?!\w))",
    rf"(?<=, )(?={_TITLE_AFTER}(?!\w))",
    # a dash does not begin a line
    r"(?<=\S )(?=[–—](?!\S))",
)
_HELD_TOGETHER = re.compile(
    rf"(?<!\w)(?:{'|'.join(_FROM_A_WORD)})| (?:{'|'.join(_FROM_THE_SPACE)})"
)


def hold_together(text: str) -> str:
    """Turn spaces that a line may not be broken at into no-break ones; the length stays.

    The text has only ordinary, single spaces when it comes here.
    """
    return _HELD_TOGETHER.sub(lambda match: match[0].replace(" ", NO_BREAK), text)
