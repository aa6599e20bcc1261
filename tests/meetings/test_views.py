"""What readers see of meetings: coming and past, a year, a meeting, and all of it on paper."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from nszm_portal.czech.dates import PRAGUE
from nszm_portal.publishing import lists
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import (
    ItemFactory,
    MaterialFactory,
    PhotographFactory,
    SpeakerFactory,
    coming,
    held,
    programme,
)
from tests.factories.publishing import published, region

pytestmark = pytest.mark.django_db


def plain(answer):
    return answer.text.replace("\u00a0", " ").replace("&nbsp;", " ")


def titles(answer):
    """The headings of a list in order: its parts and the titles in them."""
    page = html.document_fromstring(answer.text)
    found = page.xpath("//main//h2 | //main//h3")
    return [" ".join(heading.text_content().split()) for heading in found]


# --- lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/setkani/", "/setkani/tisk/"])
def test_the_nearest_coming_one_is_first_and_then_the_newest_past_one(client, address):
    held(title="Předminulé", starts_on=date(2014, 5, 5))
    held(title="Minulé", starts_on=date(2015, 5, 5))
    coming(20, title="Později")
    coming(2, title="Brzy")
    held(title="Kdysi", undated=True)
    expected = ["Nadcházející", "Brzy", "Později", "Proběhlá", "Minulé", "Předminulé", "Kdysi"]
    assert titles(client.get(address)) == expected


def test_a_running_one_is_coming_and_moves_when_it_is_over(client, transactional_db):
    held(title="Běží", starts_on=date(2027, 3, 4), starts_time=time(10), ends_time=time(12))
    with time_machine.travel(datetime(2027, 3, 4, 11, tzinfo=PRAGUE), tick=False) as clock:
        for _ in range(2):  # once made, once kept
            assert titles(client.get("/setkani/")) == ["Nadcházející", "Běží"]
        clock.move_to(datetime(2027, 3, 4, 12, tzinfo=PRAGUE))
        assert titles(client.get("/setkani/")) == ["Proběhlá", "Běží"]


def test_what_is_to_come_stands_on_the_first_page_alone(client):
    coming(title="Brzy")
    for number in range(lists.PER_PAGE + 1):
        held(title=f"Minulé {number}", starts_on=date(2015, 1, number + 1))
    assert "Brzy" in titles(client.get("/setkani/"))
    assert titles(client.get("/setkani/?strana=2")) == ["Proběhlá", "Minulé 0"]


@pytest.mark.parametrize("asked", ["0", "2", "x", "99"])
def test_a_page_that_is_not_there_is_not_found(client, asked):
    held()
    assert client.get(f"/setkani/?strana={asked}").status_code == 404


def test_a_list_without_coming_ones_says_so(client):
    held()
    assert "žádné další setkání nechystáme" in plain(client.get("/setkani/"))


def test_a_list_with_coming_ones_alone_has_no_empty_part(client):
    coming(title="Brzy")
    answer = client.get("/setkani/")
    assert titles(answer) == ["Nadcházející", "Brzy"]
    assert "Vraťte se" not in answer.text


@pytest.mark.parametrize("address", ["/setkani/", "/setkani/tisk/"])
def test_an_empty_list_says_something_useful(client, address):
    assert "Vraťte se prosím později" in plain(client.get(address))


def test_the_list_leads_to_years_and_to_the_calendar(client):
    coming()
    held()
    held(undated=True)
    text = client.get("/setkani/").text
    for address in ("/setkani/2015/", "/setkani/bez-data/", "/setkani/kalendar.ics"):
        assert f'href="{address}"' in text


def test_the_way_to_the_index_promises_what_is_there(client):
    held()
    assert ">vybrat podle roku</a>" in plain(client.get("/setkani/"))


def test_paper_leads_to_no_calendar(client):
    coming()
    assert "kalendar.ics" not in client.get("/setkani/tisk/").text


@pytest.mark.parametrize("address", ["/setkani/bez-data/", "/setkani/bez-data/tisk/"])
def test_undated_ones_have_their_own_place(client, address):
    held(title="Kdysi dávno", undated=True)
    held(title="Loni")
    text = client.get(address).text
    assert "Kdysi dávno" in text
    assert "Loni" not in text


def test_meetings_do_not_reach_home_among_the_news(client):
    held(title="Setkání v Liberci")
    published(title="Článek")
    assert "Setkání v" not in client.get("/").text


# --- a year ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/setkani/2015/", "/setkani/2015/tisk/"])
def test_a_year_is_told_by_months(client, address):
    guests = [region("Kraj Vysočina"), region("Plzeňský kraj")]
    held(
        title="Liberec",
        host_region=region(),
        venue="Krajský úřad",
        presenting=guests,
        programmes=[programme(), programme("Zdravé město")],
    )
    held(title="Cheb", starts_on=date(2015, 11, 3))
    held(title="Aš", starts_on=date(2015, 2, 3), status="cancelled", status_note="Sníh.")
    held(title="Loni", starts_on=date(2014, 2, 3))
    answer = client.get(address)
    assert titles(answer) == ["Únor", "zrušeno Aš", "Liberec", "Listopad", "Cheb"]
    text = plain(answer)
    assert "Setkání v roce 2015" in text
    for fact in ("12. února 2015", "Liberecký kraj", "Krajský úřad", "2 prezentující kraje"):
        assert fact in text


@pytest.mark.parametrize("address", ["/setkani/2014/", "/setkani/2014/tisk/", "/setkani/15/"])
def test_a_year_without_meetings_is_not_found(client, address):
    held()
    assert client.get(address).status_code == 404


def test_a_year_on_paper_has_the_addresses(client):
    meeting = held()
    answer = client.get("/setkani/2015/tisk/")
    (address,) = html.fromstring(answer.text).xpath("//p[@class='occasions__address']/text()")
    assert address.startswith("127.0.0.1:8000/p/")
    short = address.removeprefix("127.0.0.1:8000")
    assert client.get(f"{short}/")["Location"] == meeting.get_absolute_url()
    assert answer["X-Robots-Tag"] == "noindex"


# --- a meeting ---------------------------------------------------------------------------------


def everything(count=1, **fields):
    """A meeting with `count` of whatever it may have several of."""
    names = ["Kraj Vysočina", "Plzeňský kraj", "Zlínský kraj"][:count]
    fields = {
        "title": "Setkání v Liberci",
        "starts_time": time(10),
        "ends_time": time(14, 30),
        "host_region": region(),
        "venue": "Krajský úřad",
        "address": "U Jezu 642/2a, Liberec",
        "organiser": "NSZM",
        "auspices": "hejtman kraje",
        "presenting_cities": "Chrudim\n\n Litoměřice \n",
        "contact": "Eva Malá",
        "contact_email": "eva@example.org",
        "programmes": [programme()],
        "presenting": [region(name) for name in names],
    } | fields
    meeting = held(**fields)
    for number in range(count):
        item = ItemFactory(
            meeting=meeting,
            starts_time=time(10 + number),
            ends_time=time(10 + number, 45),
            title=f"Prezentace {number}",
            note="Ing. Nová",
        )
        document = DocumentFactory(title=f"Snímky {number}")
        MaterialFactory(meeting=meeting, item=item, document=document)
        MaterialFactory(meeting=meeting, title=f"Program {number}")
        SpeakerFactory(meeting=meeting, name=f"Jan Starý {number}", region=region())
        picture = PictureFactory(description=f"Sál {number}")
        PhotographFactory(meeting=meeting, picture=picture, caption=f"Plný sál {number}")
    meeting.sync()
    return meeting


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_its_page_has_all_that_it_has(client, suffix):
    meeting = everything()
    text = plain(client.get(f"{meeting.get_absolute_url()}{suffix}"))
    for expected in (
        "<h1",
        "Setkání v Liberci",
        '<time datetime="2015-02-12">12. února 2015 10:00–14:30</time>',
        "Krajský úřad",
        "U Jezu 642/2a, Liberec",
        "Liberecký kraj",
        "NSZM",
        "hejtman kraje",
        "Zdravý kraj",
        "Kraj Vysočina",
        "Chrudim, Litoměřice",
        "Eva Malá",
        "mailto:eva@example.org",
        "10:00–10:45",
        "Prezentace 0",
        "Ing. Nová",
        "Snímky 0",
        "Program 0",
        "(PDF, ",
        "Jan Starý 0",
        "náměstkyně hejtmana, Liberecký kraj",
        'alt="Sál 0"',
        "Plný sál 0",
    ):
        assert expected in text


def test_its_page_leads_on(client):
    meeting = everything()
    page = html.document_fromstring(client.get(meeting.get_absolute_url()).text)
    links = {" ".join(a.text_content().split()): a.get("href") for a in page.xpath("//main//a")}
    assert links["zpět na přehled setkání"] == "/setkani/"
    assert links["TISK"] == f"{meeting.get_absolute_url()}tisk/"
    assert links["přidat do kalendáře"] == f"{meeting.get_absolute_url()}kalendar.ics"


def test_materials_stand_above_the_story_and_the_programme_where_it_is_needed(client):
    past = everything(body="<p>Příběh.</p>")
    text = client.get(past.get_absolute_url()).text
    assert text.index("Program 0") < text.index("Příběh.") < text.index("Prezentace 0")
    soon = timezone.localdate() + timedelta(days=3)
    to_come = everything(body="<p>Příběh.</p>", starts_on=soon)
    text = client.get(to_come.get_absolute_url()).text
    assert text.index("Program 0") < text.index("Prezentace 0") < text.index("Příběh.")


def test_a_bare_one_has_no_empty_parts(client):
    meeting = held(lead="", body="")
    text = client.get(meeting.get_absolute_url()).text
    for part in ("Program", "Řečníci", "Fotografie", "Kde<", "Kontakt", "Prezentující"):
        assert part not in text


def test_an_application_is_offered_while_it_can_be_sent(client):
    form = {"registration_url": "https://example.org/prihlaska"}
    past, soon = held(**form), coming(**form)
    off = coming(status="cancelled", status_note="Povodeň.", **form)
    offered = [
        "example.org/prihlaska" in client.get(meeting.get_absolute_url()).text
        for meeting in (past, soon, off)
    ]
    assert offered == [False, True, False]


def test_one_that_is_not_held_is_not_offered_for_the_calendar(client):
    soon, off = coming(), coming(status="cancelled", status_note="Povodeň.")
    pages = [plain(client.get(meeting.get_absolute_url())) for meeting in (soon, off)]
    assert ["přidat do kalendáře" in page for page in pages] == [True, False]
    known = client.get(f"{off.get_absolute_url()}kalendar.ics")
    assert "STATUS:CANCELLED" in known.text


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_what_runs_beside_another_says_so(client, suffix):
    meeting = held()
    ItemFactory(meeting=meeting, starts_time=time(10), title="Dílna o číslech")
    ItemFactory(meeting=meeting, starts_time=time(10), title="Dílna o lidech", is_parallel=True)
    page = html.document_fromstring(client.get(f"{meeting.get_absolute_url()}{suffix}").text)
    rows = page.xpath("//tr[@class='timetable__row']")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "10:00 Dílna o číslech",
        "10:00 souběžně Dílna o lidech",
    ]


def test_no_picture_waits_for_scrolling_on_paper(client):
    meeting = everything(cover=PictureFactory())
    address = meeting.get_absolute_url()
    assert 'loading="lazy"' in client.get(address).text
    paper = client.get(f"{address}tisk/").text
    assert paper.count("<img") == 2
    assert 'loading="lazy"' not in paper


def test_a_document_that_is_not_public_is_not_offered(client):
    meeting = held()
    secret = DocumentFactory(title="Tajná smlouva", is_public=False)
    MaterialFactory(meeting=meeting, document=secret)
    meeting.sync()
    assert "Tajná smlouva" not in plain(client.get(meeting.get_absolute_url()))


@pytest.mark.parametrize("suffix", ["", "tisk/"])
@pytest.mark.parametrize(
    "fields,flag,reason",
    [
        ({"status": "cancelled", "status_note": "Sál zatopila voda."}, "zrušeno", "zatopila"),
        (
            {"status": "moved", "former_on": date(2015, 1, 5)},
            "přesunuto",
            "mělo konat 5. ledna 2015",
        ),
    ],
)
def test_what_does_not_go_as_planned_is_said_in_the_title_and_explained(
    client, suffix, fields, flag, reason
):
    meeting = held(title="Liberec", **fields)
    answer = client.get(f"{meeting.get_absolute_url()}{suffix}")
    page = html.document_fromstring(answer.text)
    (heading,) = page.xpath("//h1")
    assert " ".join(heading.text_content().split()) == f"{flag} Liberec"
    assert page.xpath("//title")[0].text.startswith(f"{flag}: Liberec")
    assert reason in plain(answer)


def test_what_does_not_go_as_planned_is_said_wherever_its_title_stands(client):
    meeting = held(title="Liberec", status="cancelled", status_note="Sníh.", host_region=region())
    neighbour = held(title="Jihlava", starts_on=date(2017, 5, 16), host_region=region())
    for address in (
        "/setkani/",
        "/setkani/tisk/",
        "/setkani/2015/",
        "/setkani/2015/tisk/",
        neighbour.get_absolute_url(),
    ):
        page = html.document_fromstring(client.get(address).text)
        links = page.xpath(f"//main//a[@href='{meeting.get_absolute_url()}']")
        assert links
        for link in links:
            assert "zrušeno" in link.text_content()


def test_what_is_typed_is_shown_and_never_run(client):
    text = "<script>alert(1)</script>"
    meeting = everything(
        title=f"Liberec {text}",
        venue=text,
        organiser=text,
        auspices=text,
        contact=text,
        presenting_cities=text,
        status="cancelled",
        status_note=text,
    )
    meeting.items.update(title=text, note=f"první {text}\ndruhý")
    meeting.speakers.update(name=text, function=text)
    meeting.photographs.update(caption=text)
    meeting.materials.update(title=text)
    for suffix in ("", "tisk/"):
        answer = client.get(f"{meeting.get_absolute_url()}{suffix}")
        assert "<script>alert" not in answer.text
        assert "<br>druhý" in answer.text


# --- what it costs -----------------------------------------------------------------------------


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers={"Cookie": "a=b"}).status_code == 200
    return len(captured)


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_a_meeting_costs_twelve_queries_however_much_it_has(client, transactional_db, suffix):
    one = everything()
    held(host_region=region(), starts_on=date(2016, 1, 1))
    few = queries(client, f"{one.get_absolute_url()}{suffix}")
    many = everything(3, title="Velké setkání", starts_on=date(2015, 3, 1))
    for number in range(5):
        everything(starts_on=date(2017, 1, 1 + number))
    assert queries(client, f"{many.get_absolute_url()}{suffix}") == few <= 12


@pytest.mark.parametrize("path", ["", "tisk/", "2015/", "2015/tisk/", "bez-data/", "?strana=1"])
def test_a_list_costs_six_queries_however_long_it_is(client, transactional_db, path):
    def more(count):
        for number in range(count):
            picture = PictureFactory(width=64, height=48)
            guests = [region("Kraj Vysočina"), region("Plzeňský kraj")]
            fields = {"cover": picture, "host_region": region(), "presenting": guests}
            held(starts_on=date(2015, 1 + number % 12, 3), programmes=[programme()], **fields)
            coming(1 + number, **fields)
            held(undated=True, **fields)

    more(1)
    few = queries(client, f"/setkani/{path}")
    more(6)
    assert queries(client, f"/setkani/{path}") == few <= 6
