"""What readers did not find is counted, and no flood, robot or broken database makes it cost."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from nszm_portal.publishing import missing
from nszm_portal.publishing.models import MissingAddress, Redirect
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/missingaddress/"


@pytest.fixture
def clock(monkeypatch):
    """Lets the seconds of this process pass: `clock(6)`."""
    now = [1000.0]
    monkeypatch.setattr(missing.time, "monotonic", lambda: now[0])

    def pass_by(seconds):
        now[0] += seconds

    return pass_by


def counts():
    return dict(MissingAddress.objects.values_list("path", "count"))


def test_each_asking_is_counted_and_nothing_of_the_reader_kept(client, clock):
    for _ in range(3):
        assert client.get("/akce/forum/?utm=1").status_code == 404
    clock(6)
    client.get("/akce/forum/")
    assert counts() == {"/akce/forum/": 4}
    names = {field.name for field in MissingAddress._meta.fields}
    assert names == {"id", "path", "count", "came_from", "first_at", "last_at"}


def test_only_our_own_page_with_the_broken_link_is_told(client, clock):
    client.get("/a/", headers={"referer": "https://www.example.org/tajne?kdo=ja"})
    clock(6)
    client.get("/b/", headers={"referer": "http://testserver/aktuality/?strana=2"})
    found = dict(MissingAddress.objects.values_list("path", "came_from"))
    assert found == {"/a/": "", "/b/": "/aktuality/"}


@pytest.mark.parametrize(
    "path",
    [
        "/index.php",
        "/wp-login/",
        "/blog/wp-content/",
        "/.env",
        "/.git/config",
        "/.well-known/nic",
        "/favicon.ico",
        "/apple-touch-icon-120x120-precomposed.png",
        "/a//b/",
        "/" + "a" * 200,
        "/a%0ab/",
        "/a%00/",
        "/cgi-bin/test/",
        "/zaloha.sql",
        "/jan@example.org/",
        "/<script>/",
        "/admin/neni/",
        "/media/neni/",
        "/soubory/1/tajny.pdf",
        "/nahled/tajny-klic/",
    ],
)
def test_what_no_reader_asks_for_is_not_stored(client, path):
    assert client.get(path).status_code in {301, 302, 404}
    assert counts() == {}


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (compatible; Robotbot/2.1)", "curl/8.5.0"])
def test_who_says_that_it_is_a_robot_is_not_counted(client, agent):
    client.get("/akce/forum/", headers={"user-agent": agent})
    assert counts() == {}


@pytest.mark.parametrize("method", ["head", "post", "options"])
def test_only_reading_counts(client, method):
    getattr(client, method)("/akce/forum/")
    assert counts() == {}


def test_what_was_found_gone_or_moved_is_not_missing(client):
    gone = bring_to(ArticleFactory(), Phase.WITHDRAWN)
    Redirect.objects.create(path="/stare/", target="/aktuality/")
    for path in ("/", gone.get_absolute_url(), "/stare/", "/cz/akce"):
        assert client.get(path).status_code in {200, 301, 410}
    assert counts() == {}


def test_a_flood_is_written_rarely_and_the_table_is_bounded(
    client, clock, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(missing, "MOST", 20)
    client.get("/prvni/")
    before = counts()
    for number in range(300):
        client.get(f"/povoden/{number}/")
    assert counts() == before
    for turn in range(3):
        clock(6)
        client.get(f"/dalsi/{turn}/")
    assert len(counts()) <= 20
    assert len(missing._Waiting.rows) <= missing.MOST_WAITING


def test_the_least_recently_asked_goes_first(client, clock, monkeypatch):
    monkeypatch.setattr(missing, "MOST", 2)
    then = timezone.now() - timedelta(days=1)
    for path, count in (("/davno/", 99), ("/vcera/", 1)):
        MissingAddress.objects.create(path=path, count=count, first_at=then, last_at=then)
        then += timedelta(hours=1)
    client.get("/dnes/")
    assert set(counts()) == {"/vcera/", "/dnes/"}


def test_a_database_that_fails_leaves_the_page_as_it_is(client, monkeypatch):
    def fail(waiting):
        raise OperationalError("database is locked")

    monkeypatch.setattr(missing, "_write", fail)
    answer = client.get("/akce/forum/")
    assert answer.status_code == 404
    assert "Tuto stránku jsme nenašli" in answer.text


def test_the_page_itself_is_never_kept(client):
    assert client.get("/akce/forum/").status_code == 404
    published(title="Fórum", slug="forum")
    Redirect.objects.create(path="/akce/forum/", target="/aktuality/")
    assert client.get("/akce/forum/").status_code == 301


# --- the list ----------------------------------------------------------------------------------


def asked(path, count):
    now = timezone.now()
    return MissingAddress.objects.create(path=path, count=count, first_at=now, last_at=now)


def test_the_most_wanted_is_first_and_one_click_from_a_redirect(chief_editor_client, client):
    asked("/malo/", 2)
    asked("/hodně/", 40)
    page = chief_editor_client.get(LIST)
    assert [row.path for row in page.context["cl"].result_list] == ["/hodně/", "/malo/"]
    add = "/admin/publishing/redirect/add/?path=%2Fhodn%C4%9B%2F"
    assert f'href="{add}"' in page.text
    assert 'value="/hodně/"' in chief_editor_client.get(add).text
    chief_editor_client.post(
        "/admin/publishing/redirect/add/", {"path": "/hodně/", "leads_to": "/aktuality/"}
    )
    left = chief_editor_client.get(LIST).context["cl"].result_list
    assert [row.path for row in left] == ["/malo/"]
    assert client.get("/hodně/")["Location"] == "/aktuality/"


def test_an_address_where_a_text_appears_is_missing_no_more(client):
    asked("/aktuality/park/", 5)
    published(title="Park")
    assert counts() == {}


def test_nobody_writes_it_by_hand(chief_editor_client):
    row = asked("/a/", 1)
    assert chief_editor_client.post(f"{LIST}add/", {"path": "/b/"}).status_code == 403
    changed = chief_editor_client.post(f"{LIST}{row.pk}/change/", {"path": "/b/"})
    assert changed.status_code == 403
    chief_editor_client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})
    assert counts() == {}
