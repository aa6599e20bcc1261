"""The form of a meeting: what it takes, what it refuses in which field, and who may what."""

from datetime import date, time

import pytest
from django.contrib.contenttypes.models import ContentType

from meetings.models import Meeting, Programme
from nszm_portal.publishing import copies
from nszm_portal.publishing.models import CopyState, WorkingCopy
from nszm_portal.publishing.visibility import Phase
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import (
    ItemFactory,
    MaterialFactory,
    MeetingFactory,
    SpeakerFactory,
    coming,
    held,
    programme,
)
from tests.factories.publishing import bring_to, region

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/meeting/"
ADD = f"{LIST}add/"
ATTACHMENTS = "publishing-attachment-content_type-object_id"
PREFIXES = ("items", "materials", "speakers", "photographs", ATTACHMENTS)


def change_url(meeting):
    return f"{LIST}{meeting.pk}/change/"


def form(**fields):
    empty = {
        f"{prefix}-{count}_FORMS": "0" for prefix in PREFIXES for count in ("TOTAL", "INITIAL")
    }
    typed = {
        "title": "Setkání v Liberci",
        "body": "<p>Text.</p>",
        "starts_on": "12. 2. 2015",
        "status": "planned",
    }
    return empty | typed | fields


def rows(prefix, *given, initial=0):
    """Rows of an inline as they are sent."""
    fields = {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(given):
        for name, value in ({"position": "100"} | row).items():
            fields[f"{prefix}-{number}-{name}"] = value
    return fields


def item(day="1", starts="", ends="", title="Bod", **others):
    return {"day": day, "starts_time": starts, "ends_time": ends, "title": title} | others


def errors(answer):
    """What the form says, by field; of an inline by the number of its row as well."""
    page = answer.context
    found = {name: list(said) for name, said in page["adminform"].form.errors.items()}
    for inline in page["inline_admin_formsets"]:
        for number, row in enumerate(inline.formset.errors):
            for name, said in row.items():
                found[f"{inline.formset.prefix}-{number}-{name}"] = list(said)
    return found


def test_everything_is_stored_and_stands_on_the_page(organiser_client, client):
    picture, document = PictureFactory(description="Plný sál"), DocumentFactory(title="Program")
    fields = form(
        _publish="1",
        starts_time="10:00",
        ends_time="14:30",
        host_region=region().pk,
        venue="Krajský úřad",
        address="U Jezu 642/2a",
        programmes=[programme().pk],
        presenting_regions=[region("Kraj Vysočina").pk],
        presenting_cities="Chrudim",
        organiser="NSZM",
        auspices="hejtman",
        contact="Eva Malá",
        contact_email="eva@example.org",
        registration_url="example.org/prihlaska",
        **rows("items", item(starts="10:00", ends="10:30", title="Zahájení", note="hejtman")),
        **rows("materials", {"document": document.pk}),
        **rows("speakers", {"name": "Ing. Nová", "function": "radní", "region": region().pk}),
        **rows("photographs", {"picture": picture.pk, "caption": "Debata"}),
    )
    answer = organiser_client.post(ADD, fields, follow=True)
    assert "Je zveřejněno" in answer.text
    meeting = Meeting.objects.get()
    assert meeting.registration_url == "https://example.org/prihlaska"
    text = client.get("/setkani/setkani-v-liberci/").text.replace("\u00a0", " ")
    for expected in (
        "12. února 2015 10:00–14:30",
        "Liberecký kraj",
        "Krajský úřad",
        "Zdravý kraj",
        "Kraj Vysočina",
        "Chrudim",
        "Zahájení",
        document.get_absolute_url(),
        "Ing. Nová",
        'alt="Plný sál"',
        "Debata",
    ):
        assert expected in text
    names = {row.name for row in meeting.regions.all()}
    assert names == {"Liberecký kraj", "Kraj Vysočina"}
    assert client.get(document.get_absolute_url()).status_code == 200


def test_a_draft_needs_no_date_but_a_publication_does(organiser_client):
    answer = organiser_client.post(ADD, form(starts_on="", _publish="1"))
    (said,) = errors(answer)["starts_on"]
    assert "označte, že datum není známo" in said
    assert not Meeting.objects.exists()
    organiser_client.post(ADD, form(starts_on="", _save="1"))
    assert Meeting.objects.get().phase() == Phase.DRAFT


def test_an_unknown_date_is_published_as_such(organiser_client):
    organiser_client.post(ADD, form(starts_on="", undated="on", _publish="1"))
    meeting = Meeting.objects.get()
    assert (meeting.phase(), meeting.date) == (Phase.VISIBLE, None)


def test_a_date_that_became_unknown_is_taken(organiser_client):
    meeting = held()
    local = {"publish_at_0": "01. 01. 2020", "publish_at_1": "10:00", "slug": meeting.slug}
    fields = form(starts_on="", undated="on", _publish="1", **local)
    answer = organiser_client.post(change_url(meeting), fields)
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, meeting.undated) == (None, True)


def test_what_the_public_sees_cannot_lose_its_date(organiser_client):
    meeting = held()
    answer = organiser_client.post(change_url(meeting), form(starts_on="", _publish="1"))
    assert "starts_on" in errors(answer)


@pytest.mark.parametrize(
    "fields,field,sentence",
    [
        ({"ends_on": "11. 2. 2015"}, "ends_on", "dřív, než začne"),
        ({"starts_time": "10:00", "ends_time": "9:00"}, "ends_time", "dřív, než začne"),
        ({"ends_time": "9:00"}, "ends_time", "od kolika"),
        ({"starts_on": "", "starts_time": "9:00"}, "starts_time", "chybí datum"),
        ({"undated": "on"}, "undated", "ne obojí"),
        ({"status": "cancelled"}, "status_note", "proč je setkání zrušené"),
        ({"status": "moved"}, "former_on", "kdy se setkání mělo konat"),
        ({"status": "moved", "former_on": "12. 2. 2015"}, "former_on", "stejné jako nové"),
        ({"former_on": "12. 2. 2014"}, "former_on", "jen k přesunutému"),
        ({"starts_on": "1. 1. 0001"}, "starts_on", "Zkontrolujte rok"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_the_form_keeps_what_was_typed(
    organiser_client, fields, field, sentence
):
    answer = organiser_client.post(ADD, form(venue="Můj sál", _save="1", **fields))
    assert answer.status_code == 200
    (said,) = errors(answer)[field]
    assert sentence in said
    assert 'value="Můj sál"' in answer.text
    assert not Meeting.objects.exists()


def test_my_programme_can_replace_one_in_which_another_deleted_and_added_items(
    organiser_client, make_user
):
    meeting = held()
    first = meeting.items.create(day=1, title="První", position=1)
    last = meeting.items.create(day=1, title="Poslední", position=2)

    def sent(*given):
        stored = {"slug": meeting.slug, "publish_at_0": "01. 01. 2020", "publish_at_1": "10:00"}
        table = rows("items", *given, initial=2)
        return form(title=meeting.title, _version=meeting.version, _publish="1", **stored, **table)

    first_row, last_row = (item(title=row.title, id=row.pk) for row in (first, last))
    other = signed_in(make_user("druha", "Šéfredaktor"))
    other.post(
        change_url(meeting), sent(first_row | {"DELETE": "on"}, last_row, item(title="Cizí"))
    )
    assert [row.title for row in meeting.items.all()] == ["Poslední", "Cizí"]
    mine = sent(first_row | {"title": "Můj první"}, last_row, item(title="Můj nový"))
    answer = organiser_client.post(change_url(meeting), mine, follow=True)
    assert "Text mezitím změnil někdo jiný" in answer.text
    organiser_client.post(answer.redirect_chain[-1][0], {"rows-items": "mine"})
    copy = WorkingCopy.objects.exclude(state=CopyState.ASIDE).get()
    merged = dict(copies.as_data(copy).lists())
    known = {"_version": copy.base_version, "_copy": copy.pk, "_publish": "1"}
    answer = organiser_client.post(change_url(meeting), merged | known)
    assert answer.status_code == 302, errors(answer)
    assert {row.title for row in meeting.items.all()} == {"Můj první", "Poslední", "Můj nový"}


def test_an_hour_of_the_programme_is_taken_as_it_is_typed(organiser_client):
    given = [item(starts="9", ends="9.30"), item(starts="v 10 h", ends="11h", title="Druhý")]
    answer = organiser_client.post(ADD, form(_save="1", **rows("items", *given)))
    assert answer.status_code == 302, errors(answer)
    hours = [
        (row.starts_time.hour, row.ends_time.hour) for row in Meeting.objects.get().items.all()
    ]
    assert hours == [(9, 9), (10, 11)]


@pytest.mark.parametrize(
    "given,field,sentence",
    [
        ([item(starts="10:00", ends="9:00")], "items-0-ends_time", "dřív, než začne"),
        ([item(ends="9:00")], "items-0-ends_time", "od kolika"),
        ([item(day="2")], "items-0-day", "tolik dní nemá"),
        ([item(day="0")], "items-0-day", "počítají od prvního"),
        (
            [item(starts="10:00", ends="11:00"), item(starts="10:30", title="Druhý")],
            "items-1-starts_time",
            "ještě běží „Bod“",
        ),
        (
            [item(starts="10:30", title="Druhý"), item(starts="10:00", ends="11:00")],
            "items-0-starts_time",
            "ještě běží „Bod“",
        ),
    ],
)
def test_a_mistake_in_the_programme_is_told_at_its_row(organiser_client, given, field, sentence):
    answer = organiser_client.post(ADD, form(_save="1", **rows("items", *given)))
    assert list(errors(answer)) == [field]
    assert sentence in errors(answer)[field][0]
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        [item(starts="10:00", ends="11:00"), item(starts="11:00", ends="12:00")],
        [item(starts="10:00", ends="11:00"), item(starts="10:30", is_parallel="on")],
        [item(starts="10:00", ends="11:00"), item(day="2", starts="10:30")],
        [item(starts="10:00"), item(starts="10:30")],
        [item(), item()],
    ],
)
def test_a_programme_that_makes_sense_is_taken(organiser_client, given):
    answer = organiser_client.post(
        ADD, form(_save="1", ends_on="13. 2. 2015", **rows("items", *given))
    )
    assert answer.status_code == 302
    assert Meeting.objects.get().items.count() == 2


def test_an_item_that_is_deleted_is_not_in_the_way(organiser_client):
    meeting = MeetingFactory()
    old = ItemFactory(meeting=meeting, starts_time=time(10), ends_time=time(12))
    given = [
        item(starts="10:00", ends="12:00", id=old.pk, meeting=meeting.pk, DELETE="on"),
        item(starts="10:30", title="Nový"),
    ]
    fields = form(_publish="1", **rows("items", *given, initial=1))
    assert organiser_client.post(change_url(meeting), fields).status_code == 302
    assert meeting.items.get().title == "Nový"


def test_materials_of_one_item_are_offered_its_own_programme_alone(organiser_client):
    meeting = MeetingFactory()
    own = ItemFactory(meeting=meeting, title="Vlastní bod")
    foreign = ItemFactory(meeting=MeetingFactory(), title="Cizí bod")
    text = organiser_client.get(change_url(meeting)).text
    assert f'<option value="{own.pk}">Vlastní bod</option>' in text
    assert "Cizí bod" not in text
    given = [{"document": DocumentFactory().pk, "item": own.pk} for _ in range(2)]
    fields = form(_save="1", **rows("materials", *given))
    assert organiser_client.post(change_url(meeting), fields).status_code == 302
    assert own.materials.count() == 2
    given = [{"document": DocumentFactory().pk, "item": foreign.pk}]
    answer = organiser_client.post(
        change_url(meeting), form(_publish="1", **rows("materials", *given))
    )
    assert "materials-0-item" in errors(answer)


def test_a_copy_opens_with_the_same_content_and_without_a_date(organiser_client):
    meeting = held(host_region=region())
    ItemFactory(meeting=meeting, title="Zahájení")
    answer = organiser_client.post(f"{LIST}{meeting.pk}/kopirovat/", follow=True)
    assert "Tohle je kopie" in answer.text
    assert "Zahájení" in answer.text
    assert Meeting.objects.latest("pk").starts_on is None


# --- the list ----------------------------------------------------------------------------------


@pytest.fixture
def some():
    held(title="Minulé", host_region=region(), programmes=[programme()])
    coming(title="Příští", status="cancelled", status_note="Povodeň.")
    held(title="Kdysi", undated=True)


@pytest.mark.parametrize(
    "query,expected",
    [
        ("", {"Minulé", "Příští", "Kdysi"}),
        ("kdy=coming", {"Příští"}),
        ("kdy=past", {"Minulé", "Kdysi"}),
        ("rok=2015", {"Minulé"}),
        ("rok=1850", {"Minulé", "Příští", "Kdysi"}),
        ("rok=x", {"Minulé", "Příští", "Kdysi"}),
        ("status__exact=cancelled", {"Příští"}),
        ("q=Minul", {"Minulé"}),
    ],
)
def test_the_list_is_narrowed(organiser_client, some, query, expected):
    answer = organiser_client.get(f"{LIST}?{query}")
    assert {row.title for row in answer.context["cl"].result_list} == expected


def test_the_list_is_narrowed_by_host_and_programme(organiser_client, some):
    for query in (
        f"host_region__id__exact={region().pk}",
        f"programmes__id__exact={programme().pk}",
    ):
        answer = organiser_client.get(f"{LIST}?{query}")
        assert [row.title for row in answer.context["cl"].result_list] == ["Minulé"]


def test_the_list_answers_at_a_glance(organiser_client, some):
    text = organiser_client.get(LIST).text.replace("\u00a0", " ")
    for expected in ("12. února 2015", "Liberecký kraj", "zrušeno", "bez data", "nadcházející"):
        assert expected in text


# --- who may what ------------------------------------------------------------------------------


def test_an_author_writes_drafts_with_all_their_rows_and_publishes_nothing(editor_client, editor):
    fields = form(_publish="1", **rows("items", item()), **rows("speakers", {"name": "Ing. Nová"}))
    assert editor_client.post(ADD, fields).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.phase(), meeting.created_by) == (Phase.DRAFT, editor)
    assert (meeting.items.count(), meeting.speakers.count()) == (1, 1)
    meeting.publish()
    assert editor_client.post(change_url(meeting), form(_save="1")).status_code == 403
    assert editor_client.get("/admin/meetings/programme/add/").status_code == 403


def test_an_author_may_not_change_the_draft_of_another(editor_client):
    meeting = MeetingFactory(title="Cizí")
    assert editor_client.post(change_url(meeting), form(_save="1")).status_code == 403


@pytest.mark.parametrize("role", ["organiser_client", "chief_editor_client"])
def test_who_runs_meetings_may_do_everything_with_them(request, role):
    client = request.getfixturevalue(role)
    meeting = bring_to(MeetingFactory(), Phase.VISIBLE)
    ItemFactory(meeting=meeting)
    SpeakerFactory(meeting=meeting)
    MaterialFactory(meeting=meeting)
    answer = client.post(f"{LIST}{meeting.pk}/stahnout/", {"kind": "mistake", "reason": "Omyl."})
    assert answer.status_code == 302
    answer = client.post(f"{LIST}{meeting.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
    assert not Meeting.objects.exists()
    answer = client.post("/admin/meetings/programme/add/", {"name": "Zdravá škola"})
    assert answer.status_code == 302
    assert Programme.objects.filter(name="Zdravá škola").exists()


def test_who_runs_meetings_does_not_touch_the_news(organiser_client):
    assert organiser_client.get("/admin/news/article/").status_code == 403


def test_a_stranger_sees_nothing(outsider_client):
    for address in (LIST, ADD, "/admin/meetings/programme/"):
        assert outsider_client.get(address).status_code == 302


def test_the_form_speaks_czech_and_names_no_internals(organiser_client):
    text = organiser_client.get(ADD).text
    for word in ("Co a kdy", "Kde", "Kdo", "Program", "Řečníci", "Fotografie", "Materiály"):
        assert word in text
    assert ContentType.objects.get_for_model(Meeting).name == "setkání"
    for word in ("sequence", "ends_at", "told_at", "shown_on"):
        assert f'name="{word}"' not in text


@pytest.mark.parametrize("typed", ["12. 2. 2015", "12.2.2015", "2015-02-12"])
def test_a_day_is_taken_as_people_write_it(organiser_client, typed):
    organiser_client.post(ADD, form(starts_on=typed, _save="1"))
    assert Meeting.objects.get().starts_on == date(2015, 2, 12)
