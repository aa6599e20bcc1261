"""The editor's first page: what waits for whom, and nothing that is not theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from nszm_portal.publishing import copies, review
from nszm_portal.publishing.models import MissingAddress
from nszm_portal.publishing.visibility import Phase
from tests.conftest import signed_in
from tests.factories.library import PictureFactory
from tests.factories.meetings import coming
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import ArticleFactory, bring_to, published
from tests.publishing.doors import part

pytestmark = pytest.mark.django_db
DESK = "/admin/"


def on(client, key, query=""):
    return part(client.get(f"{DESK}{query}").text, key)


def typed(author, title="Text o parku", publication=None, kind="article"):
    pk = publication.pk if publication else None
    return copies.keep(kind, pk, author, QueryDict(f"title={title}"))


def test_each_part_says_something_when_it_is_empty(editor_client, chief_editor_client):
    for client in (editor_client, chief_editor_client):
        for key in ("mine", "waiting", "scheduled", "published", "problems"):
            assert 'class="desk__empty"' in on(client, key)


def test_my_unfinished_texts_are_mine_alone(editor_client, editor, chief_editor):
    live = published(title="Živý text")
    new, change = typed(editor, "Nový text"), typed(editor, "Změněný text", live)
    draft = ArticleFactory(title="Můj koncept", created_by=editor)
    typed(chief_editor, "Cizí text")
    ArticleFactory(title="Cizí koncept", created_by=chief_editor)
    copies.set_aside(typed(editor, "Odložený text"))
    text = on(editor_client, "mine")
    assert f'href="/admin/news/article/add/?kopie={new.pk}"' in text
    assert f'href="/admin/news/article/{live.pk}/change/?kopie={change.pk}"' in text
    assert "změna zveřejněného" in text
    assert f'href="/admin/news/article/{draft.pk}/change/"' in text
    assert "Cizí" not in text and "Odložený" not in text
    for address in (f"add/?kopie={new.pk}", f"{draft.pk}/change/"):
        assert editor_client.get(f"/admin/news/article/{address}").status_code == 200


def test_a_text_without_a_title_has_a_name_to_click(editor_client, editor):
    typed(editor, title=" ")
    assert "Bez titulku</a>" in on(editor_client, "mine")


def test_a_draft_with_a_working_copy_stands_once(editor_client, editor):
    draft = ArticleFactory(title="Koncept", created_by=editor)
    typed(editor, "Koncept dál", draft)
    assert on(editor_client, "mine").count("<li") == 1


def test_a_copy_of_what_somebody_deleted_leads_nowhere(editor_client, editor):
    draft = ArticleFactory(created_by=editor)
    typed(editor, "Osiřelý text", draft)
    draft.delete()
    text = on(editor_client, "mine")
    assert "Osiřelý text" in text and "smazal" in text and "href" not in text


def test_what_is_handed_over_waits_for_who_may_publish_the_kind(
    editor, chief_editor_client, meetings_editor, editor_client
):
    draft = ArticleFactory(title="Text o parku", created_by=editor)
    copy = typed(editor, publication=draft)
    review.submit(copy, draft, note="Prosím o kontrolu.")
    text = on(chief_editor_client, "waiting")
    assert f"{draft.pk}/change/?kopie={copy.pk}" in text
    assert "Prosím o kontrolu." in text and "Alena Čermáková" in text
    assert "Text o parku" not in on(signed_in(meetings_editor), "waiting")
    assert "Text o parku" not in on(editor_client, "waiting")
    assert "čeká na schválení" in on(editor_client, "mine")


def test_what_came_back_waits_for_its_author_with_the_note(
    editor, editor_client, chief_editor, chief_editor_client
):
    draft = ArticleFactory(created_by=editor)
    copy = typed(editor, publication=draft)
    review.submit(copy, draft, note="")
    review.give_back(copy, by=chief_editor, note="Doplňte čísla.")
    text = on(editor_client, "waiting")
    assert "vráceno k přepracování" in text and "Doplňte čísla." in text and "Radim Žák" in text
    assert "Text o parku" not in on(editor_client, "mine")
    assert "Text o parku" not in on(chief_editor_client, "waiting")


@time_machine.travel("2026-06-10 10:00+00:00", tick=False)
def test_the_calendar_and_the_list_tell_what_will_appear(chief_editor_client):
    plan = {"První": (6, 12), "Druhý": (6, 12), "Třetí": (6, 30), "Pozdější": (8, 1)}
    for title, (month, day) in plan.items():
        article = ArticleFactory(title=title)
        article.publish(at=timezone.now().replace(month=month, day=day, hour=22, minute=30))
    text = on(chief_editor_client, "scheduled")
    assert "červen 2026" in text and "13.\u00a06. 2026 0:30" in text  # Prague's day
    assert '<a href="#den-13" aria-label="13. červen 2026: 2 texty">' in text
    assert text.count('id="den-13"') == 1
    assert "Třetí" not in text and "Později: 2" in text
    assert "Třetí" in on(chief_editor_client, "scheduled", "?mesic=2026-07")
    assert 'aria-current="date"' in text
    assert '<th scope="col" abbr="pondělí">po</th>' in text


@time_machine.travel("2026-06-10 10:00+00:00", tick=False)
def test_the_nearest_month_with_something_is_shown(chief_editor_client):
    article = ArticleFactory(title="Podzimní")
    article.publish(at=timezone.now().replace(month=10))
    assert "říjen 2026" in on(chief_editor_client, "scheduled")


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-01", "9999-12", "%00", "2026-06-01"])
def test_any_month_asked_for_is_answered(chief_editor_client, month):
    assert chief_editor_client.get(f"{DESK}?mesic={month}").status_code == 200


def test_just_published_are_the_last_ten(chief_editor_client):
    for number in range(12):
        published(title=f"Text číslo {number}.")
    for phase in (Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN):
        bring_to(ArticleFactory(title=f"Skrytý {phase}"), phase)
    text = on(chief_editor_client, "published")
    assert text.count("<li") == 10
    assert "Skrytý" not in text


def test_titles_of_a_kind_that_one_may_not_read_are_nowhere(partners_editor, make_user):
    bring_to(coming(title="Setkání v Brně"), Phase.VISIBLE)
    from nszm_portal.pages.models import Page

    published(Page, title="Utajená stránka")
    text = signed_in(partners_editor).get(DESK).text
    assert "Utajená stránka" not in text


# --- problems ----------------------------------------------------------------------------------


def test_undescribed_pictures_lead_to_where_they_are_described(editor_client):
    picture = PictureFactory()
    type(picture).objects.filter(pk=picture.pk).update(description="")
    text = on(editor_client, "problems")
    assert "1 obrázek nemá popis" in text
    address = "/admin/library/picture/popsat/"
    assert address in text
    assert [row.instance for row in editor_client.get(address).context["rows"]] == [picture]


def test_agreements_about_to_expire_are_for_who_may_renew_them(
    partners_editor, chief_editor_client, editor_client
):
    today = timezone.localdate()
    for title, days in {"Brzy": 40, "Za rok": 365, "Dávno": -5}.items():
        agreement = AgreementFactory(title=title, valid_until=today + timedelta(days=days))
        agreement.publish()
    AgreementFactory(title="Brzy, ale koncept", valid_until=today + timedelta(days=3))
    for client in (signed_in(partners_editor), chief_editor_client):
        text = on(client, "problems")
        assert "Brzy" in text and "koncept" not in text
        assert "Za rok" not in text and "Dávno" not in text
    assert "Brzy" not in on(editor_client, "problems")


def test_coming_meetings_without_a_place_are_told(chief_editor_client, editor_client):
    coming(title="Kdoví kde", venue="", address="")
    coming(title="V Jihlavě", venue="Krajský úřad")
    text = on(chief_editor_client, "problems")
    assert "Kdoví kde" in text and "V Jihlavě" not in text
    assert "Kdoví kde" not in on(editor_client, "problems")


def test_missing_addresses_are_for_who_may_redirect_them(chief_editor_client, editor_client):
    now = timezone.now()
    MissingAddress.objects.create(path="/akce/forum/", count=7, first_at=now, last_at=now)
    assert "redirect/add/?path=%2Fakce%2Fforum%2F" in on(chief_editor_client, "problems")
    assert "/akce/forum/" not in on(editor_client, "problems")


# --- cost and frame ----------------------------------------------------------------------------


def test_the_desk_costs_the_same_however_full(
    chief_editor, chief_editor_client, editor, django_assert_max_num_queries
):
    for number in range(15):
        draft = ArticleFactory(created_by=chief_editor)
        typed(chief_editor, f"Text {number}", draft if number % 2 else None)
        copy = typed(editor, f"K posouzení {number}", ArticleFactory(created_by=editor))
        review.submit(copy, ArticleFactory(), note="")
        bring_to(ArticleFactory(), Phase.SCHEDULED)
        published()
    with django_assert_max_num_queries(34):
        chief_editor_client.get(DESK)


def test_the_sections_stand_under_it(chief_editor_client):
    text = chief_editor_client.get(DESK).text
    assert text.index('id="problems"') < text.index("/admin/news/article/add/")
    assert "Adresy, které tu nejsou" in text
