"""A link of its own, of a partner, a meeting, a portal: to the web and to nothing else."""

import pytest
from django.core.exceptions import ValidationError

from nszm_portal.navigation.models import PortalGroup, PortalLink
from partners.models import Partner
from tests.browser.payloads import ADDRESSES
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
ON_THE_WEB = ("http://", "https://")


@pytest.mark.parametrize("address", [*ADDRESSES, "http://[", "https://", "ftp://www.example.org/"])
def test_what_was_stored_past_the_form_leads_nowhere(address):
    address = address.replace("\x00", "")
    partner = PartnerFactory()
    Partner.objects.filter(pk=partner.pk).update(website=address)
    stored = Partner.objects.get(pk=partner.pk).website
    assert stored == (address if address.startswith(ON_THE_WEB) and len(address) > 8 else "")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://www.example.org/", "//a.cz/"])
def test_a_form_refuses_what_is_not_of_the_web(address):
    link = PortalLink(group=PortalGroup.objects.create(label="weby"), label="a", url=address)
    with pytest.raises(ValidationError) as refused:
        link.full_clean()
    assert len(refused.value.message_dict["url"]) == 1


def test_an_address_of_the_web_is_kept_as_it_was_typed():
    partner = PartnerFactory(website="https://www.háčky.example:8443/a%20b?c=1&d=ž#e")
    assert Partner.objects.get(pk=partner.pk).website == partner.website
