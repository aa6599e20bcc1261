"""Where an address comes from, when it stays, and which are refused."""

import pytest

from nszm_portal.publishing import slugs
from tests.factories.publishing import ArticleFactory, PageFactory, TopicFactory, published

pytestmark = pytest.mark.django_db


def test_it_reproduces_a_real_slug_of_the_old_portal():
    title = "Podepsána dohoda o spolupráci s Ministerstvem práce a sociálních věcí"
    article = ArticleFactory(title=title)
    expected = "podepsana-dohoda-o-spolupraci-s-ministerstvem-prace-a-socialnich-veci"
    assert article.slug == expected


def test_it_follows_the_title_until_the_first_publication():
    article = ArticleFactory(title="Pracovní název")
    article.title = "Konečný název"
    article.save()
    assert article.slug == "konecny-nazev"
    article.publish()
    article.title = "Opravený název"
    article.save()
    assert article.slug == "konecny-nazev"


def test_one_typed_by_hand_stays():
    article = ArticleFactory(title="Název", slug="moje-adresa")
    article.title = "Jiný název"
    article.save()
    assert article.slug == "moje-adresa"


def test_one_taken_away_after_publication_is_kept():
    article = published(title="Sad")
    article.slug = ""
    article.save()
    assert article.slug == "sad"


@pytest.mark.parametrize(
    "title,slug",
    [
        ("2015", "2015-2"),
        ("Tisk", "tisk-2"),
        ("Bez data", "bez-data-2"),
        ("…", "article"),
        ("中文", "article"),
        ("Ž" * 200, "z" * 200),
    ],
)
def test_an_automatic_one_never_shadows_another_address(title, slug, client):
    article = ArticleFactory(title=title)
    article.publish()
    assert article.slug == slug
    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("title", ["Aktuality", "Admin"])
def test_a_page_never_shadows_another_room(title, client):
    page = PageFactory(title=title)
    page.publish()
    assert page.slug == f"{title.lower()}-2"
    assert title in client.get(page.get_absolute_url()).text


def test_equal_titles_get_numbers():
    made = [ArticleFactory(title="Setkání").slug for _ in range(3)]
    assert made == ["setkani", "setkani-2", "setkani-3"]


def test_long_equal_titles_stay_within_the_limit():
    title = "velmi dlouhý název " * 10
    made = {ArticleFactory(title=title.strip()[:200]).slug for _ in range(3)}
    assert len(made) == 3
    assert all(len(slug) <= 200 for slug in made)


@pytest.mark.parametrize(
    "slug,why",
    [
        ("2015", "číslic"),
        ("tisk", "jiná stránka"),
        ("bez-data", "jiná stránka"),
        ("uz-je", "jiný text"),
    ],
)
def test_one_typed_by_hand_is_refused_with_a_sentence(slug, why):
    ArticleFactory(slug="uz-je")
    assert why in slugs.refusal(ArticleFactory(), slug)


def test_topics_and_articles_do_not_meet(client):
    topic = TopicFactory(name="Zdraví")
    article = published(title="Zdraví")
    article.topics.add(topic)
    assert client.get(topic.get_absolute_url()).status_code == 200
    assert client.get(article.get_absolute_url()).status_code == 200
