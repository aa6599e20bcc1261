"""The two real pages: every fact of them in its field, published as they are, read and printed."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from meetings.models import Meeting
from news.models import Article
from nszm_portal.legacy.models import Original
from tests.legacy.forms import as_shown, change_url
from tests.legacy.pages import CHROME

pytestmark = pytest.mark.django_db
ADDRESSES = """\
file;old path;apc
000_1f89f483282520a0.txt;/cz/akce/setkani-zdravych-kraju-liberec-2015;
004_424610b6a2899f34.txt;/cz/aktuality/podepsana-dohoda-o-spolupraci-s-ministerstvem-prace-a-socialnich-veci;r2280496n
"""
SLUG = "podepsana-dohoda-o-spolupraci-s-ministerstvem-prace-a-socialnich-veci"


@pytest.fixture
def came_in(seeds, tmp_path):
    """Both pages imported; the report of it."""
    book = tmp_path / "adresy.csv"
    book.write_text(ADDRESSES)
    out = io.StringIO()
    call_command("import_pages", str(seeds), addresses=book, stdout=out, verbosity=0)
    return out.getvalue()


@pytest.fixture
def meeting(came_in):
    return Meeting.objects.get()


@pytest.fixture
def article(came_in):
    return Article.objects.get()


def publish(client, publication):
    """What an editor does: opens the draft and presses the button."""
    page = client.get(change_url(publication))
    answer = client.post(change_url(publication), as_shown(page) | {"_publish": "1"}, follow=True)
    assert "Je zveřejněno" in answer.text


def visible_words(answer):
    return answer.text.split("<main")[1].split("</main")[0].replace("\u00a0", " ")


def test_both_come_in_and_nothing_is_unsure(came_in):
    assert "2 soubory: vloženo 2." in came_in
    assert [original.doubts for original in Original.objects.all()] == [[], []]


def test_the_meeting_s_fields(meeting):
    assert meeting.title.startswith("Setkání krajů k programům Zdravý kraj a MA21")
    assert meeting.title.endswith("Liberecký kraj, 2015")
    assert meeting.starts_on == date(2015, 2, 12)
    assert not meeting.undated and meeting.ends_on is meeting.starts_time is None
    assert meeting.host_region.name == "Liberecký kraj"
    assert meeting.venue == "Krajský úřad"
    assert {region.name for region in meeting.presenting_regions.all()} == {
        "Liberecký kraj",
        "Jihomoravský kraj",
        "Kraj Vysočina",
    }
    assert {programme.name for programme in meeting.programmes.all()} == {
        "Zdravý kraj",
        "místní Agenda 21",
    }
    assert [(who.name, who.function) for who in meeting.speakers.all()] == [
        ("Ivana Hujerová", "členka rady Libereckého kraje"),
        ("René Havlík", "ředitel Krajského úřadu"),
        ("Petr Švec", "ředitel NSZM ČR"),
    ]
    assert meeting.body.count("<p>") == 3


def test_the_article_s_fields(article):
    assert article.slug == SLUG
    assert (article.shown_on, article.undated) == (None, True)
    assert article.body.count("<p>") == 5
    assert article.lead == ""


@pytest.mark.parametrize("kind", [Meeting, Article])
def test_the_body_is_what_stood_between_title_and_template(seeds, came_in, kind):
    publication = kind.objects.get()
    body = publication.body.replace("</p>\n<p>", "\n\n").replace("<p>", "").replace("</p>", "")
    original = Original.objects.get(
        object_id=publication.pk, content_type__model=kind.__name__.lower()
    )
    assert body in original.text
    assert bytes(original.raw) == (seeds / original.file_name.split("/")[-1]).read_bytes()
    assert [piece for piece in CHROME if piece in body] == []
    before, after = original.text.split(body)
    assert publication.title in before and len(before) < 260
    assert "Server DtP" in after or "zpět na přehled" in after


def test_what_was_wrong_in_them_is_still_as_it_was(meeting, article):
    assert "kampanía propagaci" in meeting.body
    assert meeting.body.count("\u00a0") == 2 and article.body.count("\u00a0") == 6
    assert article.body.count("“") == 1 and "„" not in article.body


def test_both_are_published_by_the_button_read_and_printed(
    chief_editor_client, client, meeting, article
):
    for publication in (meeting, article):
        publish(chief_editor_client, publication)
        publication.refresh_from_db()
        for address in (publication.get_absolute_url(), f"{publication.get_absolute_url()}tisk/"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "Petr Švec" in visible_words(answer)
    assert "12. února 2015" in visible_words(client.get(meeting.get_absolute_url()))
    assert "zpět na přehled setkání" in client.get(meeting.get_absolute_url()).text
    assert f"/aktuality/{SLUG}/" in client.get("/aktuality/bez-data/").text
    assert f"/aktuality/{SLUG}/" not in client.get("/").text


@pytest.mark.parametrize(
    "way,kind",
    [
        ("/cz/akce/setkani-zdravych-kraju-liberec-2015", Meeting),
        (f"/cz/aktuality/{SLUG}", Article),
        ("/index.shtml?apc=r2280496n", Article),
    ],
)
def test_old_addresses_lead_to_them_once_they_are_public(
    chief_editor_client, client, came_in, way, kind
):
    assert client.get(way).status_code == 404
    publication = kind.objects.get()
    publish(chief_editor_client, publication)
    for method in (client.get, client.head):
        answer = method(way)
        assert (answer.status_code, answer["Location"]) == (301, publication.get_absolute_url())


def test_run_again_nothing_changes(seeds, chief_editor_client, article):
    publish(chief_editor_client, article)
    article.refresh_from_db()
    out = io.StringIO()
    call_command("import_pages", str(seeds), stdout=out, verbosity=0)
    assert "2 soubory: beze změny 2." in out.getvalue()
    changed_at = article.changed_at
    article.refresh_from_db()
    assert article.changed_at == changed_at
    assert (Article.objects.count(), Meeting.objects.count()) == (1, 1)
