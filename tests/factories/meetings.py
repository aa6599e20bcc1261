"""Meetings: dated far in the past unless told, hosted by nobody, with rows that a test asks for."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from meetings.models import Material, Meeting, Photograph, Programme, ProgrammeItem, Speaker
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import PublicationFactory, bring_to


class MeetingFactory(PublicationFactory):
    class Meta:
        model = Meeting

    title = factory.Sequence("Setkání krajů číslo {}".format)
    lead = "Kraje si vyměnily zkušenosti."
    body = "<p>Sešlo se šedesát lidí.</p>"
    starts_on = factory.Maybe("undated", None, date(2015, 2, 12))
    undated = False


class SpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Speaker

    name = factory.Sequence("Ing. Jana Nováková {}".format)
    function = "náměstkyně hejtmana"


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    title = factory.Sequence("Bod programu {}".format)


class MaterialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Material

    document = factory.SubFactory(DocumentFactory)


class PhotographFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Photograph

    picture = factory.SubFactory(PictureFactory)


def held(phase=Phase.VISIBLE, *, programmes=(), presenting=(), **fields):
    """A published meeting with its programmes and presenting regions."""
    meeting = MeetingFactory(**fields)
    meeting.programmes.set(programmes)
    meeting.presenting_regions.set(presenting)
    meeting.sync()
    return bring_to(meeting, phase)


def coming(days=7, **fields):
    """A published meeting that begins in some days."""
    return held(starts_on=timezone.localdate() + timedelta(days=days), **fields)


def programme(name="Zdravý kraj"):
    return Programme.objects.get(name=name)
