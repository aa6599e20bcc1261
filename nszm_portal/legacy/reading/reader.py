"""One page, from its bytes to what is on it."""

import re
from datetime import date

from nszm_portal.czech.dates import short_date
from nszm_portal.legacy.reading import blocks as parts
from nszm_portal.legacy.reading import chrome, dates, letters, people, places
from nszm_portal.legacy.reading.blocks import Block
from nszm_portal.legacy.reading.page import ARTICLE, MEETING, Doubt, OldPage, Refused
from nszm_portal.richtext.fields import SIZE_LIMIT

LONGEST_TITLE = 200
_NAME_IN_TITLE = re.compile(r"\s*[-–|]\s*(?:NSZM|Národní síť Zdravých měst)[^-–|]*$", re.I)
_MATERIAL = re.compile(r"[^\[\]\n]{1,150}\[\s*[\d.,\s]+\s*[kMG]?B\s*,\s*\w{2,5}\s*\]", re.I)
_PROGRAMMES = {
    "Zdravý kraj": re.compile(r"\bprogram\w{1,3}\s.{0,30}\bZdravý kraj\b"),
    "Zdravé město": re.compile(r"\bprogram\w{1,3}\s.{0,30}\bZdravé město\b"),
    "místní Agenda 21": re.compile(r"\bMA\s?21\b|\bmístní(?:mu|m)? Agend\w 21\b", re.I),
}
_SENTENCE_END = re.compile(r"[.!?…:;”“\"')\]»]$")
_KINDS_OF_PATHS = {
    "/cz/akce/": MEETING,
    "/cz/probehle-akce/": MEETING,
    "/cz/aktuality/": ARTICLE,
    "/cz/zpravodaj/": ARTICLE,
}


def read(raw: bytes, name: str, path: str = "") -> OldPage:
    """What the file `name` holds; `path` is where the page stood, if that is known.

    Raises Refused for what is no text, empty, too long, or a template with nothing in it.
    """
    text, encoding = letters.decode(raw)
    if not text.strip():
        raise Refused("Soubor je prázdný.")
    return _Reader(text, encoding, name, path).page()


class _Reader:
    """The way through one page; what is not sure gathers in `doubts`."""

    def __init__(self, text: str, encoding: str, name: str, path: str):
        self.encoding, self.name, self.path = encoding, name, path
        self.doubts: list[Doubt] = []
        self.is_html = parts.is_html(text)
        self.head_title = ""
        if self.is_html:
            blocks, self.head_title = parts.of_html(text)
        else:
            blocks = parts.of_dump(text)
        blocks, had_top = chrome.without_top(blocks)
        self.blocks, self.had_bottom, self.kind_by_way_back = chrome.without_bottom(blocks)
        self.had_top = had_top
        if not any(block.text for block in self.blocks):
            raise Refused("Na stránce kromě záhlaví a patičky nic není.")
        length = sum(len(block.text) for block in self.blocks)
        if length > SIZE_LIMIT:
            raise Refused(
                f"Stránka je příliš dlouhá: má {length} znaků, uložit jich jde nejvýš "
                f"{SIZE_LIMIT}. Rozdělte ji, nebo ji přiložte jako dokument."
            )

    def page(self) -> OldPage:
        title = self._title()
        when, materials = self._above_the_body()
        kind = self._kind(title, when)
        text = "\n".join(block.text for block in self.blocks)
        body = self._body()
        found = self._meeting(title, text, when) if kind == MEETING else self._article(text, when)
        if materials:
            self._doubt(
                "materials",
                f"Nad textem stál odkaz na soubor, který je třeba nahrát do knihovny a přiložit: "
                f"{'; '.join(materials)}.",
            )
        return OldPage(
            kind=kind,
            encoding=self.encoding,
            title=title,
            body_html=body,
            materials=tuple(materials),
            doubts=tuple(self.doubts),
            **found,
        )

    def _doubt(self, field: str, note: str) -> None:
        self.doubts.append(Doubt(field, note))

    # --- what stands above the body ------------------------------------------------------------

    def _title(self) -> str:
        first = self.blocks[0]
        if first.is_heading or self._could_be_title(first):
            self.blocks = self.blocks[1:]
            title = " ".join(first.text.split("\n")).strip()
        elif title := _NAME_IN_TITLE.sub("", " ".join(self.head_title.split())):
            self._doubt("title", "Titulek je z hlavičky okna, na stránce nebyl. Zkontrolujte ho.")
        else:
            self._doubt("title", "Stránka neměla titulek. Doplňte ho.")
            return f"Bez titulku ({self.name})"[-LONGEST_TITLE:]
        if len(title) > LONGEST_TITLE:
            self._doubt("title", f"Titulek byl delší, než se sem vejde, a je zkrácený: {title}")
            title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
        if title.isupper() and len(title) > 12:
            self._doubt("title", "Titulek byl celý velkými písmeny. Přepište ho obvyklými.")
        return title

    def _could_be_title(self, block: Block) -> bool:
        text = block.text
        if len(text) > LONGEST_TITLE or dates.line(text) or _MATERIAL.fullmatch(text):
            return False
        if len(self.blocks) == 1 and text.endswith("."):
            return False
        return not (text.endswith(".") and len(text) > 80)

    def _above_the_body(self) -> tuple[list[dates.Line], list[str]]:
        """The lines with a date and with materials that stood between the title and the body."""
        when, materials = [], []
        while self.blocks:
            text = self.blocks[0].text
            if line := dates.line(text):
                when.append(line)
            elif _MATERIAL.fullmatch(text):
                materials.append(text)
            elif lines := self._several_dates(text):
                when += lines
            else:
                break
            self.blocks = self.blocks[1:]
        if self.blocks:
            # What was glued to the line above begins a paragraph of its own.
            self.blocks[0].gap = True
        return when, materials

    @staticmethod
    def _several_dates(text: str) -> list[dates.Line]:
        lines = [dates.line(part) for part in text.split("\n")]
        return lines if all(lines) else []

    def _kind(self, title: str, when: list) -> str:
        start = next((start for start in _KINDS_OF_PATHS if self.path.startswith(start)), "")
        if start:
            return _KINDS_OF_PATHS[start]
        if self.kind_by_way_back:
            return self.kind_by_way_back
        if when:
            return MEETING
        if title.lower().startswith("setkání"):
            self._doubt("kind", "Podle titulku jde o setkání; datum, jaké setkání mívala, chybí.")
            return MEETING
        if not self.had_bottom:
            self._doubt("kind", "Nepoznáme, jestli jde o aktualitu, nebo o setkání.")
        return ARTICLE

    # --- the body ------------------------------------------------------------------------------

    def _body(self) -> str:
        text = "\n".join(block.text for block in self.blocks)
        if not text:
            self._doubt("body", "Stránka neměla text, jen titulek.")
        elif not self.had_bottom and (self.had_top or not _SENTENCE_END.search(text)):
            self._doubt("body", "Stránka je nejspíš uříznutá: chybí jí konec. Zkontrolujte text.")
        if "\ufffd" in text:
            self._doubt("body", "Některá písmena nešla přečíst; v textu je místo nich \ufffd.")
        pictures = []
        for block in self.blocks:
            if block.element is not None:
                pictures += _without_pictures(block.element)
                _mend_links(block.element)
        if pictures:
            self._doubt(
                "body",
                "V textu byly obrázky, které je třeba nahrát do knihovny a vložit znovu: "
                f"{', '.join(dict.fromkeys(pictures))}.",
            )
        return parts.body_html(self.blocks)

    # --- what only one kind has ----------------------------------------------------------------

    def _article(self, text: str, when: list) -> dict:
        found = self._when(when)
        del found["ends_on"], found["starts_time"], found["ends_time"]
        if found["is_dateless"] and (days := dates.mentioned(text)):
            self._doubt(
                "date",
                f"Stará stránka datum neuváděla. V textu je {_listed(days)}; "
                "je-li to den zveřejnění, vyplňte ho a zrušte „datum není známo“.",
            )
        if regions := places.named(text):
            them = "ho" if len(regions) == 1 else "je"
            self._doubt(
                "regions",
                f"V textu: {', '.join(regions)}. Týká-li se to celého textu, zaškrtněte {them}.",
            )
        return found

    def _meeting(self, title: str, text: str, when: list) -> dict:
        found = self._when(when)
        if found["is_dateless"] and (days := dates.mentioned(text)):
            found["is_dateless"] = False
            if len(days) == 1:
                found["starts_on"] = days[0]
            self._doubt("date", f"Datum nestálo pod titulkem, jen v textu: {_listed(days)}.")
        elif found["starts_on"]:
            self._compare(found, text.split("\n", 1)[0])
        if likely := people.likely_speakers(text):
            listed = "; ".join(f"{who.name}, {who.function}" for who in likely)
            self._doubt("speakers", f"Řečníkem možná byl(a) i: {listed}. Patří-li sem, doplňte.")
        return found | {
            "host": self._host(title, text),
            "venue": places.venue(text.split("\n", 1)[0]),
            "presenting": tuple(places.presenting(text)),
            "programmes": tuple(
                name for name, pattern in _PROGRAMMES.items() if pattern.search(title)
            ),
            "speakers": tuple(people.speakers(text)),
        }

    def _when(self, lines: list[dates.Line]) -> dict:
        unknown = {"starts_on": None, "ends_on": None, "starts_time": None, "ends_time": None}
        if not lines:
            return unknown | {"is_dateless": True}
        if len({line.text for line in lines}) > 1:
            self._doubt("date", f"Stránka měla víc dat: {'; '.join(line.text for line in lines)}.")
            return unknown | {"is_dateless": False}
        line = lines[0]
        if not line.is_possible or not line.days:
            self._doubt("date", f"Datum na stránce není možné: {line.text}.")
            return unknown | {"is_dateless": False}
        first, last = line.days[0], line.days[-1]
        hours = (*line.hours, None, None)
        return {
            "starts_on": first,
            "ends_on": last if last > first else None,
            "starts_time": hours[0],
            "ends_time": hours[1],
            "is_dateless": False,
        }

    def _compare(self, found: dict, opening: str) -> None:
        days = dates.mentioned(opening)
        first, last = found["starts_on"], found["ends_on"] or found["starts_on"]
        if days and not any(first <= day <= last for day in days):
            self._doubt("date", f"Pod titulkem je {short_date(first)}, v textu {_listed(days)}.")

    def _host(self, title: str, text: str) -> str:
        opening = text.split("\n", 1)[0]
        for found in (places.named(title), places.hosts(opening), places.hosts(text)):
            if len(found) == 1:
                return found[0]
            if found:
                self._doubt("host", f"Hostitelem může být {' nebo '.join(found)}. Vyberte.")
                return ""
        self._doubt("host", "Hostitelský kraj na stránce není. Víte-li, který to byl, vyberte ho.")
        return ""


def _listed(days: list[date]) -> str:
    return ", ".join(short_date(day) for day in days[:5]) + (" …" if len(days) > 5 else "")


def _without_pictures(element) -> list[str]:
    """Takes the pictures out; gives what their files were called."""
    names = []
    for picture in list(element.iter("img")):
        source = picture.get("src") or ""
        embedded = source.startswith("data:")
        names.append(
            "obrázek uložený přímo v textu" if embedded else source.rsplit("/", 1)[-1][:80]
        )
        if picture is not element:
            picture.drop_tree()
    return [name or "obrázek bez adresy" for name in names]


def _mend_links(element) -> None:
    """The old pages' own addresses were all written from the root."""
    for link in element.iter("a"):
        address = (link.get("href") or "").strip()
        if address and not re.match(r"[a-z][a-z0-9+.-]*:|[/#?]", address, re.IGNORECASE):
            link.set("href", f"/{address}")
