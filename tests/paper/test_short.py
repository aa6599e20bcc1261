"""What a short address leads to, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nszm_portal.paper import codes, short
from nszm_portal.publishing import kinds
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory
from tests.factories.publishing import ArticleFactory, bring_to, maker, published
from tests.publishing import doors

pytestmark = pytest.mark.django_db
CODED = [model for model in kinds.all() if model.kind in codes.KINDS]
UNKNOWN = codes.code_of("article", 987_654_321)


def path(kind, pk) -> str:
    return f"/p/{codes.code_of(kind, pk)}/"


def of(publication) -> str:
    return path(publication.kind, publication.pk)


def told(answer, asked) -> tuple:
    """All of an answer but the request's number and the code that was asked for, which the page
    offers to search for."""
    headers = {name: sorted(value.split("; ")) for name, value in answer.headers.items()}
    body = answer.text.replace(asked.split("/")[2], "")
    return answer.status_code, headers | {"Content-Length": "", "X-Request-ID": ""}, body


# --- publications ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in codes.KINDS if kind != "document"])
def test_it_leads_to_a_publication_of_every_kind(client, kind):
    publication = published(kinds.get(kind))
    answer = client.get(of(publication))
    assert (answer.status_code, answer["Location"]) == (302, publication.get_absolute_url())
    assert client.head(of(publication)).status_code == 302


def test_it_is_read_in_letters_of_any_size_and_without_the_slash(client):
    article = published()
    assert client.get(of(article).upper().replace("/P/", "/p/")).status_code == 302
    answer = client.get(of(article).rstrip("/"), follow=True)
    assert answer.redirect_chain[-1][0] == article.get_absolute_url()
    assert answer.status_code == 200


def test_it_follows_a_change_of_the_address(client):
    article = published(slug="puvodni")
    assert client.get(of(article))["Location"] == "/aktuality/puvodni/"
    article.slug = "novy"
    article.save()
    assert client.get(of(article))["Location"] == "/aktuality/novy/"


def test_nobody_on_the_way_may_keep_or_index_it(client):
    answer = client.get(of(published()))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer


@pytest.mark.parametrize("phase", [Phase.EXPIRED, Phase.WITHDRAWN])
def test_what_is_gone_says_so_at_its_own_address(client, phase):
    article = bring_to(ArticleFactory(), phase)
    answer = client.get(of(article))
    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())
    assert client.get(of(article), follow=True).status_code == 410


def test_what_was_replaced_leads_on(client):
    old, new = published(), published()
    old.withdraw("replaced", "Je nový.", new.reference)
    answer = client.get(of(old), follow=True)
    assert answer.redirect_chain[-1][0] == new.get_absolute_url()


@pytest.mark.parametrize("model", CODED, ids=lambda model: model.kind)
@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.SCHEDULED, doors.RESCHEDULED])
def test_what_is_not_public_is_as_unknown_as_any_other_code(client, model, phase):
    publication = maker(model)(title="Tajuplný text", slug="tajuplny-text")
    doors.bring(publication, phase)
    hidden, unknown = of(publication), f"/p/{UNKNOWN}/"
    assert told(client.get(hidden), hidden) == told(client.get(unknown), unknown)
    assert client.get(hidden).status_code == 404


def test_it_appears_to_the_minute(client):
    article = ArticleFactory()
    article.publish(at=timezone.now() + timedelta(hours=1))
    assert client.get(of(article)).status_code == 404
    article.publish_at = timezone.now() - timedelta(seconds=1)
    article.save()
    assert client.get(of(article)).status_code == 302


@pytest.mark.parametrize(
    "code", [UNKNOWN, "ckyea", "ahoj", "x" * 300, codes.code_of("page", 2**63 - 1), "a" * 17]
)
def test_what_leads_nowhere_is_not_found(client, code):
    assert client.get(f"/p/{code}/").status_code == 404


def test_it_takes_no_orders(client):
    assert client.post(of(published())).status_code == 405


# --- documents ---------------------------------------------------------------------------------


@pytest.fixture
def document():
    return DocumentFactory(title="Tajuplná smlouva")


def show(document, phase):
    article = ArticleFactory()
    article.attachments.create(document=document)
    bring_to(article, phase).sync()


def test_it_leads_to_a_document_that_something_visible_shows(client, document):
    show(document, Phase.VISIBLE)
    answer = client.get(path("document", document.pk))
    assert (answer.status_code, answer["Location"]) == (302, document.get_absolute_url())
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("phase", [*Phase, None])
@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("who", ["client", "outsider_client"])
def test_it_tells_the_name_of_a_document_to_whom_it_opens(request, document, phase, is_public, who):
    document.is_public = is_public
    document.save()
    if phase:
        show(document, phase)
    reader = request.getfixturevalue(who)
    hidden, unknown = path("document", document.pk), path("document", document.pk + 5000)
    answer = reader.get(hidden)
    if is_public and phase == Phase.VISIBLE:
        assert answer.status_code == 302
        return
    assert answer.status_code == 404
    assert told(answer, hidden) == told(reader.get(unknown), unknown)
    assert told(answer, hidden) == told(reader.get(f"/p/{UNKNOWN}/"), f"/p/{UNKNOWN}/")
    assert document.name not in answer.text and "smlouva" not in answer.text


def test_an_editor_comes_to_every_document(editor_client, document):
    answer = editor_client.get(path("document", document.pk))
    assert (answer.status_code, answer["Location"]) == (302, document.get_absolute_url())
    assert "private" in answer["Cache-Control"]


# --- the address itself ------------------------------------------------------------------------


def test_a_thing_that_is_not_stored_has_none(settings):
    settings.SITE_URL = "https://www.nszm.example"
    assert short.address("article", 1) == "https://www.nszm.example/p/ckye9/"
    assert short.address("article", None) == ""
    assert short.address("ministr", 1) == ""
