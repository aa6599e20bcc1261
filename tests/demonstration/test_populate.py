from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings.models import Meeting, ProgrammeItem, Speaker, Status
from news.models import Article, Topic
from nszm_portal.demonstration.synthetic import bulk
from nszm_portal.demonstration.synthetic.articles import Articles
from nszm_portal.demonstration.synthetic.meetings import Meetings
from nszm_portal.demonstration.synthetic.prose import Writer
from nszm_portal.library.models import Picture
from nszm_portal.pagecache.models import Generation
from nszm_portal.publishing.models import Entry, Use
from nszm_portal.publishing.visibility import State
from nszm_portal.richtext.references import to_references
from tests.factories.library import photo

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def populate(count, seed=1, now=NOW, of=Articles):
    return sum(of(count, seed, now).batches())


def as_stored(publication):
    """The rows of a publication, its entry and its uses, but for when and how often written."""

    def columns(rows, *but):
        return [{k: v for k, v in row.items() if k not in but} for row in rows.values()]

    mine = {"kind": publication.kind, "object_id": publication.pk}
    return (
        columns(type(publication).objects.filter(pk=publication.pk), "changed_at", "version"),
        columns(Entry.objects.filter(**mine), "changed_at"),
        sorted(Entry.objects.filter(**mine).values_list("regions", flat=True)),
        columns(Use.objects.filter(**mine), "id"),
    )


def test_it_makes_as_many_as_asked(db, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 8)
    assert populate(20) == 20
    assert Article.objects.count() == 20


def test_the_command_makes_them_and_is_quiet_when_asked(db, capsys):
    call_command("populate", "--articles", "3", verbosity=0)
    assert Article.objects.count() == 3
    assert not capsys.readouterr().err


def test_the_command_shows_how_far_it_is(db, capsys):
    call_command("populate", "--articles", "3", "--meetings", "2")
    shown = capsys.readouterr().err
    assert "3/3" in shown and "aktualit" in shown
    assert "2/2" in shown and "setkání" in shown
    assert Article.objects.count() == 3 and Meeting.objects.count() == 2


def test_the_command_makes_meetings_alone(db):
    call_command("populate", "--meetings", "4", verbosity=0)
    assert Meeting.objects.count() == 4
    assert not Article.objects.exists()


def test_the_command_wants_to_know_what_to_make(db):
    with pytest.raises(CommandError, match="--articles N, --meetings N"):
        call_command("populate")


@pytest.mark.parametrize("option", ["--articles", "--meetings"])
@pytest.mark.parametrize("count", ["0", "-5"])
def test_less_than_one_is_refused(db, option, count):
    with pytest.raises(CommandError, match=f"{option} musí být aspoň 1"):
        call_command("populate", option, count)
    assert not Article.objects.exists() and not Meeting.objects.exists()


def test_the_same_seed_gives_the_same_articles(db):
    def run(seed):
        Article.objects.all().delete()
        populate(30, seed)
        fields = ("title", "lead", "body", "state", "publish_at", "expire_at", "undated")
        return [
            (*row, *Topic.objects.filter(articles=pk).values_list("name", flat=True))
            for pk, *row in Article.objects.order_by("pk").values_list("pk", *fields)
        ]

    first = run(5)
    assert run(5) == first
    assert run(6) != first


def test_a_second_run_adds_to_the_first(db):
    populate(10)
    populate(10)
    assert Article.objects.count() == 20


def test_all_states_are_there_in_small_shares(db):
    populate(600)
    visible = Article.objects.visible(NOW).count()
    assert 0.9 < visible / 600 < 0.99
    assert Article.objects.filter(state=State.NEW).exists()
    assert Article.objects.filter(state=State.WITHDRAWN).exists()
    assert Article.objects.filter(publish_at__gt=NOW).exists()
    assert Article.objects.filter(expire_at__lte=NOW).exists()
    assert Article.objects.filter(undated=True).exists()
    years = {article.publish_at.year for article in Article.objects.visible(NOW)}
    assert len(years) >= 12


def test_what_is_stored_is_what_the_lifecycle_would_have_stored(db):
    Picture.objects.take(photo(60, 40), description="Čtyři barvy.")
    populate(120)
    for article in Article.objects.all():
        before = as_stored(article)
        article.save()
        assert as_stored(article) == before
    assert Entry.objects.count() == Article.objects.filter(state=State.PUBLISHED).count()
    assert Use.objects.count() == Article.objects.exclude(cover=None).count() > 0


def test_meetings_are_stored_as_the_lifecycle_would_have_stored_them(db):
    Picture.objects.take(photo(60, 40), description="Čtyři barvy.")
    populate(150, of=Meetings)
    for meeting in Meeting.objects.all():
        meeting.full_clean()
        before = as_stored(meeting)
        meeting.save()
        assert as_stored(meeting) == before
    assert Entry.objects.count() == Meeting.objects.filter(state=State.PUBLISHED).count() > 100
    assert set(Entry.objects.values_list("kind", flat=True)) == {"meeting"}


def test_the_same_seed_gives_the_same_meetings(db):
    def run(seed):
        Meeting.objects.all().delete()
        populate(30, seed, of=Meetings)
        fields = (
            "title",
            "body",
            "state",
            "starts_on",
            "starts_time",
            "ends_on",
            "status",
            "venue",
        )
        return [
            (
                *row,
                list(Speaker.objects.filter(meeting=pk).values_list("name", flat=True)),
                list(ProgrammeItem.objects.filter(meeting=pk).values_list("title", flat=True)),
            )
            for pk, *row in Meeting.objects.order_by("pk").values_list("pk", *fields)
        ]

    first = run(5)
    assert run(5) == first
    assert run(6) != first


def test_meetings_are_past_and_coming_of_all_sorts(db):
    populate(400, of=Meetings)
    visible = Meeting.objects.visible(NOW)
    assert 0.9 < visible.count() / 400 < 0.99
    assert 0.05 < visible.coming(NOW).count() / 400 < 0.25
    assert len({meeting.starts_on.year for meeting in visible.exclude(starts_on=None)}) >= 12
    for some in (
        visible.filter(status=Status.CANCELLED),
        visible.filter(status=Status.MOVED),
        visible.filter(undated=True),
        visible.exclude(ends_on=None),
        visible.filter(starts_time=None, undated=False),
        visible.exclude(host_region=None),
        visible.exclude(presenting_regions=None),
        visible.exclude(programmes=None),
        visible.exclude(speakers=None),
        visible.exclude(items=None),
        Meeting.objects.filter(state=State.NEW),
        Meeting.objects.filter(state=State.WITHDRAWN),
    ):
        assert some.exists(), some.query


def test_pages_show_synthetic_meetings(db, client):
    populate(40, of=Meetings, now=timezone.now())
    for meeting in Meeting.objects.visible():
        shown = client.get(meeting.get_absolute_url())
        assert shown.status_code == 200, meeting
    assert client.get("/setkani/").status_code == 200


def test_kept_pages_grow_old(db):
    populate(1)
    before = Generation.objects.get().token
    populate(1)
    assert Generation.objects.get().token != before


def test_the_default_moment_is_now(db):
    sum(Articles(40, 2).batches())
    past = timezone.now() - timedelta(days=366 * 12)
    assert (
        Article.objects.filter(publish_at__gt=past).count()
        == Article.objects.exclude(publish_at=None).count()
    )


def test_bodies_are_as_cleaning_would_leave_them():
    writer = Writer(3)
    for _ in range(60):
        body = writer.body()
        assert to_references(body) == body


def test_words_come_as_often_as_in_a_language():
    """By Zipf's law a few words make up a large part of a text and half of them occur once."""
    writer = Writer(9)
    words = " ".join(writer.lead().lower().strip(".?!") for _ in range(3000)).split()
    counts = sorted((words.count(word) for word in {"a", "v", "na", "se"}), reverse=True)
    assert counts[0] > len(words) / 60
    assert len(set(words)) > len(words) / 5


def test_sentences_look_like_sentences():
    writer = Writer(4)
    for _ in range(50):
        lead = writer.lead()
        assert lead[0].isupper() and lead[-1] in ".?!" and len(lead) <= 600
        assert 0 < len(writer.title()) <= 200
