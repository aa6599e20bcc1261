"""What the form of a publication asks of what readers are to get."""

import pytest

from news.models import Article
from tests.factories.library import PictureFactory
from tests.publishing.test_admin import ADD, form

pytestmark = pytest.mark.django_db


def body(alt):
    picture = PictureFactory(width=1200)
    return f'<p>Dlouhý text.</p><p><img alt="{alt}" src="{picture.editor_url}"></p>'


def test_a_text_in_place_of_a_picture_that_says_nothing_is_not_published(chief_editor_client):
    answer = chief_editor_client.post(ADD, form(body=body("IMG_0001"), _publish="1"))
    assert "„IMG_0001“ je název souboru, ne popis obrázku." in answer.text
    assert "Dlouhý text." in answer.text
    assert not Article.objects.exists()


def test_a_draft_may_wait_for_it(chief_editor_client):
    chief_editor_client.post(ADD, form(body=body("foto"), _save="1"))
    assert 'alt="foto"' in Article.objects.get().body


def test_a_description_is_published(chief_editor_client):
    chief_editor_client.post(ADD, form(body=body("Náměstí za deště"), _publish="1"))
    assert Article.objects.get().is_visible()
