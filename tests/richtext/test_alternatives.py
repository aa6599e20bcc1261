import pytest

from nszm_portal.richtext import alternatives
from tests.factories.library import PictureFactory, photo

pytestmark = pytest.mark.django_db


def image(picture, alt="") -> str:
    said = f' alt="{alt}"' if alt else ""
    return f'<p><img{said} data-picture="{picture.pk}"></p>'


@pytest.mark.parametrize("alt", ["foto", "IMG_1.jpg", "namesti"])
def test_what_describes_nothing_gets_a_sentence(alt):
    picture = PictureFactory(upload=photo(name="Náměstí.jpg"))
    (sentence,) = alternatives.refusals(image(picture, alt) * 2)
    assert f"„{alt}“" in sentence
    assert "použije se ten z knihovny" in sentence


@pytest.mark.parametrize("alt", ["", "Náměstí za deště"])
def test_a_description_or_the_librarys_own_is_right(alt):
    assert alternatives.refusals(image(PictureFactory(), alt)) == []


def test_a_body_without_such_texts_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert alternatives.refusals('<p>Text</p><p><img data-picture="1"></p>') == []


def test_a_picture_that_is_gone_is_no_error():
    assert len(alternatives.refusals('<p><img alt="foto" data-picture="999999"></p>')) == 1
