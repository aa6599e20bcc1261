"""The editor's form and lists: what it offers to whom, what it refuses, and what happens."""

import re
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from news.models import Article
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"
PREFIX = "publishing-attachment-content_type-object_id"


def form(**fields):
    return {
        "title": "Otevřeli jsme sad",
        "lead": "",
        "body": "<p>Text.</p>",
        "photographs-TOTAL_FORMS": "0",
        "photographs-INITIAL_FORMS": "0",
        f"{PREFIX}-TOTAL_FORMS": "0",
        f"{PREFIX}-INITIAL_FORMS": "0",
    } | fields


def change_url(article):
    return f"/admin/news/article/{article.pk}/change/"


def whole(article, **fields):
    """The form as it is sent for an article that exists."""
    moment = {}
    if article.publish_at:
        local = timezone.localtime(article.publish_at)
        moment = {"publish_at_0": f"{local:%d.%m.%Y}", "publish_at_1": f"{local:%H:%M:%S}"}
    return form(title=article.title, slug=article.slug) | moment | fields


def test_a_draft_is_saved_and_nobody_else_sees_it(editor_client, editor, client):
    answer = editor_client.post(ADD, form(_save="1"), follow=True)
    article = Article.objects.get()
    assert answer.status_code == 200
    assert article.phase() == Phase.DRAFT and article.created_by == editor
    assert client.get(article.get_absolute_url()).status_code == 404


def test_publish_shows_it_to_readers_at_once(chief_editor_client, client):
    answer = chief_editor_client.post(ADD, form(_publish="1"), follow=True)
    assert "Je zveřejněno" in answer.text
    assert "Otevřeli jsme sad" in client.get("/aktuality/otevreli-jsme-sad/").text


def test_publish_with_a_moment_ahead_schedules_it(chief_editor_client, client):
    moment = timezone.localtime() + timedelta(days=2)
    fields = form(
        _publish="1",
        publish_at_0=moment.strftime("%d. %m. %Y"),
        publish_at_1=moment.strftime("%H:%M"),
    )
    answer = chief_editor_client.post(ADD, fields, follow=True)
    assert "Zveřejní se samo" in answer.text
    assert Article.objects.get().phase() == Phase.SCHEDULED
    assert client.get("/aktuality/otevreli-jsme-sad/").status_code == 404


def test_everything_related_is_stored_and_stands_on_the_page(chief_editor_client, client):
    picture, document, topic = PictureFactory(description="Sad"), DocumentFactory(), TopicFactory()
    fields = form(
        _publish="1",
        cover=picture.pk,
        cover_caption="Sadba na jaře",
        topics=[topic.pk],
        regions=[region().pk],
        byline="Jana Nováková",
        **{
            f"{PREFIX}-TOTAL_FORMS": "1",
            f"{PREFIX}-0-document": document.pk,
            f"{PREFIX}-0-title": "Plán sadu",
            f"{PREFIX}-0-position": "10",
        },
    )
    assert "Je zveřejněno" in chief_editor_client.post(ADD, fields, follow=True).text
    text = client.get("/aktuality/otevreli-jsme-sad/").text.replace("\u00a0", " ")
    for expected in (
        'alt="Sad"',
        "Sadba na jaře",
        topic.get_absolute_url(),
        "Liberecký kraj",
        "Jana Nováková",
        "Plán sadu",
        document.get_absolute_url(),
    ):
        assert expected in text


def test_a_change_of_what_is_published_is_seen_at_once(chief_editor_client, client):
    article = published(title="Původní titulek")
    fields = whole(
        article, title="Opravený titulek", change_note="Opravili jsme den.", _publish="1"
    )
    chief_editor_client.post(change_url(article), fields)
    text = client.get(article.get_absolute_url()).text.replace("\u00a0", " ")
    assert "Opravený titulek" in text
    assert "Opravili jsme den." in text


def test_a_refused_form_without_an_address_is_shown_again(chief_editor_client):
    article = published()
    fields = whole(article, slug="", title="", _publish="1")
    answer = chief_editor_client.post(change_url(article), fields)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["title"]


# --- what an author may not do -----------------------------------------------------------------


def test_an_author_is_not_offered_to_publish_and_cannot(editor_client):
    assert 'name="_publish"' not in editor_client.get(ADD).text
    editor_client.post(ADD, form(_publish="1"), follow=True)
    assert Article.objects.get().phase() == Phase.DRAFT


@pytest.mark.parametrize("phase", [Phase.SCHEDULED, Phase.VISIBLE, Phase.EXPIRED, Phase.WITHDRAWN])
def test_an_author_reads_what_was_published_and_changes_nothing(editor_client, editor, phase):
    article = bring_to(ArticleFactory(created_by=editor), phase)
    assert "_save" not in editor_client.get(change_url(article)).text
    refused = editor_client.post(change_url(article), whole(article, title="Jiný", _save="1"))
    assert refused.status_code == 403
    assert editor_client.post(f"/admin/news/article/{article.pk}/delete/").status_code == 403


def test_an_author_changes_own_drafts_and_not_others(editor_client, editor, chief_editor):
    own, other = ArticleFactory(created_by=editor), ArticleFactory(created_by=chief_editor)
    assert editor_client.post(change_url(own), whole(own, _save="1")).status_code == 302
    assert editor_client.post(change_url(other), whole(other, _save="1")).status_code == 403


@pytest.mark.parametrize("verb", ["kopirovat", "stahnout"])
def test_an_outsider_reaches_no_verb(outsider_client, client, verb):
    article = published()
    for visitor in (outsider_client, client):
        answer = visitor.post(f"/admin/news/article/{article.pk}/{verb}/")
        assert answer.status_code == 302 and "/admin/login/" in answer["Location"]
    assert Article.objects.count() == 1
    article.refresh_from_db()
    assert article.is_visible()


def test_an_author_cannot_withdraw(editor_client, editor):
    article = bring_to(ArticleFactory(created_by=editor), Phase.VISIBLE)
    answer = editor_client.post(
        f"/admin/news/article/{article.pk}/stahnout/", {"kind": "mistake", "reason": "Chci."}
    )
    assert answer.status_code == 403


# --- verbs -------------------------------------------------------------------------------------


def test_withdrawing_asks_for_a_reason_and_shows_it(chief_editor_client, client):
    article = published()
    address = f"/admin/news/article/{article.pk}/stahnout/"
    assert address in chief_editor_client.get(change_url(article)).text
    refused = chief_editor_client.post(address, {"kind": "mistake", "reason": " "})
    assert "Napište důvod" in refused.text
    chief_editor_client.post(address, {"kind": "mistake", "reason": "Uvedli jsme chybný den."})
    gone = client.get(article.get_absolute_url())
    assert gone.status_code == 410
    assert "Uvedli jsme chybný den." in gone.text
    again = chief_editor_client.get(address, follow=True)
    assert "není co stahovat" in again.text


def test_what_was_withdrawn_can_be_published_again(chief_editor_client, client):
    article = bring_to(ArticleFactory(), Phase.WITHDRAWN)
    assert "Znovu zveřejnit" in chief_editor_client.get(change_url(article)).text
    chief_editor_client.post(change_url(article), whole(article, _publish="1"))
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_copy_opens_as_a_new_draft(chief_editor_client):
    article = published(title="Zdravý kraj")
    address = f"/admin/news/article/{article.pk}/kopirovat/"
    assert chief_editor_client.get(address).status_code == 405
    answer = chief_editor_client.post(address, follow=True)
    assert "Tohle je kopie" in answer.text
    assert Article.objects.exclude(pk=article.pk).get().phase() == Phase.DRAFT


@pytest.mark.parametrize("verb", ["kopirovat", "stahnout", "change"])
def test_a_verb_on_what_is_not_there_leads_back(chief_editor_client, verb):
    answer = chief_editor_client.post(f"/admin/news/article/999/{verb}/")
    assert answer.status_code == 302


# --- what is refused keeps the form ------------------------------------------------------------


@pytest.mark.parametrize(
    "fields,sentence",
    [
        ({"title": ""}, "Toto pole"),
        ({"title": "x" * 201}, "200"),
        ({"slug": "2015"}, "číslic"),
        ({"slug": "tisk"}, "jiná stránka"),
        ({"slug": "velká písmena"}, "bez háčků a čárek"),
        ({"slug": "Žďár"}, "bez háčků a čárek"),
        ({"shown_on": "31. 2. 2015"}, "datum"),
        ({"shown_on": "zítra"}, "datum"),
        ({"publish_at_0": "1. 1. 2030", "publish_at_1": "25:00"}, "čas"),
        ({"undated": "on", "shown_on": "1. 2. 2015"}, "ne obojí"),
        ({"cover": "999999"}, "možnost"),
        ({"topics": ["x"]}, "hodnot"),
        ({"_publish": "1", "expire_at_0": "1. 2. 2015", "expire_at_1": "8:00"}, "minul"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(chief_editor_client, fields, sentence):
    sent = form(byline="Jana Nováková", lead="Co se už napsalo", _save="1") | fields
    answer = chief_editor_client.post(ADD, sent)
    assert answer.status_code == 200
    errors = " ".join(str(error) for error in answer.context["errors"])
    assert sentence in errors
    assert "Jana Nováková" in answer.text and "Co se už napsalo" in answer.text
    assert not Article.objects.exists()


def test_a_published_text_cannot_lose_its_moment(chief_editor_client):
    article = published()
    fields = whole(article, publish_at_0="", publish_at_1="", _publish="1")
    answer = chief_editor_client.post(change_url(article), fields)
    assert "Stáhnout z webu" in answer.text
    assert "potřebuje okamžik" in answer.text


def test_a_planned_text_with_its_moment_emptied_comes_at_once(chief_editor_client, client):
    article = bring_to(ArticleFactory(), Phase.SCHEDULED)
    fields = whole(article, publish_at_0="", publish_at_1="", _publish="1")
    answer = chief_editor_client.post(change_url(article), fields, follow=True)
    assert "Je zveřejněno" in answer.text
    assert client.get(article.get_absolute_url()).status_code == 200


# --- lists -------------------------------------------------------------------------------------


def test_the_list_says_each_state_in_words(chief_editor_client):
    for phase in Phase:
        bring_to(ArticleFactory(title=f"Text {phase}"), phase)
    text = chief_editor_client.get("/admin/news/article/").text
    for phase in Phase:
        assert f'<span class="phase phase--{phase.value}">{phase.label}</span>' in text


@pytest.mark.parametrize("phase", list(Phase))
def test_the_filter_shows_one_phase(chief_editor_client, phase):
    for each in Phase:
        bring_to(ArticleFactory(title=f"Text {each.value}"), each)
    rows = chief_editor_client.get(f"/admin/news/article/?stav={phase.value}").context["cl"]
    assert [row.title for row in rows.result_list] == [f"Text {phase.value}"]


def test_the_list_costs_the_same_however_long(chief_editor_client, django_assert_max_num_queries):
    for number in range(30):
        article = published(cover=PictureFactory() if number < 3 else None)
        article.regions.add(region())
    with django_assert_max_num_queries(14):
        chief_editor_client.get("/admin/news/article/")


def test_sections_stand_as_an_editor_thinks(administrator_client, chief_editor_client):
    names = [app["name"] for app in chief_editor_client.get("/admin/").context["app_list"]]
    assert names[:3] == ["Obsah", "Knihovna", "Vzhled webu"]
    first = chief_editor_client.get("/admin/").context["app_list"][0]["models"]
    order = [model["name"] for model in first]
    kinds = ["Aktuality", "Setkání", "Stránky", "Témata", "Programy setkání"]
    assert [name for name in order if name in kinds] == kinds


def test_view_on_site_is_there_only_when_readers_see_it(chief_editor_client):
    draft, live = ArticleFactory(), published()
    assert "viewsitelink" not in chief_editor_client.get(change_url(draft)).text
    assert live.get_absolute_url() in chief_editor_client.get(change_url(live)).text


def test_only_pages_with_the_editor_allow_inline_script(chief_editor_client):
    loose = chief_editor_client.get(ADD)["Content-Security-Policy"]
    strict = chief_editor_client.get("/admin/news/article/")["Content-Security-Policy"]
    assert "'unsafe-inline'" in loose and "'unsafe-eval'" not in loose
    assert "'unsafe-inline'" not in strict


def test_content_types_of_attachments_are_the_kinds_own():
    article = published()
    article.attachments.create(document=DocumentFactory())
    attachment = article.attachments.get()
    assert attachment.content_type == ContentType.objects.get_for_model(Article)
    assert attachment.publication == article


# --- what is said of a stored form ----------------------------------------------------------------


def said(answer) -> list[str]:
    found = re.findall(r'<li class="success">(.*?)</li>', answer.text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", row).strip() for row in found]


def test_what_is_stored_is_told_once_and_in_our_words(chief_editor_client):
    stored = chief_editor_client.post(ADD, form(title="Nový sad", _save="1"), follow=True)
    assert said(stored) == ["Uloženo: Nový sad. Čtenáři to zatím nevidí."]
    article = Article.objects.get()
    again = chief_editor_client.post(
        change_url(article), whole(article, _continue="1"), follow=True
    )
    assert said(again) == ["Uloženo: Nový sad. Čtenáři to zatím nevidí."]
    out = chief_editor_client.post(change_url(article), whole(article, _publish="1"), follow=True)
    assert said(out) == [f"Je zveřejněno: {article.get_absolute_url()}"]


def test_a_text_handed_over_says_just_that(editor_client):
    answer = editor_client.post(ADD, form(title="Nový sad", _submit="1"), follow=True)
    (sentence,) = said(answer)
    assert "Předáno ke schválení" in sentence


def test_who_may_only_look_reads_the_text_and_not_its_source(editor_client):
    article = published(body="<h2>Sad</h2><p>První <strong>řádek</strong></p>\n<p>a další</p>")
    page = editor_client.get(change_url(article)).text
    assert "<strong>řádek</strong>" in page and ">Sad</h2>" in page
    assert "&lt;p&gt;" not in page and "<br>" not in page.split("řádek</strong>")[1][:40]
