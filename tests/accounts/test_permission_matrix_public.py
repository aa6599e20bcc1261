"""The permission matrix of what is for readers: the same for everybody, and only what is public.

Each address of the URL map that does not belong to the editors' place has a row here; one that has
none fails the first test.
"""

import pytest
from django.test import Client

from nszm_portal.pages.models import Page
from nszm_portal.paper import codes, making
from nszm_portal.publishing import cards, kinds, preview_links
from nszm_portal.publishing.sitemaps import PER_FILE
from nszm_portal.publishing.visibility import Phase
from nszm_portal.regions.models import Region
from tests.accounts.doors import ADMINISTRATOR, AUTHOR, CHIEF
from tests.conftest import signed_in
from tests.factories.library import DocumentFactory
from tests.factories.publishing import ArticleFactory, bring_to, maker
from tests.robustness.addresses import Content, public_routes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CAST = ["anonymous", "outsider", AUTHOR, CHIEF, ADMINISTRATOR]
READ = (200, 405)  # GET and POST
NOTHING = (404, 405)
HELD = (404, 404)  # a word that no page may have
FEEDS = ["rss.xml", "atom.xml", "feed.json"]
LIST = ["", "tisk/"]
YEARS = ["<year:year>/", "<year:year>/tisk/"]
MONTHS = ["<year:year>/<month:month>/", "<year:year>/<month:month>/tisk/"]
UNDATED = ["bez-data/", "bez-data/tisk/"]
OPEN = {
    "": ["healthz", "readyz", "", *FEEDS, "tisk/", "tisk.pdf", "robots.txt"],
    "sitemap": [".xml", "/stranky.xml", "/<slug:kind>-<int:number>.xml"],
    ".well-known/": ["security.txt"],
    "aktuality/": [*LIST, *FEEDS, *UNDATED, *YEARS, *MONTHS],
    "aktuality/tema/<slug:slug>/": [*LIST, *FEEDS],
    "setkani/": [*LIST, *FEEDS, *UNDATED, *YEARS, "kalendar.ics"],
    "partneri/": [*LIST, *FEEDS],
    "partneri/dohody/": LIST,
    "zapisy/": LIST,
    "kraje/": LIST,
    "kraje/<slug:slug>/": [*LIST, *FEEDS, "kalendar.ics"],
    "hledat/": ["", "naseptavac/"],
    "opendata/": ["", "aktuality.json", "udalosti.json"],
    "napiste-nam/": ["dekujeme/"],
    "soubory/<int:pk>/<str:name>": [""],
    "media/<path:path>": [""],
    "karta/": ["portal.png", "<slug:name>.png"],
    "nahled/<str:token>/": LIST,
}
TEXTS = {
    "aktuality/<slug:slug>/": ["", "tisk/", "tisk.pdf", "ofn.json"],
    "setkani/<slug:slug>/": ["", "tisk/", "tisk.pdf", "ofn.json", "kalendar.ics"],
    "partneri/<slug:slug>/": ["", "tisk/", "tisk.pdf"],
    "partneri/dohody/<slug:slug>/": ["", "tisk/", "tisk.pdf"],
    "zapisy/<slug:slug>/": ["", "tisk/", "tisk.pdf"],
    "<slug:slug>/": ["", "tisk/", "tisk.pdf"],
}
# Of what is no article and no meeting the norm knows nothing.
WITHOUT = [f"{text}ofn.json" for text, forms in TEXTS.items() if "ofn.json" not in forms]
WORDS = "healthz karta media nahled p readyz sitemap soubory static".split()
ROWS = (
    {before + after: READ for table in (OPEN, TEXTS) for before in table for after in table[before]}
    | dict.fromkeys(WITHOUT, NOTHING)
    | {f"{word}/": HELD for word in WORDS}
    | {"napiste-nam/": (200, 200), "p/<slug:code>/": (302, 405)}
)
ROUTES = [route for route in public_routes() if not route.pattern.startswith("admin/")]


def test_the_table_knows_every_address_and_no_other():
    mapped = {route.pattern for route in ROUTES}
    assert mapped - set(ROWS) == set(), "addresses that nobody has written into the table"
    assert set(ROWS) - mapped == set(), "addresses that are no more"


@pytest.fixture
def cast(make_user):
    """Everybody who may come, each in a browser of their own."""

    def client(who):
        if who == "anonymous":
            return Client()
        return signed_in(make_user("nekdo", "" if who == "outsider" else who))

    return client


@pytest.fixture(autouse=True)
def no_typesetting(monkeypatch, tmp_path):
    monkeypatch.setattr(making, "FOLDER", tmp_path)
    monkeypatch.setattr(making, "_made", lambda page: b"%PDF-1.7")


def statuses(client, path) -> tuple[int, int]:
    return client.get(path).status_code, client.post(path).status_code


@pytest.mark.parametrize("who", CAST)
def test_everybody_at_each_address(who, cast, editor):
    content, client = Content(editor), cast(who)
    draft = ArticleFactory()
    _, token = preview_links.make("article", draft.pk, None, by=editor, days=7)
    others = {
        "kraje/": {"slug": Region.objects.first().slug},
        "sitemap/": {"kind": "article", "number": str(content.article.pk // PER_FILE + 1)},
        "p/": {"code": codes.code_of("article", content.article.pk)},
        "nahled/": {"token": token},
        "karta/": {
            "name": cards.url(content.of_kind[Page]).rpartition("/")[2].removesuffix(".png")
        },
    }
    wrong = {}
    for route in ROUTES:
        first = route.pattern.partition("/")[0] + "/"
        found = statuses(client, content.path(route, **others.get(first, {})))
        if found != ROWS[route.pattern]:
            wrong[route.pattern] = found
    assert wrong == {}


HIDDEN = {Phase.DRAFT: 404, Phase.SCHEDULED: 404, Phase.WITHDRAWN: 410, Phase.EXPIRED: 410}


@pytest.mark.parametrize("who", CAST)
def test_nobody_reads_at_a_public_address_what_is_not_public(who, cast):
    """Not even who may read it in the admin: what an address shows is the same for all."""
    client, wrong = cast(who), {}
    for phase, status in HIDDEN.items():
        rows = {m.kind: bring_to(maker(m)(title=f"Text {phase}"), phase) for m in kinds.all()}
        for route in ROUTES:
            if route.model is None or "slug" not in route.parameters:
                continue
            path = route.path({"slug": rows[route.model.kind].slug})
            expected = 404 if route.pattern in WITHOUT else status
            if (found := client.get(path).status_code) != expected:
                wrong[route.pattern, phase] = found
    assert wrong == {}


@pytest.mark.parametrize("who", CAST)
def test_a_document_that_nothing_public_shows_is_for_staff(who, cast):
    document = DocumentFactory()
    found = statuses(cast(who), document.get_absolute_url())
    assert found == ((200, 405) if who in {AUTHOR, CHIEF, ADMINISTRATOR} else (404, 405))
