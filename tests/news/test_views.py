"""What the page of an article says besides what every publication's page does."""

import pytest

from nszm_portal.richtext.reading_time import WORDS_PER_MINUTE
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
MINUTE = f"<p>{'slovo ' * WORDS_PER_MINUTE}</p>"


def said(client, address):
    return client.get(address).text.replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.mark.parametrize("minutes,words", [(2, "čtení na 2 minuty"), (5, "čtení na 5 minut")])
def test_a_long_article_says_how_long_it_takes(client, minutes, words):
    article = published(title="Dlouhý", body=MINUTE * minutes)
    assert words in said(client, article.get_absolute_url())


def test_a_short_one_does_not_nor_does_paper(client):
    short, long = published(title="Krátký", body="<p>Věta.</p>"), published(body=MINUTE * 3)
    assert "čtení na" not in said(client, short.get_absolute_url())
    assert "čtení na" not in said(client, f"{long.get_absolute_url()}tisk/")
