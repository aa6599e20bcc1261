"""What is measured, chosen or made so that a better figure cannot be had by luck."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.db.models.functions import Length
from django.utils import timezone

from meetings.models import Meeting, Programme
from news.models import Article, Topic
from nszm_portal.library.models import Document, Picture
from nszm_portal.publishing import lists
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.publication import Publication
from nszm_portal.regions.models import Region
from partners.models import Agreement, Instrument, Partner, PartnerType

EVERY = 3  # how many there are of whatever a publication may have several of

LISTS = {
    "home": "/",
    "list": "/aktuality/",
    "meetings": "/setkani/",
    "regions": "/kraje/",
    "partners": "/partneri/",
    "agreements": "/partneri/dohody/",
}


def pages_with_everything(pictures: Sequence[Picture], documents: Sequence[Document]) -> dict:
    """Makes a publication of each kind that has all it may have: the addresses by their names."""
    made = {
        "article": article_with_everything(pictures, documents),
        "meeting": meeting_with_everything(pictures, documents),
        "partner": partner_with_everything(pictures, documents),
    }
    made["agreement"] = agreement_with_everything(made["partner"], pictures, documents)
    made["region"] = made["meeting"].host_region
    return {name: row.get_absolute_url() for name, row in made.items()}


def longest_without_pictures() -> Article:
    """Of all that readers see."""
    plain = Article.objects.visible().filter(cover=None).exclude(body__contains="<img")
    return plain.order_by(-Length("body"), "pk").first()


def fill_month(day: date) -> None:
    """Moves to one day as many articles as the print view of its month shows at most."""
    for article in Article.objects.visible().filter(undated=False)[: lists.PER_PRINT]:
        article.shown_on = day
        article.save()
        article.sync()


def article_with_everything(pictures: Sequence[Picture], documents: Sequence[Document]) -> Article:
    """A published article that has all that an article may have, in the midst of the others.

    Its cover is the first of `pictures`; the others stand in its text. Three others share its
    topics, one is newer and one older.
    """
    others = _others(Article)
    middle = others[len(others) // 2]
    article = Article(
        title="Článek, který má všechno, co článek mít může",
        lead="Obrázky, přílohy, odkazy, témata i kraje pohromadě.",
        body=_body(pictures[1:], documents, others[:4]),
        cover=pictures[0],
        cover_caption="Hlavní obrázek s vlastním popiskem.",
        byline="Redakce",
        change_note="Doplněny přílohy.",
    )
    article.save(sync=False)
    article.regions.set(Region.objects.all()[:EVERY])
    article.topics.set(_topics(others[:EVERY]))
    _attach(article, documents)
    article.publish(at=middle.publish_at + timedelta(seconds=1))
    return article


def meeting_with_everything(pictures: Sequence[Picture], documents: Sequence[Document]) -> Meeting:
    """A published meeting that has all that a meeting may have, in the midst of the others.

    It lasts two days and lies in the past; three others share one of its programmes. Its cover is
    the first of `pictures`, which are its photographs too.
    """
    others, news = _others(Meeting), _others(Article)
    first = others[len(others) // 2].shown_on
    meeting = Meeting(
        title="Setkání, které má všechno, co setkání mít může",
        lead="Hostitel, program, řečníci, materiály a fotografie pohromadě.",
        body=_body(pictures[1:], documents, news[:4]),
        cover=pictures[0],
        byline="Redakce",
        change_note="Doplněny fotografie.",
        starts_on=first,
        starts_time=time(10),
        ends_on=first + timedelta(days=1),
        ends_time=time(15),
        status="moved",
        former_on=first - timedelta(days=21),
        status_note="Přesunuto kvůli sněhu.",
        host_region=Region.objects.first(),
        venue="Krajský úřad, velký sál",
        address="Náměstí 1, Krajské město",
        organiser="Národní síť Zdravých měst ČR",
        auspices="hejtman kraje",
        presenting_cities="Chrudim\nLitoměřice",
        contact="kancelář",
        contact_email="setkani@example.org",
    )
    meeting.save(sync=False)
    meeting.presenting_regions.set(Region.objects.all()[:EVERY])
    meeting.programmes.set(_programmes(others[:EVERY]))
    for number in range(EVERY):
        item = meeting.items.create(
            day=1 + number % 2,
            starts_time=time(10 + number),
            title=f"Bod programu číslo {number}",
            note="kdo ho uvede",
            is_parallel=True,
        )
        document = documents[number % len(documents)]
        meeting.materials.create(document=document, item=item)
        meeting.materials.create(document=document, title=f"Materiál číslo {number}")
        meeting.speakers.create(
            name=f"Řečník číslo {number}", function="náměstek", region=meeting.host_region
        )
    for position, picture in enumerate(pictures):
        meeting.photographs.create(picture=picture, position=position)
    _attach(meeting, documents)
    meeting.publish()
    return meeting


def partner_with_everything(pictures: Sequence[Picture], documents: Sequence[Document]) -> Partner:
    """A published partner that shares articles, meetings and agreements of every validity."""
    partner = Partner(
        title="Partner, který má všechno, co partner mít může",
        abbreviation="PVS",
        lead="Kontakt, dohody a společná historie pohromadě.",
        body=_body(pictures[1:], documents, _others(Article)[:4]),
        cover=pictures[0],
        type=PartnerType.objects.first(),
        website="https://www.example.org/",
        postal_address="Náměstí 1, Město",
        ico="00551023",
        change_note="Doplněn kontakt.",
    )
    partner.save(sync=False)
    partner.articles.set(entry.object_id for entry in _others(Article)[:EVERY])
    partner.meetings.set(entry.object_id for entry in _others(Meeting)[:EVERY])
    _attach(partner, documents)
    partner.publish()
    today = timezone.localdate()
    for validity, days in {
        "která platí": {"signed_on": today - timedelta(days=9)},
        "která se připravuje": {},
        "která skončila": {
            "signed_on": today - timedelta(days=99),
            "valid_until": today - timedelta(days=9),
        },
    }.items():
        _agreement([partner], title=f"Dohoda, {validity}", **days)
    return partner


def agreement_with_everything(
    partner: Partner, pictures: Sequence[Picture], documents: Sequence[Document]
) -> Agreement:
    """A published agreement of several partners that continues some and is continued by others."""
    others = list(Partner.objects.visible().exclude(pk=partner.pk)[: EVERY - 1])
    news, today = _others(Article), timezone.localdate()
    first, second = (_agreement([partner], title=f"Dřívější dohoda {n}") for n in range(2))
    agreement = _agreement(
        [partner, *others],
        title="Dohoda, která má všechno, co dohoda mít může",
        lead="Partneři, oblasti, dokument i dodatky pohromadě.",
        body=_body(pictures, documents, news[:4]),
        signed_on=today - timedelta(days=9),
        valid_until=today + timedelta(days=9),
        areas="zdraví\ndoprava\nvzdělávání",
        financial=False,
        document=documents[0],
        announced_by_id=news[0].object_id,
        amends=first,
        renews=second,
        change_note="Doplněn dokument.",
    )
    _attach(agreement, documents)
    agreement.sync()
    for number in range(EVERY):
        _agreement([partner], title=f"Dodatek číslo {number}", amends=agreement)
        _agreement([partner], title=f"Pokračování číslo {number}", renews=agreement)
    return agreement


def _agreement(partners, **fields) -> Agreement:
    agreement = Agreement(instrument=Instrument.objects.first(), **fields)
    agreement.save(sync=False)
    agreement.partners.set(partners)
    agreement.publish()
    return agreement


def _others(model: type[Publication]) -> list[Entry]:
    """What readers see of a kind, the newest first."""
    return list(Entry.objects.visible().dated().filter(kind=model.kind).newest_first())


def _attach(publication: Publication, documents: Sequence[Document]) -> None:
    for position, document in enumerate(documents):
        publication.attachments.create(document=document, position=position)


def _programmes(neighbours: Sequence[Entry]) -> list[Programme]:
    """Three programmes, the first of them shared with the meetings given."""
    programmes = [
        Programme.objects.get_or_create(name=f"Program pro měření {n}")[0] for n in range(EVERY)
    ]
    programmes[0].meetings.add(*(entry.object_id for entry in neighbours))
    return programmes


def _topics(neighbours: Sequence[Entry]) -> list[Topic]:
    """Three topics, the first of them shared with the articles given."""
    topics = [Topic.objects.get_or_create(name=f"Téma pro měření {n}")[0] for n in range(EVERY)]
    for entry in neighbours:
        topics[0].articles.add(entry.object_id)
    return topics


def _body(pictures, documents, entries) -> str:
    figures = "".join(
        f'<figure class="image"><img alt="Obrázek v textu" data-picture="{picture.pk}">'
        "<figcaption>Popisek</figcaption></figure>"
        for picture in pictures
    )
    files = "".join(
        f'<li><a data-document="{document.pk}">dokument {document.pk}</a></li>'
        for document in documents
    )
    pages = "".join(
        f'<li><a data-page="article:{entry.object_id}">článek {entry.object_id}</a></li>'
        for entry in entries
    )
    return (
        "<h2>Nadpis</h2><p>Text s <strong>důrazem</strong> a s "
        '<a href="https://www.example.org/">odkazem ven</a>.</p>'
        f"{figures}<h3>Soubory</h3><ul>{files}</ul><h3>Další články</h3><ol>{pages}</ol>"
        "<table><thead><tr><th>Rok</th><th>Počet</th></tr></thead>"
        "<tbody><tr><td>2014</td><td>120</td></tr></tbody></table>"
    )
