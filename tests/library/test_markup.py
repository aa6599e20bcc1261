import pytest
from django.core.files.storage import FileSystemStorage
from django.template import Context, Template
from lxml import html

from nszm_portal.library.markup import picture_html
from nszm_portal.library.renditions import IN_A_LIST
from tests.factories.library import PictureFactory

pytestmark = pytest.mark.django_db


def parsed(markup):
    """The sources and, as the last, the image."""
    element = html.fragment_fromstring(markup)
    assert element.tag == "picture"
    return [*element.iter("source"), *element.iter("img")]


def widths(element):
    return [int(part.split()[1].removesuffix("w")) for part in element.get("srcset").split(", ")]


def test_every_width_is_offered_once_from_the_smallest():
    picture = PictureFactory(width=2400, height=1000)
    avif, webp, image = parsed(picture_html(picture, sizes="34rem"))
    for source, kind in ((avif, "avif"), (webp, "webp")):
        assert source.get("type") == f"image/{kind}"
        assert widths(source) == [320, 640, 960, 1280, 1600]
        assert source.get("srcset").count(f".{kind}") == 5
        assert source.get("sizes") == "34rem"
    assert image.get("src").endswith("/960w.jpeg")
    assert "srcset" not in image.attrib


@pytest.mark.parametrize(
    ("width", "offered"), [(320, [320]), (600, [320, 600]), (1000, [320, 640, 960])]
)
def test_nothing_wider_than_the_original_is_offered(width, offered):
    *sources, image = parsed(picture_html(PictureFactory(width=width, height=300)))
    assert [widths(source) for source in sources] == [offered, offered]
    assert int(image.get("width")) == width


def test_a_small_picture_is_given_as_it_is():
    picture = PictureFactory(width=100, height=90)
    for crop in (None, IN_A_LIST):
        (image,) = parsed(picture_html(picture, sizes="34rem", crop=crop))
        assert image.get("src") == picture.url
        assert (image.get("width"), image.get("height")) == ("100", "90")
        assert "sizes" not in image.attrib


def test_a_crop_is_offered_in_its_own_widths_and_measures():
    picture = PictureFactory(width=2400, height=1000)
    avif, webp, image = parsed(picture_html(picture, crop=IN_A_LIST))
    assert widths(avif) == widths(webp) == [160, 320, 480]
    assert "/3_2/" in avif.get("srcset")
    assert image.get("src").endswith("/3_2/320w.jpeg")
    assert int(image.get("width")) * 2 == int(image.get("height")) * 3 + 1  # 320 × 213


@pytest.mark.parametrize("size", [(300, 200), (2560, 1440)])
def test_the_room_for_a_picture_is_known_before_it_comes(size):
    image = parsed(picture_html(PictureFactory(width=size[0], height=size[1])))[-1]
    assert (image.get("width"), image.get("height")) == tuple(map(str, size))


def test_a_picture_below_the_fold_waits():
    image = parsed(picture_html(PictureFactory()))[-1]
    assert image.get("loading") == "lazy"
    assert image.get("decoding") == "async"


def test_the_first_picture_does_not_wait():
    image = parsed(picture_html(PictureFactory(), eager=True))[-1]
    assert "loading" not in image.attrib
    assert image.get("fetchpriority") == "high"


def test_alternative_texts():
    picture = PictureFactory(description='Starosta <b> a "klíč"')
    assert parsed(picture_html(picture))[-1].get("alt") == picture.description
    assert parsed(picture_html(picture, alt="Podpis"))[-1].get("alt") == "Podpis"
    assert parsed(picture_html(picture, alt=""))[-1].get("alt") == ""
    assert parsed(picture_html(PictureFactory(decorative=True)))[-1].get("alt") == ""


def test_markup_asks_the_database_nothing(django_assert_num_queries):
    picture = PictureFactory(width=1600)
    with django_assert_num_queries(0):
        picture_html(picture)


def test_the_template_tag():
    template = Template(
        '{% load library %}{% picture p sizes="50vw" eager=True css_class="cover__picture" %}'
    )
    source, *_, image = parsed(template.render(Context({"p": PictureFactory()})))
    assert image.get("class") == "cover__picture"
    assert source.get("sizes") == "50vw"
    assert template.render(Context({"p": None})) == ""


def test_addresses_are_our_own_whatever_the_storage(monkeypatch):
    picture = PictureFactory(width=1000)
    monkeypatch.setattr(FileSystemStorage, "url", lambda self, name: "https://s3.example.org/")
    assert "s3.example.org" not in picture_html(picture)
    assert picture.url == f"/media/{picture.file.name}"
