"""What the benchmark's targets say of queries and sizes, on content made on the spot."""

import json

import pytest

from bench.content import LISTS, article_with_everything, pages_with_everything
from bench.inspection import Inspector
from bench.report import MOST_BYTES, MOST_QUERIES, MOST_QUERIES_OF_MEETING
from meetings.models import Meeting
from news.models import Article, Topic
from nszm_portal.czech.slugs import slug
from nszm_portal.demonstration.synthetic.articles import Articles
from nszm_portal.demonstration.synthetic.meetings import Meetings
from nszm_portal.demonstration.synthetic.prose import Writer
from nszm_portal.navigation.models import MenuItem, SideBox
from nszm_portal.publishing.models import Entry
from nszm_portal.regions.models import Region
from partners.models import Agreement, Partner
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
    for populator in (Articles(count, seed=1), Meetings(count, seed=1)):
        for _ in populator.batches():
            pass


@pytest.fixture
def whole(surroundings):
    """A few publications, and the address of one of each kind that has everything, by its name."""
    populate(FEW)
    return pages_with_everything(*surroundings)


def archives():
    """The lists by time and topic, which grow as well."""
    article = Article.objects.get(title__startswith="Článek, který má všechno")
    entry = Entry.objects.get(kind=Article.kind, object_id=article.pk)
    topic = Topic.objects.get(name=article.labels()[0]["text"])
    held = Meeting.objects.get(title__startswith="Setkání, které má všechno")
    return [
        f"/aktuality/{entry.year}/",
        f"/aktuality/{entry.year}/{entry.month}/",
        topic.get_absolute_url(),
        f"/setkani/{held.starts_on.year}/",
        "/partneri/?razeni=dohody",
    ]


def on_paper(path):
    address, mark, query = path.partition("?")
    return f"{address}tisk/{mark}{query}"


def grow(pictures, documents):
    populate(MANY - FEW)
    for _ in range(3):
        pages_with_everything(pictures, documents)
    everyone = Partner.objects.first()
    everyone.articles.add(*Article.objects.visible()[:50])
    everyone.meetings.add(*Meeting.objects.visible()[:50])
    Agreement.objects.first().partners.add(*Partner.objects.all())


def test_pages_ask_the_database_seldom_whatever_the_amount_of_content(surroundings, whole):
    inspector = Inspector(pagecache=False)
    pages = [*LISTS.values(), *whole.values(), *archives()]
    pages += [on_paper(path) for path in pages if path != "/"]
    limits = dict.fromkeys(pages, MOST_QUERIES)
    # Paper also counts the texts that it would lead to, of a region that it looks up by its name.
    limits[on_paper(whole["region"])] += 2
    limits |= {path: MOST_QUERIES_OF_MEETING for path in pages if whole["meeting"] in path}

    with_few = {path: inspector.queries(path) for path in pages}
    assert {path: count for path, count in with_few.items() if count > limits[path]} == {}

    grow(*surroundings)
    assert {path: inspector.queries(path) for path in pages} == with_few


def test_a_kept_page_asks_for_the_generation_alone(whole):
    inspector = Inspector(pagecache=True)
    kept = [path for path in archives() if "?" not in path]
    for path in [*LISTS.values(), *whole.values(), *kept]:
        assert inspector.queries(path) == 1, path


def shown(address):
    return Inspector(pagecache=False).get(address).text.replace("\u00a0", " ")


def missing(page, *expected):
    return [words for words in expected if words not in page]


def files(pictures, documents):
    names = [picture.file.name.rpartition("/")[2].partition(".")[0] for picture in pictures]
    return [*names, *(f'href="{document.get_absolute_url()}"' for document in documents)]


# Without all of it the queries would be counted in vain.


def test_the_article_with_everything_shows_all_of_it(surroundings):
    populate(FEW)
    article = article_with_everything(*surroundings)
    labels = [label["text"] for label in article.labels()]
    around = ["Související", "Předchozí", "Následující"]
    page = shown(article.get_absolute_url())
    assert missing(page, *labels, *files(*surroundings), *around) == []


def test_the_meeting_with_everything_shows_all_of_it(surroundings, whole):
    page = shown(whole["meeting"])
    told = [
        "přesunuto",
        "Přesunuto kvůli sněhu.",
        "hejtman kraje",
        "Chrudim",
        "Program pro měření 2",
        "Bod programu číslo 2",
        "souběžně",
        "Materiál číslo 2",
        "Řečník číslo 2",
        "Fotografie",
        "Související",
        "Předchozí",
        "Následující",
    ]
    assert missing(page, *told, *files(*surroundings)) == []


def test_the_partner_with_everything_shows_all_of_it(surroundings, whole):
    page = shown(whole["partner"])
    told = ["PVS", "00551023", "Dohoda, která platí", "která se připravuje", "která skončila"]
    told += [">aktualita<", ">setkání<", ">dohoda<"]
    assert missing(page, *told, *files(*surroundings)) == []


def test_the_agreement_with_everything_shows_all_of_it(surroundings, whole):
    page = shown(whole["agreement"])
    told = [
        "Partner, který má všechno",
        "doprava",
        "Oznámení",
        "Je dodatkem k",
        "Obnovuje",
        "Dodatek číslo 2",
        "Pokračování číslo 2",
    ]
    assert missing(page, *told, *files(*surroundings)) == []


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
