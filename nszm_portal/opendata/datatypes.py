"""The data types that the norms share: text, moment, interval, place, person, digital object.

Rule: https://ofn.gov.cz/základní-datové-typy/2020-07-01/ and its neighbours. A moment is one of a
day, a day with an hour, or said to be unknown; it is never left out where something is expected.
"""

from datetime import date, datetime, time
from urllib.parse import quote

from django.conf import settings

from nszm_portal.czech.dates import PRAGUE
from nszm_portal.library.models import Document
from nszm_portal.regions.models import Region

Json = dict[str, object]

RUIAN_REGION = "https://linked.cuzk.cz/resource/ruian/vusc/"
MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
UNKNOWN: Json = {"typ": "Časový okamžik", "nespecifikovaný": True}
# What an address may hold as it is; the rest is escaped (RFC 6068, 2; RFC 3987, 2.2).
IN_MAILBOX = "@!$&'*+-._~="


def text(words: str) -> Json:
    return {"cs": words}


def one_line(words: str) -> str:
    """With plain spaces, as who reads no page expects them."""
    return " ".join(words.split())


def iri(path: str) -> str:
    """The absolute address of a path of ours."""
    return settings.SITE_URL + path


def moment(at: datetime) -> Json:
    at = at.astimezone(PRAGUE)
    return {"typ": "Časový okamžik", "datum_a_čas": at.isoformat(timespec="seconds")}


def day(on: date) -> Json:
    return {"typ": "Časový okamžik", "datum": on.isoformat()}


def day_or_moment(on: date, at: time | None) -> Json:
    """The moment in Prague, or the day alone where no hour is known."""
    return moment(datetime.combine(on, at, PRAGUE)) if at else day(on)


def lasting(begins: Json, ends: Json) -> Json:
    """How long something lasts, from one moment to another."""
    interval = {"typ": "Časový interval", "začátek": begins, "konec": ends}
    return {"typ": "Časová specifikace", "časový_interval": interval}


def at_unknown_time() -> Json:
    return {"typ": "Časová specifikace", "časový_okamžik": UNKNOWN}


def in_region(region: Region) -> Json:
    return {"typ": "Adresa", "vúsc": f"{RUIAN_REGION}{region.ruian}"}


def place_of(region: Region) -> Json:
    return {"typ": "Umístění", "název": text(region.name), "adresa": in_region(region)}


def legal_person(name: str, ico: str) -> Json:
    return {"typ": "Osoba", "ičo": ico, "název": text(name)}


def attachment(document: Document, title: str) -> Json:
    return {
        "typ": "Digitální objekt",
        "název": text(one_line(title)),
        "url": iri(document.get_absolute_url()),
        "typ_média": MEDIA_TYPES + document.media_type,
    }


def mailbox(address: str) -> str:
    return f"mailto:{quote(address, safe=IN_MAILBOX)}"
