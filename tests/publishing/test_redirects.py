"""Who has an address when two could have it."""

import pytest

from nszm_portal.publishing.models import Redirect
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
FORMER = "/aktuality/prvni-adresa/"


def moved():
    article = published(title="První adresa")
    article.slug = "druha-adresa"
    article.save()
    return article


def test_a_draft_takes_no_address_from_readers(client):
    moved()
    draft = ArticleFactory(title="První adresa")
    assert draft.get_absolute_url() == FORMER
    assert client.get(FORMER)["Location"] == "/aktuality/druha-adresa/"


def test_a_live_page_wins_over_a_redirect(client):
    moved()
    bring_to(ArticleFactory(title="První adresa"), Phase.VISIBLE)
    assert client.get(FORMER).status_code == 200
    assert not Redirect.objects.exists()
