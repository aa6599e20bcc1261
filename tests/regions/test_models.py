"""Memberships of regions: periods that do not overlap, and which of them last."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nszm_portal.regions.models import Membership
from tests.factories.publishing import region

pytestmark = pytest.mark.django_db


def member(starts_on, ends_on=None, of="Liberecký kraj"):
    return Membership(region=region(of), starts_on=starts_on, ends_on=ends_on)


def test_a_membership_ends_after_it_begins():
    membership = member(date(2015, 2, 1), date(2015, 1, 31))
    with pytest.raises(ValidationError, match="nemůže skončit dřív"):
        membership.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


@pytest.mark.parametrize(
    "starts_on,ends_on,is_refused",
    [
        (date(2010, 1, 1), date(2012, 12, 31), False),
        (date(2010, 1, 1), date(2013, 1, 1), True),
        (date(2014, 1, 1), date(2014, 6, 1), True),
        (date(2016, 1, 1), None, False),
        (date(2015, 12, 31), None, True),
        (date(2010, 1, 1), None, True),
    ],
)
def test_two_memberships_of_a_region_do_not_overlap(starts_on, ends_on, is_refused):
    member(date(2013, 1, 1), date(2015, 12, 31)).save()
    member(date(2013, 1, 1), of="Kraj Vysočina").full_clean()
    if is_refused:
        with pytest.raises(ValidationError, match="překrývá"):
            member(starts_on, ends_on).full_clean()
    else:
        member(starts_on, ends_on).full_clean()


def test_who_is_a_member_on_a_day():
    member(date(2013, 1, 1), date(2015, 12, 31)).save()
    lasting = Membership.objects.lasting
    assert not lasting(date(2012, 12, 31)).exists()
    assert lasting(date(2013, 1, 1)).exists()
    assert lasting(date(2015, 12, 31)).exists()
    assert not lasting(date(2016, 1, 1)).exists()


def test_the_next_change_is_the_first_day_on_which_something_is_different():
    member(date(2013, 1, 1), date(2015, 12, 31)).save()
    next_change = Membership.objects.next_change
    assert next_change(date(2012, 1, 1)) == date(2013, 1, 1)
    assert next_change(date(2013, 1, 1)) == date(2016, 1, 1)
    assert next_change(date(2015, 12, 31)) == date(2016, 1, 1)
    assert next_change(date(2016, 1, 1)) is None


def test_an_editor_keeps_them_in_the_admin(chief_editor_client):
    form = {"region": region().pk, "starts_on": "1.1.2013", "ends_on": "31.12.2012"}
    page = chief_editor_client.post("/admin/regions/membership/add/", form)
    assert "Členství nemůže skončit dřív, než začalo." in page.text
    assert 'value="31.12.2012"' in page.text
    form["ends_on"] = ""
    answer = chief_editor_client.post("/admin/regions/membership/add/", form)
    assert answer.status_code == 302
    assert "trvá" in chief_editor_client.get("/admin/regions/membership/").text


def test_an_author_may_not(editor_client):
    assert editor_client.get("/admin/regions/membership/").status_code == 403
    assert editor_client.get("/admin/regions/membership/add/").status_code == 403
