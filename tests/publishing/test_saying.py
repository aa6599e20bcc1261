"""What the button says that it will do, and what a refused form says that it lacks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nszm_portal.publishing import copies, saying
from nszm_portal.publishing.visibility import Phase
from tests.factories.meetings import held
from tests.factories.publishing import ArticleFactory, bring_to, published
from tests.publishing.test_admin import ADD, PREFIX, change_url, form, whole

pytestmark = pytest.mark.django_db


def said(page):
    return page.context["says"]["sentence"]


def test_a_new_one_is_published_at_once(chief_editor_client):
    page = chief_editor_client.get(ADD)
    assert said(page) == saying.NOW and saying.NOW in page.text


@pytest.mark.parametrize(
    "phase,expected",
    [
        (Phase.DRAFT, saying.NOW),
        (Phase.SCHEDULED, "Zveřejní se "),
        (Phase.VISIBLE, saying.REPLACES),
        (Phase.EXPIRED, saying.NOW),
        (Phase.WITHDRAWN, saying.NOW),
    ],
)
def test_each_phase_has_its_sentence(chief_editor_client, phase, expected):
    article = bring_to(ArticleFactory(), phase)
    assert said(chief_editor_client.get(change_url(article))).startswith(expected)


def test_the_moment_is_said_in_prague(chief_editor_client):
    article = ArticleFactory()
    article.publish(at=timezone.now().replace(year=2099, month=6, day=3, hour=6, minute=0))
    sentence = said(chief_editor_client.get(change_url(article))).replace("\u00a0", " ")
    assert sentence == "Zveřejní se 3. 6. 2099 v 8:00 (Praha)."


def test_a_live_one_moved_ahead_is_said_to_vanish_until_then():
    live, ahead = published(), timezone.now() + timedelta(days=2)
    sentence = saying.sentences(live, ahead, timezone.now())["sentence"]
    assert sentence.startswith("Čtenáři text přestanou vidět")


def test_a_working_copy_says_what_was_typed_in_it(chief_editor_client, chief_editor):
    from django.http import QueryDict

    article = ArticleFactory()
    data = QueryDict("title=Park&publish_at_0=3. června 2099&publish_at_1=8")
    copies.keep("article", article.pk, chief_editor, data)
    assert "3.\u00a06. 2099" in said(chief_editor_client.get(change_url(article)))


def test_a_moment_that_is_none_is_said_not_to_be_understood(chief_editor_client):
    sent = form(_publish="1", publish_at_0="někdy", publish_at_1="ráno")
    assert said(chief_editor_client.post(ADD, sent)) == saying.UNREAD


def test_who_may_not_publish_is_told_nothing_of_it(editor_client):
    assert "publish-says" not in editor_client.get(ADD).text


def test_a_moment_typed_in_words_schedules(chief_editor_client):
    sent = form(_publish="1", publish_at_0="3. června 2099", publish_at_1="8")
    assert "3.\u00a06. 2099 v\u00a08:00" in chief_editor_client.post(ADD, sent, follow=True).text


# --- what is missing ---------------------------------------------------------------------------


def test_what_is_missing_is_listed_with_links(chief_editor_client):
    page = chief_editor_client.post(
        "/admin/partners/partner/add/", form(title="", level="national", _publish="1")
    )
    faults = page.context["faults"]
    assert [(fault.label, fault.target) for fault in faults.missing] == [
        ("název", "id_title"),
        ("typ", "id_type"),
    ]
    listed = page.text.split('id="faults"')[1].split("</div>")[0]
    assert "Zveřejnit to zatím nejde." in listed
    for fault in faults.missing:
        assert f'<a href="#{fault.target}">{fault.label}</a>' in listed
        assert f'id="{fault.target}"' in page.text


def test_what_is_wrong_is_told_with_its_sentence(chief_editor_client):
    sent = form(_publish="1", shown_on="zítra", publish_at_0="někdy", publish_at_1="25:00")
    page = chief_editor_client.post(ADD, sent)
    wrong = {fault.label: fault for fault in page.context["faults"].wrong}
    assert wrong["datum"].target == "id_shown_on" and "datum" in wrong["datum"].text
    assert wrong["zveřejnit od"].target == "id_publish_at_0"
    assert 'id="id_publish_at_0"' in page.text


def test_rows_are_listed_with_their_number(chief_editor_client):
    rows = {
        f"{PREFIX}-TOTAL_FORMS": "2",
        f"{PREFIX}-0-position": "100",
        f"{PREFIX}-1-position": "100",
        f"{PREFIX}-1-title": "Bez dokumentu",
    }
    page = chief_editor_client.post(ADD, form(_publish="1", **rows))
    (fault,) = page.context["faults"].missing
    assert fault.label == "přílohy, 2. řádek: dokument"
    assert fault.target == f"id_{PREFIX}-1-document"
    assert f'id="{fault.target}"' in page.text


def test_a_meeting_without_a_date_lacks_it(chief_editor_client):
    meeting = held(Phase.DRAFT, undated=True)
    prefixes = ["items", "materials", "speakers", "photographs", PREFIX]
    empty = {f"{prefix}-{key}_FORMS": "0" for prefix in prefixes for key in ("TOTAL", "INITIAL")}
    sent = {"title": meeting.title, "status": "planned", "_publish": "1"} | empty
    page = chief_editor_client.post(f"/admin/meetings/meeting/{meeting.pk}/change/", sent)
    assert "id_starts_on" in [fault.target for fault in page.context["faults"].missing]


def test_a_good_form_and_one_just_opened_list_nothing(chief_editor_client):
    assert 'id="faults"' not in chief_editor_client.get(ADD).text
    live = published()
    page = chief_editor_client.post(change_url(live), whole(live, _publish="1"), follow=True)
    assert 'id="faults"' not in page.text
