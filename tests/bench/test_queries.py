"""What the benchmark's targets say of queries and sizes, on content made on the spot."""

import json

import pytest

from bench.content import article_with_everything
from bench.inspection import Inspector
from bench.report import MOST_BYTES, MOST_QUERIES
from news.models import Article, Topic
from nszm_portal.czech.slugs import slug
from nszm_portal.demonstration.synthetic.articles import Articles
from nszm_portal.demonstration.synthetic.prose import Writer
from nszm_portal.navigation.models import MenuItem, SideBox
from nszm_portal.publishing.models import Entry
from nszm_portal.regions.models import Region
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import published

# What all pages share is kept only outside a transaction.
pytestmark = pytest.mark.django_db(transaction=True)

FEW, MANY = 10, 1000


@pytest.fixture
def regions():
    """Those of the migration may have gone with another test's database."""
    for number in range(3 - Region.objects.count()):
        name = f"Kraj číslo {number}"
        code = f"X{number}"
        Region.objects.create(
            name=name, slug=slug(name), nuts3=code, iso=code, ruian=900 + number, sort_key=name
        )


@pytest.fixture
def surroundings(regions):
    """Pictures and documents, and rows of the navigation that lead to publications."""
    pictures = PictureFactory.create_batch(4)
    documents = DocumentFactory.create_batch(3)
    SideBox.objects.create(title="Dobrá praxe", text="Kde to jde.", picture=pictures[0])
    target = published(title="Kam vede nabídka").reference
    MenuItem.objects.create(label="Kdo jsme", target=target)
    return pictures, documents


def populate(count):
    for _ in Articles(count, seed=1).batches():
        pass


def addresses(article):
    """All pages whose content grows, and an article that has everything."""
    entry = Entry.objects.get(kind=Article.kind, object_id=article.pk)
    topic = Topic.objects.get(name=article.labels()[0]["text"])
    lists = [
        "/aktuality/",
        f"/aktuality/{entry.year}/",
        f"/aktuality/{entry.year}/{entry.month}/",
        topic.get_absolute_url(),
    ]
    return ["/", article.get_absolute_url(), *lists]


def test_pages_ask_the_database_seldom_whatever_the_amount_of_content(surroundings):
    populate(FEW)
    article = article_with_everything(*surroundings)
    inspector = Inspector(pagecache=False)
    pages = addresses(article)
    printed = [f"{path}tisk/" for path in pages[1:]]

    with_few = {path: inspector.queries(path) for path in pages}
    printed_with_few = {path: inspector.queries(path) for path in printed}
    assert {path: count for path, count in with_few.items() if count > MOST_QUERIES} == {}

    populate(MANY - FEW)
    assert {path: inspector.queries(path) for path in pages} == with_few
    assert {path: inspector.queries(path) for path in printed} == printed_with_few


def test_a_kept_page_asks_for_the_generation_alone(surroundings):
    article = article_with_everything(*surroundings)
    inspector = Inspector(pagecache=True)
    for path in addresses(article):
        assert inspector.queries(path) == 1, path


def test_the_article_with_everything_shows_all_of_it(surroundings):
    """Otherwise its queries would be counted in vain."""
    populate(FEW)
    article = article_with_everything(*surroundings)
    page = Inspector(pagecache=False).get(article.get_absolute_url()).text
    pictures, documents = surroundings
    for shown in [
        *(label["text"] for label in article.labels()),
        *(picture.file.name.rpartition("/")[2].partition(".")[0] for picture in pictures),
        *(f'href="{document.get_absolute_url()}"' for document in documents),
        "Související",
        "Předchozí",
        "Následující",
    ]:
        assert shown in page


def test_the_html_of_a_long_article_without_pictures_is_small(client, regions):
    writer = Writer(seed=1)
    body = "".join(writer.body() for _ in range(4))
    article = published(title=writer.title(), lead=writer.lead(), body=body)
    response = client.get(article.get_absolute_url(), headers={"accept-encoding": "br"})
    assert response["Content-Encoding"] == "br"
    assert len(response.content) <= MOST_BYTES


def test_the_one_stylesheet_is_small(quarry):
    names = json.loads((quarry.static / "staticfiles.json").read_text())["paths"]
    stylesheet = quarry.static / f"{names['css/site.css']}.br"
    assert 0 < stylesheet.stat().st_size <= MOST_BYTES
    assert "@import" not in (quarry.static / names["css/site.css"]).read_text()
