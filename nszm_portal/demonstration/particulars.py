"""What a text says that only one kind of publication has, or each in its own way."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from django.db import models

from meetings.models import Meeting, Programme, Status
from news.models import Article, Topic
from nszm_portal.demonstration.content.texts import Text
from nszm_portal.library.models import Document, Picture
from nszm_portal.pages.models import Page
from nszm_portal.publishing.publication import Publication
from nszm_portal.regions.models import Region
from partners.models import Agreement, Instrument, Level, Partner, PartnerType, Term

if TYPE_CHECKING:
    from nszm_portal.demonstration.sowing import Sower

PARALLEL = "parallel"
FINANCIAL = {"": None, "no": False, "yes": True}


def fields(model: type[Publication], text: Text, sower: Sower) -> dict:
    """The fields of a kind's own, for its constructor."""
    own = {Page: _page, Meeting: _meeting, Partner: _partner, Agreement: _agreement}
    read = own.get(model)
    return read(text, sower) if read else {}


def relate(publication: Publication, text: Text, sower: Sower) -> None:
    """Stores what belongs to the publication in other tables."""
    publication.regions.set(named(Region, text.names("regions")))
    for position, key in enumerate(text.names("documents"), start=1):
        if document := sower.row(Document, f"document:{key}"):
            publication.attachments.create(document=document, position=position)
    relate_own = {
        Article: _relate_article,
        Meeting: _relate_meeting,
        Partner: _relate_partner,
        Agreement: _relate_agreement,
    }.get(type(publication))
    if relate_own:
        relate_own(publication, text, sower)


def named(model: type[models.Model], names: list[str]) -> list:
    """Rows by their names; one that an editor has renamed is left out."""
    return list(model._default_manager.filter(name__in=names))


def _region(name: str) -> Region | None:
    return Region.objects.filter(name=name).first()


def _term(model: type[Term], **known: str) -> Term:
    """What is published needs it, so it is made again where an editor has deleted it."""
    (value,) = known.values()
    return model.objects.get_or_create(**known, defaults={"name": value})[0]


def _page(text: Text, sower: Sower) -> dict:
    return {
        "parent": sower.row(Page, f"page:{text['parent']}"),
        "evaluated_on": text.day("evaluated", sower.today),
        "evaluation_method": text["method"],
    }


def _meeting(text: Text, sower: Sower) -> dict:
    return {
        "starts_on": text.day("starts", sower.today),
        "starts_time": _clock(text["from"]),
        "ends_on": text.day("ends", sower.today),
        "ends_time": _clock(text["to"]),
        "status": text["status"] or Status.PLANNED,
        "former_on": text.day("former", sower.today),
        "status_note": text["status note"],
        "host_region": _region(text["host"]),
        "venue": text["venue"],
        "address": text["address"],
        "organiser": text["organiser"],
        "auspices": text["auspices"],
        "presenting_cities": "\n".join(text.names("cities")),
        "contact": text["contact"],
        "contact_email": text["email"],
        "registration_url": text["registration"],
    }


def _partner(text: Text, sower: Sower) -> dict:
    return {
        "type": _term(PartnerType, slug=text["type"]),
        "level": text["level"] or Level.NATIONAL,
        "abbreviation": text["abbreviation"],
        "website": text["website"],
        "postal_address": text["address"],
        "ico": text["ico"],
    }


def _agreement(text: Text, sower: Sower) -> dict:
    return {
        "instrument": _term(Instrument, name=text["instrument"]),
        "signed_on": text.day("signed", sower.today),
        "valid_until": text.day("until", sower.today),
        "areas": text["area"],
        "financial": FINANCIAL[text["financial"]],
        "document": sower.row(Document, f"document:{text['document']}"),
        "announced_by": sower.row(Article, f"article:{text['announced by']}"),
        "amends": sower.row(Agreement, f"agreement:{text['amends']}"),
        "renews": sower.row(Agreement, f"agreement:{text['renews']}"),
    }


def _relate_article(article: Article, text: Text, sower: Sower) -> None:
    article.topics.set(named(Topic, text.names("topics")))
    _show_photographs(article, text, sower)


def _show_photographs(publication: Article | Meeting, text: Text, sower: Sower) -> None:
    for position, key in enumerate(text.names("photos"), start=1):
        if picture := sower.row(Picture, f"picture:{key}"):
            publication.photographs.create(position=position, picture=picture)


def _relate_meeting(meeting: Meeting, text: Text, sower: Sower) -> None:
    meeting.programmes.set(named(Programme, text.names("programmes")))
    meeting.presenting_regions.set(named(Region, text.names("presenting")))
    for position, row in enumerate(text.rows("speaker"), start=1):
        name, function, organisation, region = _filled(row, 4)
        meeting.speakers.create(
            position=position,
            name=name,
            function=function,
            organisation=organisation,
            region=_region(region),
        )
    items = [
        _item(meeting, position, *_filled(row, 5))
        for position, row in enumerate(text.rows("item"), start=1)
    ]
    for position, row in enumerate(text.rows("material"), start=1):
        key, number, title = _filled(row, 3)
        if document := sower.row(Document, f"document:{key}"):
            item = items[int(number) - 1] if number else None
            meeting.materials.create(position=position, document=document, item=item, title=title)
    _show_photographs(meeting, text, sower)


def _item(meeting, position, day, hours, title, note, mark):
    starts, _, ends = hours.partition("–")
    return meeting.items.create(
        position=position,
        day=int(day),
        starts_time=_clock(starts),
        ends_time=_clock(ends),
        title=title,
        note=note,
        is_parallel=mark == PARALLEL,
    )


def _relate_partner(partner: Partner, text: Text, sower: Sower) -> None:
    partner.articles.set(_sown(Article, "article", text.names("articles"), sower))


def _relate_agreement(agreement: Agreement, text: Text, sower: Sower) -> None:
    agreement.partners.set(_sown(Partner, "partner", text.names("partners"), sower))


def _sown(model, kind, keys, sower):
    """What was made under these keys, without what an editor has deleted since."""
    found = (sower.row(model, f"{kind}:{key}") for key in keys)
    return [row for row in found if row]


def _clock(value: str) -> time | None:
    hours, _, minutes = value.partition(":")
    return time(int(hours), int(minutes)) if value else None


def _filled(row: list[str], length: int) -> list[str]:
    return row + [""] * (length - len(row))
