"""The headers that protect whoever reads an answer, on every kind of answer there is."""

import pytest
from django.db import OperationalError
from django.test import Client

from nszm_portal.paper import making
from nszm_portal.publishing import preview_links
from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import views as searching
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}


def policy(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts if " " in part.strip())


def protected(answer, status):
    assert answer.status_code == status
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Referrer-Policy"] in {"strict-origin-when-cross-origin", "no-referrer"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    found = policy(answer)
    assert found["default-src"] == "'none'"
    assert found["frame-ancestors"] == "'self'"
    assert "unsafe-eval" not in str(found)
    assert "http:" not in str(found) and "*" not in str(found)


def strict(answer, status):
    protected(answer, status)
    found = policy(answer)
    assert {name: found.get(name) for name in STRICT} == STRICT
    assert "unsafe" not in str(found) and "nonce" not in str(found)
    assert answer.cookies == {}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/aktuality/", "/aktuality/tisk/", "/setkani/", "/kraje/", "/partneri/"),
        *("/hledat/?q=sad", "/napiste-nam/", "/opendata/", "/tisk/", "/robots.txt"),
        *("/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/setkani/kalendar.ics"),
        *("/opendata/aktuality.json", "/hledat/naseptavac/?q=sad", "/.well-known/security.txt"),
    ],
)
def test_a_page_or_what_is_for_machines(client, path):
    published(title="Sad")
    for _ in range(2):  # the second one may come from the cache
        strict(client.get(path), 200)
    strict(client.head(path), 200)


@pytest.mark.django_db(transaction=True)
def test_what_is_known_already(client):
    first = client.get("/aktuality/")
    again = client.get("/aktuality/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_publication_with_all_its_forms(client, monkeypatch, tmp_path):
    monkeypatch.setattr(making, "FOLDER", tmp_path)
    monkeypatch.setattr(making, "_made", lambda page: b"%PDF-1.7")
    path = published(title="Sad").get_absolute_url()
    for form in ("", "tisk/", "tisk.pdf", "ofn.json"):
        strict(client.get(path + form), 200)


def test_what_is_not_answered(client, monkeypatch):
    gone = bring_to(ArticleFactory(title="Stažený"), Phase.WITHDRAWN)
    strict(client.get("/neni/takova/"), 404)
    strict(client.get("/aktuality/?strana=9"), 404)
    strict(client.get(gone.get_absolute_url()), 410)
    strict(client.get("/", headers={"host": "zly.example"}), 400)
    strict(client.post("/aktuality/"), 405)
    strict(client.options("/aktuality/"), 405)
    strict(Client(enforce_csrf_checks=True).post("/admin/login/"), 403)
    monkeypatch.setitem(searching.SEARCHES.__dict__, "most", 0)
    strict(client.get("/hledat/?q=sad"), 429)


@pytest.mark.parametrize(("error", "status"), [(RuntimeError, 500), (OperationalError, 503)])
def test_what_is_broken(client, monkeypatch, error, status):
    def breaks(*args, **kwargs):
        raise error

    monkeypatch.setattr("nszm_portal.search.answering.reply", breaks)
    strict(client.get("/hledat/?q=sad"), status)


def test_a_redirect(client):
    article = published(title="Sad")
    former = article.get_absolute_url()
    article.slug = "jinde"
    article.save()
    strict(client.get(former), 301)
    strict(client.get("/aktuality"), 301)
    protected(client.get("/admin/"), 302)


def test_a_file_may_not_even_act_as_a_page(client):
    picture, document = PictureFactory(), DocumentFactory()
    article = published(cover=picture)
    article.attachments.create(document=document)
    article.sync()
    for path in (picture.url, document.get_absolute_url()):
        protected(client.get(path), 200)
        assert set(policy(client.get(path))) <= {"default-src", "style-src", "frame-ancestors"}


def test_a_guests_preview_tells_its_address_to_nobody(client, editor):
    _, token = preview_links.make("article", ArticleFactory().pk, None, by=editor, days=7)
    answer = client.get(f"/nahled/{token}/")
    strict(answer, 200)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    strict(client.get("/nahled/neni/"), 404)


FORMS = ["/admin/news/article/add/", "/admin/news/article/{pk}/change/"]
PLAIN = [
    "/admin/",
    "/admin/news/article/",
    "/admin/news/topic/add/",
    "/admin/news/article/{pk}/history/",
]


def test_only_the_forms_with_an_editor_allow_what_it_needs(chief_editor_client, editor):
    pk = ArticleFactory(created_by=editor).pk
    for path in PLAIN:
        answer = chief_editor_client.get(path.format(pk=pk))
        protected(answer, 200)
        assert "unsafe" not in answer["Content-Security-Policy"]
    for path in FORMS:
        answer = chief_editor_client.get(path.format(pk=pk))
        protected(answer, 200)
        found = policy(answer)
        assert found["script-src"] == found["style-src"] == "'self' 'unsafe-inline'"
        assert found["img-src"] == "'self' data:"
        assert found["frame-src"] == found["form-action"] == "'self'"
        assert found["base-uri"] == "'none'"


def test_nothing_of_an_editors_is_kept_by_anybody(chief_editor_client):
    for path in (*PLAIN[:3], "/admin/password_change/"):
        answer = chief_editor_client.get(path)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"], path


def test_under_https_browsers_are_told_to_stay_there(settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    client = Client()
    assert client.get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
    answer = client.get("/aktuality/?strana=2")
    assert answer.status_code == 301
    assert answer["Location"] == "https://testserver/aktuality/?strana=2"
