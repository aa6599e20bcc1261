"""What one reader sends gets into no page that another reader is given."""

import pytest
from django.core.cache import cache
from django.test import Client

from nszm_portal.pagecache import generation, memory
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "zly.example"
HEADERS = """x-forwarded-host x-forwarded-server x-host x-forwarded-proto x-forwarded-scheme
x-forwarded-port x-forwarded-prefix x-original-url x-rewrite-url x-original-host forwarded
x-http-method-override origin referer user-agent accept-language accept x-requested-with
x-real-ip true-client-ip cf-connecting-ip via x-wap-profile range authorization
x-request-id""".split()


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    generation.forget()
    memory.forget()


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_gets_into_a_kept_page(header):
    path = published(title="Sad").get_absolute_url()
    sent = {header: f"https://{MARK}/" if header in {"referer", "origin"} else MARK}
    Client().get(path, headers=sent)
    clean = Client().get(path)
    assert clean.status_code == 200
    assert MARK not in clean.text
    assert MARK not in str(clean.headers)


@pytest.mark.parametrize(
    "query", [f"utm={MARK}", f"strana={MARK}", f"q={MARK}", f"callback={MARK}", f"_method={MARK}"]
)
def test_no_query_gets_into_a_kept_page(query):
    for path in ("/aktuality/", published().get_absolute_url()):
        Client().get(f"{path}?{query}")
        clean = Client().get(path)
        assert clean.status_code == 200
        assert MARK not in clean.text


@pytest.mark.parametrize("cookie", ["sessionid=a", "csrftoken=a", f"x={MARK}"])
def test_no_page_made_for_a_cookie_is_kept(cookie, django_assert_num_queries):
    Client(headers={"cookie": cookie}).get("/aktuality/")
    assert not [key for key in cache._cache if "page:" in key and not key.endswith("lock")]


@pytest.mark.parametrize("host", [MARK, f"127.0.0.1@{MARK}", f"testserver.{MARK}", "testserver:99"])
def test_a_host_that_is_not_ours_fills_nothing_and_is_named_nowhere(host):
    answer = Client().get("/aktuality/", headers={"host": host})
    assert MARK not in answer.text
    assert MARK not in Client().get("/aktuality/").text


@pytest.mark.parametrize(
    "path", ["/aktuality/%3Fstrana=2", "/aktuality/;a.css", "/aktuality/x.css"]
)
def test_an_address_that_looks_like_a_file_is_no_page(path):
    assert Client().get(path).status_code in {301, 404}


def test_an_error_is_not_kept():
    assert Client().get("/neni/").status_code == 404
    assert Client().get("/aktuality/?strana=9").status_code == 404
    assert not [key for key in cache._cache if "page:" in key and not key.endswith("lock")]


def test_what_is_asked_for_by_head_is_not_kept_as_an_empty_page():
    Client().head("/aktuality/")
    assert "</html>" in Client().get("/aktuality/").text
