"""What a meeting knows of its time, its standing, who takes part and what it shows."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from meetings.models import Meeting, Programme
from nszm_portal.czech.dates import PRAGUE
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.visibility import Phase
from tests.factories.meetings import (
    ItemFactory,
    MaterialFactory,
    MeetingFactory,
    PhotographFactory,
    SpeakerFactory,
    coming,
    held,
    programme,
)
from tests.factories.publishing import region

pytestmark = pytest.mark.django_db
DAY = date(2015, 2, 12)


def entry(meeting):
    return Entry.objects.get(kind="meeting", object_id=meeting.pk)


# --- what contradicts itself is refused, with a sentence at its field and in the database ------

CONTRADICTIONS = [
    ("ends_on", {"ends_on": DAY - timedelta(days=1)}, "dřív, než začne"),
    ("ends_on", {"starts_on": None, "ends_on": DAY}, "dřív, než začne"),
    ("starts_time", {"starts_on": None, "starts_time": time(9)}, "chybí datum"),
    ("ends_time", {"ends_time": time(9)}, "od kolika"),
    ("ends_time", {"starts_time": time(10), "ends_time": time(9)}, "dřív, než začne"),
    ("ends_time", {"starts_time": time(10), "ends_time": time(10)}, "dřív, než začne"),
    (
        "ends_time",
        {"starts_time": time(10), "ends_time": time(9), "ends_on": DAY},
        "dřív, než začne",
    ),
    ("undated", {"undated": True, "starts_on": DAY}, "ne obojí"),
    ("former_on", {"former_on": DAY - timedelta(days=9)}, "jen k přesunutému"),
    ("former_on", {"status": "moved"}, "kdy se setkání mělo konat"),
    ("former_on", {"status": "moved", "former_on": DAY}, "stejné jako nové"),
    ("status_note", {"status": "cancelled"}, "proč je setkání zrušené"),
]


@pytest.mark.parametrize("field,values,sentence", CONTRADICTIONS)
def test_a_contradiction_is_told_at_its_field(field, values, sentence):
    meeting = MeetingFactory.build(**values)
    with pytest.raises(ValidationError) as refused:
        meeting.full_clean()
    (said,) = refused.value.message_dict[field]
    assert sentence in said
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("field,values,sentence", CONTRADICTIONS)
def test_the_database_refuses_it_too(field, values, sentence):
    meeting = MeetingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"starts_on": None},
        {"starts_on": None, "undated": True},
        {"starts_time": time(10)},
        {"starts_time": time(10), "ends_time": time(9), "ends_on": DAY + timedelta(days=1)},
        {"ends_on": DAY},
        {"status": "moved", "former_on": DAY - timedelta(days=9)},
        {"status": "moved", "status_note": "Mění se jen sál."},
        {"status": "cancelled", "status_note": "Nikdo se nepřihlásil."},
    ],
)
def test_what_makes_sense_is_taken(values):
    meeting = MeetingFactory.build(**values)
    meeting.full_clean()
    meeting.save()
    assert Meeting.objects.filter(pk=meeting.pk).exists()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_year_that_is_a_slip_is_refused(day):
    with pytest.raises(ValidationError) as refused:
        MeetingFactory.build(starts_on=day).full_clean()
    assert "Zkontrolujte rok." in str(refused.value.message_dict["starts_on"])


def test_it_is_published_with_a_date_or_as_undated():
    with pytest.raises(ValidationError) as refused:
        MeetingFactory(starts_on=None).publish()
    assert "že datum není známo" in str(refused.value.message_dict["starts_on"])
    meeting = held(undated=True)
    assert (entry(meeting).shown_on, entry(meeting).undated) == (None, True)


def test_one_in_public_view_keeps_its_date():
    meeting = held()
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(starts_on=None)


# --- time --------------------------------------------------------------------------------------


def test_its_entry_stands_where_it_is_held_not_where_it_was_published():
    row = entry(held(starts_time=time(10), ends_time=time(14, 30)))
    assert (row.shown_on, row.year, row.month) == (DAY, 2015, 2)
    assert row.sort_at == datetime(2015, 2, 12, 10, tzinfo=PRAGUE)
    assert row.when == "12.\u00a0února 2015 10:00–14:30"
    assert not row.reaches_home


def test_a_meeting_is_coming_until_it_is_over():
    meeting = held(starts_time=time(10), ends_time=time(14, 30))
    during = datetime(2015, 2, 12, 14, 29, tzinfo=PRAGUE)
    after = datetime(2015, 2, 12, 14, 30, tzinfo=PRAGUE)
    for now, is_coming in ((during, True), (after, False)):
        assert Meeting.objects.coming(now).exists() is is_coming
        assert Meeting.objects.past(now).exists() is not is_coming
        assert meeting.is_coming(now) is is_coming
    assert Meeting.objects.next_end(during) == after
    assert Meeting.objects.next_end(after) is None


def test_what_has_no_date_is_past():
    meeting = held(undated=True)
    assert list(Meeting.objects.past()) == [meeting]
    assert not meeting.is_coming()


def test_two_of_a_day_stand_in_the_order_of_their_hours():
    later, whole_day, sooner = held(starts_time=time(14)), held(), held(starts_time=time(9))
    assert list(Meeting.objects.nearest_first()) == [whole_day, sooner, later]


def test_a_part_of_the_fields_is_saved_with_what_follows_from_them():
    meeting = held()
    meeting.starts_on = date(2016, 3, 4)
    meeting.save(update_fields=["starts_on"])
    meeting.refresh_from_db()
    assert meeting.ends_at == datetime(2016, 3, 5, tzinfo=PRAGUE)
    assert (meeting.shown_on, entry(meeting).year) == (date(2016, 3, 4), 2016)


# --- moved and cancelled -----------------------------------------------------------------------


def test_a_moved_one_says_so_and_from_when():
    meeting = held(status="moved", former_on=date(2015, 1, 5), status_note="Kvůli chřipce.")
    assert entry(meeting).notice == "přesunuto"
    said = meeting.explanation().replace("\u00a0", " ")
    assert said == "Původně se setkání mělo konat 5. ledna 2015. Kvůli chřipce."


def test_a_cancelled_one_says_so_and_why():
    meeting = held(status="cancelled", status_note="Sál zatopila voda.")
    assert entry(meeting).notice == "zrušeno"
    assert meeting.explanation() == "Sál zatopila voda."


def test_one_held_as_planned_says_nothing_of_it():
    meeting = held(status_note="Zapomenutá poznámka.")
    assert (entry(meeting).notice, meeting.explanation()) == ("", "")


# --- who takes part ----------------------------------------------------------------------------


def test_its_entry_belongs_to_the_host_and_to_those_who_present():
    meeting = held(host_region=region(), presenting=[region("Kraj Vysočina")])
    names = {row.name for row in entry(meeting).regions.all()}
    assert names == {"Liberecký kraj", "Kraj Vysočina"}
    meeting.host_region = None
    meeting.presenting_regions.clear()
    meeting.save()
    assert not entry(meeting).regions.exists()


def test_a_region_hosts_or_presents_but_is_not_told_twice():
    host, guest = region(), region("Kraj Vysočina")
    own = held(host_region=host, presenting=[host, guest])
    nobodys = held(presenting=[host])
    assert list(Meeting.objects.hosted_by(host)) == [own]
    assert list(Meeting.objects.presenting(host)) == [nobodys]
    assert list(Meeting.objects.presenting(guest)) == [own]
    assert not Meeting.objects.hosted_by(guest).exists()


def test_its_labels_are_the_host_and_the_programmes():
    meeting = held(host_region=region(), programmes=[programme()])
    assert [label["text"] for label in meeting.labels()] == ["Liberecký kraj", "Zdravý kraj"]


def test_a_programme_renamed_or_deleted_changes_the_entries():
    row = Programme.objects.create(name="Zdravá škola")
    meeting = held(programmes=[row])
    row.name = "Zdravá škola 2030"
    row.save()
    assert entry(meeting).labels == [{"text": "Zdravá škola 2030", "url": ""}]
    row.delete()
    assert entry(meeting).labels == []


def test_related_are_others_of_the_host_or_a_programme():
    meeting = held(host_region=region(), programmes=[programme()])
    same_host = held(host_region=region(), starts_on=date(2014, 1, 1))
    same_programme = held(programmes=[programme()], starts_on=date(2016, 1, 1))
    held(host_region=region("Kraj Vysočina"), programmes=[programme("Zdravé město")])
    found = [row.object_id for row in meeting.related()]
    assert found == [same_programme.pk, same_host.pk]


def test_a_stranger_without_host_and_programme_has_nothing_related():
    meeting = held()
    held()
    assert not meeting.related().exists()


@pytest.mark.parametrize(
    "fields,expected",
    [
        ({"function": "hejtman", "organisation": ""}, "hejtman, Liberecký kraj"),
        ({"function": "", "organisation": "Liberecký kraj"}, "Liberecký kraj"),
        ({"function": "", "organisation": ""}, "Liberecký kraj"),
        ({"function": "radní", "organisation": "SZÚ", "region": None}, "radní, SZÚ"),
    ],
)
def test_a_speaker_is_told_of_once(fields, expected):
    fields = {"region": region()} | fields
    assert SpeakerFactory.build(meeting=None, **fields).about() == expected


# --- what it shows -----------------------------------------------------------------------------


def test_its_materials_and_photographs_are_used_and_cannot_be_deleted(client):
    meeting = MeetingFactory()
    item = ItemFactory(meeting=meeting)
    documents = [MaterialFactory(meeting=meeting, item=about).document for about in (None, item)]
    picture = PhotographFactory(meeting=meeting).picture
    meeting.sync()
    for document in documents:
        assert client.get(document.get_absolute_url()).status_code != 200
    meeting.publish()
    for document in documents:
        assert client.get(document.get_absolute_url()).status_code == 200
    for file in (*documents, picture):
        with pytest.raises(ProtectedError):
            file.delete()


def test_a_material_belongs_to_an_item_of_its_own_meeting():
    foreign = ItemFactory(meeting=MeetingFactory())
    material = MaterialFactory.build(
        meeting=MeetingFactory(),
        item=foreign,
        document=MaterialFactory(meeting=foreign.meeting).document,
    )
    with pytest.raises(ValidationError) as refused:
        material.full_clean()
    assert "jiného setkání" in str(refused.value.message_dict["item"])


@pytest.mark.parametrize(
    "field,values",
    [
        ("ends_time", {"ends_time": time(9)}),
        ("ends_time", {"starts_time": time(10), "ends_time": time(9)}),
        ("day", {"day": 0}),
    ],
)
def test_an_item_that_contradicts_itself_is_refused(field, values):
    item = ItemFactory.build(meeting=MeetingFactory(), **values)
    with pytest.raises(ValidationError) as refused:
        item.full_clean()
    assert list(refused.value.message_dict) == [field]
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_items_stand_by_day_and_hour_and_what_has_no_hour_comes_last():
    meeting = MeetingFactory()
    for day, starts, title in (
        (2, time(9), "druhý den"),
        (1, None, "bez hodiny"),
        (1, time(14), "odpoledne"),
        (1, time(9), "ráno"),
    ):
        ItemFactory(meeting=meeting, day=day, starts_time=starts, title=title)
    titles = [item.title for item in meeting.items.all()]
    assert titles == ["ráno", "odpoledne", "bez hodiny", "druhý den"]


def test_a_copy_has_the_content_but_its_own_date_and_its_own_rows():
    meeting = held(
        host_region=region(),
        programmes=[programme()],
        presenting=[region("Kraj Vysočina")],
        status="cancelled",
        status_note="Povodeň.",
        starts_time=time(9),
    )
    item = ItemFactory(meeting=meeting, title="Zahájení")
    MaterialFactory(meeting=meeting, item=item)
    SpeakerFactory(meeting=meeting)
    twin = Meeting.objects.get(pk=meeting.copy().pk)
    assert (twin.starts_on, twin.starts_time, twin.status, twin.sequence) == (None,) * 2 + (
        "planned",
        0,
    )
    assert (twin.status_note, twin.phase()) == ("", Phase.DRAFT)
    assert twin.host_region == region()
    assert twin.programmes.get() == programme()
    assert twin.presenting_regions.get() == region("Kraj Vysočina")
    assert twin.speakers.count() == 1
    assert twin.materials.get().item == twin.items.get() != item
    assert item.materials.get().meeting == meeting


# --- the version of its calendar ---------------------------------------------------------------


def test_the_version_rises_with_what_the_calendar_says_and_with_nothing_else():
    meeting = held()
    versions = [meeting.sequence]
    for field, value in (
        ("venue", "Krajský úřad"),
        ("starts_on", date(2015, 2, 13)),
        ("title", "Setkání v Liberci"),
        ("status_note", "Povodeň."),
    ):
        setattr(meeting, field, value)
        meeting.save()
        versions.append(meeting.sequence)
    assert all(later == sooner + 1 for sooner, later in pairwise(versions))
    told_at = meeting.told_at
    meeting.body = "<p>Jiný text.</p>"
    meeting.auspices = "hejtman"
    meeting.save()
    assert (meeting.sequence, meeting.told_at) == (versions[-1], told_at)


def test_the_version_is_that_of_what_is_stored():
    meeting = held()
    Meeting.objects.get(pk=meeting.pk).save()
    stale = Meeting.objects.get(pk=meeting.pk)
    stale.venue = "Sál"
    stale.save()
    stale.refresh_from_db()
    assert stale.sequence == 1


def test_coming_begins_in_some_days():
    assert coming(3).starts_on == timezone.localdate() + timedelta(days=3)
