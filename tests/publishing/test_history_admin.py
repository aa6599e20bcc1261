"""History, comparison, restoring, deleting and recovering as people meet them, and who may."""

from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from news.models import Article
from nszm_portal.navigation.models import Identity, MenuItem, SideBox
from nszm_portal.publishing import history
from nszm_portal.publishing.models import CopyState, Deed, Redirect, Step, WorkingCopy
from nszm_portal.publishing.visibility import Phase
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory
from tests.factories.publishing import ArticleFactory, bring_to, published
from tests.publishing.sending import address, messages, send, sentences

pytestmark = pytest.mark.django_db
DELETED = "/admin/news/article/smazane/"


def kept(publication, **changes) -> Step:
    for name, value in changes.items():
        setattr(publication, name, value)
    publication.save()
    return history.record(publication, deed=Deed.CHANGED, sentence="Uloženo.")


def two_steps(**fields):
    article = ArticleFactory(title="Starý titulek", **fields)
    return article, kept(article), kept(article, title="Nový titulek")


def compare(article, old, new):
    return f"{address(article, 'historie')}porovnat/?od={old}&do={new}"


def restore(article, step):
    return f"{address(article, 'historie')}{step.pk}/obnovit/"


def delete(client, article, target="", **kwargs):
    return client.post(address(article, "delete"), {"post": "yes", "target": target}, **kwargs)


def aside(article, author, **fields):
    return WorkingCopy.objects.create(
        kind=article.kind,
        object_id=article.pk,
        author=author,
        title="Odložený titulek",
        data={"values": {"title": ["Odložený titulek"]}, "fields": ["title"]},
        schema=1,
        base_version=article.version,
        state=CopyState.ASIDE,
        saved_at=timezone.now(),
        **fields,
    )


# --- history -------------------------------------------------------------------------------------


def test_the_history_lists_who_when_and_what(chief_editor_client, chief_editor):
    article = ArticleFactory()
    send(chief_editor_client, article, title="Jiný titulek")
    answer = chief_editor_client.get(address(article, "history"))
    lines = answer.context["lines"]
    assert [line.who for line in lines] == ["Radim Žák", ""]
    assert "Jiný titulek" in lines[0].sentence and lines[0].is_latest
    assert 'name="od"' in answer.text and 'name="do"' in answer.text


def test_what_the_system_changed_last_is_a_line_as_well(chief_editor_client):
    article, old, _ = two_steps()
    article.lead = "Od systému"
    article.save()
    answer = chief_editor_client.get(address(article, "history"))
    assert answer.context["lines"][0].sentence == "Změněno mimo redakci."
    text = chief_editor_client.get(compare(article, old.pk, 0)).text
    assert "Od systému" in text


def test_one_that_has_no_history_yet_has_its_page(chief_editor_client):
    answer = chief_editor_client.get(address(published(), "history"))
    assert answer.status_code == 200 and 'name="od"' not in answer.text


def test_old_steps_are_a_click_away(chief_editor_client):
    article = ArticleFactory()
    for _ in range(4):
        kept(article)
    with mock.patch("nszm_portal.publishing.history_admin.SHOWN", 3):
        page = chief_editor_client.get(address(article, "history"))
        assert len(page.context["lines"]) == 3 and "Ukázat i starší" in page.text
        whole = chief_editor_client.get(f"{address(article, 'history')}?vse=1")
    assert len(whole.context["lines"]) == 4 and "Ukázat i starší" not in whole.text


def test_a_long_history_costs_no_more_queries(chief_editor_client, django_assert_max_num_queries):
    article = ArticleFactory()
    for _ in range(30):
        kept(article)
    with django_assert_max_num_queries(24):
        chief_editor_client.get(address(article, "history"))


# --- comparison ----------------------------------------------------------------------------------


def test_two_are_compared_whichever_was_chosen_first(chief_editor_client):
    article, old, new = two_steps()
    for first, second in ((old.pk, new.pk), (new.pk, old.pk)):
        text = chief_editor_client.get(compare(article, first, second)).text
        assert '<del><span class="visually-hidden">ubráno: </span>Starý</del>' in text
        assert '<ins><span class="visually-hidden">přidáno: </span>Nový</ins>' in text


def test_the_pair_of_the_brief_is_told(chief_editor_client):
    """One word, one picture's description, one attachment, one heading's level."""
    picture = PictureFactory()
    body = (
        '<h2>Kde rostou</h2><p>Lípy rostou u řeky.</p><p><img data-picture="{pk}" alt="{alt}"></p>'
    )
    article = ArticleFactory(body=body.format(pk=picture.pk, alt="Lípy"))
    old = kept(article)
    article.attachments.create(document=DocumentFactory(title="Plán výsadby"))
    new = kept(
        article,
        body=body.format(pk=picture.pk, alt="Mladé lípy")
        .replace("u řeky", "u potoka")
        .replace("h2>", "h3>"),
    )
    text = chief_editor_client.get(compare(article, old.pk, new.pk)).text.replace("\u00a0", " ")
    for said in (
        "ubráno: </span>řeky</del>",
        "přidáno: </span>potoka</ins>",
        "Bylo: nadpis 2. úrovně, je: nadpis 3. úrovně",
        "Popis obrázku: místo „Lípy“ je „Mladé lípy“",
        "Přibylo: <ins>Plán výsadby</ins>",
    ):
        assert said in text


@pytest.mark.parametrize("old,new", [("", ""), ("0", "0"), ("1", "")])
def test_a_choice_that_is_none_leads_back(chief_editor_client, old, new):
    article, *_ = two_steps()
    answer = chief_editor_client.get(compare(article, old, new), follow=True)
    assert "dvě různé podoby" in messages(answer)


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "%00", "999"])
def test_any_number_of_a_step(chief_editor_client, number):
    article, old, _ = two_steps()
    assert chief_editor_client.get(compare(article, old.pk, number)).status_code == 404


def test_a_step_of_another_publication_is_not_shown(chief_editor_client):
    article, old, _ = two_steps()
    other, foreign, _ = two_steps()
    assert chief_editor_client.get(compare(article, old.pk, foreign.pk)).status_code == 404
    assert chief_editor_client.post(restore(article, foreign)).status_code == 404


def test_what_is_typed_is_never_markup(chief_editor_client):
    article, old, _ = two_steps()
    new = kept(article, title="<script>alert(1)</script>", byline="<b>tučně</b>")
    text = chief_editor_client.get(compare(article, old.pk, new.pk)).text
    assert "<script>alert" not in text and "<b>tučně" not in text
    assert "&lt;" in text


# --- restoring -----------------------------------------------------------------------------------


def test_restoring_by_one_click_and_back(chief_editor_client):
    article, old, new = two_steps()
    answer = chief_editor_client.post(restore(article, old), follow=True)
    assert "Podoba je obnovená." in messages(answer)
    assert Article.objects.get().title == "Starý titulek"
    chief_editor_client.post(restore(article, Step.objects.all()[1]))
    assert Article.objects.get().title == "Nový titulek"
    assert sentences(article)[0].startswith("Obnovena podoba z")


def test_what_was_left_out_is_named(chief_editor_client):
    picture = PictureFactory(description="Lípy u řeky")
    article = ArticleFactory(cover=picture)
    old = kept(article)
    kept(article, cover=None)
    picture.delete()
    answer = chief_editor_client.post(restore(article, old), follow=True)
    assert "„Lípy u řeky“" in messages(answer)


def test_a_refused_restoring_says_why(chief_editor_client):
    meeting = MeetingFactory(starts_on=None)
    old = kept(meeting)
    meeting.starts_on = timezone.localdate()
    meeting.publish()
    answer = chief_editor_client.post(restore(meeting, old), follow=True)
    assert "kdy se setkání koná" in messages(answer)
    assert Meeting.objects.get().starts_on


def test_restoring_needs_a_token(chief_editor):
    article, old, _ = two_steps()
    client = Client(enforce_csrf_checks=True)
    signed_in(chief_editor, client)
    assert client.post(restore(article, old)).status_code == 403
    assert Article.objects.get().title == "Nový titulek"


def test_a_form_opened_before_the_restoring_is_outdated(chief_editor_client):
    article, old, _ = two_steps()
    version = article.version
    chief_editor_client.post(restore(article, old))
    answer = send(chief_editor_client, article, _version=str(version), title="Přepsáno")
    assert "/stret/" in answer["Location"]
    assert Article.objects.get().title == "Starý titulek"


# --- texts set aside -----------------------------------------------------------------------------


def test_a_text_set_aside_is_taken_up_again(chief_editor_client, chief_editor):
    article = published()
    send(chief_editor_client, article, title="Rozepsaný titulek")
    copy = aside(article, chief_editor)
    page = chief_editor_client.get(address(article, "history"))
    resume = f"/admin/news/article/odlozene/{copy.pk}/pokracovat/"
    assert resume in page.text and "Odložený titulek" in page.text
    answer = chief_editor_client.post(resume, follow=True)
    assert "Odložený titulek" in answer.text
    states = dict(WorkingCopy.objects.values_list("title", "state"))
    assert states == {
        "Odložený titulek": CopyState.EDITING,
        "Rozepsaný titulek": CopyState.ASIDE,
    }
    assert chief_editor_client.post(resume).status_code == 404


def test_another_s_text_stays_where_it_was(chief_editor_client, chief_editor, editor):
    article = ArticleFactory(created_by=editor)
    copy = aside(article, editor)
    chief_editor_client.post(f"/admin/news/article/odlozene/{copy.pk}/pokracovat/")
    owners = {(each.author, each.state) for each in WorkingCopy.objects.all()}
    assert owners == {(editor, CopyState.ASIDE), (chief_editor, CopyState.EDITING)}


def test_a_new_text_thrown_away_is_found_among_the_deleted(editor_client, editor):
    editor_client.post("/admin/news/article/autosave/", {"title": "Nikdy neuložený"})
    copy = WorkingCopy.objects.get()
    editor_client.post(f"/admin/news/article/kopie/{copy.pk}/zahodit/")
    assert "Nikdy neuložený" in editor_client.get(DELETED).text
    resume = f"/admin/news/article/odlozene/{copy.pk}/pokracovat/"
    assert "Nikdy neuložený" in editor_client.post(resume, follow=True).text


def test_texts_set_aside_belong_to_their_author(editor_client, editor, chief_editor):
    article = ArticleFactory(created_by=editor)
    foreign, own = aside(article, chief_editor), aside(article, editor)
    text = editor_client.get(address(article, "history")).text
    assert f"odlozene/{own.pk}/" in text and f"odlozene/{foreign.pk}/" not in text
    answer = editor_client.post(f"/admin/news/article/odlozene/{foreign.pk}/pokracovat/")
    assert answer.status_code == 404


# --- deleting ------------------------------------------------------------------------------------


def test_deleting_names_who_links_here(chief_editor_client):
    article = published(title="Sad")
    draft = ArticleFactory(
        title="Odkazující", body=f'<p><a data-page="{article.reference}">sad</a></p>'
    )
    PartnerFactory(title="Ministerstvo").articles.add(article)
    MenuItem.objects.create(label="Náš sad", target=article.reference)
    SideBox.objects.create(title="Box o sadu", target=article.get_absolute_url())
    page = chief_editor_client.get(address(article, "delete"))
    found = page.context["links"].shown
    assert {link.title for link in found} == {
        "Odkazující",
        "Ministerstvo",
        "Náš sad",
        "Box o sadu",
    }
    for link in found:
        assert link.url in page.text
        assert chief_editor_client.get(link.url).status_code == 200
    assert not chief_editor_client.get(address(draft, "delete")).context["links"]


def test_the_i_of_the_portal_is_named(chief_editor_client):
    Identity.objects.get_or_create(pk=1)
    from tests.factories.publishing import PageFactory

    about = bring_to(PageFactory(title="O webu", slug="o-webu"), Phase.VISIBLE)
    page = chief_editor_client.get(f"/admin/pages/page/{about.pk}/delete/")
    assert "Národní síť Zdravých měst ČR" in {link.title for link in page.context["links"].shown}


def test_the_old_addresses_lead_where_it_was_chosen(chief_editor_client, client):
    article, target = published(slug="stary"), published(title="Náhrada", slug="nahrada")
    article.slug = "novejsi"
    article.save()
    answer = delete(chief_editor_client, article, target.get_absolute_url(), follow=True)
    assert "smazanými" in messages(answer)
    assert not Article.objects.filter(pk=article.pk).exists()
    for former in ("/aktuality/stary/", "/aktuality/novejsi/", "/aktuality/novejsi/tisk/"):
        moved = client.get(former)
        assert moved.status_code == 301
        assert moved["Location"].startswith("/aktuality/nahrada/")


def test_without_a_choice_the_address_leads_nowhere(chief_editor_client, client):
    article = published(slug="stary")
    delete(chief_editor_client, article)
    assert not Article.objects.exists() and not Redirect.objects.exists()
    assert client.get("/aktuality/stary/").status_code == 404


@pytest.mark.parametrize(
    "target,sentence",
    [
        ("/aktuality/nic-takoveho/", "žádný text"),
        ("https://www.example.org/", "žádný text"),
        ("article:999", "žádný text"),
        ("/aktuality/sam/", "právě mažete"),
        ("/aktuality/rozepsany/", "čtenáři teď nevidí"),
        ("\x00", "Nul"),
        ("x" * 501, "500"),
    ],
)
def test_a_wrong_address_keeps_the_page_and_the_text(chief_editor_client, target, sentence):
    article = published(slug="sam")
    draft = ArticleFactory(title="Rozepsaný", slug="rozepsany")
    answer = delete(chief_editor_client, article, target)
    assert answer.status_code == 200
    assert sentence in str(answer.context["departure"].errors)
    assert set(Article.objects.all()) == {article, draft}
    assert sentences(article) == []


def test_a_draft_s_deletion_asks_for_no_address(chief_editor_client):
    assert 'name="target"' not in chief_editor_client.get(address(ArticleFactory(), "delete")).text


def test_a_deletion_that_fails_leaves_everything(chief_editor_client):
    from nszm_portal.publishing import signals

    def fail(**kwargs):
        raise RuntimeError("index is broken")

    article = published()
    chief_editor_client.raise_request_exception = False
    signals.withdrawn.connect(fail)
    try:
        assert delete(chief_editor_client, article).status_code == 500
    finally:
        signals.withdrawn.disconnect(fail)
    assert Article.objects.exists() and not Step.objects.exists()


# --- recovering ----------------------------------------------------------------------------------


def test_a_deleted_one_is_found_and_comes_back_by_one_click(chief_editor_client, client):
    article = published(title="Sad na návsi", slug="sad")
    article.attachments.create(document=DocumentFactory(title="Plán"))
    delete(chief_editor_client, article)
    assert DELETED in chief_editor_client.get("/admin/news/article/").text
    page = chief_editor_client.get(DELETED)
    assert "Sad na návsi" in page.text and "Radim Žák" in page.text
    answer = chief_editor_client.post(page.context["rows"][0]["recover_url"], follow=True)
    assert "zpátky jako rozepsaný" in messages(answer)
    found = Article.objects.get()
    assert (found.pk, found.slug, found.phase()) == (article.pk or found.pk, "sad", Phase.DRAFT)
    assert found.attachments.get().document.title == "Plán"
    assert client.get("/aktuality/sad/").status_code == 404
    assert "Mezi smazanými nic není" in chief_editor_client.get(DELETED).text
    again = chief_editor_client.post(page.context["rows"][0]["recover_url"], follow=True)
    assert "někdo ho obnovil" in messages(again)
    send(chief_editor_client, found, "_publish")
    assert client.get("/aktuality/sad/").status_code == 200


def test_what_led_elsewhere_leads_to_it_again_when_published(chief_editor_client, client):
    article, target = published(slug="sad"), published(slug="nahrada")
    delete(chief_editor_client, article, target.get_absolute_url())
    (row,) = chief_editor_client.get(DELETED).context["rows"]
    chief_editor_client.post(row["recover_url"])
    assert client.get("/aktuality/sad/").status_code == 301
    send(chief_editor_client, Article.objects.get(slug="sad"), "_publish")
    assert client.get("/aktuality/sad/").status_code == 200


@pytest.mark.parametrize("number", ["0", "999", "9" * 25])
def test_recovering_of_what_is_not_there(chief_editor_client, number):
    assert chief_editor_client.post(f"{DELETED}{number}/obnovit/").status_code == 404


# --- who may what --------------------------------------------------------------------------------

LOGIN, OK, NO, MISSING, DONE = "log-in", 200, 403, 404, 302
ROLES = {
    "author": "Autor",
    "chief": "Šéfredaktor",
    "meetings": "Redaktor setkání",
    "partners": "Redaktor partnerů",
    "administrator": "Správce",
    "outsider": "",
    "nobody": None,
}
# (door, whose article and in which phase) → what those answer who get no log-in page.
MATRIX = {
    ("history", "own draft"): {"author": OK, "chief": OK},
    ("history", "other's draft"): {"author": OK, "chief": OK},
    # Who may look at the article may look at what it was.
    ("history", "live"): {"author": OK, "chief": OK, "partners": OK},
    ("compare", "own draft"): {"author": OK, "chief": OK},
    ("compare", "live"): {"author": OK, "chief": OK, "partners": OK},
    ("restore", "own draft"): {"author": DONE, "chief": DONE},
    ("restore", "other's draft"): {"author": NO, "chief": DONE},
    ("restore", "live"): {"author": NO, "chief": DONE},
    ("restore", "own live"): {"author": NO, "chief": DONE},
    ("resume", "own draft"): {"author": MISSING, "chief": DONE},
    ("resume own", "own draft"): {"author": DONE},
    ("resume own", "own live"): {"author": NO},
    ("delete", "own draft"): {"author": OK, "chief": OK},
    ("delete", "other's draft"): {"author": NO, "chief": OK},
    ("delete", "live"): {"author": NO, "chief": OK},
    ("deleted", "own draft"): {"author": OK, "chief": OK},
    ("recover", "own draft"): {"author": DONE, "chief": DONE},
    ("recover", "other's draft"): {"author": NO, "chief": DONE},
    ("recover", "own live"): {"author": NO, "chief": DONE},
}
CASES = [
    (door, whose, who, expected)
    for (door, whose), answers in MATRIX.items()
    for who, expected in answers.items()
]
FOREIGN = [
    (door, who, expected)
    for door in ("history", "compare", "restore", "resume", "delete", "deleted", "recover")
    for who, expected in {
        "meetings": {NO, MISSING},
        "partners": {NO, MISSING},
        "administrator": {NO, MISSING},
        "outsider": {LOGIN},
        "nobody": {LOGIN},
    }.items()
    if not (who == "partners" and door in {"history", "compare"})
]


@pytest.fixture
def people(make_user):
    return {who: make_user(who, role) for who, role in ROLES.items() if role is not None}


def knock(people, door, whose, who):
    """What a door answers to somebody; a redirect to the log-in is LOGIN."""
    author = people["author"] if whose.startswith("own") else people["chief"]
    article, old, _ = two_steps(created_by=author)
    if whose.endswith("live"):
        bring_to(article, Phase.VISIBLE)
    client = Client()
    if who in people:
        signed_in(people[who], client)
    if door == "history":
        answer = client.get(address(article, "history"))
    elif door == "compare":
        answer = client.get(compare(article, old.pk, 0))
    elif door == "restore":
        answer = client.post(restore(article, old))
    elif door.startswith("resume"):
        copy = aside(article, people[who] if door == "resume own" else people["administrator"])
        answer = client.post(f"/admin/news/article/odlozene/{copy.pk}/pokracovat/")
    elif door == "delete":
        answer = client.get(address(article, "delete"))
    elif door == "deleted":
        answer = client.get(DELETED)
    elif door == "recover":
        step = history.keep_deleted(article)
        article.delete()
        answer = client.post(f"{DELETED}{step.pk}/obnovit/")
    is_login = answer.status_code == 302 and "/login/" in answer["Location"]
    return LOGIN if is_login else answer.status_code


@pytest.mark.parametrize("door,whose,who,expected", CASES)
def test_each_door_answers_each_role(people, door, whose, who, expected):
    before = Step.objects.count()
    assert knock(people, door, whose, who) == expected
    if expected in {NO, MISSING}:
        assert not Step.objects.filter(deed=Deed.RESTORED).exists()
        assert not WorkingCopy.objects.exclude(state=CopyState.ASIDE).exists()
    assert Step.objects.count() >= before


@pytest.mark.parametrize("door,who,expected", FOREIGN)
def test_no_door_opens_to_those_of_other_kinds_and_outsiders(people, door, who, expected):
    assert knock(people, door, "live", who) in expected
    assert not Step.objects.filter(deed=Deed.RESTORED).exists()


@pytest.mark.parametrize("verb", ["restore", "resume", "recover"])
def test_what_changes_something_is_not_done_by_looking(chief_editor_client, chief_editor, verb):
    article, old, _ = two_steps()
    copy = aside(article, chief_editor)
    doors = {
        "restore": restore(article, old),
        "resume": f"/admin/news/article/odlozene/{copy.pk}/pokracovat/",
        "recover": f"{DELETED}{old.pk}/obnovit/",
    }
    assert chief_editor_client.get(doors[verb]).status_code == 405


def test_the_list_of_the_deleted_shows_each_what_they_may_bring_back(people):
    rows = {
        "vlastní rozepsaný": ArticleFactory(title="vlastní rozepsaný", created_by=people["author"]),
        "cizí rozepsaný": ArticleFactory(title="cizí rozepsaný", created_by=people["chief"]),
        "vlastní zveřejněný": published(title="vlastní zveřejněný", created_by=people["author"]),
    }
    for row in rows.values():
        history.keep_deleted(row)
        row.delete()
    for who, expected in (("author", {"vlastní rozepsaný"}), ("chief", set(rows))):
        client = Client()
        signed_in(people[who], client)
        assert {row["title"] for row in client.get(DELETED).context["rows"]} == expected


def test_restoring_is_offered_only_to_who_may(editor_client, chief_editor_client, editor):
    article, old, new = two_steps(created_by=editor)
    assert restore(article, old) in editor_client.get(compare(article, old.pk, new.pk)).text
    article.publish(at=timezone.now() - timedelta(days=1))
    assert restore(article, old) not in editor_client.get(compare(article, old.pk, new.pk)).text
    assert restore(article, old) in chief_editor_client.get(address(article, "history")).text
    assert restore(article, old) not in editor_client.get(address(article, "history")).text
    text = chief_editor_client.get(compare(article, old.pk, new.pk)).text
    assert restore(article, old) in text and "Čtenáři ji uvidí hned." in text
