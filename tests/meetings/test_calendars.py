"""Calendars, read back by icalendar and by ical.js, which knows only what the file says."""

import json
import re
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone
from icalendar import Calendar

from meetings import calendars
from nszm_portal.czech.dates import PRAGUE
from nszm_portal.publishing.visibility import Phase
from tests.factories.meetings import MeetingFactory, coming, held
from tests.factories.publishing import bring_to
from tests.servers import processes

ROOT = Path(__file__).resolve().parents[2]
ALL = "/setkani/kalendar.ics"
pytestmark = pytest.mark.django_db


def address(meeting):
    return f"{meeting.get_absolute_url()}kalendar.ics"


def read(answer):
    """The events of an answer by icalendar."""
    return Calendar.from_ical(answer.content).events


@pytest.fixture(scope="session")
def ical_js():
    """ical_js(content): the events of a calendar as the npm package reads them."""
    node = processes.program("nodejs", "node")
    if not (ROOT / "node_modules/ical.js").is_dir():
        processes.lacking("npm; npm ci --ignore-scripts")

    def ical_js(content):
        command = [node, str(Path(__file__).with_name("read_calendar.mjs"))]
        done = subprocess.run(command, input=content, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return ical_js


# --- when: read by both ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields,starts,ends",
    [
        # An hour before and an hour after each change of summer time, and long ago and far ahead.
        ((2027, 3, 28, 1, 30, 3, 30), "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z"),
        ((2027, 3, 28, 3, 30, 4, 30), "2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z"),
        ((2027, 3, 27, 10, 0, 12, 0), "2027-03-27T09:00:00Z", "2027-03-27T11:00:00Z"),
        ((2027, 3, 29, 10, 0, 12, 0), "2027-03-29T08:00:00Z", "2027-03-29T10:00:00Z"),
        ((2026, 10, 25, 1, 30, 3, 30), "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"),
        ((2026, 10, 24, 10, 0, 12, 0), "2026-10-24T08:00:00Z", "2026-10-24T10:00:00Z"),
        ((2026, 10, 26, 10, 0, 12, 0), "2026-10-26T09:00:00Z", "2026-10-26T11:00:00Z"),
        ((1994, 10, 10, 10, 0, 12, 0), "1994-10-10T09:00:00Z", "1994-10-10T11:00:00Z"),
        ((2013, 2, 12, 10, 0, 14, 30), "2013-02-12T09:00:00Z", "2013-02-12T13:30:00Z"),
        ((2044, 7, 1, 10, 0, 12, 0), "2044-07-01T08:00:00Z", "2044-07-01T10:00:00Z"),
    ],
)
def test_hours_are_those_of_prague(client, ical_js, fields, starts, ends):
    year, month, day, *clock = fields
    meeting = held(
        starts_on=date(year, month, day), starts_time=time(*clock[:2]), ends_time=time(*clock[2:])
    )
    content = client.get(address(meeting)).content
    (event,) = Calendar.from_ical(content).events
    for moment, expected in ((event.start, starts), (event.end, ends)):
        assert moment.astimezone(UTC) == datetime.fromisoformat(expected)
    (other,) = ical_js(content)
    assert other["starts"] == starts.replace("Z", ".000Z")
    assert other["ends"] == ends.replace("Z", ".000Z")


@pytest.mark.parametrize("ends_on,excluded", [(None, "2027-03-28"), ("2027-03-29", "2027-03-30")])
def test_days_alone_end_before_the_next_one(client, ical_js, ends_on, excluded):
    last = date.fromisoformat(ends_on) if ends_on else None
    meeting = held(starts_on=date(2027, 3, 27), ends_on=last)
    content = client.get(address(meeting)).content
    assert b"DTSTART;VALUE=DATE:20270327\r\n" in content
    assert f"DTEND;VALUE=DATE:{excluded.replace('-', '')}\r\n".encode() in content
    (event,) = ical_js(content)
    assert (event["starts"], event["ends"]) == ("2027-03-27", excluded)


def test_several_days_with_hours_last_from_the_first_to_the_last(client, ical_js):
    """Over the change of summer time."""
    meeting = held(
        starts_on=date(2027, 3, 27),
        starts_time=time(9),
        ends_on=date(2027, 3, 28),
        ends_time=time(15),
    )
    (event,) = ical_js(client.get(address(meeting)).content)
    assert event["starts"] == "2027-03-27T08:00:00.000Z"
    assert event["ends"] == "2027-03-28T13:00:00.000Z"


def test_an_end_that_nobody_knows_is_not_invented(client, ical_js):
    meeting = held(starts_on=date(2027, 5, 4), starts_time=time(9))
    content = client.get(address(meeting)).content
    assert b"DTEND" not in content
    (event,) = ical_js(content)
    assert event["starts"] == "2027-05-04T07:00:00.000Z"


def test_the_last_of_several_days_is_over_at_midnight(client, ical_js):
    meeting = held(starts_on=date(2027, 5, 4), starts_time=time(9), ends_on=date(2027, 5, 5))
    (event,) = ical_js(client.get(address(meeting)).content)
    assert event["ends"] == "2027-05-05T22:00:00.000Z"


# --- what it says ------------------------------------------------------------------------------


def test_it_says_what_a_visitor_needs(client):
    meeting = held(
        title='Setkání krajů - "Zdravý kraj"',
        lead="První řádek; s čárkou,\r\ndruhý\x0b řádek.",
        venue="Krajský úřad, sál",
        address="U Jezu 642/2a, Liberec",
        organiser="NSZM",
        contact="Eva Malá",
        contact_email="eva@example.org",
        starts_time=time(10),
        ends_time=time(12),
    )
    answer = client.get(address(meeting))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'filename="{meeting.slug}.ics"' in answer["Content-Disposition"]
    (event,) = read(answer)
    assert event["SUMMARY"] == "Setkání krajů – „Zdravý kraj“"
    assert event["LOCATION"] == "Krajský úřad, sál, U Jezu 642/2a, Liberec"
    assert event["DESCRIPTION"] == "První řádek; s čárkou,\ndruhý řádek.\n\nPořádá NSZM"
    assert event["CONTACT"] == "Eva Malá, eva@example.org"
    assert event["URL"] == f"http://127.0.0.1:8000{meeting.get_absolute_url()}"
    assert event["UID"] == f"meeting-{meeting.pk}@127.0.0.1"
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 0
    assert event.DTSTAMP == event.LAST_MODIFIED == meeting.told_at.replace(microsecond=0)


def test_lines_are_folded_without_splitting_a_letter(client):
    meeting = held(title="Příšerně žluťoučký kůň úpěl ďábelské ódy " * 4, lead="ž" * 500)
    content = client.get(address(meeting)).content
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "".join(line.decode() for line in lines)  # each by itself is whole letters
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert read(client.get(address(meeting)))[0]["DESCRIPTION"].startswith("ž" * 500)


def test_a_cancelled_one_stays_and_says_so(client, ical_js):
    meeting = coming(starts_time=time(9))
    (before,) = read(client.get(address(meeting)))
    meeting.status, meeting.status_note = "cancelled", "Povodeň."
    meeting.save()
    content = client.get(address(meeting)).content
    (event,) = ical_js(content)
    assert event["uid"] == before["UID"]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert event["summary"].startswith("Zrušeno: ")
    assert event["description"].startswith("Povodeň.")
    assert ical_js(client.get(ALL).content) == [event]


def test_a_moved_one_is_the_same_event_at_another_time(client, ical_js):
    meeting = held(starts_on=date(2027, 3, 26), starts_time=time(9), ends_time=time(10))
    (before,) = ical_js(client.get(address(meeting)).content)
    meeting.former_on, meeting.starts_on = meeting.starts_on, date(2027, 3, 30)
    meeting.status = "moved"
    meeting.save()
    (after,) = ical_js(client.get(address(meeting)).content)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (before["starts"], after["starts"]) == (
        "2027-03-26T08:00:00.000Z",
        "2027-03-30T07:00:00.000Z",
    )
    assert after["status"] == "CONFIRMED"
    assert after["summary"].startswith("Přesunuto: ")
    assert "26. března 2027" in after["description"]


def test_the_identifier_outlives_a_change_of_address(client):
    meeting = held()
    (before,) = read(client.get(address(meeting)))
    former = address(meeting)
    meeting.slug = "jina-adresa"
    meeting.save()
    answer = client.get(former)
    assert (answer.status_code, answer["Location"]) == (301, "/setkani/jina-adresa/kalendar.ics")
    (after,) = read(client.get("/setkani/jina-adresa/kalendar.ics"))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == 1


@override_settings(SITE_URL="https://www.zdravamesta.cz", SITE_HOST="www.zdravamesta.cz")
def test_it_is_named_after_the_site():
    (event,) = calendars.calendar([held()]).events
    assert event["UID"].endswith("@www.zdravamesta.cz")
    assert event["URL"].startswith("https://www.zdravamesta.cz/setkani/")


# --- the zone itself ---------------------------------------------------------------------------


def test_the_zone_agrees_with_the_database_of_zones():
    """Around each change from 1990 to 2099, hour by hour, and in the middle of each month."""
    zone = calendars.Timezone.from_ical(calendars.TIMEZONE).to_tz()
    moments = []
    for year in range(1990, 2100):
        moments += [datetime(year, month, 15, 12) for month in range(1, 13)]
        for month in (3, 9, 10):
            last = datetime(year, month, 30 if month == 9 else 31)
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            moments += [sunday + timedelta(hours=hour) for hour in (0, 1, 4, 5, 12)]
    wrong = [
        moment
        for moment in moments
        if moment.replace(tzinfo=zone).utcoffset() != moment.replace(tzinfo=PRAGUE).utcoffset()
    ]
    assert wrong == []


def test_every_zone_that_is_named_is_described(client):
    held(starts_time=time(9))
    calendar = Calendar.from_ical(client.get(ALL).content)
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Prague"]
    assert calendar.get_missing_tzids() == set()


# --- several -----------------------------------------------------------------------------------


def test_all_that_the_public_may_see_are_in_one_calendar(client, ical_js):
    newer = held(title="Jihlava", starts_on=date(2017, 5, 16))
    older = held(title="Liberec", starts_on=date(2015, 2, 12))
    held(title="Nevíme kdy", undated=True)
    for phase in (Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN):
        bring_to(MeetingFactory(title="Tajné"), phase)
    content = client.get(ALL).content
    assert [event["summary"] for event in ical_js(content)] == [older.title, newer.title]
    assert b"X-WR-CALNAME:Setk" in content


def test_without_meetings_it_is_a_calendar_all_the_same(client, ical_js):
    answer = client.get(ALL)
    assert answer.status_code == 200
    assert ical_js(answer.content) == []


def test_it_costs_one_query(client, django_assert_max_num_queries):
    for number in range(5):
        held(starts_on=date(2015, 1, 1 + number))
    with django_assert_max_num_queries(1):
        client.get(ALL)
    meeting = held()
    with django_assert_max_num_queries(1):
        client.get(address(meeting))


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(ALL).status_code == 405
    assert getattr(client, method)(address(held())).status_code == 405


# --- who may see it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "phase,status",
    [
        (Phase.VISIBLE, 200),
        (Phase.DRAFT, 404),
        (Phase.SCHEDULED, 404),
        (Phase.EXPIRED, 410),
        (Phase.WITHDRAWN, 410),
    ],
)
def test_it_is_as_public_as_its_meeting(client, phase, status):
    meeting = bring_to(MeetingFactory(), phase)
    assert client.get(address(meeting)).status_code == status


def test_an_unknown_date_is_in_no_calendar(client):
    meeting = held(undated=True)
    assert client.get(address(meeting)).status_code == 404
    assert "kalendar.ics" not in client.get(meeting.get_absolute_url()).text


def test_a_scheduled_one_appears_by_itself(client):
    meeting = MeetingFactory()
    meeting.publish(at=timezone.now() + timedelta(minutes=5))
    assert read(client.get(ALL)) == []
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert len(read(client.get(ALL))) == 1


# --- who has it already ------------------------------------------------------------------------


@pytest.fixture(params=["kept by the page cache", "made anew"])
def reader(request, transactional_db):
    """Somebody whose answers the page cache keeps, and somebody with a cookie, whom it passes."""
    client = Client()
    if request.param == "made anew":
        client.cookies["jazyk"] = "cs"
    return client


def test_who_has_it_gets_nothing_until_it_changes(reader):
    meeting = held()
    for path in (address(meeting), ALL):
        etag = reader.get(path)["ETag"]
        answer = reader.get(path, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert reader.get(path, headers={"If-None-Match": '"jiny"'}).status_code == 200
    meeting.venue = "Jiný sál"
    meeting.save()
    for path in (address(meeting), ALL):
        answer = reader.get(path, headers={"If-None-Match": etag})
        assert answer.status_code == 200


def test_a_date_tells_of_one_whether_it_changed(reader):
    meeting = held()
    for _ in range(2):  # the second time from the cache
        changed = reader.get(address(meeting))["Last-Modified"]
        again = reader.get(address(meeting), headers={"If-Modified-Since": changed})
        assert again.status_code == 304
        old = "Mon, 01 Jan 2024 00:00:00 GMT"
        assert reader.get(address(meeting), headers={"If-Modified-Since": old}).status_code == 200
        broken = {"If-Modified-Since": "včera"}
        assert reader.get(address(meeting), headers=broken).status_code == 200


def test_of_several_no_date_hides_that_one_disappeared(reader):
    meeting = held()
    answer = reader.get(ALL)
    assert "Last-Modified" not in answer
    meeting.withdraw("mistake", "Omyl.")
    again = reader.get(ALL, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 200
    assert not re.search(rb"BEGIN:VEVENT", again.content)
