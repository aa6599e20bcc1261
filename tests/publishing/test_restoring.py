"""What comes back from the past, what stays as it is, and what is left out and named."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from meetings.models import Meeting, ProgrammeItem, Speaker
from news.models import Article
from nszm_portal.publishing import history, restoring
from nszm_portal.publishing.models import Attachment, Deed, Entry, Redirect, Step, Use
from nszm_portal.publishing.visibility import Phase, State
from nszm_portal.regions.models import Region
from partners.models import Agreement, Partner
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, SpeakerFactory, held
from tests.factories.partners import AgreementFactory, PartnerFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region
from tests.publishing.sending import sentences

pytestmark = pytest.mark.django_db
FIRST_SCHEMA = Path(__file__).parent / "data" / "article-first-schema.json"


def kept(publication) -> Step:
    return history.record(publication, deed=Deed.CHANGED, sentence="Uloženo.")


def deleted(publication) -> Step:
    step = history.keep_deleted(publication)
    publication.delete()
    return step


def test_content_comes_back_and_can_be_taken_back_again(editor):
    topic, document = TopicFactory(), DocumentFactory()
    article = ArticleFactory(title="Původní", lead="Původní perex")
    article.topics.add(topic)
    article.attachments.create(document=document, title="Plán")
    before = kept(article)
    article.topics.clear()
    article.attachments.all().delete()
    article.attachments.create(document=document, title="Jiný")
    article.title, article.lead = "Nový", ""
    article.save()
    assert restoring.restore(article, before, by=editor) == []
    article = Article.objects.get()
    assert (article.title, article.lead) == ("Původní", "Původní perex")
    assert list(article.topics.all()) == [topic]
    assert [row.title for row in article.attachments.all()] == ["Plán"]
    newest = Step.objects.first()
    assert newest.deed == Deed.RESTORED and newest.revision.user == editor
    assert "Obnovena podoba z" in sentences(article)[0]
    assert "titulek (z „Nový“ na „Původní“)" in sentences(article)[0]
    restoring.restore(article, Step.objects.all()[1])
    article = Article.objects.get()
    assert (article.title, article.lead) == ("Nový", "")
    assert [row.title for row in article.attachments.all()] == ["Jiný"]


@pytest.mark.parametrize("then", list(Phase))
@pytest.mark.parametrize("now", list(Phase))
def test_what_the_public_may_see_stays(then, now):
    article = bring_to(ArticleFactory(title="Tehdy"), then)
    step = kept(article)
    Article.objects.filter(pk=article.pk).update(
        state=State.NEW, publish_at=None, expire_at=None, first_published_at=None, withdrawn_at=None
    )
    article = Article.objects.get()
    article.title = "Teď"
    article.save()
    bring_to(article, now)
    names = (
        "state publish_at expire_at first_published_at withdrawn_at withdrawal_kind "
        "withdrawal_reason replaced_by created_at created_by"
    ).split()
    before = Article.objects.values(*names).get()
    restoring.restore(article, step)
    assert Article.objects.values(*names).get() == before
    article = Article.objects.get()
    assert article.title == "Tehdy" and article.phase() == now
    assert Entry.objects.visible().exists() is (now == Phase.VISIBLE)


def test_readers_see_what_was_restored_of_a_live_one(client):
    article = published(title="Správně")
    step = kept(article)
    article.title = "Špatně"
    article.save()
    assert "Špatně" in client.get(article.get_absolute_url()).text
    restoring.restore(article, step)
    text = client.get(article.get_absolute_url()).text
    assert "Správně" in text and "Špatně" not in text
    assert "Správně" in client.get("/aktuality/").text


def test_a_public_address_stays_and_one_of_a_draft_comes_back():
    article = ArticleFactory(slug="adresa-rukou")
    step = kept(article)
    article.slug = "jina-adresa"
    article.save()
    restoring.restore(article, step)
    assert Article.objects.get().slug == "adresa-rukou"
    article = Article.objects.get()
    article.slug = "jina-adresa"
    article.save()
    article.publish()
    restoring.restore(article, step)
    assert Article.objects.get().slug == "jina-adresa"
    assert not Redirect.objects.exists()


def test_what_is_gone_is_left_out_and_named():
    topic, picture, document = TopicFactory(name="Zeleň"), PictureFactory(), DocumentFactory()
    article = ArticleFactory(cover=picture, body=f'<p><img data-picture="{picture.pk}"></p>')
    article.topics.add(topic)
    row = article.attachments.create(document=document)
    step = kept(article)
    row.delete()
    article.cover, article.body = None, ""
    article.save()
    named = [str(topic), str(picture), str(document)]
    topic.delete(), picture.delete(), document.delete()
    missing = restoring.restore(article, step)
    assert sorted(missing) == sorted(f"„{name}“" for name in named)
    assert "už to neexistuje: " in restoring.in_words(missing)
    article = Article.objects.get()
    assert article.cover is None and not article.topics.exists()
    assert not article.attachments.exists()


def test_a_row_goes_when_what_it_needs_is_gone():
    document, other = DocumentFactory(), DocumentFactory()
    article = ArticleFactory()
    row = article.attachments.create(document=document)
    step = kept(article)
    row.document = other
    row.save()
    document.delete()
    article.refresh_from_db()
    assert restoring.restore(article, step) == [f"„{document}“"]
    assert not Attachment.objects.exists()


def test_rows_of_a_meeting_come_back_with_what_they_say_of_each_other():
    meeting = held(Phase.DRAFT, title="Setkání")
    item = ItemFactory(meeting=meeting, title="Zahájení")
    MaterialFactory(meeting=meeting, item=item)
    SpeakerFactory(meeting=meeting, name="Jana", region=region())
    step = kept(meeting)
    meeting.items.all().delete()
    meeting.materials.all().delete()
    Speaker.objects.update(name="Petr", region=None)
    ItemFactory(meeting=meeting, title="Nový bod")
    assert restoring.restore(meeting, step) == []
    assert meeting.materials.get().item == ProgrammeItem.objects.get()
    assert ProgrammeItem.objects.get().title == "Zahájení"
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.region) == ("Jana", region())


def test_a_row_whose_key_is_another_s_now_gets_a_new_one():
    meeting, other = held(Phase.DRAFT), held(Phase.DRAFT)
    item = ItemFactory(meeting=meeting, title="Zahájení")
    MaterialFactory(meeting=meeting, item=item)
    step = kept(meeting)
    ProgrammeItem.objects.update(meeting=other, title="Cizí")
    restoring.restore(meeting, step)
    own = meeting.items.get()
    assert own.title == "Zahájení" and own.pk != item.pk
    assert meeting.materials.get().item == own
    assert other.items.get().title == "Cizí"


def test_what_would_break_a_rule_is_refused_in_a_sentence():
    meeting = held(Phase.DRAFT, starts_on=None)
    step = kept(meeting)
    meeting.starts_on = timezone.localdate()
    meeting.publish()
    with pytest.raises(restoring.Refused, match="kdy se setkání koná"):
        restoring.restore(meeting, step)
    meeting = Meeting.objects.get()
    assert meeting.starts_on and meeting.is_visible()
    assert not Step.objects.filter(deed=Deed.RESTORED).exists()


def test_a_calendar_s_version_rises_by_restoring():
    meeting = held(venue="Krajský úřad")
    step = kept(meeting)
    meeting.venue = "Radnice"
    meeting.save()
    sequence = meeting.sequence
    restoring.restore(meeting, step)
    meeting = Meeting.objects.get()
    assert meeting.venue == "Krajský úřad" and meeting.sequence == sequence + 1


# --- deleted ones --------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", list(Phase))
def test_a_deleted_one_comes_back_as_a_draft_whatever_it_was(phase, client):
    article = bring_to(ArticleFactory(title="Smazaný text", lead="Perex"), phase)
    pk, slug, address = article.pk, article.slug, article.get_absolute_url()
    step = deleted(article)
    assert not Article.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        found, missing = restoring.recover(step)
        assert missing == []
        assert found == Article.objects.get() and found.pk == pk
        assert found.phase() == Phase.DRAFT and found.slug == slug
        assert found.was_public() is (phase in {Phase.VISIBLE, Phase.EXPIRED, Phase.WITHDRAWN})
        assert not Entry.objects.exists()
        assert client.get(address).status_code == 404


def test_a_deleted_meeting_comes_back_whole():
    meeting = held(presenting=[region()], host_region=region("Kraj Vysočina"))
    item = ItemFactory(meeting=meeting, title="Zahájení")
    MaterialFactory(meeting=meeting, item=item)
    SpeakerFactory(meeting=meeting)
    meeting.attachments.create(document=DocumentFactory(), title="Pozvánka")
    before = history.stored(Meeting, meeting.pk)
    found, _ = restoring.recover(deleted(meeting))
    after = history.stored(Meeting, found.pk)
    assert after.rows == before.rows
    changed = {name for name in after.fields if after.fields[name] != before.fields[name]}
    # The address of what was public is frozen, so it does not matter who typed it.
    assert changed <= {"state", "version", "changed_at", "told_at", "sort_at", "slug_by_hand"}
    assert Use.objects.filter(kind="meeting", object_id=found.pk).count() == 2


def test_its_address_was_taken_meanwhile():
    article = published(title="Sad")
    step = deleted(article)
    other = published(title="Sad")
    found, _ = restoring.recover(step)
    assert other.slug == "sad" and found.slug == "sad-2"


def test_former_addresses_lead_to_it_again(client):
    article = published(slug="prvni")
    article.slug = "druha"
    article.save()
    found, _ = restoring.recover(deleted(article))
    assert client.get("/aktuality/prvni/").status_code == 404
    found.publish()
    answer = client.get("/aktuality/prvni/")
    assert answer.status_code == 301 and answer["Location"] == "/aktuality/druha/"


def test_those_who_named_it_name_it_again():
    article = published()
    partner, agreement = PartnerFactory(), AgreementFactory(announced_by=article)
    elsewhere = AgreementFactory(announced_by=article)
    partner.articles.add(article)
    step = deleted(article)
    Agreement.objects.filter(pk=elsewhere.pk).update(announced_by=ArticleFactory())
    found, _ = restoring.recover(step)
    assert list(Partner.objects.get().articles.all()) == [found]
    assert Agreement.objects.get(pk=agreement.pk).announced_by == found
    assert Agreement.objects.get(pk=elsewhere.pk).announced_by != found


def test_what_is_there_is_not_recovered_again():
    step = deleted(ArticleFactory())
    restoring.recover(step)
    with pytest.raises(restoring.Refused, match="někdo ho obnovil"):
        restoring.recover(step)
    assert Article.objects.count() == 1


def test_its_history_goes_on():
    article = ArticleFactory(title="První")
    kept(article)
    found, _ = restoring.recover(deleted(article))
    told = sentences(found)
    assert told == ["Obnoveno ze smazaných jako rozepsané.", "Smazáno.", "Uloženo."]


# --- the first schema ----------------------------------------------------------------------------


@pytest.fixture
def first_step():
    call_command("loaddata", str(FIRST_SCHEMA), verbosity=0)
    # The one region that it names and that is there has another key on every installation.
    step = Step.objects.get()
    version = step.revision.version_set.get(content_type__model="article")
    regions = f"[{region().pk}, 660066]"
    version.serialized_data = version.serialized_data.replace("[7, 660066]", regions)
    version.save()
    return step


GONE = {"„Zrušený kraj“", "„Zeleň“", "„Lípy u řeky“", "„Plán výsadby“", "„Mlýn otevřel“"}


def test_a_revision_of_the_first_schema_is_restored(first_step):
    assert Region.objects.filter(pk=660066).count() == 0
    article = ArticleFactory(pk=4242, title="Dnes", byline="Jana Nováková", pinned=True)
    missing = restoring.restore(article, first_step)
    assert set(missing) == GONE
    article = Article.objects.get()
    assert article.title == "Město vysadilo lípy" and article.phase() == Phase.DRAFT
    assert article.body.startswith("<h2>Kde</h2>")
    assert str(article.shown_on) == "2026-11-19"
    assert list(article.regions.all()) == [region()] and not article.topics.exists()
    # What that schema did not have keeps the present value.
    assert article.byline == "Jana Nováková" and article.pinned


def test_a_deletion_of_the_first_schema_is_recovered(first_step):
    article, missing = restoring.recover(first_step)
    assert set(missing) == GONE
    assert (article.pk, article.slug) == (4242, "mesto-vysadilo-lipy")
    assert article.created_by is None and article.byline == ""
    assert Article.objects.get().phase() == Phase.DRAFT


def test_a_revision_of_the_first_schema_is_read(first_step, chief_editor_client):
    ArticleFactory(pk=4242, title="Dnes")
    text = chief_editor_client.get(
        f"/admin/news/article/4242/historie/porovnat/?od={first_step.pk}&do=0"
    ).text
    for said in ("Město vysadilo lípy", "Zrušený kraj", "Zeleň", "Lípy u řeky", "Plán výsadby"):
        assert said in text
