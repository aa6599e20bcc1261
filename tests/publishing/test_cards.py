"""A drawn picture for who shares a text without one: what is on it, and who gets it."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from news.models import Article
from nszm_portal.czech.typography import typeset
from nszm_portal.publishing import card_drawing, cards
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, bring_to, published

LONG = "Nejdelší titulek, jaký kdy kdo napsal, o spolupráci měst, obcí a krajů v roce 2026 " * 3


def drawn(title, above="aktualita"):
    return Image.open(BytesIO(card_drawing.draw(above, title, "NSZM"))).convert("RGB")


def ink(image):
    """The box around what is white: the letters of the title."""
    letters = image.crop((0, 130, card_drawing.WIDTH, card_drawing.HEIGHT - card_drawing.FOOT))
    return letters.point(lambda value: 255 if value > 240 else 0).convert("L").getbbox()


@pytest.mark.parametrize(
    "title", ["Sraz", LONG[:200], "Nejneobhospodařovávatelnějšími" * 6, "Ž" * 200, "W " * 100]
)
def test_any_title_is_whole_inside(title):
    image = drawn(typeset(title))
    assert image.size == (1200, 630)
    left, _, right, bottom = ink(image)
    assert left >= 70 and right <= 1200 - 70
    # Under the last line some of the ground is left.
    assert bottom < card_drawing.HEIGHT - card_drawing.FOOT - 130


def test_a_line_ends_at_a_space_where_it_may():
    lines, whole = card_drawing.broken("sešli se v\u00a0Plzni a v\u00a0Brně", len, 11)
    assert lines == ["sešli se", "v\u00a0Plzni a", "v\u00a0Brně"]
    assert whole
    assert card_drawing.broken("a" * 25, len, 10) == (["a" * 10, "a" * 10, "a" * 5], False)


def test_what_the_letters_do_not_have_is_left_out():
    assert drawn("Sraz 🎉\x00\u200b").tobytes() == drawn("Sraz").tobytes()
    assert ink(drawn("🎉")) is None


@pytest.mark.parametrize("letter", "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ–„“‚‘…§°€×")
def test_it_has_all_letters_of_czech(letter):
    assert ink(drawn(letter)) is not None
    plain = drawn("\u017c")  # of another language, and another shape
    assert ImageChops.difference(drawn(letter), plain).getbbox()


@pytest.mark.django_db
def test_it_is_kept_for_ever_and_a_new_version_has_another(client):
    article = published(title="Původní")
    address = cards.url(article)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer["Cache-Control"]
    article.title = "Opravený"
    article.save()
    assert cards.url(article) != address
    moved = client.get(address)
    assert (moved.status_code, moved["Location"]) == (301, cards.url(article))
    assert client.get(cards.url(article)).content != answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN])
def test_it_is_there_only_for_what_is_visible(client, phase):
    article = bring_to(ArticleFactory(), phase)
    assert client.get(cards.url(article)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["article-1", "article-0-1", "nic-1-1", f"article-{'9' * 40}-1", "article-1-1-1", "x"]
)
def test_no_other_name_has_one(client, name):
    assert client.get(f"/karta/{name}.png").status_code == 404
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_the_portal_has_one_of_its_own(client):
    answer = client.get(cards.portal_url())
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert client.head(cards.portal_url()).content == b""
    assert client.post(cards.portal_url()).status_code == 405
