"""Who has an address when two could have it."""

import pytest
from django.db import IntegrityError, transaction
from lxml import html

from nszm_portal.publishing import targets
from nszm_portal.publishing.models import Redirect
from nszm_portal.publishing.visibility import Phase
from tests.browser.payloads import ADDRESSES
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
FORMER = "/aktuality/prvni-adresa/"


def moved():
    article = published(title="První adresa")
    article.slug = "druha-adresa"
    article.save()
    return article


def test_a_draft_takes_no_address_from_readers(client):
    moved()
    draft = ArticleFactory(title="První adresa")
    assert draft.get_absolute_url() == FORMER
    assert client.get(FORMER)["Location"] == "/aktuality/druha-adresa/"


def test_a_live_page_wins_over_a_redirect(client):
    moved()
    bring_to(ArticleFactory(title="První adresa"), Phase.VISIBLE)
    assert client.get(FORMER).status_code == 200
    assert not Redirect.objects.exists()


# --- typed by hand -----------------------------------------------------------------------------

ADD = "/admin/publishing/redirect/add/"


def typed(client, path, leads_to):
    return client.post(ADD, {"path": path, "leads_to": leads_to})


def refusals(answer):
    assert answer.status_code == 200, "it was taken"
    return " ".join(str(error) for error in answer.context["errors"])


@pytest.mark.parametrize("who", ["chief_editor_client", "administrator_client"])
def test_an_old_address_is_led_to_a_publication_and_follows_it(request, client, who):
    article = published(title="Lavičky")
    answer = typed(request.getfixturevalue(who), "/akce/lavicky/", "/aktuality/lavicky/")
    assert answer.status_code == 302
    assert client.get("/akce/lavicky/")["Location"] == "/aktuality/lavicky/"
    assert client.get("/akce/lavicky/tisk/")["Location"] == "/aktuality/lavicky/tisk/"
    article.slug = "lavicky-ve-meste"
    article.save()
    assert client.get("/akce/lavicky/")["Location"] == "/aktuality/lavicky-ve-meste/"


@pytest.mark.parametrize("end", ["article:{}", "http://127.0.0.1:8000/aktuality/lavicky/"])
def test_its_end_is_typed_in_every_way(chief_editor_client, client, end):
    article = published(title="Lavičky")
    typed(chief_editor_client, "/lavicky-2012/", end.format(article.pk))
    assert client.get("/lavicky-2012/")["Location"] == article.get_absolute_url()


def test_an_old_address_is_led_to_a_page_that_is_no_publication(chief_editor_client, client):
    assert typed(chief_editor_client, "/zpravy/", "/aktuality/").status_code == 302
    answer = client.get("/zpravy/")
    assert (answer.status_code, answer["Location"]) == (301, "/aktuality/")
    assert client.get("/zpravy/tisk/").status_code == 404


@pytest.mark.parametrize(
    "path,leads_to,sentence",
    [
        ("akce/forum/", "/aktuality/", "začíná lomítkem"),
        ("//zly.example/", "/aktuality/", "začíná lomítkem"),
        ("https://www.example.org/a/", "/aktuality/", "začíná lomítkem"),
        ("/stare/?strana=2", "/aktuality/", "začíná lomítkem"),
        ("/stare/%00/", "/aktuality/", "začíná lomítkem"),
        ("/", "/aktuality/", "patří webu"),
        ("/admin/neni/", "/aktuality/", "patří webu"),
        ("/" + "a" * 300, "/aktuality/", "příliš dlouhá, vejde se 300 znaků"),
        ("/aktuality/", "/setkani/", "čtenáři vidí"),
        ("/aktuality/zive/", "/setkani/", "čtenáři vidí"),
        ("/aktuality/stazene/", "/setkani/", "proč text není"),
        ("/stare/", "/neni/", "žádná stránka není"),
        ("/stare/", "/admin/", "žádná stránka není"),
        ("/stare/", "/stare/", "sama na sebe"),
        ("/stare/", "kamkoli", "Napište adresu"),
        ("/stare/", "https://www.example.org/", "Napište adresu"),
        ("/stare/", "article:999", "Takový text tu není"),
        ("/stare/", "/aktuality/?strana=2", "bez otazníku"),
        ("/uz-vede/", "/aktuality/", "už přesměrovaná"),
        ("", "", "třeba vyplnit"),
    ],
)
def test_what_leads_nowhere_gets_a_sentence(chief_editor_client, path, leads_to, sentence):
    published(title="Živé")
    bring_to(ArticleFactory(title="Stažené"), Phase.WITHDRAWN)
    Redirect.objects.create(path="/uz-vede/", target="/setkani/")
    assert sentence in refusals(typed(chief_editor_client, path, leads_to))
    assert Redirect.objects.count() == 1


def test_no_circle_and_no_chain_arises(chief_editor_client, client):
    draft = ArticleFactory(title="Park")
    own = refusals(typed(chief_editor_client, draft.get_absolute_url(), draft.reference))
    assert "sama na sebe" in own
    typed(chief_editor_client, "/a/", "/aktuality/")
    typed(chief_editor_client, "/b/", "/a/")
    assert client.get("/b/")["Location"] == "/aktuality/"
    Redirect.objects.create(path="/c/", target="/d/")  # there was a page once
    assert "sama na sebe" in refusals(typed(chief_editor_client, "/d/", "/c/"))
    typed(chief_editor_client, "/d/", "/setkani/")
    assert client.get("/c/")["Location"] == "/setkani/"


def test_one_to_what_readers_do_not_see_betrays_nothing(chief_editor_client, client):
    draft = ArticleFactory(title="Tajné")
    answer = chief_editor_client.post(
        ADD, {"path": "/stare/", "leads_to": draft.reference}, follow=True
    )
    assert "zatím nevidí" in answer.text
    assert client.get("/stare/").status_code == 404
    draft.publish()
    assert client.get("/stare/")["Location"] == draft.get_absolute_url()


def test_one_is_deleted_and_never_changed(chief_editor_client, client):
    row = Redirect.objects.create(path="/stare/", target="/aktuality/")
    address = f"/admin/publishing/redirect/{row.pk}"
    assert chief_editor_client.post(f"{address}/change/", {"path": "/x/"}).status_code == 403
    chief_editor_client.post(f"{address}/delete/", {"post": "yes"})
    assert client.get("/stare/").status_code == 404


@pytest.mark.parametrize(
    "broken", [{}, {"kind": "article"}, {"kind": "article", "object_id": 1, "target": "/"}]
)
def test_the_database_refuses_one_without_an_end_or_with_two(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(path="/stare/", **broken)


def test_a_target_is_no_publication_to_a_body(chief_editor_client):
    Redirect.objects.create(path="/stare/", target="/aktuality/")
    assert targets.identify("/stare/") is None


def test_the_list_costs_the_same_however_long(chief_editor_client, django_assert_max_num_queries):
    for number in range(20):
        Redirect.objects.create(path=f"/a{number}/", kind="article", object_id=published().pk)
    with django_assert_max_num_queries(10):
        assert "/a19/" in chief_editor_client.get("/admin/publishing/redirect/").text


@pytest.mark.parametrize("kind", ["mistake", "replaced"])
def test_a_browser_does_not_keep_that_a_text_is_gone_or_moved(client, kind):
    """Without this it would show the reason for ever, even when the text is public again."""
    article, other = published(), published()
    article.withdraw(kind, "Chyba.", other.reference if kind == "replaced" else "")
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == (301 if kind == "replaced" else 410)
    assert answer["Cache-Control"] == "no-cache"


def test_nor_that_an_address_was_left(client):
    article = published(slug="prvni-adresa")
    article.slug = "druha-adresa"
    article.save()
    answer = client.get("/aktuality/prvni-adresa/")
    assert (answer.status_code, answer["Cache-Control"]) == (301, "no-cache")


@pytest.mark.parametrize("target", [address for address in ADDRESSES if "\x00" not in address])
def test_what_was_stored_past_the_form_leads_to_no_other_site(client, chief_editor_client, target):
    Redirect.objects.create(path="/odsud/", target=target)
    assert client.get("/odsud/").status_code == 404
    row = html.fromstring(chief_editor_client.get("/admin/publishing/redirect/").text)
    assert not row.xpath("//td[contains(@class, 'leads_to')]/a")
