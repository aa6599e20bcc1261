"""Writing: what is typed is kept, never written over another's text, and approved by who may."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from news.models import Article
from nszm_portal.publishing import copies
from nszm_portal.publishing.models import CopyState, WorkingCopy
from nszm_portal.publishing.visibility import Phase
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory
from tests.factories.publishing import ArticleFactory, bring_to, published, region
from tests.publishing.test_admin import ADD, PREFIX, change_url, form, whole

pytestmark = pytest.mark.django_db
AUTOSAVE = "/admin/news/article/autosave/"


def autosave_url(article):
    return f"/admin/news/article/{article.pk}/autosave/"


def resent(copy, **fields):
    """The form as a browser sends it when it shows a copy."""
    return dict(copies.as_data(copy).lists()) | fields


def autosaved(client, url, fields):
    answer = client.post(url, fields)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text)


@pytest.fixture
def second(make_user):
    """Another chief editor."""
    return make_user("druha", "Šéfredaktor", first_name="Dana", last_name="Druhá")


# --- what is typed is kept ------------------------------------------------------------------------


def test_a_new_text_is_kept_before_it_is_stored(editor_client, editor):
    told = autosaved(editor_client, AUTOSAVE, form(title="", lead="Rozepsaný perex"))
    copy = WorkingCopy.objects.get()
    assert (copy.pk, copy.author, copy.object_id) == (told["copy"], editor, None)
    local = timezone.localtime(copy.saved_at)
    assert told["saved"] == f"{local.hour}:{local.minute:02}"
    assert not Article.objects.exists()
    page = editor_client.get(told["address"]).text
    assert "Rozepsaný perex" in page
    assert "errorlist" not in page


def test_typing_on_makes_one_copy_and_not_many(editor_client):
    told = autosaved(editor_client, AUTOSAVE, form(title="A"))
    for title in ("Ab", "Abc"):
        known = {"_copy": told["copy"], "_edition": told["edition"]}
        told = autosaved(editor_client, AUTOSAVE, form(title=title) | known)
    assert WorkingCopy.objects.get().title == "Abc"


def test_what_readers_see_stays_until_it_is_published(chief_editor_client, client):
    article = published(title="Původní titulek")
    autosaved(chief_editor_client, autosave_url(article), whole(article, title="Nový titulek"))
    answer = chief_editor_client.post(
        change_url(article), whole(article, title="Nový titulek", _save="1"), follow=True
    )
    assert "Čtenáři vidí dál tu zveřejněnou" in answer.text
    assert 'value="Nový titulek"' in answer.text
    assert "Liší se: titulek" in answer.text
    assert "Původní" in client.get(article.get_absolute_url()).text
    chief_editor_client.post(
        change_url(article), whole(article, title="Nový titulek", _publish="1")
    )
    assert "Nový" in client.get(article.get_absolute_url()).text
    assert not WorkingCopy.objects.exists()


def test_invalid_values_come_back_as_they_were_typed(chief_editor_client):
    article = published()
    fields = whole(article, publish_at_0="kdysi dávno", shown_on="31. 2. 2015", slug="Ž ž")
    autosaved(chief_editor_client, autosave_url(article), fields)
    page = chief_editor_client.get(change_url(article)).text
    for typed in ("kdysi dávno", "31. 2. 2015", "Ž ž"):
        assert f'value="{typed}"' in page
    assert "errorlist" not in page


def test_rows_of_tables_and_ticks_are_kept_too(chief_editor_client):
    article, document = published(), DocumentFactory()
    fields = whole(article) | {
        "regions": [region().pk, region("Kraj Vysočina").pk],
        "pinned": "on",
        f"{PREFIX}-TOTAL_FORMS": "1",
        f"{PREFIX}-0-document": document.pk,
        f"{PREFIX}-0-title": "Rozepsaná příloha",
        f"{PREFIX}-0-position": "",
    }
    autosaved(chief_editor_client, autosave_url(article), fields)
    answer = chief_editor_client.get(change_url(article))
    assert 'value="Rozepsaná příloha"' in answer.text
    ticked = answer.context["adminform"].form["regions"].value()
    assert sorted(map(int, ticked)) == sorted([region().pk, region("Kraj Vysočina").pk])
    assert {"kraje", "přílohy"} <= set(answer.context["differs"])


def test_a_refused_form_is_kept_although_nothing_was_published(chief_editor_client):
    answer = chief_editor_client.post(ADD, form(title="", lead="Celý perex", _publish="1"))
    assert "je uložené jako rozepsané" in answer.text
    assert list(answer.context["adminform"].form.errors) == ["title"]
    assert copies.as_data(WorkingCopy.objects.get())["lead"] == "Celý perex"


def test_a_draft_that_was_saved_needs_no_copy_any_more(editor_client):
    told = autosaved(editor_client, AUTOSAVE, form(title="Sad"))
    editor_client.post(ADD, form(title="Sad", _save="1", _copy=told["copy"], _edition="1"))
    assert Article.objects.get().title == "Sad"
    assert not WorkingCopy.objects.exists()


def test_who_saves_and_writes_on_stays_at_the_form(chief_editor_client):
    article = ArticleFactory()
    told = autosaved(chief_editor_client, autosave_url(article), whole(article, title="Sad"))
    sent = whole(article, title="Sad", _continue="1", _copy=told["copy"], _edition=1)
    answer = chief_editor_client.post(told["address"], sent)
    assert answer["Location"] == change_url(article)
    # A bookmark of the copy that is no more leads to the form.
    assert "už tu není" in chief_editor_client.get(told["address"], follow=True).text


def test_another_window_of_the_same_person_sets_nothing_lost(chief_editor_client):
    article = published()
    first = autosaved(chief_editor_client, autosave_url(article), whole(article, title="Okno 1"))
    known = {"_copy": first["copy"], "_edition": "0"}  # the second window began before it
    autosaved(chief_editor_client, autosave_url(article), whole(article, title="Okno 2") | known)
    rows = {row.title: row.state for row in WorkingCopy.objects.all()}
    assert rows == {"Okno 1": CopyState.ASIDE, "Okno 2": CopyState.EDITING}


def test_a_text_open_in_two_windows_says_so(editor_client, editor):
    first = autosaved(editor_client, AUTOSAVE, form(title="Okno 1"))
    known = {"_copy": first["copy"], "_edition": first["edition"]}
    autosaved(editor_client, AUTOSAVE, form(title="Okno 1, dál") | known)
    told = autosaved(editor_client, AUTOSAVE, form(title="Okno 2") | known)
    assert not first["warning"]
    assert "v jiném okně" in told["warning"] and "„Smazané“" in told["warning"]
    draft = ArticleFactory(created_by=editor)
    autosaved(editor_client, autosave_url(draft), whole(draft, title="Okno 1"))
    told = autosaved(editor_client, autosave_url(draft), whole(draft, title="2", _edition=7))
    assert "v historii" in told["warning"]


def test_of_a_text_that_was_never_stored_no_stored_version_is_offered(editor_client):
    told = autosaved(editor_client, AUTOSAVE, form(title="Nový"))
    page = editor_client.get(told["address"]).text
    assert "Máte rozepsanou verzi" in page and "Text ještě není uložený." in page
    assert "Ukázat uloženou verzi" not in page and "Liší se" not in page
    answer = editor_client.post(f"/admin/news/article/kopie/{told['copy']}/zahodit/", follow=True)
    assert "Ještě rok ji najdete v přehledu pod tlačítkem „Smazané“." in answer.text
    assert "Nový" in editor_client.get("/admin/news/article/smazane/").text


def test_a_refused_form_says_what_differs(chief_editor_client):
    article = published(title="Původní")
    sent = whole(article, title="Jiný", shown_on="31. 2. 2026", _publish="1")
    page = chief_editor_client.post(change_url(article), sent).text
    assert "Liší se: titulek" in page and "datum.</p>" in page


def test_an_address_made_of_the_title_is_no_difference(editor_client, chief_editor_client):
    editor_client.post(ADD, form(title="Nový sad", _submit="1"))
    copy = WorkingCopy.objects.get()
    url = f"/admin/news/article/{copy.object_id}/change/?kopie={copy.pk}"
    assert "Liší se" not in chief_editor_client.get(url).text


def test_what_is_discarded_is_only_set_aside(chief_editor_client):
    article = published()
    told = autosaved(chief_editor_client, autosave_url(article), whole(article, title="Zahozený"))
    chief_editor_client.post(f"/admin/news/article/kopie/{told['copy']}/zahodit/")
    assert "Zahozený" not in chief_editor_client.get(change_url(article)).text
    assert WorkingCopy.objects.get().state == CopyState.ASIDE


def test_texts_set_aside_long_ago_are_forgotten(chief_editor_client):
    article = published()
    told = autosaved(chief_editor_client, autosave_url(article), whole(article, title="Starý"))
    chief_editor_client.post(f"/admin/news/article/kopie/{told['copy']}/zahodit/")
    assert copies.forget_old() == 0
    assert copies.forget_old(timezone.now() + timedelta(days=366)) == 1


def test_a_field_that_the_form_has_gained_since_keeps_what_is_stored(chief_editor_client):
    article = published(byline="Jana Nováková")
    autosaved(chief_editor_client, autosave_url(article), whole(article, title="Nový"))
    copy = WorkingCopy.objects.get()
    copy.data["fields"].remove("byline")
    copy.save()
    page = chief_editor_client.get(change_url(article)).text
    assert 'value="Nový"' in page and 'value="Jana Nováková"' in page


def test_a_session_that_is_over_is_told_and_not_redirected(client):
    answer = client.post(AUTOSAVE, form())
    assert answer.status_code == 401
    assert json.loads(answer.text)["error"] == "Přihlášení vypršelo."


@pytest.mark.parametrize("typed", ["\x00", "\ud83d\ude00" * 10, "x" * 100_000, "<script>"])
def test_any_text_is_kept(editor_client, typed):
    text = typed.encode("utf-16", "surrogatepass").decode("utf-16")
    autosaved(editor_client, AUTOSAVE, form(title=text))
    assert editor_client.get(f"{ADD}?kopie={WorkingCopy.objects.get().pk}").status_code == 200


@pytest.mark.parametrize("name", ["_copy", "_edition", "_version"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "²"])
def test_malformed_numbers_of_the_form_do_no_harm(editor_client, name, value):
    autosaved(editor_client, AUTOSAVE, form(title="Sad") | {name: value})
    assert editor_client.get(f"{ADD}?kopie={value}").status_code in (200, 302)


# --- whose it is ----------------------------------------------------------------------------------


def test_nobody_reads_or_discards_the_copy_of_another_author(editor_client, make_user):
    told = autosaved(editor_client, AUTOSAVE, form(title="Tajné"))
    other = signed_in(make_user("jina", "Autor"))
    page = other.get(told["address"], follow=True)
    assert "už tu není" in page.text and "Tajné" not in page.text
    assert other.post(f"/admin/news/article/kopie/{told['copy']}/zahodit/").status_code == 404
    autosaved(other, AUTOSAVE, form(title="Moje", _copy=told["copy"]))
    assert sorted(row.title for row in WorkingCopy.objects.all()) == ["Moje", "Tajné"]


@pytest.mark.parametrize("phase", [Phase.VISIBLE, Phase.SCHEDULED, Phase.WITHDRAWN])
def test_an_author_keeps_nothing_for_what_they_may_not_change(editor_client, editor, phase):
    article = bring_to(ArticleFactory(created_by=editor), phase)
    assert editor_client.post(autosave_url(article), whole(article)).status_code == 403
    assert not WorkingCopy.objects.exists()


def test_an_outsider_keeps_nothing(outsider_client):
    assert outsider_client.post(AUTOSAVE, form()).status_code == 401


# --- two people -----------------------------------------------------------------------------------


def test_the_form_says_who_else_has_it_open(chief_editor_client, second):
    article = published()
    autosaved(signed_in(second), autosave_url(article), whole(article, title="Danin titulek"))
    page = chief_editor_client.get(change_url(article)).text
    assert "Dana Druhá</strong> má tento text také rozepsaný" in page
    assert "Danin titulek" not in page.split('id="id_title"')[0].split("standing--alert")[0]


def test_a_save_on_an_outdated_version_never_overwrites(chief_editor_client, second, client):
    article = published(title="Původní", lead="Perex.")
    version = article.version
    other = signed_in(second)
    theirs = whole(article, title="Danin titulek", _publish="1", _version=version)
    assert other.post(change_url(article), theirs).status_code == 302
    mine = whole(article, title="Původní", lead="Můj perex.", _publish="1", _version=version)
    answer = chief_editor_client.post(change_url(article), mine, follow=True)
    assert "Text mezitím změnil někdo jiný" in answer.text
    assert "Danin titulek" in answer.text and "Můj perex." in answer.text
    assert "Danin titulek" in client.get(article.get_absolute_url()).text.replace("\xa0", " ")
    address = answer.redirect_chain[-1][0]
    # The title is theirs, the lead mine.
    answer = chief_editor_client.post(address, {"title": "theirs", "lead": "mine"}, follow=True)
    assert 'value="Danin titulek"' in answer.text and "Můj perex." in answer.text
    copy = WorkingCopy.objects.exclude(state=CopyState.ASIDE).get()
    article.refresh_from_db()
    assert copy.base_version == article.version
    sent = resent(copy, _publish="1", _version=article.version, _copy=copy.pk)
    chief_editor_client.post(change_url(article), sent)
    article.refresh_from_db()
    assert (article.title, article.lead) == ("Danin titulek", "Můj perex.")
    # What was not taken is still there.
    aside = copies.as_data(WorkingCopy.objects.get(state=CopyState.ASIDE))
    assert aside["title"] == "Původní"


def test_what_nobody_changed_is_no_difference(chief_editor_client, second):
    """Line breaks come from a browser in their own way, and a text area begins with one."""
    article = published(title="Sad", lead="První řádek.\nDruhý řádek.")
    version = article.version
    sent = whole(article, lead="První řádek.\r\nDruhý řádek.", body=article.body, _version=version)
    signed_in(second).post(change_url(article), sent | {"title": "Danin", "_publish": "1"})
    answer = chief_editor_client.post(
        change_url(article), sent | {"title": "Můj", "_publish": "1"}, follow=True
    )
    told = {side.name for side in answer.context["sides"]}
    assert told - {"publish_at"} == {"title"}  # the test types the moment in another way
    chief_editor_client.post(answer.redirect_chain[-1][0], {"title": "theirs"})
    copy = WorkingCopy.objects.exclude(state=CopyState.ASIDE).get()
    assert copies.as_data(copy)["lead"].splitlines() == ["První řádek.", "Druhý řádek."]


def test_a_draft_is_not_overwritten_either(chief_editor_client, second):
    article = ArticleFactory(title="Původní")
    version = article.version
    signed_in(second).post(change_url(article), whole(article, title="Danin", _version=version))
    answer = chief_editor_client.post(
        change_url(article), whole(article, title="Můj", _save="1", _version=version)
    )
    assert "/stret/" in answer["Location"]
    article.refresh_from_db()
    assert article.title == "Danin"


def test_what_only_the_other_changed_is_chosen_as_theirs(chief_editor_client, second):
    article = published(title="Původní", lead="Perex.")
    article.attachments.create(document=DocumentFactory(), title="Program")
    version = article.version
    sent = whole(article, lead="Perex.", body=article.body, _version=version, _publish="1")
    theirs = sent | {"title": "Danin", "lead": "Danin perex.", "body": "<p>Danin text.</p>"}
    signed_in(second).post(change_url(article), theirs)
    mine = sent | {"lead": "Můj perex."}
    answer = chief_editor_client.post(change_url(article), mine, follow=True)
    chosen = {side.name: side.is_theirs_alone for side in answer.context["sides"]}
    assert (chosen["title"], chosen["body"], chosen["lead"]) == (True, True, False)
    assert 'name="title" value="theirs" checked' in answer.text
    assert 'name="lead" value="mine" checked' in answer.text
    assert "Co změnil jen jeden z vás, je už vybrané." in answer.text


def test_a_draft_that_another_has_published_is_a_conflict_and_no_mistake(
    chief_editor_client, second
):
    """The form was opened before it had a moment: an empty one is not what its writer wants."""
    article = ArticleFactory(title="Původní")
    unmoved = {"publish_at_0": "", "publish_at_1": "", "_publish": "1"}
    sent = whole(article, _version=article.version, **unmoved)
    signed_in(second).post(change_url(article), sent | {"title": "Danin"})
    answer = chief_editor_client.post(change_url(article), sent | {"lead": "Můj"}, follow=True)
    assert "Text mezitím změnil někdo jiný" in answer.text
    assert "potřebuje okamžik" not in answer.text
    chosen = {side.name for side in answer.context["sides"] if side.is_theirs_alone}
    assert chosen == {"title", "publish_at"}
    taken = dict.fromkeys(chosen, "theirs")
    chief_editor_client.post(answer.redirect_chain[-1][0], taken)
    copy = WorkingCopy.objects.exclude(state=CopyState.ASIDE).get()
    sent = resent(copy, _publish="1", _version=copy.base_version, _copy=copy.pk)
    chief_editor_client.post(change_url(article), sent)
    article.refresh_from_db()
    assert (article.title, article.lead) == ("Danin", "Můj")


# --- approval -------------------------------------------------------------------------------------


@pytest.fixture
def handed_over(editor_client, editor, chief_editor):
    """An author's draft, handed over with a note."""
    article = ArticleFactory(title="Nový sad", created_by=editor)
    mail.outbox.clear()
    fields = whole(article, title="Nový sad", _submit="1", _note="Prosím ještě dnes.")
    answer = editor_client.post(change_url(article), fields, follow=True)
    assert "Předáno ke schválení" in answer.text
    return article


def sent_mail():
    from post_office.models import Email

    return mail.outbox or list(Email.objects.order_by("pk"))


def test_who_may_publish_learns_by_mail_that_a_text_waits(handed_over, chief_editor):
    (letter,) = [each for each in sent_mail() if chief_editor.email in each.to]
    assert "Nový sad" in letter.subject
    text = getattr(letter, "body", None) or letter.message
    assert "Prosím ještě dnes." in text and "?kopie=" in text
    assert WorkingCopy.objects.get().state == CopyState.IN_REVIEW


def test_the_chief_editor_publishes_it(handed_over, chief_editor_client, client, editor):
    copy = WorkingCopy.objects.get()
    page = chief_editor_client.get(f"{change_url(handed_over)}?kopie={copy.pk}").text
    assert "Prosím ještě dnes." in page and "Schválit a zveřejnit" in page
    sent = resent(copy, **kept_first(chief_editor_client, copy), _publish="1")
    chief_editor_client.post(change_url(handed_over), sent)
    assert "Nový" in client.get(handed_over.get_absolute_url()).text
    assert not WorkingCopy.objects.exists()
    assert any(editor.email in each.to and "Schváleno" in each.subject for each in sent_mail())


def test_or_returns_it_with_a_note(handed_over, chief_editor_client, editor_client, editor):
    copy = WorkingCopy.objects.get()
    give_back = resent(copy, **kept_first(chief_editor_client, copy), _return="1")
    answer = chief_editor_client.post(change_url(handed_over), give_back, follow=True)
    assert "Napište, co má autor změnit" in answer.text
    give_back["_note"] = "Doplňte fotku."
    answer = chief_editor_client.post(change_url(handed_over), give_back, follow=True)
    assert f"Vráceno: {editor.get_full_name() or editor}." in answer.text
    assert WorkingCopy.objects.get().state == CopyState.RETURNED
    assert any(editor.email in each.to and "Vráceno" in each.subject for each in sent_mail())
    page = editor_client.get(change_url(handed_over)).text
    assert "vrátila k přepracování" in page and "Doplňte fotku." in page


def kept_first(client, copy, **changes):
    """A browser keeps what a form holds before it sends it; what the form knows afterwards."""
    shown = {"_reviewed": copy.pk, "_reviewed_edition": copy.edition}
    known = {"_copy": copy.pk, "_edition": copy.edition} | shown
    url = f"/admin/news/article/{copy.object_id}/autosave/"
    told = autosaved(client, url, resent(copy, **known, **changes))
    return shown | {"_copy": told["copy"], "_edition": told["edition"]}


def test_who_approves_may_mend_it_and_come_back_to_it(handed_over, chief_editor_client, editor):
    copy = WorkingCopy.objects.get()
    known = kept_first(chief_editor_client, copy, title="Opravený sad")
    page = chief_editor_client.get(f"{change_url(handed_over)}?kopie={known['_copy']}").text
    assert "Opravený sad" in page and "Prosím ještě dnes." in page
    assert "Schválit a zveřejnit" in page and "Vrátit autorovi" in page
    assert f'name="_reviewed" value="{copy.pk}"' in page


def test_what_who_returns_a_text_changed_in_it_is_set_aside(handed_over, chief_editor_client):
    copy = WorkingCopy.objects.get()
    known = kept_first(chief_editor_client, copy, title="Opravený sad")
    sent = resent(copy, **known, title="Opravený sad", _return="1", _note="Takhle ne.")
    answer = chief_editor_client.post(change_url(handed_over), sent, follow=True)
    assert "zůstalo odložené v jeho historii" in answer.text
    states = WorkingCopy.objects.values_list("title", "state")
    assert set(states) == {
        ("Nový sad", CopyState.RETURNED),
        ("Opravený sad", CopyState.ASIDE),
    }


def test_a_text_that_was_taken_back_cannot_be_returned(
    handed_over, chief_editor_client, editor_client
):
    copy = WorkingCopy.objects.get()
    autosaved(editor_client, autosave_url(handed_over), resent(copy, title="Ještě ne"))
    sent = resent(copy, _reviewed=copy.pk, _return="1", _note="x")
    answer = chief_editor_client.post(change_url(handed_over), sent, follow=True)
    assert "už na schválení nečeká" in answer.text
    assert WorkingCopy.objects.get(author=copy.author).state == CopyState.EDITING


def test_an_author_cannot_return_or_approve(handed_over, editor_client, client):
    copy = WorkingCopy.objects.get()
    fields = whole(handed_over, _return="1", _reviewed=copy.pk, _note="x")
    assert editor_client.post(change_url(handed_over), fields).status_code == 403
    fields = whole(handed_over, _publish="1", _copy=copy.pk)
    editor_client.post(change_url(handed_over), fields)
    assert client.get(handed_over.get_absolute_url()).status_code == 404


def test_an_incomplete_text_is_not_handed_over_but_kept(editor_client, editor):
    article = ArticleFactory(created_by=editor)
    answer = editor_client.post(change_url(article), whole(article, title="", _submit="1"))
    assert list(answer.context["adminform"].form.errors) == ["title"]
    assert WorkingCopy.objects.get().state == CopyState.EDITING


def test_an_author_who_writes_on_takes_the_text_back(handed_over, editor_client):
    copy = WorkingCopy.objects.get()
    known = {"_copy": copy.pk, "_edition": copy.edition}
    fields = whole(handed_over, title="Ještě jinak") | known
    autosaved(editor_client, autosave_url(handed_over), fields)
    assert WorkingCopy.objects.get().state == CopyState.EDITING


def test_numbers_above_a_thousand_are_no_words_for_people(chief_editor_client, second):
    """A form that sent "12 345" back would name no copy and know no version."""
    article = published(title="Sad")
    Article.objects.filter(pk=article.pk).update(version=54_321)
    article.refresh_from_db()
    for person, pk in ((second, 12_345), (None, 12_346)):
        client = signed_in(person) if person else chief_editor_client
        told = autosaved(
            client, autosave_url(article), whole(article, title="Můj", _version=54_321)
        )
        WorkingCopy.objects.filter(pk=told["copy"]).update(id=pk, edition=6_789)
    page = chief_editor_client.get(change_url(article)).text
    for expected in (
        'name="_version" value="54321"',
        'name="_copy" value="12346"',
        'name="_edition" value="6789"',
        'href="?kopie=12345"',
    ):
        assert expected in page
