"""What an editor is told of an imported draft, and where its old address is typed."""

import pytest

from nszm_portal.legacy.models import Original
from nszm_portal.publishing.models import Redirect
from nszm_portal.publishing.visibility import Phase
from tests.factories.legacy import imported
from tests.factories.meetings import MeetingFactory
from tests.factories.publishing import ArticleFactory, bring_to
from tests.legacy.forms import as_shown, change_url

pytestmark = pytest.mark.django_db
NOTE = "Pod titulkem je 6. 3. 2014, v textu 5. 3. 2014."
WHOLE = "Nad textem stál odkaz na soubor."
INLINE = "legacy-original-content_type-object_id-0"


@pytest.fixture
def article(db):
    article = ArticleFactory(title="Otevřeli jsme sad")
    imported(article, [("shown_on", NOTE), ("", WHOLE)])
    return article


def save(client, publication, button="_save", **fields):
    """The form sent as it is shown, with some of its fields changed."""
    page = client.get(change_url(publication))
    return client.post(
        change_url(publication), as_shown(page) | fields | {button: "1"}, follow=True
    )


def test_a_doubt_stands_beside_its_field_and_above_them_all(chief_editor_client, article):
    text = chief_editor_client.get(change_url(article)).text
    assert f'<span class="note">{NOTE}</span>' in text.split('class="form-row field-shown_on')[1]
    above = text.split('class="notes"')[1].split("</div>")[0]
    assert f'<a href="#id_shown_on">datum</a>: {NOTE}' in above
    assert WHOLE in above


def test_one_that_was_written_here_has_nothing_of_it(chief_editor_client):
    text = chief_editor_client.get(change_url(ArticleFactory())).text
    assert 'class="note' not in text and "Ze starého portálu" not in text
    assert "Ze starého portálu" not in chief_editor_client.get("/admin/news/article/add/").text


def test_saving_keeps_the_notes_until_they_are_said_to_be_checked(chief_editor_client, article):
    save(chief_editor_client, article, title="Otevřeli jsme velký sad")
    assert NOTE in chief_editor_client.get(change_url(article)).text
    save(chief_editor_client, article, **{f"{INLINE}-checked": "on"})
    assert NOTE not in chief_editor_client.get(change_url(article)).text


def test_publishing_ends_the_notes(chief_editor_client, article):
    answer = save(chief_editor_client, article, "_publish")
    assert "Je zveřejněno" in answer.text
    assert NOTE not in chief_editor_client.get(change_url(article)).text


def test_an_editor_s_old_address_leads_to_the_published_page(chief_editor_client, client, article):
    typed = "https://www.zdravamesta.cz/cz/aktuality/Sad/?apc=r1n"
    save(chief_editor_client, article, "_publish", **{f"{INLINE}-old_path": typed})
    for way in ("/cz/aktuality/sad", "/index.shtml?apc=r1n"):
        assert client.get(way)["Location"] == article.get_absolute_url()


def test_a_mended_old_address_is_the_only_one(chief_editor_client, article):
    for typed in ("/cz/akce/a", "/cz/akce/b", ""):
        save(chief_editor_client, article, **{f"{INLINE}-old_path": typed})
        paths = list(Redirect.objects.values_list("path", flat=True))
        assert paths == ([f"{typed}/"] if typed else [])


@pytest.mark.parametrize(
    "field,typed,sentence",
    [
        ("old_path", "cz/akce/x", "Stará adresa začíná lomítkem"),
        ("old_path", "http://[", "Stará adresa začíná lomítkem"),
        ("old_path", "/aktuality", "Na adrese /aktuality je stránka tohoto webu"),
        (
            "old_path",
            "/aktuality/Jiny-Sad/",
            "Na adrese /aktuality/jiny-sad je stránka tohoto webu",
        ),
        ("apc", "číslo", "Číslo ze staré adresy vypadá třeba takto"),
        (
            "old_path",
            "/cz/akce/obsazena",
            "Starou adresu /cz/akce/obsazena/ už má jiný text: Jiný sad.",
        ),
    ],
)
def test_a_wrong_address_gets_a_sentence_and_the_form_stays(
    chief_editor_client, article, field, typed, sentence
):
    imported(ArticleFactory(title="Jiný sad"), old_path="/cz/akce/obsazena")
    answer = save(
        chief_editor_client, article, title="Dlouho psané", **{f"{INLINE}-{field}": typed}
    )
    assert sentence in answer.text
    assert 'value="Dlouho psané"' in answer.text
    assert not Original.objects.filter(object_id=article.pk).exclude(old_path="", apc="").exists()


def test_a_meeting_s_form_has_the_same(chief_editor_client):
    meeting = MeetingFactory()
    imported(meeting, [("host_region", "Hostitelský kraj na stránce není.")])
    text = chief_editor_client.get(change_url(meeting)).text
    assert "Hostitelský kraj na stránce není." in text.split("form-row field-host_region")[1]
    assert '<a href="#id_host_region">hostitelský kraj</a>' in text


def test_an_author_reads_the_notes_of_a_draft_that_is_not_theirs(editor_client, article):
    text = editor_client.get(change_url(article)).text
    assert NOTE in text and 'name="_save"' not in text


def test_a_copy_is_no_old_page(chief_editor_client, article):
    bring_to(article, Phase.VISIBLE)
    twin = article.copy()
    assert "Ze starého portálu" not in chief_editor_client.get(change_url(twin)).text


# --- the old pages themselves ------------------------------------------------------------------


def test_the_old_page_is_read_as_it_came_and_cannot_be_changed(chief_editor_client, article):
    original = Original.objects.get()
    address = f"/admin/legacy/original/{original.pk}/change/"
    assert address in chief_editor_client.get(change_url(article)).text
    text = chief_editor_client.get(address).text
    assert "Původní text: Otevřeli jsme sad" in text and NOTE in text
    assert 'name="_save"' not in text
    assert chief_editor_client.post(address, {"old_path": "/x"}).status_code == 403
    assert chief_editor_client.get("/admin/legacy/original/add/").status_code == 403


def test_hostile_text_of_an_old_page_is_only_text(chief_editor_client, article):
    Original.objects.update(raw=b"<script>alert(1)</script>")
    text = chief_editor_client.get(
        f"/admin/legacy/original/{Original.objects.get().pk}/change/"
    ).text
    assert "&lt;script&gt;alert(1)" in text and "<script>alert" not in text


def test_the_list_tells_what_came_of_each(chief_editor_client, article):
    deleted = ArticleFactory(title="Smazaný")
    imported(deleted)
    deleted.delete()
    text = chief_editor_client.get("/admin/legacy/original/").text
    assert change_url(article) in text and "smazáno" in text


def test_nobody_else_reaches_them(outsider_client, client, article):
    for visitor in (outsider_client, client):
        answer = visitor.get(f"/admin/legacy/original/{Original.objects.get().pk}/change/")
        assert answer.status_code == 302 and "/admin/login/" in answer["Location"]
