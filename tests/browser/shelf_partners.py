"""Partners and agreements for the shelf: logos of every shape, a long history, every validity."""

from datetime import date, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from news.models import Article
from nszm_portal.publishing.visibility import Phase
from partners.models import Agreement, Partner
from tests.factories.library import DocumentFactory, PictureFactory, encoded, pdf, upload
from tests.factories.partners import AgreementFactory, PartnerFactory, instrument, partner_type
from tests.factories.publishing import ArticleFactory, bring_to

PARTNERS = "/partneri/"
NARROWED = "/partneri/?typ=univerzity&uroven=narodni"
NOBODY = "/partneri/?typ=ministerstva&uroven=mezinarodni"
TABLE = "/partneri/?razeni=nazev"
RICH = "/partneri/ministerstvo-s-dlouhou-historii/"
BARE = "/partneri/jen-nazev/"
AGREEMENTS = "/partneri/dohody/"
IN_FORCE = "/partneri/dohody/platna/"
EXPIRED = "/partneri/dohody/skoncena/"
PREPARED = "/partneri/dohody/chystana/"


def many() -> None:
    """All states of a partner and of an agreement."""
    rich, others = _rich(), _others()
    today = timezone.localdate()
    first = _agreement(
        rich, title="První dohoda o spolupráci", slug="skoncena", valid_until=date(2019, 5, 3)
    )
    _agreement(
        rich,
        *others[:2],
        title="Dohoda o spolupráci při rozvoji zdravých měst, obcí a regionů",
        slug="platna",
        signed_on=date(2019, 5, 4),
        areas="podpora veřejného zdraví\nplánování sociálních služeb\nsdílení dobré praxe",
        financial=False,
        document=DocumentFactory(title="Podepsaná dohoda", upload=upload(pdf(4), "dohoda.pdf")),
        announced_by=Article.objects.visible().first(),
        renews=first,
        body="<p>Strany se scházejí dvakrát do roka.</p>",
    )
    _agreement(
        others[0],
        title="Memorandum o datech",
        instrument=instrument("memorandum"),
        signed_on=today - timedelta(days=700),
        valid_until=today + timedelta(days=30),
        financial=True,
    )
    _agreement(rich, title="Chystaný dodatek", slug="chystana", signed_on=None, amends=first)
    _publish(PartnerFactory(title="Jen název", slug="jen-nazev", lead="", body=""))


def _rich() -> Partner:
    partner = PartnerFactory(
        title="Ministerstvo s dlouhou historií",
        slug="ministerstvo-s-dlouhou-historii",
        abbreviation="MSDH",
        website="https://www.example.org/velmi/dlouha/adresa/ministerstva",
        postal_address="Na Poříčním právu 1/376, 128 01 Praha 2",
        ico="00551023",
        cover=logo("Logo ministerstva", 900, 260),
        body="<p>Ministerstvo připravuje zákony a podporuje obce, které plánují s občany.</p>",
    )
    for year in range(2000, 2024):
        title = f"Společná konference o plánování v roce {year}"
        partner.articles.add(_publish(ArticleFactory(title=title, shown_on=date(year, 9, 14))))
    return _publish(partner)


def _others() -> list[Partner]:
    shapes = ((300, 900), (600, 600), (1600, 200), None, (800, 500))
    titles = (
        "Vysoká škola zdraví a prostředí",
        "Univerzita třetího věku",
        "Česká zemědělská univerzita v Praze, Fakulta životního prostředí",
        "Škola architektury",
        "Ústav Světové zdravotnické organizace",
    )
    return [
        _publish(
            PartnerFactory(
                title=title,
                type=partner_type("univerzity" if number < 4 else "dalsi"),
                level="national" if number < 4 else "international",
                cover=shape and logo(f"Logo {number}", *shape),
            )
        )
        for number, (title, shape) in enumerate(zip(titles, shapes, strict=True))
    ]


def logo(description: str, width: int, height: int):
    """A ring and a bar on nothing, as logos are drawn for white."""
    image = Image.new("RGBA", (width, height))
    draw = ImageDraw.Draw(image)
    side = min(width, height) - 20
    draw.ellipse((10, 10, side, side), outline=(20, 90, 50), width=side // 8)
    draw.rectangle((width - side // 2, height // 3, width - 10, height // 2), fill=(20, 60, 120))
    file = upload(encoded(image, "PNG"), "logo.png")
    return PictureFactory(description=description, upload=file)


def _agreement(*partners, **fields) -> Agreement:
    return _publish(AgreementFactory(partners=partners, **fields))


def _publish(publication):
    return bring_to(publication, Phase.VISIBLE)
