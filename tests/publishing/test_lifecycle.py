"""Every change of state, what must agree with it, and what is refused."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import Article
from nszm_portal.pagecache.models import Generation
from nszm_portal.publishing import signals
from nszm_portal.publishing.models import Entry, Redirect, Use
from nszm_portal.publishing.visibility import Phase, State
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region

pytestmark = pytest.mark.django_db


def token():
    return Generation.objects.get().token


def test_a_new_one_is_a_draft_without_an_entry():
    article = ArticleFactory()
    assert article.phase() == Phase.DRAFT
    assert not Entry.objects.exists()


def test_publishing_makes_it_visible_from_now():
    article = ArticleFactory()
    article.publish()
    assert article.is_visible()
    assert Entry.objects.visible().get().title == article.title


def test_a_moment_ahead_makes_it_scheduled_and_time_makes_it_visible():
    article = ArticleFactory(publish_at=timezone.now() + timedelta(minutes=1))
    article.publish()
    assert article.phase() == Phase.SCHEDULED
    with time_machine.travel(timezone.now() + timedelta(minutes=1, seconds=1)):
        assert article.phase() == Phase.VISIBLE
        assert list(Article.objects.visible()) == [article]


def test_the_moment_itself_is_inside_and_the_expiry_outside():
    start = timezone.now().replace(microsecond=0)
    article = ArticleFactory(expire_at=start + timedelta(hours=1))
    article.publish(at=start)
    for moment, seen in [
        (start - timedelta(microseconds=1), False),
        (start, True),
        (start + timedelta(minutes=59), True),
        (start + timedelta(hours=1), False),
    ]:
        assert article.is_visible(moment) is seen
        assert Article.objects.visible(moment).exists() is seen
        assert Entry.objects.visible(moment).exists() is seen


def test_withdrawing_keeps_the_reason_and_removes_the_entry():
    article = published()
    article.withdraw("outdated", "  Akce byla zrušena. ")
    assert article.withdrawal_reason == "Akce byla zrušena."
    assert article.is_gone()
    assert not Entry.objects.exists()


def test_it_can_be_published_again_and_keeps_its_first_date():
    article = published()
    first = article.first_published_at
    article.withdraw("mistake", "Chyba v datu.")
    article.publish()
    assert article.is_visible()
    assert article.first_published_at == first
    assert article.withdrawal_reason == ""


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.WITHDRAWN])
def test_what_is_not_published_cannot_be_withdrawn(phase):
    with pytest.raises(ValidationError, match="zveřejněné nebo naplánované"):
        bring_to(ArticleFactory(), phase).withdraw("mistake", "Důvod.")


def test_withdrawing_needs_a_reason():
    with pytest.raises(ValidationError, match="důvod"):
        published().withdraw("mistake", "   ")


def test_what_has_already_expired_cannot_be_published():
    article = ArticleFactory(expire_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError, match="minul"):
        article.publish()


@pytest.mark.parametrize(
    "broken",
    [
        {"state": State.PUBLISHED, "publish_at": None},
        {"state": State.WITHDRAWN, "withdrawn_at": None},
        {
            "publish_at": timezone.now(),
            "expire_at": timezone.now() - timedelta(hours=1),
        },
    ],
)
def test_the_database_refuses_what_makes_no_sense(broken):
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**broken)


def test_each_step_is_told_to_the_others_once():
    heard = []

    def hear(name):
        def receiver(publication, **kwargs):
            heard.append((name, publication.pk))

        return receiver

    receivers = {name: hear(name) for name in ("published", "changed", "withdrawn")}
    for name, receiver in receivers.items():
        getattr(signals, name).connect(receiver)
    article = ArticleFactory()
    article.publish()
    article.title = "Jiný titulek"
    article.save()
    article.withdraw("mistake", "Chyba.")
    article.publish()
    pk = article.pk
    article.delete()
    for name, receiver in receivers.items():
        getattr(signals, name).disconnect(receiver)
    told = ["published", "changed", "withdrawn", "published", "withdrawn"]
    assert heard == [(name, pk) for name in told]


def test_a_receiver_that_fails_rolls_the_whole_back():
    def fail(**kwargs):
        raise RuntimeError("index is broken")

    article = ArticleFactory()
    signals.published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            article.publish()
    finally:
        signals.published.disconnect(fail)
    article.refresh_from_db()
    assert article.state == State.NEW
    assert not Entry.objects.exists()


def test_each_public_change_raises_the_generation_and_a_draft_does_not():
    article = ArticleFactory()
    before = token()
    article.save()
    assert token() == before
    article.publish()
    after = token()
    assert after != before
    article.save()
    assert token() != after


def test_the_entry_carries_regions_labels_and_picture():
    article = ArticleFactory(cover=PictureFactory(), shown_on=date(2015, 2, 12))
    article.topics.add(TopicFactory(name="Zdraví"))
    article.regions.add(region())
    article.publish()
    entry = Entry.objects.get()
    assert [label["text"] for label in entry.labels] == ["Zdraví", "Liberecký kraj"]
    assert (entry.year, entry.month, entry.date) == (2015, 2, date(2015, 2, 12))
    assert list(entry.regions.all()) == [region()]
    assert entry.cover == article.cover


def test_a_renamed_topic_is_renamed_in_entries():
    article = published()
    topic = TopicFactory(name="Zdraví")
    article.topics.add(topic)
    article.sync()
    topic.name = "Zdraví a prevence"
    topic.save()
    assert Entry.objects.get().labels[0]["text"] == "Zdraví a prevence"
    topic.delete()
    assert Entry.objects.get().labels == []


def test_uses_follow_cover_attachments_and_body():
    picture, inside, document = PictureFactory(), PictureFactory(), DocumentFactory()
    article = ArticleFactory(
        cover=picture,
        body=f'<p><img data-picture="{inside.pk}" alt="Sad"></p>'
        f'<p><a data-document="{document.pk}">plán</a> a <a data-page="article:99">jiný</a></p>',
    )
    article.attachments.create(document=document, title="Plán sadu")
    article.sync()
    rows = Use.objects.filter(object_id=article.pk)
    found = {(use.role, use.picture_id, use.document_id, use.target) for use in rows}
    assert found == {
        ("cover", picture.pk, None, ""),
        ("attachment", None, document.pk, ""),
        ("body", inside.pk, None, ""),
        ("body", None, document.pk, ""),
        ("link", None, None, "article:99"),
    }


def test_what_is_in_use_cannot_be_deleted():
    from django.db.models import ProtectedError

    article = ArticleFactory(cover=PictureFactory())
    with pytest.raises(ProtectedError):
        article.cover.delete()


def test_deletion_leaves_nothing_public_behind(client):
    article = published()
    address = article.get_absolute_url()
    article.delete()
    assert client.get(address).status_code == 404
    assert not Entry.objects.exists()
    assert not Use.objects.exists()


def test_deletion_of_many_at_once_leaves_nothing_either():
    published()
    published()
    Article.objects.all().delete()
    assert not Entry.objects.exists()


# --- dates -------------------------------------------------------------------------------------


def test_the_date_is_the_one_shown_else_the_day_of_publication_in_prague():
    with time_machine.travel("2026-06-30 22:30:00+00:00"):
        article = ArticleFactory()
        article.publish()
        assert article.date == date(2026, 7, 1)
        article.shown_on = date(2026, 6, 1)
        assert article.date == date(2026, 6, 1)
        article.shown_on, article.undated = None, True
        assert article.date is None


def test_lists_stand_by_the_date_shown_and_the_undated_last():
    old = published(title="Starý", shown_on=date(2014, 5, 1))
    unknown = published(title="Bez data", undated=True)
    new = published(title="Nový")
    assert list(Article.objects.all()) == [new, old, unknown]
    ids = list(Entry.objects.newest_first().values_list("object_id", flat=True))
    assert ids == [new.pk, old.pk, unknown.pk]


# --- a copy ------------------------------------------------------------------------------------


def test_a_copy_is_a_draft_with_the_same_content(chief_editor):
    document = DocumentFactory()
    article = published(title="Zdravý kraj", cover=PictureFactory(), pinned=True)
    article.regions.add(region())
    article.topics.add(TopicFactory())
    article.attachments.create(document=document, title="Program")
    twin = article.copy(by=chief_editor)
    assert twin.pk != article.pk and twin.slug == "zdravy-kraj-2"
    assert twin.phase() == Phase.DRAFT and not twin.pinned
    assert (twin.body, twin.cover) == (article.body, article.cover)
    assert list(twin.regions.all()) == [region()]
    assert twin.topics.count() == 1
    assert [row.title for row in twin.attachments.all()] == ["Program"]
    assert twin.created_by == chief_editor
    assert article.attachments.count() == 1


# --- redirects ---------------------------------------------------------------------------------


def test_each_former_address_leads_to_the_present_one_in_one_hop(client):
    article = published(title="První název")
    for slug in ("druhy-nazev", "treti-nazev"):
        article.slug = slug
        article.save()
    for old in ("prvni-nazev", "druhy-nazev"):
        answer = client.get(f"/aktuality/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/aktuality/treti-nazev/")


def test_a_live_page_wins_over_a_redirect(client):
    article = published(title="Sad u řeky")
    article.slug = "sad"
    article.save()
    other = published(title="Jiný sad", slug="sad-u-reky")
    assert client.get("/aktuality/sad-u-reky/").status_code == 200
    assert not Redirect.objects.filter(path=other.get_absolute_url()).exists()


def test_a_slug_changed_back_leaves_no_circle(client):
    article = published(title="Sad")
    for slug in ("park", "sad"):
        article.slug = slug
        article.save()
    assert client.get("/aktuality/sad/").status_code == 200
    assert client.get("/aktuality/park/")["Location"] == "/aktuality/sad/"


def test_a_slug_changed_while_withdrawn_keeps_the_former_address(client):
    article = published(title="Sad")
    article.withdraw("mistake", "Chyba.")
    article.slug = "park"
    article.save()
    article.publish()
    assert client.get("/aktuality/sad/")["Location"] == "/aktuality/park/"


def test_what_replaced_it_is_led_to(client):
    article, other = published(), published()
    article.withdraw("replaced", "Nahrazeno.", other.reference)
    answer = client.get(article.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())
    other.withdraw("mistake", "Chyba.")
    assert client.get(article.get_absolute_url()).status_code == 410
