"""No value in the admin gets a 500: it gets a sentence at its field and the form stays."""

from itertools import product

import pytest
from django.contrib import admin
from django.urls import reverse

from news.models import Article
from tests.factories.publishing import ArticleFactory
from tests.robustness import judge

pytestmark = pytest.mark.django_db
MODELS = [
    model
    for model, registered in admin.site._registry.items()
    if getattr(registered, "section", None)
]
VALUES = [
    "",
    "x" * 5000,
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass"),
    "<script>",
    "-1",
    "1e9",
]
DATES = ["0. 0. 0", "31. 2. 2015", "1. 1. 0000", "1. 1. 10000", "9" * 400, "\x00"]
NO_ROWS = {
    "photographs-TOTAL_FORMS": "0",
    "photographs-INITIAL_FORMS": "0",
    "publishing-attachment-content_type-object_id-TOTAL_FORMS": "0",
    "publishing-attachment-content_type-object_id-INITIAL_FORMS": "0",
}
QUERIES = [
    "o=x",
    "o=-99.99.1",
    "p=x",
    "p=99999999999999999999",
    "all=",
    "q=%00",
    "q=" + "a" * 4000,
    "q=%22%27%5C",
    "stav=x",
    "stav=visible&stav=draft",
    "regions__id__exact=x",
    "regions__id__exact=99999999999999999999999",
    "topics__id__exact=%00",
    "shown_on__gte=x",
    "shown_on__year=99999999999",
    "nic__neni=1",
    "_changelist_filters=%00",
    "_popup=1&_to_field=%00",
    "_to_field=password",
    "e=1",
]


def name(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


@pytest.fixture
def client(admin_client):
    admin_client.raise_request_exception = False
    return admin_client


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_any_query_of_a_list(client, model):
    address = reverse(f"admin:{name(model)}_changelist")
    for query in QUERIES:
        assert client.get(f"{address}?{query}", follow=True).status_code < 500, query


@pytest.mark.parametrize("model", MODELS, ids=name)
@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999999", "_5C", "%00"])
@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_any_id(client, model, pk, page):
    assert client.get(f"/admin/{name(model).replace('_', '/')}/{pk}/{page}/").status_code < 500


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_any_name_of_a_field_to_look_by(client, model):
    for page, field in product(["change", "delete"], ["", "x", "\x00"]):
        address = f"/admin/{name(model).replace('_', '/')}/1/{page}/"
        assert client.get(address, {"_to_field": field}).status_code < 500
        assert client.post(address, {"_to_field": field}).status_code < 500


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_any_value_of_a_form(client, model):
    address = f"/admin/{name(model).replace('_', '/')}/add/"
    page = client.get(address)
    if page.status_code != 200:
        assert page.status_code in {403, 404}
        return
    names = list(page.context["adminform"].form.fields)
    for value in VALUES:
        fields = dict.fromkeys(names, value)
        fields |= {f"{field}_{part}": value for field in names for part in (0, 1)}
        answer = client.post(address, fields)
        assert answer.status_code < 500
    assert client.post(address, {}).status_code < 500


@pytest.mark.parametrize("moment", DATES)
def test_any_date_gets_a_sentence_and_the_form_stays(client, moment):
    fields = {
        "title": "Napsaný titulek",
        "shown_on": moment,
        "publish_at_0": moment,
        "publish_at_1": moment,
    }
    answer = client.post("/admin/news/article/add/", fields | NO_ROWS)
    assert answer.status_code == 200
    assert "Napsaný titulek" in answer.text
    assert {"shown_on", "publish_at"} <= set(answer.context["adminform"].form.errors)


def test_invisible_characters_of_another_program_are_not_stored(client):
    fields = {
        "title": "Zdravé\x0bměsto",
        "lead": "První\x0c\x01 druhý",
    }
    assert client.post("/admin/news/article/add/", fields | NO_ROWS).status_code == 302
    article = Article.objects.get()
    assert article.title == "Zdravé město" and article.lead.split() == ["První", "druhý"]


@pytest.mark.parametrize("formset", [{}, {"TOTAL_FORMS": "x"}, {"TOTAL_FORMS": "999999"}])
def test_a_broken_formset_gets_a_sentence(client, formset):
    prefix = "publishing-attachment-content_type-object_id"
    fields = {f"{prefix}-{key}": value for key, value in formset.items()}
    answer = client.post("/admin/news/article/add/", {"title": "Titulek"} | fields)
    assert answer.status_code < 500


@pytest.mark.parametrize("verb", ["kopirovat", "stahnout"])
@pytest.mark.parametrize("pk", ["0", "99999999999999999999999"])
def test_a_verb_with_any_id(client, verb, pk):
    assert client.post(f"/admin/news/article/{pk}/{verb}/", {"kind": "x"}).status_code < 500


def test_the_choosers_take_any_question(client):
    ArticleFactory()
    for query in QUERIES:
        for address in (
            f"/admin/autocomplete/?app_label=news&model_name=article&field_name=cover&{query}",
            f"/admin/autocomplete/?{query}",
            f"{reverse('admin:library_picture_browse')}?CKEditorFuncNum=x&{query}",
            f"{reverse('admin:library_document_browse')}?CKEditorFuncNum=1&{query}",
        ):
            assert client.get(address).status_code < 500, address


def test_log_in_takes_anything():
    reader = judge.reader()
    for value in VALUES:
        answer = reader.post("/admin/login/", {"username": value, "password": value, "next": value})
        assert answer.status_code < 500


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/overeni/", "/admin/overeni/zapnout/"])
def test_no_address_to_go_on_to_breaks_the_way_in(address, editor_client):
    for wanted in ("žluť", "a b", "a", "\n", "//[", "http://[", "\x00", "a" * 3000, "admin:index"):
        for client in (judge.reader(), editor_client):
            answer = client.get(address, {"next": wanted})
            assert answer.status_code < 500
            assert answer.get("Location", "/admin/").startswith("/admin/")
