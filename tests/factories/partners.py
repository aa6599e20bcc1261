"""Partners and agreements, with the terms that migrations brought."""

from datetime import date

import factory

from partners.models import Agreement, Instrument, Partner, PartnerType
from tests.factories.publishing import PublicationFactory


def partner_type(slug="ministerstva"):
    return PartnerType.objects.get(slug=slug)


def instrument(name="dohoda o spolupráci"):
    return Instrument.objects.get(name=name)


class PartnerFactory(PublicationFactory):
    class Meta:
        model = Partner

    title = factory.Sequence("Ústav zdravých sídel {}".format)
    lead = "Zkoumá, jak se v českých obcích žije."
    body = "<p>Ústav radí obcím od roku 1998.</p>"
    type = factory.LazyFunction(partner_type)


class AgreementFactory(PublicationFactory):
    """In force and open-ended; `partners` are stored with it."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    title = factory.Sequence("Dohoda o spolupráci číslo {}".format)
    lead = "Strany si budou vyměňovat zkušenosti."
    body = ""
    instrument = factory.LazyFunction(instrument)
    signed_on = date(2017, 5, 3)

    @factory.post_generation
    def partners(self, create, extracted, **kwargs):
        if create:
            self.partners.set(extracted or ())
