"""Every save by a person is a revision with a sentence, in the transaction of the change."""

import pytest
from reversion.models import Revision, Version

from meetings.models import Meeting
from news.models import Article
from nszm_portal.publishing import history, kinds
from nszm_portal.publishing.models import Deed, Step
from nszm_portal.publishing.visibility import Phase
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, SpeakerFactory, held
from tests.factories.publishing import (
    ArticleFactory,
    TopicFactory,
    maker,
    published,
    region,
)
from tests.publishing.sending import address, send, sentences

pytestmark = pytest.mark.django_db
ATTACHMENTS = "publishing-attachment-content_type-object_id"


def new_form(**fields):
    return {
        "title": "Otevřeli jsme sad",
        "body": "<p>Text.</p>",
        "photographs-TOTAL_FORMS": "0",
        "photographs-INITIAL_FORMS": "0",
        f"{ATTACHMENTS}-TOTAL_FORMS": "0",
        f"{ATTACHMENTS}-INITIAL_FORMS": "0",
    } | fields


def test_the_whole_way_of_an_article_is_told(chief_editor_client, chief_editor):
    chief_editor_client.post("/admin/news/article/add/", new_form(_save="1"))
    article = Article.objects.get()
    send(chief_editor_client, article, title="Otevřeli jsme park", lead="Přišlo sto lidí. " * 8)
    send(chief_editor_client, article, "_publish")
    send(chief_editor_client, article, "_publish", byline="Jana Nováková")
    withdrawal = {"kind": "mistake", "reason": "Uvedli jsme chybný den."}
    chief_editor_client.post(address(article, "stahnout"), withdrawal)
    send(chief_editor_client, article, "_publish")
    told = [sentence.replace("\u00a0", " ") for sentence in reversed(sentences(article))]
    assert told[0] == "Založeno."
    assert told[1] == (
        "Uloženo; změněno: titulek (z „Otevřeli jsme sad“ na „Otevřeli jsme park“), perex, "
        "adresa (z „otevreli-jsme-sad“ na „otevreli-jsme-park“)."
    )
    assert told[2].startswith("Zveřejněno; změněno: zveřejnit od (nově „")
    assert told[3] == "Zveřejněny změny: podpis (nově „Jana Nováková“)."
    assert told[4] == "Staženo z webu: „Uvedli jsme chybný den.“"
    assert told[5].startswith("Znovu zveřejněno")
    assert {step.revision.user for step in Step.objects.all()} == {chief_editor}


def test_a_planned_publication_says_when(chief_editor_client):
    article = ArticleFactory()
    moment = {"publish_at_0": "3. 6. 2099", "publish_at_1": "8:00"}
    send(chief_editor_client, article, "_publish", **moment)
    assert sentences(article)[0].replace("\u00a0", " ").startswith(
        "Naplánováno na 3. 6. 2099 v 8:00"
    )  # fmt: skip


def test_what_is_handed_over_says_so(editor_client, editor):
    article = ArticleFactory(created_by=editor)
    send(editor_client, article, "_submit", lead="Nový perex.")
    assert sentences(article)[0].endswith("Předáno ke schválení.")


def test_an_autosave_and_a_working_copy_make_no_revision(chief_editor_client):
    article = published()
    send(chief_editor_client, article, "_save", title="Rozepsané")
    chief_editor_client.post(address(article, "autosave"), new_form(title="Psáno"))
    assert sentences(article) == []


def test_a_refused_form_makes_no_revision(chief_editor_client):
    article = ArticleFactory()
    send(chief_editor_client, article, title="")
    assert sentences(article) == []


def test_an_outdated_save_makes_no_revision(chief_editor_client):
    article = ArticleFactory()
    answer = send(chief_editor_client, article, _version="99", title="Přepsáno")
    assert "/stret/" in answer["Location"]
    assert sentences(article) == []


def test_what_was_there_before_the_first_save_is_kept(chief_editor_client):
    article = ArticleFactory(title="Převzatý text")
    send(chief_editor_client, article, title="Opravený text")
    first = Step.objects.last()
    assert first.deed == Deed.STORED and first.revision.user is None
    assert history.read(first).fields["title"] == "Převzatý text"
    send(chief_editor_client, article, title="Znovu opravený text")
    assert Step.objects.count() == 3


def test_a_change_by_the_system_between_two_saves_is_kept(chief_editor_client):
    article = ArticleFactory()
    send(chief_editor_client, article, title="Od redakce")
    article.refresh_from_db()
    article.lead = "Od systému"
    article.save()
    send(chief_editor_client, article, lead="Zase od redakce")
    deeds = list(Step.objects.filter(object_id=article.pk).values_list("deed", flat=True))
    assert deeds == [Deed.CHANGED, Deed.STORED, Deed.CHANGED, Deed.STORED]
    assert "perex (z „Od systému“ na „Zase od redakce“)" in sentences(article)[0]


def test_a_copy_begins_a_history_of_its_own(chief_editor_client):
    article = ArticleFactory()
    chief_editor_client.post(address(article, "kopirovat"))
    twin = Article.objects.exclude(pk=article.pk).get()
    assert sentences(twin) == ["Založeno."]
    assert sentences(article) == []


@pytest.mark.parametrize("model", kinds.all(), ids=lambda model: model.kind)
def test_every_kind_has_a_history(administrator_client, chief_editor, client, model):
    chief_editor.is_superuser = True
    chief_editor.save()
    signed_in(chief_editor, client)
    row = maker(model)(title="Nějaký text")
    send(client, row, title="Jiný text")
    assert sentences(row)[0].startswith("Uloženo; změněno: titulek (z „Nějaký text“")
    assert "Jiný text" in client.get(address(row, "history")).text


def test_rows_of_a_meeting_are_in_the_revision():
    meeting = held(Phase.DRAFT)
    item = ItemFactory(meeting=meeting, title="Zahájení")
    MaterialFactory(meeting=meeting, item=item, title="Program")
    SpeakerFactory(meeting=meeting, name="Ing. Jana Nováková")
    meeting.attachments.create(document=DocumentFactory())
    step = history.record(meeting, deed=Deed.CHANGED, sentence="Uloženo.")
    found = history.read(step)
    assert found.says_the_same_as(history.stored(Meeting, meeting.pk))
    assert sorted(len(rows) for rows in found.rows.values()) == [0, 1, 1, 1, 1]


def test_what_it_referred_to_keeps_its_name():
    topic, picture = TopicFactory(name="Zdraví"), PictureFactory(description="Sad na jaře")
    article = ArticleFactory(body=f'<p><img data-picture="{picture.pk}"></p>')
    article.topics.add(topic)
    article.regions.add(region())
    step = history.record(article, deed=Deed.CHANGED, sentence="Uloženo.")
    assert set(step.names.values()) == {"Zdraví", "Sad na jaře", "Liberecký kraj"}


def test_a_change_that_fails_leaves_no_revision(chief_editor_client):
    from nszm_portal.publishing import signals

    def fail(**kwargs):
        raise RuntimeError("index is broken")

    article = published()
    chief_editor_client.raise_request_exception = False
    signals.changed.connect(fail)
    try:
        answer = send(chief_editor_client, article, "_publish", title="Nestane se")
    finally:
        signals.changed.disconnect(fail)
    assert answer.status_code == 500
    assert Article.objects.get().title == article.title
    assert not Revision.objects.exists() and not Version.objects.exists()


def test_a_revision_that_cannot_be_written_takes_the_change_with_it(
    chief_editor_client, monkeypatch
):
    article = ArticleFactory()
    chief_editor_client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("disk is full")

    monkeypatch.setattr(history, "record", fail)
    assert send(chief_editor_client, article, title="Nestane se").status_code == 500
    assert Article.objects.get().title == article.title


def test_a_row_that_cannot_be_read_is_missing_and_the_rest_is_there():
    article = ArticleFactory(title="Čitelný")
    article.attachments.create(document=DocumentFactory())
    step = history.record(article, deed=Deed.CHANGED, sentence="Uloženo.")
    for broken in ("", "{", "[]", "[1]", '[{"model": "x", "pk": "y", "fields": {}}]'):
        Version.objects.filter(content_type__model="attachment").update(serialized_data=broken)
        found = history.read(step)
        assert found.fields["title"] == "Čitelný"
        assert not any(found.rows.values())


def test_deletions_are_those_that_lasted():
    stays, goes = ArticleFactory(), ArticleFactory()
    for row in (stays, goes):
        history.keep_deleted(row)
    gone = goes.pk
    goes.delete()
    assert [step.object_id for step in history.deletions(Article)] == [gone]
