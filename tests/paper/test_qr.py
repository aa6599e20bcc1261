"""What a camera and a reader without one get of a QR code."""

import subprocess

import pytest
import zxingcpp
from django.template import Context, Template
from lxml import html
from PIL import Image

from tests.factories.library import DocumentFactory
from tests.factories.publishing import published
from tests.minutes.models import Minutes

ADDRESSES = [
    "https://www.zdravamesta.example/p/ckye9/",
    "http://127.0.0.1:8000/p/cdt9f4/",
    "https://www.nszm.example/partneri/?typ=univerzity&uroven=mezinarodni&razeni=-dohody",
    "https://www.nszm.example/aktuality/" + "x" * 200 + "/",
]
DPI = 150


def rendered(source: str, **context) -> str:
    return Template("{% load paper %}" + source).render(Context(context))


@pytest.fixture
def seen(tmp_path):
    """seen(address): what is read from the code as WeasyPrint prints it, 26 mm wide, at 150 dpi."""

    def seen(address):
        from weasyprint import HTML

        style = "<style>svg { width: 26mm; height: 26mm }</style>"
        page = style + rendered("{% qr address %}", address=address)
        HTML(string=page).write_pdf(tmp_path / "qr.pdf")
        asked = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "qr.pdf", "qr"]
        subprocess.run(asked, cwd=tmp_path, check=True)
        return [code.text for code in zxingcpp.read_barcodes(Image.open(tmp_path / "qr.png"))]

    return seen


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_camera_reads_it(seen, address):
    assert seen(address) == [address]


def test_it_is_black_on_white_with_a_quiet_zone_and_a_name_without_any_style():
    (drawing,) = html.fragments_fromstring(rendered("{% qr address %}", address=ADDRESSES[0]))
    assert drawing.get("role") == "img"
    assert drawing.findtext("title") == "QR kód: www.zdravamesta.example/p/ckye9"
    assert drawing.xpath(".//@style") == [] and drawing.xpath(".//style") == []
    ground, modules = drawing.xpath("path")
    assert (ground.get("fill"), modules.get("stroke")) == ("#fff", "#000")
    side = int(drawing.get("viewbox").split()[-1])
    assert ground.get("d") == f"M0 0h{side}v{side}h-{side}z"
    assert modules.get("d").startswith("M4 4.5")


def test_an_address_cannot_become_markup():
    hostile = 'https://x.cz/"><script>alert(1)</script>&amp;'
    assert "<script>" not in rendered("{% qr address %}", address=hostile)


@pytest.mark.django_db
def test_a_short_address_is_of_whatever_is_given(settings):
    settings.SITE_URL = "https://www.nszm.example"
    article, document = published(), DocumentFactory()
    by_reference = rendered("{% short_url thing %}", thing=article.reference)
    assert by_reference.startswith("https://www.nszm.example/p/c")
    assert rendered("{% short_url thing %}", thing=article) == by_reference
    of_document = rendered("{% short_url thing %}", thing=document)
    assert of_document == rendered("{% short_url thing %}", thing=f"document:{document.pk}")
    assert of_document != by_reference


@pytest.mark.django_db
def test_a_kind_without_short_addresses_has_its_own(settings):
    settings.SITE_URL = "https://www.nszm.example"
    minutes = Minutes.objects.create(title="Zápis")
    whole = rendered("{% short_url thing %}", thing=minutes)
    assert whole == "https://www.nszm.example/zapisy/zapis/"


@pytest.mark.parametrize(
    "address,words",
    [
        ("https://www.nszm.cz/p/ckye9/", "www.nszm.cz/p/ckye9"),
        ("http://127.0.0.1:8000/p/ckye9/", "127.0.0.1:8000/p/ckye9"),
        ("mailto:nszm@nszm.cz", "mailto:nszm@nszm.cz"),
        ("", ""),
    ],
)
def test_in_words_it_is_as_people_write_it(address, words):
    assert rendered("{{ address|in_words }}", address=address) == words
