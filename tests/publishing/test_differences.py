"""What differs between two states of a publication, in words."""

from datetime import UTC, date, datetime, time

import pytest

from nszm_portal.publishing import differences, history
from nszm_portal.publishing.comparison import ADDED, REMOVED
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import ItemFactory, SpeakerFactory, held
from tests.factories.publishing import ArticleFactory, TopicFactory, region

pytestmark = pytest.mark.django_db


def now(publication):
    return history.stored(type(publication), publication.pk)


def changed(publication, change):
    """The differences that `change(publication)` makes, by label."""
    before = now(publication)
    change(publication)
    publication.save()
    return differences.between(before, now(publication))


def told(publication, change) -> dict[str, tuple[str, str]]:
    found = changed(publication, change)
    return {
        each.label: (each.before.replace("\u00a0", " "), each.after.replace("\u00a0", " "))
        for each in found.fields
    }


def test_nothing_changed():
    assert not changed(ArticleFactory(), lambda article: None)


def test_fields_are_told_as_people_read_them():
    def change(article):
        article.cover = PictureFactory(description="Sad na jaře")
        article.shown_on = date(2015, 2, 12)
        article.pinned = True
        article.topics.add(TopicFactory(name="Zeleň"))
        article.regions.add(region())

    assert told(ArticleFactory(), change) == {
        "Hlavní obrázek": ("", "Sad na jaře"),
        "Datum": ("", "12. 2. 2015"),
        "Připnout na úvodní stránku": ("ne", "ano"),
        "Témata": ("", "Zeleň"),
        "Kraje": ("", "Liberecký kraj"),
    }


def test_moments_are_told_in_the_time_of_prague():
    def change(article):
        article.publish_at = datetime(2027, 6, 3, 6, tzinfo=UTC)

    assert told(ArticleFactory(), change) == {"Zveřejnit od": ("", "3. 6. 2027 v 8:00")}


def test_choices_and_hours_of_a_meeting_are_told_in_words_and_what_follows_is_not():
    def change(meeting):
        meeting.status, meeting.status_note = "cancelled", "Nemoc."
        meeting.starts_time = time(9, 5)
        meeting.host_region = region()
        meeting.sync()

    found = told(held(), change)
    assert found["Koná se"] == ("podle plánu", "zrušeno")
    assert found["Od kolika hodin"] == ("", "9:05")
    assert found["Hostitelský kraj"] == ("", "Liberecký kraj")
    assert "Kraje" not in found and "Datum" not in found


def test_state_and_counters_are_not_told_as_fields():
    assert set(told(ArticleFactory(), lambda article: article.publish())) == {"Zveřejnit od"}


def test_rows_added_removed_and_changed():
    meeting = held()
    stays = ItemFactory(meeting=meeting, title="Zahájení", starts_time=time(9))
    goes = SpeakerFactory(meeting=meeting, name="Petr Novák", function="")
    document = DocumentFactory(title="Program")

    def change(meeting):
        stays.starts_time = time(10)
        stays.save()
        goes.delete()
        meeting.attachments.create(document=document)

    found = {table.label: table.rows for table in changed(meeting, change).tables}
    assert set(found) == {"Přílohy", "Body programu", "Řečníci"}
    assert (found["Přílohy"][0].what, found["Přílohy"][0].title) == (ADDED, "Program")
    assert (found["Řečníci"][0].what, found["Řečníci"][0].title) == (REMOVED, "Petr Novák")
    (item,) = found["Body programu"]
    assert item.what == "changed" and item.title == "Zahájení"
    assert [(each.label, each.before, each.after) for each in item.fields] == [
        ("Od", "9:00", "10:00")
    ]


def test_a_row_taken_away_and_given_back_is_the_same():
    meeting = held()
    SpeakerFactory(meeting=meeting, name="Jana")

    def change(meeting):
        meeting.speakers.all().delete()
        SpeakerFactory(meeting=meeting, name="Jana")

    assert not changed(meeting, change)


def test_what_is_gone_keeps_the_name_that_it_had():
    topic = TopicFactory(name="Zeleň")
    article = ArticleFactory()
    article.topics.add(topic)
    before = now(article)
    topic.delete()
    (found,) = differences.between(before, now(article)).fields
    assert (found.before, found.after) == ("Zeleň", "")


def test_what_has_no_name_left_is_told_by_its_number():
    before = after = now(ArticleFactory())
    before.fields["cover"] = 4711
    after = now(ArticleFactory())
    found = {each.label: each.before for each in differences.between(before, after).fields}
    assert found["Hlavní obrázek"] == "smazaný záznam č. 4711"


@pytest.mark.parametrize("value", ["x", [], {}, -1, "31. 2.", None, True])
@pytest.mark.parametrize("name", ["shown_on", "cover", "topics", "title", "body", "pinned"])
def test_any_stored_value_is_told_somehow(name, value):
    before, after = now(ArticleFactory()), now(ArticleFactory())
    before.fields[name] = value
    assert isinstance(differences.between(before, after).labels(), list)
