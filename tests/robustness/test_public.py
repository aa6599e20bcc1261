"""No request to a public address, however malformed, gets a 500."""

import pytest

from tests.robustness import hostile, judge
from tests.robustness.addresses import Content, public_routes

pytestmark = pytest.mark.django_db
ROUTES = public_routes()


@pytest.fixture
def content(editor):
    return Content(editor)


@pytest.fixture
def client():
    return judge.reader()


def faults(complaints):
    found = [complaint for complaint in complaints if complaint]
    assert not found, f"{len(found)}:\n" + "\n".join(found[:20])


def in_paths(route):
    """The address with each hostile segment in place of each of its parts."""
    for name in route.parameters:
        for segment in hostile.SEGMENTS:
            yield {name: segment}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.pattern or "home")
def test_what_stands_in_an_address(client, content, route):
    paths = [content.path(route, **parts) for parts in in_paths(route)]
    faults(judge.complaint(client, path) for path in [content.path(route), *paths])


def test_any_path(client, content):
    faults(judge.complaint(client, path) for path in hostile.PATHS)


@pytest.mark.parametrize(
    "address", ["/", "/aktuality/", "/aktuality/2020/03/tisk/", "/admin/login/"]
)
def test_any_query(client, content, address):
    faults(judge.complaint(client, f"{address}?{query}") for query in hostile.QUERIES)


@pytest.mark.parametrize("kind", ["page", "list", "document", "picture", "log-in"])
def test_any_header(client, content, kind):
    address = {
        "page": content.article.get_absolute_url(),
        "list": "/aktuality/",
        "document": content.document.get_absolute_url(),
        "picture": content.picture.url,
        "log-in": "/admin/login/",
    }[kind]
    faults(judge.complaint(client, address, headers=[header]) for header in hostile.HEADERS)


@pytest.mark.parametrize("method", hostile.METHODS)
def test_any_method(client, content, method):
    faults(
        judge.complaint(client, content.path(route), method=method, body=b"a=1") for route in ROUTES
    )


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/admin/heslo/"])
def test_any_body(client, content, address):
    for media_type, body in hostile.BODIES:
        faults(
            [judge.complaint(client, address, method="POST", body=body, content_type=media_type)]
        )
    for media_type in hostile.CONTENT_TYPES:
        faults(
            [judge.complaint(client, address, method="POST", body=b"a", content_type=media_type)]
        )


@pytest.mark.parametrize("query", ["%", "a=%ff", "&" * 20, "&".join("a=1" for _ in range(3001))])
def test_any_encoding_of_a_query(client, content, query):
    target = f"/aktuality/?{query}"
    for kind in hostile.CONTENT_TYPES:
        faults([judge.complaint(client, target, method="POST", body=b"a", content_type=kind)])


@pytest.mark.parametrize("length", ["", "-1", "x", "99999999999999999999", "1", "٣"])
def test_any_length(client, content, length):
    faults([judge.complaint(client, "/admin/login/", method="POST", body=b"abc", length=length)])


def test_a_page_past_the_end_is_a_404_that_leads_back(client, content):
    answer = judge.ask(client, "/aktuality/?strana=7")
    assert answer.status_code == 404
    assert 'href="/aktuality/"' in answer.text
